import type { PlotRow } from "./figure.ts";

/** Longer lists are counted. */
const MOST_NAMED = 8;

/**
 * Puts the sentences that hold into one caption.
 */
export function joinNotes(notes: readonly (string | null | false)[]): string {
  return notes.filter((note) => typeof note === "string" && note !== "").join(" ");
}

/**
 * Names in a list, or their number when they are many.
 */
export function listed(names: readonly string[], options: { readonly many: string }): string {
  return names.length > MOST_NAMED ? `${names.length} ${options.many}` : names.join(", ");
}

/**
 * `1 run`, `3 runs`.
 */
export function counted(n: number, noun: string): string {
  return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}

/**
 * What every caption says about its rows: datasets, and whether answers are simulated.
 */
export function provenance(rows: readonly PlotRow[]): string {
  const datasets = new Set(rows.map((row) => row["dataset"]).filter((x) => typeof x === "string"));
  const simulated = rows.filter((row) => row["simulated"] === true).length;
  const exploratory = rows.filter((row) => row["status"] === "exploratory").length;
  return joinNotes([
    exploratory > 0 &&
    `Exploratory: ${
      exploratory === rows.length ? "" : `${exploratory} of ${rows.length} rows are `
    }not in the analysis plan.`,
    datasets.size > 0 && `Dataset: ${[...datasets].join(", ")}.`,
    datasets.size > 1 && "The runs are on different datasets and not to be compared.",
    simulated > 0 &&
    (simulated === rows.length ? "All answers are simulated." : "Some answers are simulated."),
  ]);
}
