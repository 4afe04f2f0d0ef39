import type { Case, Usage } from "../types.ts";
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
}

/**
 * What the turns of an earlier run spent that a resumed one does not ask again; unknown costs count as nothing.
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
  let costUsd = 0;
  let tokens = 0;
  for (const { id } of cases) {
    for (let trial = 1; trial <= options.trials; trial++) {
      for (const { reply, costUsd: stored } of options.replay(id, trial)) {
        if (reply === null) continue;
        costUsd += stored ?? options.cost?.(reply.usage) ?? 0;
        tokens += (reply.usage.inputTokens ?? 0) + (reply.usage.outputTokens ?? 0);
      }
    }
  }
  return { costUsd, tokens };
}
