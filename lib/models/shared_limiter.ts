import type { AdaptiveLimiter, LimiterCeilings } from "../async/limiter_types.ts";
import { adaptiveLimiter } from "../async/adaptive_limiter.ts";
import { SHARED_LIMITERS } from "./_limiter_registry.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";

/** Whose quota it is, and what it may take. */
export interface SharedLimiterOptions extends LimiterCeilings {
  /** Base URL or origin of the endpoint. */
  readonly apiBase: string;
  /** The key; only its digest is kept. `token` unless told. */
  readonly apiKey?: string;
}

/**
 * The one limiter of an endpoint's origin and key in this process: every model, judge and run that asks for it shares it.
 * Ceilings that are given replace those set before.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sharedLimiter } from "@rounds/rounds";
 *
 * const subject = sharedLimiter({ apiBase: "https://api.example.org/v1", apiKey: "sk-1" });
 * const judge = sharedLimiter({ apiBase: "https://api.example.org/v2", apiKey: "sk-1", maxRequests: 500 });
 * assert.equal(subject, judge);
 * assert.notEqual(subject, sharedLimiter({ apiBase: "https://api.example.org/v1", apiKey: "sk-2" }));
 * ```
 */
export function sharedLimiter(options: SharedLimiterOptions): AdaptiveLimiter {
  const { apiBase, apiKey = "token", ...ceilings } = options;
  const origin = URL.parse(apiBase)?.origin ?? apiBase;
  const key = sha256Hex(`${origin}\n${apiKey}`);
  const known = SHARED_LIMITERS.get(key);
  if (known !== undefined) {
    known.limiter.adjust(ceilings);
    return known.limiter;
  }
  const limiter = adaptiveLimiter(ceilings);
  SHARED_LIMITERS.set(key, { origin, limiter, sinceMade: limiter.watch() });
  return limiter;
}
