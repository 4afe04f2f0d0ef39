import type { Observation } from "../interval.ts";

/** Options of {@linkcode majorityVote}. */
export interface MajorityVoteOptions {
  /** The votes (answers) of each item; null is a run without an answer, which is counted, never dropped silently. */
  readonly votes: readonly (readonly (string | number | null)[])[];
  /** The key of each item. */
  readonly key: readonly (string | number)[];
}

/** Majority voting over repeated runs. */
export interface MajorityVote {
  /** Mean expected score, ties split evenly; null without items that have a vote. */
  readonly value: number | null;
  /** Expected score of each item; null when no run gave an answer. */
  readonly items: readonly Observation[];
  /** The winning answers of each item: several for a tie. */
  readonly winners: readonly (readonly (string | number)[])[];
  /** Items with a tie for first place. */
  readonly ties: number;
  /** Votes missing. */
  readonly missingVotes: number;
  /** Items scored. */
  readonly n: number;
  /** Items without any vote. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Score of the most frequent answer over repeated runs, a tie for first place split evenly.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { majorityVote } from "@rounds/rounds";
 *
 * const vote = majorityVote({ votes: [["A", "A", "B"], ["A", "B", null]], key: ["A", "A"] });
 * assert.deepEqual(vote.items, [1, 0.5]);
 * assert.equal(vote.missingVotes, 1);
 * ```
 */
export function majorityVote(options: MajorityVoteOptions): MajorityVote {
  const { votes, key } = options;
  if (votes.length !== key.length) {
    throw new RangeError(`votes has ${votes.length} items and key ${key.length}, expected as many`);
  }
  let missingVotes = 0;
  const winners = votes.map((some) => {
    const counts = new Map<string | number, number>();
    for (const vote of some) {
      if (vote === null) missingVotes++;
      else counts.set(vote, (counts.get(vote) ?? 0) + 1);
    }
    const most = Math.max(0, ...counts.values());
    return [...counts].filter(([, count]) => count === most).map(([answer]) => answer);
  });
  const items = winners.map((best, item) => {
    const right = key[item];
    if (best.length === 0 || right === undefined) return null;
    return best.includes(right) ? 1 / best.length : 0;
  });
  const scored = items.filter((score) => score !== null);
  const n = scored.length;
  return {
    value: n === 0 ? null : scored.reduce((sum, score) => sum + score, 0) / n,
    items,
    winners,
    ties: winners.filter((best) => best.length > 1).length,
    missingVotes,
    n,
    nExcluded: votes.length - n,
    method: "majority-vote",
    warnings: [
      ...(n === 0 ? ["no data"] : []),
      ...(missingVotes > 0 ? [`${missingVotes} votes missing`] : []),
    ],
  };
}
