import type { PlotRow } from "../../lib/plots/figure.ts";
import { wilson } from "../../lib/stats/uncertainty/wilson.ts";

/** Rows as a leaderboard gives them, made up: later runs are weaker. */
export function leaderboardRows(runs: readonly string[]): PlotRow[] {
  return runs.map((run, index) => {
    const value = Math.max(0.04, 0.36 - 0.012 * index);
    const { lo, hi } = wilson({ x: value * 1407, n: 1407 });
    return {
      run,
      unit: "case",
      dataset: "made_up",
      value,
      lo,
      hi,
      n: 1407,
      rank_lo: Math.max(1, index - 2),
      rank_hi: Math.min(runs.length, index + 3),
      p_best: index < 4 ? [0.6, 0.3, 0.09, 0.004][index] : 0,
      tier: String.fromCharCode(65 + Math.floor(index / 3)),
      type: ["proprietary", "open", "medical"][index % 3],
      seed: 42,
      method: "wilson",
    };
  });
}

/** Rows of paired differences against a baseline, made up. */
export function differenceRows(runs: readonly string[]): PlotRow[] {
  return runs.map((run, index) => {
    const value = 0.06 - 0.013 * index;
    return {
      a: run,
      b: "baseline",
      value,
      lo: value - 0.025,
      hi: value + 0.025,
      p: Math.abs(value) > 0.025 ? 0.004 : 0.2,
      p_adj: Math.abs(value) > 0.04 ? 0.02 : 0.4,
      n: 6605,
      n_excluded: 3,
      clusters: 1407,
      level: 0.95,
      method: "paired-difference/t",
    };
  });
}

/** Rows of accuracy by chapter, made up: the second chapter is hard, the last is small. */
export function chapterRows(runs: readonly string[]): PlotRow[] {
  return runs.flatMap((run, strength) =>
    CHAPTERS.map((level1, place): PlotRow => {
      const n = Math.max(8, 1200 - 180 * place);
      const value = Math.max(0.05, 0.84 - 0.012 * strength - (place === 1 ? 0.17 : 0.01 * place));
      const { lo, hi } = wilson({ x: value * n, n });
      return {
        run,
        term: "level1",
        level1,
        group: level1,
        unit: "question",
        reading: "clean",
        dataset: "made_up",
        value,
        lo,
        hi,
        n,
        planned: n,
        clusters: Math.ceil(n / 4),
        level: 0.95,
        method: "clustered-mean/wilson-eff",
        simulated: false,
      };
    })
  );
}

/** Chapters as a dataset words them. */
export const CHAPTERS = [
  "Neoplasms",
  "Diseases of the nervous system",
  "Diseases of the circulatory system",
  "Chapter 13: Diseases of the musculoskeletal system and connective tissue",
  "Endocrine, nutritional and metabolic diseases",
  "Congenital malformations",
  "Injury, poisoning and other consequences of external causes",
] as const;

/** Rows of the survival of cases, made up: later runs fail sooner. */
export function survivalRows(runs: readonly string[]): PlotRow[] {
  return runs.flatMap((run, strength) => {
    let survival = 1;
    return [1, 2, 3, 4, 5, 6].map((q): PlotRow => {
      const hazard = Math.min(0.9, 0.1 + 0.02 * q + 0.012 * strength);
      const atRisk = Math.round(1407 * survival * (q > 4 ? 0.6 : 1));
      survival *= 1 - hazard;
      const { lo, hi } = wilson({ x: survival * 1407, n: 1407 });
      const hazardInterval = wilson({ x: hazard * atRisk, n: atRisk });
      return {
        run,
        q,
        atRisk,
        firstErrors: Math.round(atRisk * hazard),
        hazard,
        hazardInterval: { lo: hazardInterval.lo, hi: hazardInterval.hi },
        survival,
        lo,
        hi,
        dataset: "made_up",
      };
    });
  });
}

