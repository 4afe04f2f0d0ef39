import { apiError } from "./api_error.ts";
import type { SimulatedAnswer } from "./fault_types.ts";
import type { SimulatedEnforcement, SimulatedEnforcementCounts } from "./server_types.ts";

/**
 * Counts chat answers against limits and refuses what is over them.
 *
 * @internal
 */
export interface RateEnforcer {
  /** The answer as it goes out: itself with headers, or a refusal instead. */
  enforce(answer: SimulatedAnswer): SimulatedAnswer;
  /** Counts so far. */
  counts(): SimulatedEnforcementCounts;
}

/** Milliseconds after a refusal in which requests may still be on their way. */
const UNDER_WAY_MS = 100;

/**
 * Enforces requests and tokens a window, as a bucket that refills steadily or a window that starts afresh.
 * Throws a RangeError for a limit below 1.
 *
 * @internal
 */
export function rateEnforcer(rules: SimulatedEnforcement, now: () => number): RateEnforcer {
  const { windowMs = 60_000, shape = "bucket", headers = false, retryAfter = false } = rules;
  const limits = [
    { unit: "requests", short: "RPM", size: rules.rpm },
    { unit: "tokens", short: "TPM", size: rules.tpm },
  ].flatMap(({ unit, short, size }) =>
    size === undefined ? [] : [{ unit, short, ...counter(size, { windowMs, shape, now }) }]
  );
  let accepted = 0;
  let refused = 0;
  let violations = 0;
  let tokensAccepted = 0;
  let refusedAt = -Infinity;
  let waitUntil = -Infinity;
  return {
    enforce(answer) {
      const at = now();
      if (at < waitUntil && at > refusedAt + UNDER_WAY_MS) violations++;
      if (answer.status !== 200) return answer;
      const used = usedTokens(answer.body);
      const amount = (unit: string) => unit === "tokens" ? used : 1;
      const over = limits.find(({ unit, left }) => left() < amount(unit));
      if (over === undefined) {
        for (const { unit, take } of limits) take(amount(unit));
        accepted++;
        tokensAccepted += used;
      } else refused++;
      const told = headers === false
        ? {}
        : Object.assign({}, ...limits.map(headers === true ? quotaHeaders : remainingHeader));
      if (over === undefined) return { ...answer, headers: { ...answer.headers, ...told } };
      const wait = Math.ceil(over.waitFor(amount(over.unit)));
      const refusal = apiError(429, {
        message:
          `Rate limit reached on ${over.unit} per min (${over.short}): Limit ${over.size}, ` +
          `Requested ${amount(over.unit)}. Please try again in ${wait}ms.`,
        type: over.unit,
        code: "rate_limit_exceeded",
      });
      if (retryAfter) {
        refusedAt = at;
        waitUntil = Math.max(waitUntil, at + wait);
      }
      const asked = retryAfter ? { "retry-after": String(wait / 1000) } : {};
      return { ...refusal, headers: { ...refusal.headers, ...told, ...asked } };
    },
    counts: () => ({ accepted, refused, violations, tokensAccepted }),
  };
}

interface Counter {
  readonly size: number;
  readonly left: () => number;
  readonly take: (amount: number) => void;
  /** Milliseconds until that amount would be taken. */
  readonly waitFor: (amount: number) => number;
  /** Milliseconds until it is whole again. */
  readonly reset: () => number;
}

function counter(size: number, { windowMs, shape, now }: {
  readonly windowMs: number;
  readonly shape: "bucket" | "window";
  readonly now: () => number;
}): Counter {
  if (!(size >= 1)) throw new RangeError(`A limit is ${size}, expected a number of at least 1`);
  let level = size;
  let at = now();
  const left = () => {
    const elapsed = now() - at;
    if (shape === "bucket") {
      level = Math.min(size, level + (size * elapsed) / windowMs);
      at += elapsed;
    } else if (elapsed >= windowMs) {
      level = size;
      at += Math.floor(elapsed / windowMs) * windowMs;
    }
    return level;
  };
  const reset = () =>
    shape === "bucket"
      ? ((size - left()) * windowMs) / size
      : left() < size
      ? at + windowMs - now()
      : 0;
  return {
    size,
    left,
    reset,
    take: (amount) => {
      left();
      level -= amount;
    },
    waitFor: (amount) =>
      shape === "bucket" ? ((Math.min(amount, size) - left()) * windowMs) / size : reset(),
  };
}

function remainingHeader(
  limit: { readonly unit: string } & Counter,
): Readonly<Record<string, string>> {
  const left = Math.max(0, Math.floor(limit.left()));
  return { [`x-ratelimit-remaining-${limit.unit}`]: String(left) };
}

function quotaHeaders(
  limit: { readonly unit: string } & Counter,
): Readonly<Record<string, string>> {
  return {
    [`x-ratelimit-limit-${limit.unit}`]: String(limit.size),
    ...remainingHeader(limit),
    [`x-ratelimit-reset-${limit.unit}`]: `${Math.ceil(limit.reset())}ms`,
  };
}

function usedTokens(body: string): number {
  try {
    const total = Object(Object(JSON.parse(body)).usage).total_tokens;
    return typeof total === "number" ? total : 0;
  } catch {
    return 0;
  }
}
