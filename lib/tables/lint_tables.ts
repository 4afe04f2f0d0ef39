import type { Frame } from "../frames/frame.ts";
import { lint, type LintFinding } from "../stats/report/lint.ts";
import { type LintCheck, questionChecks, runChecks } from "./_lint_checks.ts";
import type { MethodTable } from "./table_methods.ts";

/** What is going to be published; give what there is. */
export interface LintMaterial {
  /** A `runsFrame`. */
  readonly runs?: Frame;
  /** A `questionsFrame`. */
  readonly questions?: Frame;
  /** Tables of `accuracyTable` that are shown. */
  readonly accuracy?: readonly MethodTable[];
  /** Tables of `compareRuns` that are shown. */
  readonly comparisons?: readonly MethodTable[];
  /** Rows of `cutoffGap` that are shown. */
  readonly gaps?: readonly MethodTable[];
  /** What is known about models and judges: `readModelFacts`, or rows of your own. */
  readonly models?: readonly {
    /** Name. */
    readonly model: string;
    /** Other names. */
    readonly aliases?: readonly string[];
    /** Family. */
    readonly family?: string | null;
  }[];
}

/** What was done with it, as far as no table can tell. */
export interface LintDone {
  /** Pairs of runs that the text calls equal or not different. */
  readonly calledEqual?: readonly { readonly a: string; readonly b: string }[];
  /** Differences were read from the overlap of two intervals. */
  readonly comparedByOverlap?: boolean;
  /** Scores after a cut-off were compared with overall scores. */
  readonly postAgainstOverall?: boolean;
  /** A list of the best or worst groups was shown: whether it was shrunk. */
  readonly rankedLists?: readonly { readonly shrunk: boolean }[];
  /** Labels by physicians behind a judged score; default none. */
  readonly calibrationLabels?: number;
  /** A line of physicians was drawn: on how many cases, and whether the same. */
  readonly physicians?: { readonly n: number | null; readonly sameCases: boolean };
  /** Trials of a question were counted as questions of their own. */
  readonly trialsAsItems?: boolean;
  /** Decimals of the percentages shown. */
  readonly decimals?: number;
}

/** One unsound use, and where it stands. */
export interface LintRow extends LintFinding {
  /** Runs, groups or tables; null where only you can know. */
  readonly where: string | null;
}

/**
 * Finds unsound uses in what is going to be published: unlike runs compared, groups too small, p values not adjusted,
 * failures behind a single number, judges without labels, images that never arrived, and more; each once, with where.
 *
 * A run or a question that is there twice is a finding too, and counted once in the others. The rules are those of `lint`.
 * What a table cannot tell is told in `done`; what is neither given nor told is not
 * checked, so no finding is no proof. The most serious is not first: rules stand in their order. Throws `RangeError` where
 * `calledEqual` names a pair that no comparison given is of.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { lintTables } from "@rounds/rounds";
 *
 * const accuracy = [[{ run: "m", group: "rare", clusters: 7, flag: null, low: 0.2, high: 0.3 }]];
 * assert.deepEqual(lintTables({ accuracy }).map(({ rule, where }) => [rule, where]), [[4, "m, rare: 7 cases"]]);
 * assert.deepEqual(lintTables({}), []);
 * ```
 */
export function lintTables(material: LintMaterial, done: LintDone = {}): readonly LintRow[] {
  const families = new Map(
    (material.models ?? []).flatMap(({ model, aliases = [], family }) =>
      typeof family === "string" ? [model, ...aliases].map((name) => [name, family] as const) : []
    ),
  );
  refuseUncompared(material.comparisons ?? [], done);
  const accuracy = records(material.accuracy);
  const bounds = accuracy.length > 0 &&
    accuracy.every((row) => "low" in row && "high" in row);
  const checks: readonly LintCheck[] = [
    ...(material.runs === undefined
      ? []
      : runChecks(material.runs.toRecords(), { families, labels: done.calibrationLabels ?? 0 })),
    ...(material.questions === undefined ? [] : questionChecks(material.questions, { bounds })),
    ...accuracy.flatMap((row) => accuracyChecks(row, done)),
    ...comparisonChecks(material.comparisons ?? [], done),
    ...records(material.gaps).map((row) => ({
      input: { cutoffs: [typeof row["cutoff"] === "string" ? row["cutoff"] : null] },
      where: String(row["run"] ?? row["model"]),
    })),
    ...toldChecks(done),
  ];
  const found = checks.flatMap(({ input, where }) =>
    lint(input).map((finding) => ({ finding, where }))
  );
  const rules = Map.groupBy(found, ({ finding }) => finding.rule);
  return [...rules].sort(([a], [b]) => a - b).flatMap(([, some]) => {
    const [first] = some;
    const places = [...new Set(some.map(({ where }) => where))].filter((where) => where !== "");
    const shown = places.length > 8
      ? [...places.slice(0, 8), `and ${places.length - 8} more`]
      : places;
    return first === undefined ? [] : [{ ...first.finding, where: shown.join("; ") || null }];
  });
}

