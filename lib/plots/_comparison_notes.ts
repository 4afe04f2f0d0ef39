import type { PlotRow } from "./figure.ts";
import { counted } from "./_notes.ts";

const UNITS: Readonly<Record<string, string>> = {
  question: "on the same questions, clustered by case",
  case: "on the same cases, right where every question is",
  "case score": "of the scores of the same cases",
};

const ADJUSTMENTS: Readonly<Record<string, string>> = {
  holm: "Holm",
  "max-t": "max-T",
  "westfall-young/exact": "Westfall-Young max-T, all signs of the cases",
  "westfall-young/monte-carlo": "Westfall-Young max-T, random signs of the cases",
  hochberg: "Hochberg",
  bonferroni: "Bonferroni",
  bh: "Benjamini-Hochberg",
  by: "Benjamini-Yekutieli",
};

const TESTS: readonly (readonly [id: RegExp, name: string])[] = [
  [/^cluster-sign-flip\/exact/, "exact sign-flip test of cases"],
  [/^cluster-sign-flip\//, "sign-flip test of cases, drawn at random"],
  [/^mcnemar\/mid-p/, "McNemar's mid-p test"],
];

/** On what the differences of `compareRuns` are paired. */
export function onWhat(rows: readonly PlotRow[]): string {
  const units = new Set(rows.map((row) => String(row["unit"] ?? "question")));
  const [unit = ""] = units;
  return (units.size === 1 ? UNITS[unit] : undefined) ?? "on the same units, clustered by case";
}

/** The test and how its p values were adjusted, in brackets after a blank; empty when the rows do not say. */
export function adjustment(rows: readonly PlotRow[]): string {
  const tested = rows.filter((row) => typeof (row["p_adj"] ?? row["p"]) === "number");
  const named = (name: string): readonly string[] => [
    ...new Set(tested.map((row) => row[name]).filter((x) => typeof x === "string")),
  ];
  const tests = named("test").map((id) =>
    TESTS.find(([form]) => form.test(id))?.[1] ?? inWords(id)
  );
  const ways = named("adjust").map((id) => ADJUSTMENTS[id] ?? inWords(id));
  const words = [
    ...new Set(tests),
    ...ways.map((way) => `${way} over ${counted(tested.length, "difference")}`),
  ];
  const seeds = new Set(rows.map((row) => row["seed"]).filter((x) => typeof x === "number"));
  if (seeds.size > 0) words.push(`seed ${[...seeds].join(", ")}`);
  return words.length === 0 ? "" : ` (${words.join(", ")})`;
}

/** An id without a name of its own, as words: `rank-sum/normal` is `rank sum, normal`. */
export function inWords(id: string): string {
  return id.replaceAll("/", ", ").replaceAll("-", " ");
}
