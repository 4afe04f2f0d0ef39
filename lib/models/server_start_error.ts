/**
 * A model server that did not come up: the message says why, with the server's last lines.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ServerStartError } from "@rounds/rounds";
 *
 * assert.equal(new ServerStartError("Port 8000 is taken").name, "ServerStartError");
 * ```
 */
export class ServerStartError extends Error {
  /** Always `ServerStartError`. */
  override readonly name = "ServerStartError";
}
