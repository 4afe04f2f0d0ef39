import { sha256Hex } from "../parse/sha256_hex.ts";

/**
 * Digest of planned case ids, in order: what `cases_sha256` of a manifest is.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { caseIdsSha256 } from "@rounds/rounds";
 *
 * assert.notEqual(caseIdsSha256(["a", "b"]), caseIdsSha256(["b", "a"]));
 * ```
 */
export function caseIdsSha256(ids: readonly string[]): string {
  return sha256Hex(ids.join("\n"));
}
