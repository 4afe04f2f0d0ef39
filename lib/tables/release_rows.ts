import type { Frame } from "../frames/frame.ts";
import { pairedDifference } from "../stats/paired/paired_difference.ts";
import { tQuantile } from "../stats/special/t_quantile.ts";
import { tSf } from "../stats/special/t_sf.ts";
import { welchDifference } from "../stats/time/welch_difference.ts";
import { groupRows } from "./_group_rows.ts";
import { requireColumns } from "./_score_rows.ts";

/** How the score of one model changes from one release of a dataset to another. Null means not defined, see `warnings`. */
export interface ReleaseRow {
  /** The model; the name that figures use. */
  readonly run: string;
  /** The same. */
  readonly model: string;
  /** `all cases`: each release as it is; `shared cases`: those in both; `only in one`: cases dropped, and cases new. */
  readonly part: "all cases" | "shared cases" | "only in one";
  /** Name of the older release. */
  readonly older: string;
  /** Name of the newer release. */
  readonly newer: string;
  /** Mean score on the older release. */
  readonly older_value: number | null;
  /** Mean score on the newer release. */
  readonly newer_value: number | null;
  /** Newer less older. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Two-sided p. */
  readonly p: number | null;
  /** Cases of the older release in this part. */
  readonly n_older: number;
  /** Cases of the newer release in this part. */
  readonly n_newer: number;
  /** Cases without a known score, in either release. */
  readonly n_excluded: number;
  /** Some answers are simulated; null when the frame does not say. */
  readonly simulated: boolean | null;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know; null when nothing. */
  readonly warnings: string | null;
}