/** Rows as `outcomesTable` gives them, made up: every third run has failed calls. */
export function outcomeRows(runs: readonly string[]): PlotRow[] {
  return runs.map((run, index) => {
    const failed = index % 3 === 0 ? 300 : 0;
    const skipped = failed / 2;
    const graded = 6605 - failed - skipped - 60 - 40 - 20 - 90 - 30;
    return {
      run,
      term: "all",
      group: "all",
      dataset: "made_up",
      planned: 6605,
      graded,
      right: Math.round(graded * (0.8 - 0.02 * index)),
      refused: 60,
      unreadable: 40,
      empty: 20,
      truncated: 90,
      failed,
      skipped,
      media_missing: 0,
      context_cut: 0,
      ungraded: 0,
      not_run: 30,
    };
  });
}

/** Rows of cost and accuracy, made up. */
export function costRows(runs: readonly string[]): PlotRow[] {
  return runs.map((run, index) => {
    const cost = 0.8 * Math.exp(-0.25 * index) * (index % 3 === 1 ? 3 : 1);
    const value = 0.86 - 0.012 * index - (index % 4 === 2 ? 0.08 : 0);
    return {
      run,
      dataset: "made_up",
      cost,
      cost_lo: cost * 0.85,
      cost_hi: cost * 1.2,
      value,
      lo: value - 0.02,
      hi: value + 0.02,
      p_frontier: [0.98, 0.4, 0, 0.7][index % 4],
    };
  });
}

/** Rows of gaps around a cut-off, made up: every third falls. */
export function slopeRows(runs: readonly string[]): PlotRow[] {
  return runs.map((run, index) => {
    const pre = 0.62 - 0.015 * index;
    const gap = index % 3 === 0 ? -0.06 : 0.01 * (index % 2);
    return {
      run,
      dataset: "made_up",
      cutoff: "2024-06",
      meanPre: pre,
      meanPost: pre + gap,
      pre_lo: pre - 0.02,
      pre_hi: pre + 0.02,
      post_lo: pre + gap - 0.03,
      post_hi: pre + gap + 0.03,
      value: gap,
      lo: gap - 0.035,
      hi: gap + 0.035,
    };
  });
}

/** Rows of scores by month, made up; one month has no score. */
export function monthlyRows(runs: readonly string[]): PlotRow[] {
  return runs.flatMap((run, strength) =>
    Array.from({ length: 22 }, (_, k): PlotRow => {
      const value = k === 9
        ? null
        : 0.6 - 0.012 * strength - 0.004 * k + 0.03 * Math.sin(7 * k + strength);
      const n = k === 9 ? 0 : 60 + 40 * ((k * 7) % 5);
      return {
        run,
        dataset: "made_up",
        month: `${2023 + Math.floor(k / 12)}-${String(k % 12 + 1).padStart(2, "0")}`,
        value,
        lo: value === null ? null : value - 0.05,
        hi: value === null ? null : value + 0.05,
        n,
        cutoff: strength % 2 === 0 ? "2024-04" : null,
      };
    })
  );
}

/** Rows of scores with facts about the models, made up; every fourth has undisclosed parameters. */
export function familyRows(runs: readonly string[]): PlotRow[] {
  return runs.map((run, index) => {
    const value = Math.max(0.04, 0.39 - 0.012 * index);
    const { lo, hi } = wilson({ x: value * 1407, n: 1407 });
    return {
      run,
      dataset: "made_up",
      value,
      lo,
      hi,
      n: 1407,
      family: index % 9 === 8 ? null : `Family ${index % 5}`,
      release: index % 7 === 6 ? null : `202${3 + index % 3}-0${1 + index % 9}`,
      type: ["proprietary", "open", "medical"][index % 3],
      parameters: index % 4 === 0 ? null : Math.round(400e9 * Math.exp(-0.18 * index)),
    };
  });
}

/** Rows of all pairs of runs, made up: neighbours cannot be told apart. One run is compared with another. */
export function pairRows(runs: readonly string[]): PlotRow[] {
  const all = runs.length === 1 ? [...runs, "another"] : runs;
  return all.flatMap((a, i) =>
    all.slice(i + 1).map((b, k) => ({
      a,
      b,
      dataset: "made_up",
      value: 0.015 * (k + 1),
      p_adj: k < 2 ? 0.4 : 0.001,
    }))
  );
}
