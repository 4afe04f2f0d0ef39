import type { Case, Untold, Usage } from "../types.ts";
import type { Spending } from "../async/budget.ts";
import type { Replay } from "../results/replay_turns.ts";

/** How replayed turns are priced. */
export interface ReplayedSpendingOptions {
  /** Turns answered before. */
  readonly replay: Replay;
  /** Repetitions of every case. */
  readonly trials: number;
  /** US dollars for what a turn used; null when unknown. */
  readonly cost?: (usage: Usage) => number | null;
  /** What calls took of which no turn tells; nothing unless told. */
  readonly untold?: Untold;
}

/**
 * What an earlier run spent: the turns that a resumed one does not ask again, and the calls of which no turn tells. A turn's own
 * unknown cost counts as nothing.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { replayedSpending } from "@rounds/rounds";
 *
 * assert.deepEqual(replayedSpending([], { replay: () => [], trials: 1 }), { costUsd: 0, tokens: 0 });
 * ```
 */
export function replayedSpending(
  cases: readonly Case[],
  options: ReplayedSpendingOptions,
): Spending {
  let { cost_usd: costUsd, tokens } = options.untold ?? { cost_usd: 0, tokens: 0 };
  for (const { id } of cases) {
    for (let trial = 1; trial <= options.trials; trial++) {
      for (const { reply, costUsd: stored } of options.replay(id, trial)) {
        if (reply === null) continue;
        const { inputTokens, outputTokens } = reply.usage;
        tokens += (inputTokens ?? 0) + (outputTokens ?? 0);
        // Where nothing was told there is nothing to price, and whoever counts such replies has met this one.
        const isTold = inputTokens !== null && outputTokens !== null;
        costUsd += stored ?? (isTold ? options.cost?.(reply.usage) : null) ?? 0;
      }
    }
  }
  return { costUsd, tokens };
}