type Row = Readonly<Record<string, unknown>>;

/** Not by asking for `toRecords`: a Polars frame answers `in` for its columns only. */
function isList(table: MethodTable): table is readonly object[] {
  return Array.isArray(table);
}

function recordsOf(table: MethodTable): readonly Row[] {
  return isList(table) ? table.map((row) => ({ ...row })) : table.toRecords();
}

function records(tables: readonly MethodTable[] | undefined): readonly Row[] {
  return (tables ?? []).flatMap(recordsOf);
}

function accuracyChecks(row: Row, { decimals }: LintDone): LintCheck[] {
  const [clusters, se] = [row["clusters"], row["se"]];
  const name = `${row["run"]}, ${row["group"]}`;
  return [
    ...(typeof clusters === "number" && clusters > 0
      ? [{
        input: {
          groups: [{ name, clusters, flagged: typeof row["flag"] === "string" }],
        },
        where: `${name}: ${clusters} cases`,
      }]
      : []),
    ...(decimals !== undefined && typeof se === "number" && se > 0
      ? [{
        input: { shown: [{ decimals, se }] },
        where: `${name}: standard error ${(100 * se).toFixed(2)} points`,
      }]
      : []),
  ];
}

/** A pair that nobody compared cannot be checked: most likely a name is misspelt. */
function refuseUncompared(tables: readonly MethodTable[], { calledEqual = [] }: LintDone): void {
  if (calledEqual.length === 0) return;
  const pairs = tables.flatMap(recordsOf).map((row) => [String(row["a"]), String(row["b"])]);
  const stray = calledEqual.find(({ a, b }) =>
    !pairs.some((pair) => pair.includes(a) && pair.includes(b))
  );
  if (stray === undefined) return;
  const names = [...new Set(pairs.flat())];
  throw new RangeError(
    `calledEqual names ${stray.a} and ${stray.b}, and no comparison given is of these two; there are ${
      names.length === 0 ? "no comparisons" : `comparisons of ${names.join(", ")}`
    }`,
  );
}

function comparisonChecks(
  tables: readonly MethodTable[],
  { calledEqual = [] }: LintDone,
): LintCheck[] {
  return tables.flatMap((table, index) => {
    const rows = recordsOf(table);
    const tested = rows.filter((row) => typeof row["p"] === "number" && row["term"] !== "all");
    const adjusted = tested.every((row) => row["adjust"] !== undefined && row["adjust"] !== "none");
    return [
      ...rows.filter((row) => typeof row["unlike"] === "string").map((row): LintCheck => ({
        input: { unlike: true },
        where: String(row["unlike"]),
      })),
      ...rows.filter((row) => typeof row["test"] === "string").map((row): LintCheck => ({
        input: {
          tests: [{
            onQuestions: row["unit"] === "question",
            clustered: /^(cluster|clustered)-/.test(String(row["test"])),
          }],
        },
        where: `${row["a"]} and ${row["b"]}: ${row["test"]} on questions`,
      })),
      {
        input: { subgroupTests: { count: tested.length, adjusted } },
        where: `comparison ${index + 1}: ${tested.length} tests`,
      },
      ...calledEqual.flatMap(({ a, b }) =>
        rows.flatMap((row): LintCheck[] => {
          const [value, mde] = [row["value"], row["mde"]];
          const same = [row["a"], row["b"]].includes(a) && [row["a"], row["b"]].includes(b);
          if (!same || typeof value !== "number" || typeof mde !== "number") return [];
          return [{
            input: { noDifference: [{ value, mde }] },
            where: `${a} and ${b}, ${row["group"]}: ${
              (100 * Math.abs(value)).toFixed(1)
            } points, where ${(100 * mde).toFixed(1)} could be seen`,
          }];
        })
      ),
    ];
  });
}

/** What only the author knows has no place in a table. */
function toldChecks(done: LintDone): LintCheck[] {
  const { comparedByOverlap, postAgainstOverall, rankedLists, physicians, trialsAsItems } = done;
  return [
    { comparedByOverlap: comparedByOverlap === true },
    { postAgainstOverall: postAgainstOverall === true },
    { rankedLists: rankedLists ?? [] },
    ...(physicians === undefined ? [] : [{ physicians }]),
    { epochs: { count: trialsAsItems === true ? 2 : 1, asItems: trialsAsItems === true } },
  ].map((input) => ({ input, where: "" }));
}
