import { connectedWins } from "./connected_wins.ts";

/** Plackett-Luce worths. */
export interface PlackettLuce {
  /** Log worth by name, centred on 0; null when not finite. */
  readonly worth: Readonly<Record<string, number | null>>;
  /** Log likelihood. */
  readonly logLikelihood: number | null;
  /** Rankings. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Plackett-Luce worths from complete or partial rankings (best first), by Hunter's MM.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { plackettLuce } from "@rounds/rounds";
 *
 * const fit = plackettLuce([["a", "b"], ["a", "b"], ["b", "a"]]);
 * assert.equal(fit.worth["a"]?.toFixed(4), (Math.log(2) / 2).toFixed(4));
 * ```
 */
export function plackettLuce(rankings: readonly (readonly string[])[]): PlackettLuce {
  const names = [...new Set(rankings.flat())].sort();
  const place = new Map(names.map((name, k) => [name, k]));
  const coded = rankings.map((ranking) => ranking.map((name) => place.get(name) ?? 0));
  const graph = names.map(() => names.map(() => 0));
  const wins = names.map(() => 0);
  for (const ranking of coded) {
    ranking.forEach((winner, k) => {
      for (const loser of ranking.slice(k + 1)) {
        const row = graph[winner];
        if (row) row[loser] = 1;
      }
      if (k < ranking.length - 1) wins[winner] = (wins[winner] ?? 0) + 1;
    });
  }
  const method = "plackett-luce";
  const n = rankings.length;
  if (names.length < 2 || !connectedWins(graph)) {
    return {
      worth: Object.fromEntries(names.map((name) => [name, null])),
      logLikelihood: null,
      n,
      method,
      warnings: [n === 0 ? "no data" : "not finite: someone is always first or always last"],
    };
  }
  let worth = names.map(() => 1);
  for (let iteration = 0; iteration < 100_000; iteration++) {
    const weights = names.map(() => 0);
    for (const ranking of coded) {
      let added = 0;
      let left = ranking.reduce((sum, k) => sum + (worth[k] ?? 0), 0);
      ranking.forEach((one, k) => {
        if (k < ranking.length - 1) added += 1 / left;
        weights[one] = (weights[one] ?? 0) + added;
        left -= worth[one] ?? 0;
      });
    }
    const next = worth.map((_, k) => (wins[k] ?? 0) / (weights[k] ?? 1));
    const mean = next.reduce((sum, value) => sum + Math.log(value), 0) / names.length;
    const scaled = next.map((value) => value / Math.exp(mean));
    const change = Math.max(...scaled.map((v, k) => Math.abs(Math.log(v / (worth[k] ?? 1)))));
    worth = scaled;
    if (change < 1e-13) break;
  }
  let logLikelihood = 0;
  for (const ranking of coded) {
    ranking.forEach((one, k) => {
      const left = ranking.slice(k).reduce((sum, other) => sum + (worth[other] ?? 0), 0);
      logLikelihood += Math.log((worth[one] ?? 0) / left);
    });
  }
  return {
    worth: Object.fromEntries(names.map((name, k) => [name, Math.log(worth[k] ?? 1)])),
    logLikelihood,
    n,
    method,
    warnings: [],
  };
}
