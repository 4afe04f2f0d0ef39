import { inWords } from "./_comparison_notes.ts";
import type { AccuracyData } from "./_accuracy_data.ts";
import { groupNoun } from "./_group_noun.ts";
import { percentText } from "./_percent_text.ts";
import { exploratoryNote } from "./_notes.ts";

const METHODS: Readonly<Record<string, string>> = {
  "clustered-mean/wilson-eff": "Wilson on the effective sample size, clustered by case",
  "clustered-mean/t": "t interval, clustered by case",
  "clustered-mean/cr2": "CR2 with Satterthwaite degrees of freedom, clustered by case",
  wilson: "Wilson",
};

/** Longer lists of runs are counted: their names are in the figure. */
const MOST_NAMED = 8;

/**
 * What stands below an accuracy figure: what is estimated and how, on what, and what to be careful with.
 */
export function accuracyCaption(data: AccuracyData): string {
  const { points, runs, by, reading, datasets, simulated } = data;
  if (points.length === 0) return "Nothing to draw: there are no rows.";
  const what = by === "all" ? data.measure : `${data.measure} by ${groupNoun(by, { count: 1 })}`;
  const methods = data.methods.map((id) => METHODS[id] ?? inWords(id)).join("; ");
  const none = points.filter((point) => point.value === null)
    .map((point) => `${point.run}, ${point.group}`);
  const coverage = coverageText(data);
  const exploratory = exploratoryNote(points.map(({ row }) => row));
  const notes: readonly (readonly [holds: boolean, text: string])[] = [
    [true, `${what}, ${reading} reading: ${estimand(data)}.`],
    [true, `${listed(runs, "runs")}${datasets.length === 0 ? "" : ` on ${datasets.join(", ")}`}.`],
    [
      true,
      `Dots: estimates; lines: ${percentText(data.level, { digits: 2 })} intervals` +
      `${methods === "" ? "" : ` (${methods})`}.`,
    ],
    [points.some((point) => point.few), "Hollow: fewer than 20 cases."],
    [
      points.some((point) => point.value !== null && point.lo === null),
      "Without a line: too few cases for an interval.",
    ],
    [coverage !== null, `Coverage: ${coverage}.`],
    [
      none.length > 0,
      `Nothing to count: ${none.length > MOST_NAMED ? `${none.length} points` : none.join("; ")}.`,
    ],
    [exploratory !== "", exploratory],
    [datasets.length > 1, "The runs are on different datasets and not to be compared."],
    [
      simulated.length > 0,
      simulated.length === runs.length
        ? "All answers are simulated."
        : `Simulated answers: ${listed(simulated, "runs")}.`,
    ],
  ];
  return notes.filter(([holds]) => holds).map(([, text]) => text).join(" ");
}

function estimand({ unit, reading }: AccuracyData): string {
  if (unit === "case score") {
    return reading === "official"
      ? "mean case score, points of criteria met over positive points, not clipped; failed calls score 0"
      : "mean case score, points of criteria met over positive points, clipped to 0 to 100 %; cases left open by failed calls are left out";
  }
  const right = unit === "case" ? "cases with every question right" : `${unit}s right`;
  if (reading === "official") return `${right}, out of all ${unit}s; failed calls count as wrong`;
  return unit === "case"
    ? `${right}, out of those decided; a case is open while a failed call could change it`
    : `${right}, out of those with a known outcome (no readable answer and refusals count as wrong); failed calls are left out`;
}

function listed(names: readonly string[], many: string): string {
  return names.length > MOST_NAMED ? `${names.length} ${many}` : names.join(", ");
}

/** Rounded down, so that only full coverage reads as 100 %; null when every run is complete. */
function coverageText({ points, runs }: AccuracyData): string | null {
  const ofRun = Map.groupBy(points, ({ run }) => run);
  const isKnown = (run: string): boolean =>
    (ofRun.get(run) ?? []).every(({ row }) => row["planned"] !== null);
  const shares = runs.filter(isKnown).map((run) => {
    const own = ofRun.get(run) ?? [];
    const n = own.reduce((sum, point) => sum + point.n, 0);
    const planned = own.reduce((sum, point) => sum + point.planned, 0);
    return { run, complete: n >= planned, share: Math.floor(1000 * n / planned) / 10 };
  }).filter(({ complete }) => !complete).toSorted((a, b) => a.share - b.share);
  const [lowest, highest] = [shares[0], shares.at(-1)];
  const unknown = runs.filter((run) => !isKnown(run)).map((run) => `of ${run} unknown`);
  if (lowest === undefined || highest === undefined) return unknown.join(", ") || null;
  if (shares.length <= MOST_NAMED) {
    return [...shares.map(({ run, share }) => `${run} ${share} %`), ...unknown].join(", ");
  }
  return [
    `from ${lowest.share} % (${lowest.run}) to ${highest.share} % in ${shares.length} of ${runs.length} runs`,
    ...unknown,
  ].join(", ");
}
