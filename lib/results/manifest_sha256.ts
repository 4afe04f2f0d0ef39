import type { Manifest } from "../types.ts";
import { canonicalJson } from "../parse/canonical_json.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";

/**
 * SHA-256 of a manifest in canonical form: equal runs have equal digests.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { manifestSha256 } from "@rounds/rounds";
 *
 * assert.equal(manifestSha256({ a: 1, b: 2 }), manifestSha256({ b: 2, a: 1 }));
 * ```
 */
export function manifestSha256(manifest: Manifest | Readonly<Record<string, unknown>>): string {
  return sha256Hex(canonicalJson(manifest));
}
