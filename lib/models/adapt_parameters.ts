import type { RequestParameters } from "../types.ts";

/** A parameter the endpoint does not take as the protocol sends it, and what is sent instead. */
export interface Adaptation {
  /** The field of the protocol's request. */
  readonly parameter:
    | "max_tokens"
    | "max_completion_tokens"
    | "temperature"
    | "n"
    | "response_format";
  /** The field sent instead; null when it is left out. */
  readonly sentAs: "max_completion_tokens" | "max_tokens" | null;
}

/**
 * Request parameters with an endpoint's adaptations applied.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { adaptParameters } from "@rounds/rounds";
 *
 * assert.deepEqual(
 *   adaptParameters({ temperature: 0, max_tokens: 16 }, [
 *     { parameter: "max_tokens", sentAs: "max_completion_tokens" },
 *     { parameter: "temperature", sentAs: null },
 *   ]),
 *   { max_completion_tokens: 16 },
 * );
 * ```
 */
export function adaptParameters(
  parameters: RequestParameters,
  adaptations: readonly Adaptation[],
): RequestParameters {
  const adapted = Object.entries(parameters).flatMap(([name, value]) => {
    const adaptation = adaptations.find(({ parameter }) => parameter === name);
    if (adaptation === undefined) return [[name, value]];
    return adaptation.sentAs === null ? [] : [[adaptation.sentAs, value]];
  });
  return Object.fromEntries(adapted);
}
