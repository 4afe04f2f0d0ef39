import type { PlotRow } from "./figure.ts";
import { rowReader } from "./_row_reader.ts";

/** One effect of one run: differences of proportions. */
export interface Effect {
  /** Label of the run. */
  readonly run: string;
  /** The level, with its factor where there are several. */
  readonly label: string;
  /** What it is compared with; null for a reference, which is not drawn. */
  readonly reference: string | null;
  /** Adjusted difference. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Difference without adjustment. */
  readonly raw: number | null;
  /** Lower limit. */
  readonly rawLo: number | null;
  /** Upper limit. */
  readonly rawHi: number | null;
  /** Clear of zero: by the adjusted p, else by the interval. */
  readonly clear: boolean;
  /** Questions of the level. */
  readonly n: number | null;
  /** Their cases. */
  readonly clusters: number | null;
  /** The row it was read from. */
  readonly row: PlotRow;
}

/** What a figure of effects draws. */
export interface EffectData {
  /** Labels of the runs, in the order of the rows. */
  readonly runs: readonly string[];
  /** Levels from the largest mean effect to the smallest, positions in their order; each with its denominators. */
  readonly levels: readonly { readonly label: string; readonly count: string }[];
  /** Every effect, in drawing order. */
  readonly effects: readonly Effect[];
  /** Half the width of the x axis; wider intervals are cut. */
  readonly reach: number;
  /** Whether some interval is cut. */
  readonly cut: boolean;
}

/**
 * Reads rows of effects and puts their levels in order.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one run and level.
 */
export function effectData(rows: readonly PlotRow[]): EffectData {
  const terms = new Set(rows.map((row) => row["term"]));
  const effects = rows.map((row, index): Effect => {
    const reader = rowReader(row, { index, from: "modalityEffects" });
    const run = reader.run();
    const [lo, hi, p] = [reader.number("lo"), reader.number("hi"), reader.number("p_adj")];
    const group = reader.text("group") ?? "(unknown)";
    return {
      run,
      label: terms.size > 1 ? `${reader.text("term") ?? ""}: ${group}` : group,
      reference: "reference" in row ? reader.text("reference") : "the others",
      value: reader.need("value"),
      lo,
      hi,
      raw: reader.number("raw"),
      rawLo: reader.number("raw_lo"),
      rawHi: reader.number("raw_hi"),
      clear: p === null ? lo !== null && hi !== null && (lo > 0 || hi < 0) : p <= 0.05,
      n: reader.number("n"),
      clusters: reader.number("clusters"),
      row,
    };
  });
  const seen = new Set<string>();
  for (const { run, label } of effects) {
    const key = JSON.stringify([run, label]);
    if (seen.has(key)) throw new RangeError(`Two rows for ${run}, ${label}: draw one for each`);
    seen.add(key);
  }
  const shown = effects.filter(({ reference }) => reference !== null);
  const levels = [...Map.groupBy(shown, ({ label }) => label)].map(([label, own]) => ({
    label,
    count: countText(own),
    mean: meanOf(own.flatMap(({ value, raw }) => value ?? raw ?? [])),
  })).toSorted((a, b) => placeOf(a.label) - placeOf(b.label) || (b.mean ?? -2) - (a.mean ?? -2));
  const place = new Map(levels.map(({ label }, index) => [label, index]));
  const runs = [...new Set(effects.map(({ run }) => run))];
  const reach = reachOf(shown);
  return {
    runs,
    levels,
    effects: effects.toSorted((a, b) =>
      runs.indexOf(a.run) - runs.indexOf(b.run) ||
      (place.get(a.label) ?? -1) - (place.get(b.label) ?? -1)
    ),
    reach,
    cut: shown.some(({ lo, hi, rawLo, rawHi }) =>
      [lo, hi, rawLo, rawHi].some((limit) => limit !== null && Math.abs(limit) > reach + 1e-9)
    ),
  };
}

/** Positions of a question have an order of their own; other levels stand by their effect. */
function placeOf(label: string): number {
  return /(?:^|: )Q?\d+$/.test(label) ? Number(/\d+$/.exec(label)?.[0]) : 0;
}

/** All estimates, and the intervals of levels with at least 20 cases: a lone wide one must not flatten the rest. */
function reachOf(effects: readonly Effect[]): number {
  const size = (values: readonly (number | null)[]) =>
    values.flatMap((value) => value === null ? [] : [Math.abs(value)]);
  const many = effects.filter(({ clusters }) => (clusters ?? 20) >= 20);
  const reach = Math.max(
    0.02,
    ...effects.flatMap(({ value, raw }) => size([value, raw])),
    ...(many.length > 0 ? many : effects).flatMap(({ lo, hi, rawLo, rawHi }) =>
      size([lo, hi, rawLo, rawHi])
    ),
  );
  return Math.min(1, Math.ceil(reach * 50 - 1e-9) / 50);
}

function countText(effects: readonly Effect[]): string {
  const counts = effects.flatMap(({ n }) => n ?? []);
  if (counts.length === 0) return "";
  const [low, high] = [Math.min(...counts), Math.max(...counts)].map((n) =>
    n.toLocaleString("en-US")
  );
  return low === high ? `n ${low}` : `n ${low}–${high}`;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
