import type { Spending } from "../async/budget.ts";

/** Why a budget that does not cover the first call is refused. */
export function tooSmall({ costUsd, tokens }: Spending): string {
  const dollars = costUsd === 0 ? "" : `$${costUsd.toFixed(4)}, `;
  return `The budget does not cover one call, which may take up to ${dollars}${
    tokens.toLocaleString("en-US")
  } tokens: its prompt and the longest answer allowed. Raise the budget, or allow shorter answers with --max-tokens`;
}
