import type { Case, Result, Run, Spend, Turn } from "../types.ts";
import type { JournalEntry } from "../results/journal_format.ts";
import type { Replay } from "../results/replay_turns.ts";
import { spendOf } from "../results/spend_of.ts";
import type { Output } from "./open_output.ts";

/** Keeps in mind what a run asks, so that cases it does not finish can be told. */
export interface TurnMemory {
  /** The output, whose journal tells this memory too. */
  readonly output: Output;
  /** The turns of one case and trial by now, those of an earlier run among them. */
  readonly turns: Replay;
  /** How many were kept from an earlier run and used, and how many asked by now. */
  readonly counts: () => { readonly kept: number; readonly asked: number };
}

/** Remembers the turns that go to an output's journal. */
export function turnMemory(output: Output): TurnMemory {
  const asked = new Map<string, Turn[]>();
  const keyOf = (caseId: string, trial: number) => `${trial} ${caseId}`;
  const kept = new Map<string, number>();
  let count = 0;
  const append = (entry: JournalEntry) => {
    output.journal.append(entry);
    count++;
    const key = keyOf(entry.caseId, entry.trial);
    asked.set(key, [...asked.get(key) ?? [], entry.turn]);
  };
  return {
    output: {
      ...output,
      journal: { ...output.journal, append },
      replay: (caseId, trial) => {
        const known = output.replay(caseId, trial);
        kept.set(keyOf(caseId, trial), known.length);
        return known;
      },
    },
    counts: () => ({ kept: [...kept.values()].reduce((sum, n) => sum + n, 0), asked: count }),
    turns: (caseId, trial) => [
      ...output.replay(caseId, trial),
      ...asked.get(keyOf(caseId, trial)) ?? [],
    ],
  };
}

/** What is there of the cases a run did not finish: as results without grades, only those with an answered turn. */
export function partialCases(
  { results }: Pick<Run, "results">,
  { cases, trials, turns, model }: {
    readonly cases: readonly Case[];
    readonly trials: number;
    readonly turns: Replay;
    readonly model: string;
  },
): readonly Result[] {
  const finished = new Set(results.map((result) => `${result.trial} ${result.case.id}`));
  return cases.flatMap((c) =>
    Array.from({ length: trials }, (_, n) => n + 1).flatMap((trial): readonly Result[] => {
      if (finished.has(`${trial} ${c.id}`)) return [];
      const all = turns(c.id, trial);
      const isBegun = all.some(({ reply }) => reply !== null);
      return isBegun ? [{ case: c, model, trial, turns: all, grades: [] }] : [];
    })
  );
}

/** What they took, in the form a run keeps; empty where there are none. */
export function unfinishedSpend(partial: readonly Result[]): Pick<Spend, "unfinished"> {
  if (partial.length === 0) return {};
  const { input_tokens, output_tokens, cost_usd } = spendOf(partial);
  const turns = partial.flatMap((one) => one.turns).filter(({ reply }) => reply !== null).length;
  return { unfinished: { turns, input_tokens, output_tokens, cost_usd } };
}

/** One sentence on cases a run did not finish; none where nothing of them is answered. */
export function partialWarnings(partial: readonly Result[]): readonly string[] {
  if (partial.length === 0) return [];
  const { turns, input_tokens, output_tokens, cost_usd } = spendOf(partial);
  const answered = partial.flatMap((one) => one.turns).filter(({ reply }) => reply !== null).length;
  const tokens = (input_tokens ?? 0) + (output_tokens ?? 0);
  const took = turns === 0
    ? ""
    : ` They took ${tokens.toLocaleString("en-US")} tokens${
      cost_usd === null ? "" : ` ($${cost_usd.toFixed(4)})`
    }, which the spending of the finished cases does not count.`;
  return [
    `${answered} answered in ${partial.length} unfinished ${
      partial.length === 1 ? "case" : "cases"
    }: kept, and counted when their case is finished.${took}`,
  ];
}
