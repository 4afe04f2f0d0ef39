import { sha256Hex } from "../../parse/sha256_hex.ts";

/**
 * A number in [0,1) fixed by its labels alone: the first 52 bits of their SHA-256. Equal labels give equal numbers on
 * every machine and in every order of calls, which a seeded generator with a state cannot promise under concurrency.
 *
 * @internal
 */
export function hashFraction(...labels: readonly (string | number)[]): number {
  // JSON keeps ("a", "bc") and ("ab", "c") apart.
  return parseInt(sha256Hex(JSON.stringify(labels)).slice(0, 13), 16) / 2 ** 52;
}
