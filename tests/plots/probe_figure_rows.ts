import type { PlotRow } from "../../lib/plots/figure.ts";
import { wilson } from "../../lib/stats/uncertainty/wilson.ts";

/** Rows as `shortcutRows` gives them, made up: a model in full and under two conditions. */
export function shortcutRows(runs: readonly string[]): PlotRow[] {
  return runs.flatMap((run, index) => {
    const full = Math.max(0.2, 0.8 - 0.02 * index);
    return (["full", "no_image", "options_only"] as const).map((condition, place): PlotRow => {
      const drop = [0, 0.06 - 0.004 * index, full - 0.14][place] ?? 0;
      const value = full - drop;
      const { lo, hi } = wilson({ x: value * 3000, n: 3000 });
      return {
        run,
        condition,
        term: "all",
        group: "all",
        dataset: "made_up",
        value,
        lo,
        hi,
        drop: place === 0 ? null : drop,
        drop_lo: place === 0 ? null : drop - 0.02,
        drop_hi: place === 0 ? null : drop + 0.02,
        p_adj: place === 0 ? null : drop > 0.03 ? 0.001 : 0.3,
        chance: 0.1,
        n: 6000,
      };
    });
  });
}

/** Rows as `imageFlipRows` gives them, made up: images help less and less. */
export function flipRows(runs: readonly string[]): PlotRow[] {
  return runs.map((run, index): PlotRow => {
    const [with_, without] = [600 - 20 * index, 200 + 5 * index];
    const [helped, harmed] = [with_, without].map((x) => wilson({ x, n: 2400 }));
    const share = wilson({ x: with_, n: with_ + without });
    return {
      run,
      term: "all",
      group: "all",
      dataset: "made_up",
      only_with: with_,
      only_without: without,
      n: 2400,
      helped_lo: helped?.lo,
      helped_hi: helped?.hi,
      harmed_lo: harmed?.lo,
      harmed_hi: harmed?.hi,
      value: share.p,
      lo: share.lo,
      hi: share.hi,
      p: 0.001,
    };
  });
}

/** Rows as `placeboRows` gives them, made up: the real cut-off is the fourth month of six. */
export function placeboRows(runs: readonly string[]): PlotRow[] {
  return runs.flatMap((run, index) =>
    Array.from({ length: 6 }, (_, k): PlotRow => {
      const value = (k === 3 && index % 2 === 0 ? -0.12 : -0.03) - 0.01 * k;
      return {
        run,
        month: `2024-0${k + 1}`,
        real: k === 3,
        value,
        lo: value - 0.05 - 0.01 * k,
        hi: value + 0.05 + 0.01 * k,
        dataset: "made_up",
      };
    })
  );
}

/** Changes after the cut-off with the drift removed: each run, then all together. */
export function driftRows(runs: readonly string[]): PlotRow[] {
  const change = (value: number): PlotRow => ({
    value,
    lo: value - 0.03,
    hi: value + 0.03,
    p_adj: Math.abs(value) > 0.03 ? 0.01 : 0.6,
    clusters: 400,
    runs: runs.length,
    runs_crossing: runs.length,
    dataset: "made_up",
  });
  return [
    ...runs.map((run, index) => ({
      term: "run",
      run,
      cutoff: "2025-03",
      ...change(0.02 - 0.05 * (index % 3)),
    })),
    ...(runs.length === 0 ? [] : [{ term: "all", run: null, cutoff: null, ...change(-0.08) }]),
  ];
}

/** Made-up questions of twelve runs; every tenth is suspect. */
export function itemRows(n: number): PlotRow[] {
  return Array.from({ length: n }, (_, k) => {
    const difficulty = k % 13 / 12;
    return {
      case_id: `c${k}`,
      item: "q1",
      difficulty,
      rest_correlation: difficulty % 1 === 0 ? null : k % 10 === 0 ? -0.4 : 0.3 + 0.02 * (k % 7),
      suspect: k % 10 === 0,
      key_posterior: k % 10 === 0 ? 0.001 * (k + 1) : 0.99,
      expected: "A",
      alternative: "C",
      n: 12,
      dataset: "made_up",
    };
  });
}

/** Rows as `powerRows` gives them, made up: all questions, chapters, all cases. */
export function powerRows(): PlotRow[] {
  return [
    { unit: "question", group: "all", term: "all", n: 6605, clusters: 1407, mde: 0.018 },
    ...[20, 80, 262].map((clusters) => ({
      unit: "question",
      term: "level1",
      group: `chapter of ${clusters}`,
      n: 4 * clusters,
      clusters,
      mde: 0.7 / Math.sqrt(clusters),
    })),
    { unit: "case", group: "all", term: "all", n: 1407, clusters: 1407, mde: 0.041 },
  ].map((row) => ({ basis: "assumed", power: 0.8, alpha: 0.05, dataset: "made_up", ...row }));
}
