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
 * What every caption says about its rows: datasets, sources where rows name them, and whether answers are simulated.
 */
export function provenance(rows: readonly PlotRow[]): string {
  const datasets = new Set(rows.map((row) => row["dataset"]).filter((x) => typeof x === "string"));
  const sources = new Set(rows.map((row) => row["source"]).filter((x) => typeof x === "string"));
  const simulated = rows.filter((row) => row["simulated"] === true).length;
  return joinNotes([
    exploratoryNote(rows),
    sources.size > 0 && `Source: ${[...sources].join("; ")}.`,
    datasets.size > 0 && `Dataset: ${[...datasets].join(", ")}.`,
    datasets.size > 1 && "The runs are on different datasets and not to be compared.",
    simulated > 0 &&
    (simulated === rows.length ? "All answers are simulated." : "Some answers are simulated."),
  ]);
}

/**
 * `n 1,407 cases.` or `n 1,200 to 1,407 questions.`: what the rows are counted over; empty where they do not say.
 */
export function countNote(rows: readonly PlotRow[]): string {
  const counts = rows.map((row) => row["n"]).filter((n) => typeof n === "number")
    .filter((n) => n > 0);
  if (counts.length === 0) return "";
  const units = new Set(rows.map((row) => row["unit"]).filter((unit) => typeof unit === "string"));
  const [unit = ""] = units;
  const noun = units.size !== 1 ? "" : unit === "case score" ? " cases" : ` ${unit}s`;
  const [low, high] = [Math.min(...counts), Math.max(...counts)]
    .map((n) => n.toLocaleString("en-US"));
  return `n ${low === high ? low : `${low} to ${high}`}${noun}.`;
}

/**
 * How often was drawn, and from which seed, after a comma: `, 10,000 resamples, seed 42`; empty where the rows do not say.
 */
export function drawsNote(
  rows: readonly PlotRow[],
  options: { readonly noun?: string } = {},
): string {
  const { noun = "resample" } = options;
  const found = (name: string): readonly number[] => [
    ...new Set(rows.map((row) => row[name]).filter((x) => typeof x === "number")),
  ];
  const [counts, seeds] = [found("replicates"), found("seed")];
  const [count] = counts;
  return [
    ...(counts.length === 1 && count !== undefined ? [counted(count, noun)] : []),
    ...(seeds.length === 0 ? [] : [`seed ${seeds.join(", ")}`]),
  ].map((text) => `, ${text}`).join("");
}

/**
 * What of the rows `stampPlan` found outside the analysis plan; empty when nothing.
 */
export function exploratoryNote(rows: readonly PlotRow[]): string {
  const exploratory = rows.filter((row) => row["status"] === "exploratory").length;
  const some = exploratory === rows.length ? "" : `${exploratory} of ${rows.length} rows are `;
  return exploratory === 0 ? "" : `Exploratory: ${some}not in the analysis plan.`;
}
