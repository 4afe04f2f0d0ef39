import defer * as openai from "openai";
import type { RequestParameters } from "../types.ts";
import type { Adaptation } from "./adapt_parameters.ts";

/**
 * The adaptation an endpoint's refusal asks for; null when the error is another.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { adaptationFor } from "@rounds/rounds";
 *
 * assert.equal(adaptationFor(new Error("no"), { max_tokens: 16 }), null);
 * ```
 */
export function adaptationFor(error: unknown, parameters: RequestParameters): Adaptation | null {
  if (!(error instanceof openai.APIError) || (error.status !== 400 && error.status !== 422)) {
    return null;
  }
  const words = `${error.param ?? ""} ${error.code ?? ""} ${error.message}`;
  // A limit that is too high is none that is unknown.
  const isTooHigh = /too large|context length/.test(words);
  if ("max_tokens" in parameters && /max_completion_tokens/.test(words) && !isTooHigh) {
    return { parameter: "max_tokens", sentAs: "max_completion_tokens" };
  }
  // Whatever an endpoint has against a schema (the type, the schema, a missing backend), it works without one.
  if (
    "response_format" in parameters && /response_format|json_schema|structured output/i.test(words)
  ) {
    return { parameter: "response_format", sentAs: null };
  }
  const refused =
    /unsupported|not support|unknown|unrecogni[sz]ed|not allowed|not permitted|deprecated|extra inputs/i
      .test(
        words,
      );
  // Some take their own temperature only.
  if (
    "temperature" in parameters &&
    /\btemperature\b.*(must be 1\b(?!\.)|only (1|the default))/.test(words)
  ) {
    return { parameter: "temperature", sentAs: null };
  }
  if (!refused) return null;
  if ("max_completion_tokens" in parameters && /max_completion_tokens/.test(words)) {
    return { parameter: "max_completion_tokens", sentAs: "max_tokens" };
  }
  if ("temperature" in parameters && /\btemperature\b/.test(words)) {
    return { parameter: "temperature", sentAs: null };
  }
  if (parameters.n === 1 && (error.param === "n" || /['"`]n['"`]/.test(words))) {
    return { parameter: "n", sentAs: null };
  }
  return null;
}
