/**
 * A call that was not made, because its upper estimate no longer fits the budget.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { BudgetError } from "@rounds/rounds";
 *
 * assert.equal(new BudgetError("the budget is used up").name, "BudgetError");
 * ```
 */
export class BudgetError extends Error {
  /** Always `BudgetError`. */
  override readonly name = "BudgetError";
}
