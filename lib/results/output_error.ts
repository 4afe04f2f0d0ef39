/**
 * A file of a run cannot be written, e.g. because the disk is full: the run stops, and what was written before is kept.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { OutputError } from "@rounds/rounds";
 *
 * assert.equal(new OutputError("Cannot write a.json: no space left").name, "OutputError");
 * ```
 */
export class OutputError extends Error {
  /** Always `OutputError`. */
  override readonly name = "OutputError";
}
