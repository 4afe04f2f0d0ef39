import { createHash } from "node:crypto";

/**
 * SHA-256 as 64 hexadecimal digits, of UTF-8 text or of bytes.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sha256Hex } from "@rounds/rounds";
 *
 * assert.equal(sha256Hex("").slice(0, 8), "e3b0c442");
 * ```
 */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
