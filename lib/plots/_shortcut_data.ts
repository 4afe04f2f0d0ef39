import type { PlotRow } from "./figure.ts";
import { rowReader } from "./_row_reader.ts";

/** The condition that withholds nothing. */
export const FULL = "full";
const MOST = 7;

/** One model under one condition. */
export interface ShortcutCell {
  /** Name of the model. */
  readonly model: string;
  /** Group within the model; null for all its questions. */
  readonly group: string | null;
  /** Name of the condition. */
  readonly condition: string;
  /** Accuracy; null without one. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Full less condition; null for the full run. */
  readonly drop: number | null;
  /** Lower limit of the drop. */
  readonly dropLo: number | null;
  /** Upper limit of the drop. */
  readonly dropHi: number | null;
  /** The drop is clear of zero. */
  readonly clear: boolean;
  /** Accuracy by guessing. */
  readonly chance: number | null;
  /** Questions. */
  readonly n: number | null;
  /** The row it was read from. */
  readonly row: PlotRow;
}

/** One model under all its conditions. */
export interface ShortcutModel {
  /** Label. */
  readonly name: string;
  /** In the order of the rows. */
  readonly cells: readonly ShortcutCell[];
}

/**
 * Reads a row of `shortcutRows`.
 */
export function readShortcut(row: PlotRow, index: number): ShortcutCell {
  const reader = rowReader(row, { index, from: "shortcutRows" });
  const group = reader.text("group");
  const model = reader.text("model") ?? reader.run();
  const [dropLo, dropHi] = [reader.number("drop_lo"), reader.number("drop_hi")];
  const p = reader.number("p_adj", "p");
  const condition = reader.text("condition");
  if (condition === null) throw new TypeError(`Row ${index + 1} has no "condition", expected text`);
  return {
    model,
    group: row["term"] === undefined || row["term"] === "all" ? null : group,
    condition,
    value: reader.need("value"),
    lo: reader.number("lo"),
    hi: reader.number("hi"),
    drop: reader.number("drop"),
    dropLo,
    dropHi,
    clear: p === null
      ? dropLo !== null && dropHi !== null && (dropLo > 0 || dropHi < 0)
      : p <= 0.05,
    chance: reader.number("chance"),
    n: reader.number("n"),
    row,
  };
}

/**
 * The conditions to draw: those wanted, or all, the milder first by its mean accuracy.
 */
export function orderConditions(
  cells: readonly ShortcutCell[],
  wanted: readonly string[] | undefined,
): readonly string[] {
  const mean = (condition: string): number => {
    const values = cells.flatMap((cell) => cell.condition === condition ? cell.value ?? [] : []);
    return values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
  };
  const found = [...new Set(cells.map(({ condition }) => condition))].filter((one) => one !== FULL);
  const chosen = wanted ?? found.toSorted((a, b) => mean(b) - mean(a));
  if (chosen.length > MOST) {
    throw new RangeError(
      `${chosen.length} conditions (${chosen.join(", ")}), expected at most ${MOST}`,
    );
  }
  return chosen;
}

/**
 * Models with the rows of their conditions, the best in full first.
 */
export function shortcutModels(cells: readonly ShortcutCell[]): ShortcutModel[] {
  const models = new Set(cells.map(({ model }) => model));
  const name = ({ model, group }: ShortcutCell): string =>
    group === null ? model : models.size === 1 ? group : `${model}, ${group}`;
  return [...Map.groupBy(cells, name)].map(([name, own]) => {
    const repeated = own.find(({ condition }, index) =>
      own.findIndex((other) => other.condition === condition) < index
    );
    if (repeated !== undefined) {
      throw new RangeError(`Two rows for ${name}, ${repeated.condition}: draw one row for each`);
    }
    return { name, cells: own };
  }).toSorted((a, b) => (fullOf(b) ?? -1) - (fullOf(a) ?? -1));
}

function fullOf({ cells }: ShortcutModel): number | null {
  return cells.find(({ condition }) => condition === FULL)?.value ?? null;
}

/**
 * `no_image` as a reader says it.
 */
export function conditionText(condition: string): string {
  return condition === FULL ? "everything" : condition.replaceAll("_", " ");
}
