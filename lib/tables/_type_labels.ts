import type { Frame } from "../frames/frame.ts";
import { krippendorffAlpha } from "../stats/judges/krippendorff_alpha.ts";
import { requireColumns } from "./_score_rows.ts";

/** What physicians say of tagged errors. */
export interface TypeLabels {
  /** Their types, by the error. */
  readonly of: ReadonlyMap<string, readonly number[]>;
  /** Krippendorff's alpha; null when not defined. */
  readonly alpha: number | null;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Reads the labels of a `ratingsFrame`; throws `RangeError` for a label that the codebook lacks.
 */
export function labelsOf(
  ratings: Frame | undefined,
  { codeOf, known }: {
    readonly codeOf: (value: unknown, what: string) => number;
    readonly known: ReadonlySet<string>;
  },
): TypeLabels {
  if (ratings === undefined) return { of: new Map(), alpha: null, warnings: [] };
  requireColumns(ratings, ["run_id", "case_id", "trial", "rater", "label"]);
  const of = new Map<string, number[]>();
  const byRater = new Map<string, Map<string, number>>();
  let strays = 0;
  for (const row of ratings.toRecords()) {
    if (row["label"] === null) continue;
    const code = codeOf(row["label"], `the label by ${row["rater"]} of case ${row["case_id"]}`);
    const key = JSON.stringify([row["run_id"], row["case_id"], Number(row["trial"])]);
    if (!known.has(key)) {
      strays++;
      continue;
    }
    of.set(key, [...of.get(key) ?? [], code]);
    const rater = String(row["rater"]);
    byRater.set(rater, (byRater.get(rater) ?? new Map<string, number>()).set(key, code));
  }
  const keys = [...of.keys()];
  const alpha = krippendorffAlpha({
    ratings: [...byRater.values()].map((own) => keys.map((key) => own.get(key) ?? null)),
  });
  return {
    of,
    alpha: alpha.value,
    warnings: [
      ...(strays === 0 ? [] : [`${strays} labels of answers that are not tagged`]),
      ...(of.size === 0 ? ["no physician's label"] : []),
    ],
  };
}

/**
 * The majority's label; tied ones share the error.
 */
export function consensus(
  labels: readonly number[],
): readonly (readonly [label: number, share: number])[] {
  const counts = Map.groupBy(labels, (label) => label);
  const most = Math.max(0, ...[...counts.values()].map((own) => own.length));
  const top = [...counts].filter(([, own]) => own.length === most).map(([label]) => label);
  return top.map((label) => [label, 1 / top.length]);
}
