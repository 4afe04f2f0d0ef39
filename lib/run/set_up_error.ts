/**
 * A run that must not start: bad options, an output that is in the way, a changed manifest, an endpoint that refuses.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { SetUpError } from "@rounds/rounds";
 *
 * assert.equal(new SetUpError("results/a.json exists").name, "SetUpError");
 * ```
 */
export class SetUpError extends Error {
  /** Always `SetUpError`. */
  override readonly name = "SetUpError";
}
