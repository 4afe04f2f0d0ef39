import type { PlotRow } from "./figure.ts";
import { rowReader } from "./_row_reader.ts";
import { type RunStyle, runStyles, writtenNames } from "./_run_styles.ts";

/** Accuracy of one run on one set. */
export interface UpsetPoint {
  /** Label of the run. */
  readonly run: string;
  /** Name of the set. */
  readonly set: string;
  /** Accuracy; null when nothing is known. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Cases that contribute. */
  readonly clusters: number;
  /** Questions with exactly these labels. */
  readonly planned: number;
  /** The row it was read from. */
  readonly row: PlotRow;
}

/** Questions with exactly these labels. */
export interface UpsetSet {
  /** As text. */
  readonly name: string;
  /** The labels. */
  readonly labels: readonly string[];
  /** Questions: the most of any run. */
  readonly count: number;
  /** Mean accuracy over the runs; null when none is known. */
  readonly mean: number | null;
}

/** What an UpSet figure draws. */
export interface UpsetData {
  /** Labels of the runs, the most accurate over all sets first. */
  readonly runs: readonly string[];
  /** The largest first. */
  readonly sets: readonly UpsetSet[];
  /** What a bar of full height stands for: the largest set with any label; a longer bar is cut. */
  readonly largest: number;
  /** How many of them are drawn. */
  readonly shown: number;
  /** Labels of the sets shown with all their questions, the most frequent first. */
  readonly labels: readonly { readonly name: string; readonly count: number }[];
  /** By run and set. */
  readonly points: readonly UpsetPoint[];
  /** How a run is drawn. */
  style(run: string): RunStyle;
}

/** Fewer cases than this make a hollow dot. */
export const FEW_CASES = 20;

/**
 * Reads rows of intersections.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one run and set.
 */
export function upsetData(
  rows: readonly PlotRow[],
  options: { readonly most: number; readonly all?: readonly string[] | undefined },
): UpsetData {
  const read = rows.map((row, index) => {
    const reader = rowReader(row, { index, from: "modalityIntersections" });
    const run = reader.run();
    const list = row["labels"];
    if (!Array.isArray(list)) {
      throw new TypeError(`Row ${index + 1} has no "labels", expected a list of texts`);
    }
    const labels = list.map(String);
    const planned = reader.number("questions", "planned") ?? reader.need("n") ?? 0;
    return {
      labels,
      point: {
        run,
        set: reader.text("group") ?? (labels.length === 0 ? "none" : labels.join(" + ")),
        value: reader.need("value"),
        lo: reader.number("lo"),
        hi: reader.number("hi"),
        clusters: reader.number("clusters", "n") ?? 0,
        planned,
        row,
      },
    };
  });
  const seen = new Set<string>();
  for (const { point: { run, set } } of read) {
    const key = JSON.stringify([run, set]);
    if (seen.has(key)) throw new RangeError(`Two rows for ${run}, ${set}: draw one for each`);
    seen.add(key);
  }
  const points = read.map(({ point }) => point);
  const sets = [...Map.groupBy(read, ({ point }) => point.set)].map(([name, own]): UpsetSet => {
    const values = own.flatMap(({ point }) => point.value ?? []);
    return {
      name,
      labels: own[0]?.labels ?? [],
      count: Math.max(...own.map(({ point }) => point.planned)),
      mean: values.length === 0 ? null : values.reduce((sum, v) => sum + v, 0) / values.length,
    };
  }).toSorted((a, b) => b.count - a.count);
  const shown = Math.min(sets.length, options.most);
  const used = new Set(sets.slice(0, shown).flatMap(({ labels }) => labels));
  const labels = [...used].map((name) => ({
    name,
    count: sets.filter((set) => set.labels.includes(name)).reduce((sum, set) => sum + set.count, 0),
  })).toSorted((a, b) => b.count - a.count);
  const place = new Map(sets.map(({ name }, index) => [name, index]));
  const accuracy = (run: string): number => {
    const own = points.filter((point) => point.run === run && point.value !== null);
    const n = own.reduce((sum, { planned }) => sum + planned, 0);
    return n === 0 ? -1 : own.reduce((sum, p) => sum + (p.value ?? 0) * p.planned, 0) / n;
  };
  const runs = [...new Set(points.map(({ run }) => run))]
    .toSorted((a, b) => accuracy(b) - accuracy(a));
  return {
    runs,
    style: runStyles(runs, { all: writtenNames(options.all, rows) }),
    sets,
    largest: sets.find(({ labels }) => labels.length > 0)?.count ?? sets[0]?.count ?? 0,
    shown,
    labels,
    points: points.toSorted((a, b) =>
      runs.indexOf(a.run) - runs.indexOf(b.run) ||
      (place.get(a.set) ?? 0) - (place.get(b.set) ?? 0)
    ),
  };
}