/** Which two releases. */
export interface ReleaseRowsOptions {
  /** Name of the older one; default the first of the two in the order of the alphabet. */
  readonly older?: string;
  /** Name of the newer one; default the second. */
  readonly newer?: string;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

interface Scored {
  readonly id: string;
  readonly score: number | null;
}

/**
 * Two releases of a dataset compared model by model: on all cases of each, on the cases both have (which shows what changed
 * texts, keys, rubrics or judgements do), and on those that only one has (which shows how hard the new ones are).
 *
 * `frame` is a `casesFrame` of runs on both releases; models with a run on one only have no rows, and of several runs of a
 * model on a release the first counts; trials of a case count as their mean. Shared cases are compared as pairs, the others
 * by Welch's interval, all cases by an interval that counts what both releases share once. Throws `RangeError` for a
 * missing column, and unless the frame holds two releases or both are named.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { casesFrame, releaseRows } from "@rounds/rounds";
 *
 * assert.throws(() => releaseRows(casesFrame([])), /holds 0 datasets, expected two/);
 * ```
 */
export function releaseRows(
  frame: Frame,
  options: ReleaseRowsOptions = {},
): readonly ReleaseRow[] {
  const { level = 0.95 } = options;
  requireColumns(frame, ["run_id", "case_id", "dataset", "score"]);
  const found = frame.getColumn("dataset").toArray().filter((name) => typeof name === "string");
  const datasets = [...new Set(found)].sort();
  const [older = null, newer = null] = options.older === undefined || options.newer === undefined
    ? datasets.length === 2 ? datasets : []
    : [options.older, options.newer];
  if (older === null || newer === null) {
    throw new RangeError(
      `This frame holds ${datasets.length} datasets${
        datasets.length === 0 ? "" : ` (${datasets.join(", ")})`
      }, expected two, or the names of an older and a newer one`,
    );
  }
  const [cases, scores] = ["case_id", "score"].map((name) => frame.getColumn(name).toArray());
  const runs = frame.height === 0 ? [] : groupRows(frame, { by: [] }).groups;
  return [...Map.groupBy(runs, ({ run }) => run.model)].flatMap(([model, own]) => {
    const [before, after] = [older, newer].map((name) =>
      own.find(({ run }) => run.dataset === name)
    );
    if (before === undefined || after === undefined) return [];
    const scored = ({ rows }: { readonly rows: readonly number[] }): readonly Scored[] =>
      [...Map.groupBy(rows, (row) => String(cases?.[row]))].map(([id, trials]) => {
        const known = trials.flatMap((row) => {
          const score: unknown = scores?.[row];
          return typeof score === "number" ? score : [];
        });
        return { id, score: known.length === 0 ? null : mean(known) };
      });
    const [a, b] = [scored(before), scored(after)];
    const [inA, inB] = [a, b].map((list) => new Set(list.map(({ id }) => id)));
    const common = {
      ...{ run: model, model, older, newer, level },
      simulated: before.run.simulated === true ? true : after.run.simulated,
    };
    const used = own.filter(({ run }) => run.dataset === older || run.dataset === newer);
    const several = used.length > 2 ? ["several runs on a release: the first counts"] : [];
    return [
      { part: "all cases" as const, ...wholeChange(a, b, { level }) },
      {
        part: "shared cases" as const,
        ...sharedChange(a.filter(({ id }) => inB?.has(id)), b, { level }),
      },
      {
        part: "only in one" as const,
        ...apartChange(
          a.filter(({ id }) => !inB?.has(id)),
          b.filter(({ id }) => !inA?.has(id)),
          { level },
        ),
      },
    ].map(({ warnings, ...row }) => ({
      ...common,
      ...row,
      warnings: [...several, ...warnings].join("; ") || null,
    }));
  });
}

type Change =
  & Omit<
    ReleaseRow,
    "run" | "model" | "part" | "older" | "newer" | "level" | "simulated" | "warnings"
  >
  & { readonly warnings: readonly string[] };

function sharedChange(
  a: readonly Scored[],
  b: readonly Scored[],
  { level }: { readonly level: number },
): Change {
  const after = new Map(b.map(({ id, score }) => [id, score]));
  const both = a.map(({ id, score }) => ({ id, a: score, b: after.get(id) ?? null }));
  const known = both.filter((one) => one.a !== null && one.b !== null);
  const { value, lo, hi, p, n, method, warnings } = pairedDifference({
    a: known.map((one) => one.b),
    b: known.map((one) => one.a),
    cluster: known.map(({ id }) => id),
    level,
  });
  return {
    older_value: known.length === 0 ? null : mean(known.map((one) => one.a ?? 0)),
    newer_value: known.length === 0 ? null : mean(known.map((one) => one.b ?? 0)),
    ...{ value, lo, hi, p, method, warnings },
    n_older: n,
    n_newer: n,
    n_excluded: both.length - known.length,
  };
}

function apartChange(
  a: readonly Scored[],
  b: readonly Scored[],
  { level }: { readonly level: number },
): Change {
  const [pre, post] = [a, b].map((list) => list.flatMap(({ score }) => score ?? []));
  const { value, lo, hi, p, meanPre, meanPost, nPre, nPost, method, warnings } = welchDifference({
    pre: pre ?? [],
    post: post ?? [],
    level,
  });
  return {
    older_value: meanPre,
    newer_value: meanPost,
    ...{ value, lo, hi, p, method, warnings },
    n_older: nPre,
    n_newer: nPost,
    n_excluded: a.length + b.length - nPre - nPost,
  };
}

/** A case counts with what it adds to either mean, so that the shared ones do not count as two. */
function wholeChange(
  a: readonly Scored[],
  b: readonly Scored[],
  { level }: { readonly level: number },
): Change {
  const [pre, post] = [a, b].map((list) => list.filter(({ score }) => score !== null));
  const [x, y] = [pre, post].map((list) => (list ?? []).map(({ score }) => score ?? 0));
  const [nOlder, nNewer] = [x?.length ?? 0, y?.length ?? 0];
  const base = {
    n_older: nOlder,
    n_newer: nNewer,
    n_excluded: a.length + b.length - nOlder - nNewer,
    method: "release/influence",
  };
  if (nOlder === 0 || nNewer === 0) {
    const none = { older_value: null, newer_value: null, value: null, lo: null, hi: null, p: null };
    return { ...none, ...base, warnings: ["no known score on one of the releases"] };
  }
  const [meanOlder, meanNewer] = [mean(x ?? []), mean(y ?? [])];
  const added = new Map<string, number>();
  for (const { id, score } of pre ?? []) added.set(id, -((score ?? 0) - meanOlder) / nOlder);
  for (const { id, score } of post ?? []) {
    added.set(id, (added.get(id) ?? 0) + ((score ?? 0) - meanNewer) / nNewer);
  }
  const groups = added.size;
  const squares = [...added.values()].reduce((sum, one) => sum + one * one, 0);
  const se = groups < 2 ? null : Math.sqrt(squares * groups / (groups - 1));
  const value = meanNewer - meanOlder;
  const half = se === null ? null : se * tQuantile(1 - (1 - level) / 2, groups - 1);
  return {
    older_value: meanOlder,
    newer_value: meanNewer,
    value,
    lo: half === null ? null : value - half,
    hi: half === null ? null : value + half,
    p: se === null || se === 0 ? null : Math.min(1, 2 * tSf(Math.abs(value / se), groups - 1)),
    ...base,
    warnings: se === null ? ["one case: no interval"] : [],
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
