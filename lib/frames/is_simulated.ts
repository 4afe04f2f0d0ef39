import type { Run } from "../types.ts";

/**
 * Whether a run's answers come from a simulated model: its file says so, or its model has a simulated model's name.
 *
 * Simulated models are named `sim-…`; a file says so by `meta.simulated: true`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isSimulated } from "@rounds/rounds";
 *
 * assert.equal(isSimulated({ model: "sim-strong", meta: {} }), true);
 * assert.equal(isSimulated({ model: "gpt-5", meta: {} }), false);
 * ```
 */
export function isSimulated(run: Pick<Run, "model" | "meta">): boolean {
  return run.meta["simulated"] === true || run.model.startsWith("sim-");
}
