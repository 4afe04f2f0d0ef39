import type { LimiterCeilings } from "./limiter_types.ts";
import { refuseBelowOne } from "./_refuse_below_one.ts";

/** Every ceiling. */
export type AllCeilings = Required<LimiterCeilings>;

/** Those of a limiter that is told none. */
const UNTOLD: AllCeilings = {
  maxConcurrency: 1000,
  maxRequests: null,
  maxTokens: null,
  longestPauseMs: 900_000,
};

/** Ceilings after a change; those before unless given. Throws a RangeError for one that leaves no room for a call. */
export function limiterCeilings(
  given: LimiterCeilings,
  before: AllCeilings = UNTOLD,
): AllCeilings {
  const {
    maxConcurrency = before.maxConcurrency,
    maxRequests = before.maxRequests,
    maxTokens = before.maxTokens,
    longestPauseMs = before.longestPauseMs,
  } = given;
  refuseBelowOne({
    maxConcurrency,
    maxRequests: maxRequests ?? 1,
    maxTokens: maxTokens ?? 1,
    longestPauseMs,
  });
  return { maxConcurrency, maxRequests, maxTokens, longestPauseMs };
}
