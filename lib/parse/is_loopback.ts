/**
 * Whether an address is on this machine: `localhost`, `127.0.0.0/8` or `[::1]`. Other names are never looked up.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isLoopback } from "@rounds/rounds";
 *
 * assert.equal(isLoopback("http://127.0.0.1:8000/v1"), true);
 * assert.equal(isLoopback("http://127.0.0.1.example.org/v1"), false);
 * ```
 */
export function isLoopback(address: string): boolean {
  const hostname = URL.parse(address)?.hostname.toLowerCase() ?? "";
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
