import type { Frame } from "../frames/frame.ts";
import type { LintInput } from "../stats/report/lint.ts";
import { groupRows } from "./_group_rows.ts";

/** One thing looked at: what the rules read, and where it stands. */
export interface LintCheck {
  /** What the rules read. */
  readonly input: LintInput;
  /** Run, table or group, with its numbers. */
  readonly where: string;
}

type Row = Readonly<Record<string, unknown>>;

const INFRASTRUCTURE = ["not_run", "skipped", "failed", "media_missing", "context_cut", "ungraded"];
/** An image costs at least so many tokens more than its absence. */
const LEAST_IMAGE_TOKENS = 10;

/**
 * What a frame of runs says: whether they are alike where they are compared, and who judged whom.
 */
export function runChecks(
  runs: readonly Row[],
  { families, labels }: {
    readonly families: ReadonlyMap<string, string>;
    readonly labels: number;
  },
): LintCheck[] {
  const groups = Map.groupBy(runs, (run) => `${run["condition"]}`);
  const alike = [...groups].filter(([, some]) => some.length > 1).map(([condition, some]) => ({
    input: {
      datasets: texts(some, "dataset_sha256"),
      prompts: some.map((run) => fieldOf(run["identity"], "prompt_sha256")).filter((x) =>
        x !== null
      ),
      temperatures: some.filter((run) => typeof run["parameters"] === "string")
        .map((run) => Number(fieldOf(run["parameters"], "temperature") ?? NaN))
        .map((value) => Number.isNaN(value) ? null : value),
    },
    where: `${some.map((run) => run["model"]).join(", ")}${
      condition === "null" ? "" : ` (${condition})`
    }`,
  }));
  const judged = runs.flatMap((run) => {
    const judges = namesOf(run["judges"]);
    const family = families.get(String(run["model"]));
    return judges.flatMap((judge): LintCheck[] => {
      const own = families.get(judge);
      return [
        { input: { calibrationLabels: labels }, where: `${run["model"]}, judged by ${judge}` },
        ...(own === undefined || family === undefined ? [] : [{
          input: { judged: [{ judgeFamily: own, modelFamily: family }] },
          where: `${run["model"]} and its judge ${judge} are both ${family}`,
        }]),
      ];
    });
  });
  return [...alike, ...judged];
}

/** Names of judges, whatever a frame makes of a list; an identity is `name at endpoint, …`. */
function namesOf(value: unknown): readonly string[] {
  if (value === null || value === undefined || typeof value === "string") return [];
  return Array.from(Object(value)).filter((one) => typeof one === "string")
    .map((one) => one.replace(/ at .*$/s, ""));
}

function texts(rows: readonly Row[], name: string): string[] {
  return rows.map((row) => row[name]).filter((value) => typeof value === "string");
}

/** A field of a cell of JSON; null when it is not there. */
function fieldOf(json: unknown, name: string): string | null {
  if (typeof json !== "string") return null;
  const value: unknown = Object(JSON.parse(json))[name];
  return value === undefined || value === null ? null : String(value);
}

/**
 * What a frame of questions says: failures, fallback letters, cases that are missing, and whether images arrived.
 */
export function questionChecks(
  frame: Frame,
  { bounds }: { readonly bounds: boolean },
): LintCheck[] {
  if (frame.height === 0) return [];
  const column = (name: string): readonly unknown[] =>
    frame.columns.includes(name) ? frame.getColumn(name).toArray() : [];
  const outcomes = column("outcome");
  const [strict, official, unfinished] = ["strict_answer", "official_answer", "unfinished_cases"]
    .map(column);
  const groups = groupRows(frame, { by: [] }).groups;
  const checks = groups.flatMap(({ run, rows }): LintCheck[] => {
    const failed = rows.filter((row) => INFRASTRUCTURE.includes(String(outcomes[row]))).length;
    const letters = rows.filter((row) => typeof official?.[row] === "string");
    const fallback = letters.filter((row) => typeof strict?.[row] !== "string").length;
    const missing = Number(unfinished?.[rows[0] ?? 0] ?? 0);
    return [
      {
        input: { failures: { share: failed / rows.length, bounds } },
        where: `${run.run}: ${percent(failed / rows.length)} of ${rows.length} questions`,
      },
      ...(letters.length === 0 ? [] : [{
        input: { fallbackShare: fallback / letters.length },
        where: `${run.run}: ${percent(fallback / letters.length)} of the official letters`,
      }]),
      {
        input: { resumed: { duplicates: 0, missing } },
        where: `${run.run}: ${missing} planned cases are not there`,
      },
    ];
  });
  return [...checks, ...imageChecks(frame, column)];
}

/** Whether prompts with images cost more tokens than the same prompts without. */
function imageChecks(
  frame: Frame,
  column: (name: string) => readonly unknown[],
): LintCheck[] {
  const [images, tokens, cases, items] = ["images", "input_tokens", "case_id", "item"].map(column);
  const groups = groupRows(frame, { by: [] }).groups;
  const blind = groups.filter(({ run }) => run.condition === "no_image");
  return blind.flatMap(({ run, rows }) => {
    const full = groups.find((one) =>
      one.run.model === run.model && one.run.dataset === run.dataset && one.run.condition === "full"
    );
    if (full === undefined) return [];
    const key = (row: number): string => `${cases?.[row]}\n${items?.[row]}`;
    const without = new Map(rows.map((row) => [key(row), tokens?.[row]]));
    const more = full.rows.filter((row) => Number(images?.[row]) > 0).flatMap((row) => {
      const [a, b] = [tokens?.[row], without.get(key(row))];
      return typeof a === "number" && typeof b === "number" ? [a - b] : [];
    }).toSorted((a, b) => a - b);
    const middle = more[Math.floor(more.length / 2)];
    const proven = middle !== undefined && middle >= LEAST_IMAGE_TOKENS;
    return [{
      input: { images: { proven } },
      where: middle === undefined
        ? `${run.model}: no token counts of prompts with images`
        : `${run.model}: prompts with images cost ${Math.round(middle)} tokens more (median)`,
    }];
  });
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
