import type { CompareRow } from "../tables/compare_row.ts";
import type { LeaderboardRow } from "../tables/leaderboard_row.ts";
import { textTable } from "./_text_table.ts";

/** What was compared. */
export interface ComparisonRows {
  /** Places of the runs. */
  readonly leaderboard: readonly LeaderboardRow[];
  /** Paired differences. */
  readonly differences: readonly CompareRow[];
}

/**
 * A comparison as terminal text: the leaderboard with tied groups, then every paired difference with its interval,
 * corrected p and flips, then what limits them.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { renderComparison } from "@rounds/rounds";
 *
 * assert.match(renderComparison({ leaderboard: [], differences: [] }), /nothing to compare/);
 * ```
 */
export function renderComparison({ leaderboard, differences }: ComparisonRows): string {
  const [first] = differences;
  const [best] = leaderboard;
  const hasTiers = leaderboard.some(({ tier }) => tier !== null);
  const notes = [
    ...new Set([
      ...leaderboard.flatMap((row) => placeNotes(row, differences)),
      ...differences.flatMap(pairNotes),
    ]),
  ];
  const places = best === undefined ? [] : [
    `Leaderboard: ${nameOf(best.unit)}, ${best.reading}, on the ${number(best.n)} ${
      best.unit === "question" ? "questions" : "cases"
    } valid in every run (${number(best.n_excluded)} are not)`,
    ...textTable([
      [
        ...(hasTiers ? ["tier"] : []),
        "rank",
        "run",
        best.unit === "case score" ? "score" : "accuracy",
        `${100 * best.level}% interval`,
        "P(best)",
      ],
      ...leaderboard.map((row) => [
        ...(hasTiers ? [row.tier ?? ""] : []),
        row.ranks ?? "-",
        row.run,
        percent(row.value),
        interval(row),
        bestText(row.p_best),
      ]),
    ], { texts: hasTiers ? [0, 1, 2] : [0, 1] }),
    `  Rank: the set of ranks a run may have, valid for all runs at once.${
      hasTiers ? " Tier: runs with one letter have the same set and cannot be ordered." : ""
    }`,
    "",
  ];
  const pairs = first === undefined ? ["There are fewer than two runs: nothing to compare"] : [
    `Paired differences: ${
      nameOf(first.unit)
    } of the first less the second, ${first.reading}, in points`,
    ...textTable([
      ["first", "second", ...(first.term === "all" ? [] : [first.term])]
        .concat(["difference", `${100 * first.level}% interval`, `p (${first.adjust})`])
        .concat(["only 1st", "only 2nd", "n", "left out", "MDE"]),
      ...differences.map((row) =>
        [row.a, row.b, ...(first.term === "all" ? [] : [row.group])]
          .concat([signed(row.value), difference(row), pText(row.p_adj)])
          .concat([number(row.a_only), number(row.b_only), number(row.n)])
          .concat([number(row.n_excluded), points(row.mde)])
      ),
    ], { texts: first.term === "all" ? [0, 1] : [0, 1, 2] }),
    `  Only 1st: ${
      first.unit === "case score"
        ? "cases in which the first scores higher"
        : "right in the first, wrong in the second"
    }. MDE: smallest difference seen with 80% power, unadjusted.`,
  ];
  return `${
    [...places, ...pairs, ...(notes.length === 0 ? [] : ["", "Notes", ...notes])].join("\n")
  }\n`;
}

function nameOf(unit: LeaderboardRow["unit"]): string {
  return unit === "case score" ? "mean case score" : `${unit} accuracy`;
}

/** What is nearly sure is not told as certain. */
function bestText(share: number | null): string {
  if (share === null) return "n/a";
  if (share > 0 && share < 0.01) return "<0.01";
  return share > 0.99 && share < 1 ? ">0.99" : share.toFixed(2);
}

/** What a note says about a pair stands beside its difference already, where there is one. */
function placeNotes(
  { run, notes }: LeaderboardRow,
  differences: readonly CompareRow[],
): readonly string[] {
  const rivals = differences.flatMap(({ a, b }) => a === run ? [b] : b === run ? [a] : []);
  return notes.filter((note) => !rivals.some((rival) => note.startsWith(`with ${rival}: `)))
    .map((note) => note.startsWith("with ") ? `  ${run} ${note}` : `  ${note}`);
}

function pairNotes(row: CompareRow): readonly string[] {
  if (row.warnings === null) return [];
  const group = row.term === "all" ? "" : `, ${row.group}`;
  return [`  ${row.a} and ${row.b}${group}: ${row.warnings}`];
}

function interval({ lo, hi }: { readonly lo: number | null; readonly hi: number | null }): string {
  return lo === null || hi === null ? "n/a" : `${percent(lo)} to ${percent(hi)}`;
}

function difference(
  { lo, hi }: { readonly lo: number | null; readonly hi: number | null },
): string {
  return lo === null || hi === null ? "n/a" : `${signed(lo)} to ${signed(hi)}`;
}

function percent(value: number | null): string {
  return value === null ? "n/a" : `${(100 * value).toFixed(1)}%`;
}

function points(value: number | null): string {
  return value === null ? "n/a" : (100 * value).toFixed(1);
}

function signed(value: number | null): string {
  if (value === null) return "n/a";
  const text = (100 * value).toFixed(1);
  return value > 0 && text !== "0.0" ? `+${text}` : text === "-0.0" ? "0.0" : text;
}

function pText(p: number | null): string {
  if (p === null) return "n/a";
  return p < 0.001 ? "<0.001" : p.toFixed(3);
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
