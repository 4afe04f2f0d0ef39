import type { Untold } from "../types.ts";
import type { Budget, Spending } from "../async/budget.ts";
import type { Output } from "./open_output.ts";

/** What calls take of which no turn tells, earlier ones of the run included. */
export interface UntoldSpend {
  /** Counts those of a budget, each in the journal at once, so that a resumed run counts it too. */
  readonly watch: (budget: Pick<Budget, "watchUntold"> | undefined) => void;
  /** Counts no more. */
  readonly end: () => void;
  /** All of them, in the form a run keeps; empty when there are none. */
  readonly total: () => { readonly untold?: Untold };
}

/** Begins with those of an earlier part of the run. */
export function untoldSpend(output: Pick<Output, "untold" | "journal">): UntoldSpend {
  let { calls, tokens, cost_usd } = output.untold;
  let end = () => {};
  const add = (spent: Spending) => {
    output.journal.appendUntold({ calls: 1, tokens: spent.tokens, cost_usd: spent.costUsd });
    calls++;
    tokens += spent.tokens;
    cost_usd += spent.costUsd;
  };
  return {
    watch: (budget) => {
      end = budget?.watchUntold(add) ?? end;
    },
    end: () => end(),
    total: () => calls === 0 ? {} : { untold: { calls, tokens, cost_usd } },
  };
}
