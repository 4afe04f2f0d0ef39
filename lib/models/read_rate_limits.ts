import type { LimitUnit, Quota } from "../async/limiter_types.ts";
import { durationMs } from "./_duration_ms.ts";

/**
 * What an answer's headers say is left of its endpoint's rate limits, at most one for requests and one for tokens (the
 * tightest where several are told). Read are `x-ratelimit-…-requests` and `-tokens` (durations such as `6m0s`, `120ms`,
 * `1.5s`), `x-ratelimit-…`, `anthropic-ratelimit-…`, and the IETF drafts (`RateLimit-Limit`, and `RateLimit` with
 * `RateLimit-Policy`).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readRateLimits } from "@rounds/rounds";
 *
 * const headers = new Headers({
 *   "x-ratelimit-limit-requests": "60",
 *   "x-ratelimit-remaining-requests": "59",
 *   "x-ratelimit-reset-requests": "1m0.5s",
 * });
 * assert.deepEqual(readRateLimits(headers, 0), [
 *   { unit: "requests", limit: 60, remaining: 59, resetMs: 60_500 },
 * ]);
 * assert.deepEqual(readRateLimits(new Headers(), 0), []);
 * ```
 */
export function readRateLimits(headers: Headers, now: number): readonly Quota[] {
  const names: readonly (readonly [LimitUnit, (part: string) => string])[] = [
    ["requests", (part) => `x-ratelimit-${part}-requests`],
    ["tokens", (part) => `x-ratelimit-${part}-tokens`],
    ["requests", (part) => `anthropic-ratelimit-requests-${part}`],
    ["tokens", (part) => `anthropic-ratelimit-tokens-${part}`],
    ["requests", (part) => `x-ratelimit-${part}`],
    ["requests", (part) => `ratelimit-${part}`],
  ];
  const told = names.flatMap(([unit, name]): readonly Quota[] => {
    const remaining = count(headers.get(name("remaining")));
    if (remaining === null) return [];
    const limit = count(headers.get(name("limit")));
    return [{ unit, limit, remaining, resetMs: waitOf(headers.get(name("reset")), now) }];
  });
  const all = [...told, ...draftQuotas(headers)];
  return (["requests", "tokens"] as const).flatMap((unit) =>
    all.filter((quota) => quota.unit === unit).toSorted((a, b) => share(a) - share(b)).slice(0, 1)
  );
}

function share({ remaining, limit }: Quota): number {
  return limit === null || limit === 0 ? remaining : remaining / limit;
}

/** The first number of a field; some say `100, 100;w=60`. */
function count(text: string | null): number | null {
  const found = /^\s*(\d+(?:\.\d+)?)/.exec(text ?? "")?.[1];
  return found === undefined ? null : Number(found);
}

/** Milliseconds of a duration (`6m0s`), of plain seconds, or until a date or a time since the epoch. */
function waitOf(text: string | null, now: number): number | null {
  const value = text?.trim() ?? "";
  if (value === "") return null;
  const number = Number(value);
  if (Number.isFinite(number)) {
    if (number > 1e11) return Math.max(0, number - now);
    if (number > 1e9) return Math.max(0, number * 1000 - now);
    return Math.max(0, number * 1000);
  }
  const duration = durationMs(value);
  if (duration !== null) return duration;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** `RateLimit: "name";r=50;t=30` with `RateLimit-Policy: "name";q=100;w=60`, and the older `limit=100, remaining=50, reset=5`. */
function draftQuotas(headers: Headers): readonly Quota[] {
  const text = headers.get("ratelimit");
  if (text === null) return [];
  const older = parameters(text, /[,;]/);
  if (older.remaining !== undefined) {
    const [remaining, limit, reset] = [older.remaining, older.limit, older.reset].map((value) =>
      count(value ?? null)
    );
    if (remaining === null || remaining === undefined) return [];
    const resetMs = reset === null || reset === undefined ? null : reset * 1000;
    return [{ unit: "requests", limit: limit ?? null, remaining, resetMs }];
  }
  const policies = new Map(
    (headers.get("ratelimit-policy") ?? "").split(",").map((item) => [
      nameOf(item),
      parameters(item, /;/),
    ]),
  );
  return text.split(",").flatMap((item): readonly Quota[] => {
    const { r = null, t = null } = parameters(item, /;/);
    const remaining = count(r);
    if (remaining === null) return [];
    const policy = policies.get(nameOf(item)) ?? {};
    const seconds = count(t) ?? count(policy.w ?? null);
    const unit = /token/i.test(`${nameOf(item)} ${policy.qu ?? ""}`) ? "tokens" : "requests";
    const limit = count(policy.q ?? null);
    return [{ unit, limit, remaining, resetMs: seconds === null ? null : seconds * 1000 }];
  });
}

function nameOf(item: string): string {
  return item.split(";")[0]?.trim().replaceAll('"', "") ?? "";
}

function parameters(text: string, separator: RegExp): Readonly<Record<string, string>> {
  const pairs = text.split(separator).map((part) => part.trim().split("="));
  return Object.fromEntries(
    pairs.flatMap(([name, value]) =>
      name === undefined || value === undefined ? [] : [[name.trim(), value.trim()]]
    ),
  );
}
