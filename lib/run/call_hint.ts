import type { CallFailure } from "../types.ts";

/** What to try, by kind of failure. */
const HINTS: Readonly<Record<string, string>> = {
  auth: "Check OPENAI_API_KEY (or --api-key) and that it may use this model",
  unknown_model: "Check --model",
  image_refused:
    "Does the model take images? Try deno task vision, the other --image-mode, or --condition no_image",
  bad_request: "Check --api-base and --param; --verbose shows every retry",
  connection: "Is the server running at --api-base?",
  timeout: "Is the server overloaded? Raise --timeout",
  rate_limited: "Wait, or lower --concurrency",
  bad_body: "Is --api-base an OpenAI-compatible endpoint?",
};

/** Who was called. */
export interface CallHintOptions {
  /** Whose endpoint; the model's unless told. */
  readonly whose?: "model" | "judge";
}

/**
 * What a user may do about a failed call, by its kind; null when there is nothing to say.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { callHint } from "@rounds/rounds";
 *
 * assert.match(callHint({ kind: "auth", status: 401, message: "bad key" }) ?? "", /OPENAI_API_KEY/);
 * assert.match(callHint({ kind: "auth", status: 429, message: "no quota" }) ?? "", /billing/);
 * assert.equal(callHint({ kind: "aborted", status: null, message: "interrupted" }), null);
 * ```
 */
export function callHint(failure: CallFailure, options: CallHintOptions = {}): string | null {
  const { whose = "model" } = options;
  // A key that was accepted and is out of money answers 402 or 429, or says so; nothing is wrong with the key.
  const isBroke = failure.status === 402 || failure.status === 429 ||
    /\b(credits?|balance|quota|funds)\b/i.test(failure.message);
  if (failure.kind === "auth" && isBroke) {
    return "The key was accepted, but its account has no quota left: see the provider's billing page";
  }
  // What was never sent names its own reason.
  if (failure.kind === "bad_request" && failure.status === null) {
    return /^the permissions .* net access/s.test(failure.message)
      ? 'List the host and port, as the address names them, under "net" of the permission set in deno.json'
      : null;
  }
  const hint = HINTS[failure.kind] ?? null;
  if (whose === "model" || hint === null) return hint;
  return hint.replace("OPENAI_API_KEY (or --api-key)", "OPENAI_JUDGE_API_KEY")
    .replace(/--api-base( and --param)?/, "--judge-api-base")
    .replace("--model", "--judge and --judge-api-base");
}
