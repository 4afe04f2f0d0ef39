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
  given: readonly Row[],
  { families, labels }: {
    readonly families: ReadonlyMap<string, string>;
    readonly labels: number;
  },
): LintCheck[] {
  const byId = [...Map.groupBy(given, ({ run_id }, k) => run_id ?? k).values()];
  const runs = byId.flatMap(([first]) => first === undefined ? [] : [first]);
  const repeated = byId.filter((some) => some.length > 1).map((some): LintCheck => ({
    input: { resumed: { duplicates: some.length - 1, missing: 0 } },
    where: `run ${some[0]?.["run_id"]} (${some[0]?.["model"]}) is given ${some.length} times${
      filesOf(some)
    }`,
  }));
  const groups = [...Map.groupBy(runs, (run) => `${run["benchmark"]}\n${run["condition"]}`)]
    .map(([, some]) => [`${some[0]?.["condition"]}`, some] as const);
  const alike = groups.filter(([, some]) => some.length > 1).map(([condition, some]) => ({
    input: {
      datasets: datasetsOf(some),
      itemSets: texts(some, "cases_sha256"),
      prompts: some.flatMap((run) => settingsOf(run) ?? []),
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
      // Whoever judges itself is of its own family, whatever is known about it.
      if (judge === run["model"]) {
        return [
          { input: { calibrationLabels: labels }, where: `${judge}, judged by itself` },
          {
            input: { judged: [{ judgeFamily: judge, modelFamily: judge }] },
            where: `${judge} is its own judge`,
          },
        ];
      }
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
  return [...repeated, ...alike, ...crossed(runs), ...judged];
}

/**
 * Runs of different models under different conditions, where neither model was run under the other's: nobody can have meant
 * to show what a condition costs.
 */
function crossed(runs: readonly Row[]): LintCheck[] {
  const conditionOf = (run: Row): string => String(run["condition"]);
  const of = (run: Row): string => `${run["benchmark"]}\n${run["model"]}`;
  const known = runs.filter(({ condition }) => typeof condition === "string");
  const tried = new Set(known.map((run) => `${of(run)}\n${conditionOf(run)}`));
  return known.flatMap((a, k) =>
    known.slice(k + 1).filter((b) =>
      a["benchmark"] === b["benchmark"] && conditionOf(a) !== conditionOf(b) &&
      !tried.has(`${of(a)}\n${conditionOf(b)}`) && !tried.has(`${of(b)}\n${conditionOf(a)}`)
    ).map((b): LintCheck => ({
      input: { conditions: [conditionOf(a), conditionOf(b)] },
      where: `${a["model"]} (${conditionOf(a)}), ${b["model"]} (${conditionOf(b)})`,
    }))
  );
}

/** Digests of the data; names where some file, as those of a reference evaluator, does not say its digest. */
function datasetsOf(runs: readonly Row[]): readonly string[] {
  const digests = texts(runs, "dataset_sha256");
  const isKnown = digests.length === runs.length || new Set(digests).size > 1;
  return isKnown ? digests : texts(runs, "dataset");
}

/** Version and options of the benchmark as one text, without the condition; null where the file does not say. */
function settingsOf(run: Row): string | null {
  if (typeof run["identity"] !== "string") return null;
  const options: unknown = JSON.parse(run["identity"]);
  const entries = Object.entries(Object(options)).filter(([name]) => name !== "condition");
  return JSON.stringify([run["benchmark_version"] ?? null, entries.sort()]);
}

function filesOf(rows: readonly Row[]): string {
  const files = new Set(texts(rows, "file"));
  return files.size === 0 ? "" : ` (${[...files].join(", ")})`;
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
  given: Frame,
  { bounds }: { readonly bounds: boolean },
): LintCheck[] {
  if (given.height === 0) return [];
  const keys = ["run_id", "case_id", "trial", "item"].filter((name) =>
    given.columns.includes(name)
  );
  // What is there twice would stop every count: it is a finding of its own, and counted once in the others.
  const frame = given.unique({ subset: keys, keep: "first", maintainOrder: true });
  const surplus = new Map<string, number>();
  if (frame.height < given.height) {
    for (const [some, step] of [[given, 1], [frame, -1]] as const) {
      for (const id of some.getColumn("run_id").toArray()) {
        surplus.set(String(id), (surplus.get(String(id)) ?? 0) + step);
      }
    }
  }
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
    const duplicates = surplus.get(run.run_id) ?? 0;
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
        input: { resumed: { duplicates, missing } },
        where: [
          ...(duplicates === 0 ? [] : [`${run.run}: ${duplicates} questions are there twice`]),
          ...(missing === 0 && duplicates > 0
            ? []
            : [`${run.run}: ${missing} planned cases are not there`]),
        ].join("; "),
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
  // Where no run without images stands beside it, token counts at least must be there.
  const unproven = groups.flatMap(({ run, rows }): LintCheck[] => {
    const isSeeing = run.condition === "full" || run.condition === null;
    const isPaired = blind.some((one) =>
      one.run.model === run.model && one.run.dataset === run.dataset
    );
    const seeing = isSeeing && !isPaired ? rows.filter((row) => Number(images?.[row]) > 0) : [];
    return seeing.length === 0 || seeing.some((row) => typeof tokens?.[row] === "number") ? [] : [{
      input: { images: { proven: false } },
      where: `${run.run}: no token counts of ${seeing.length} prompts with images`,
    }];
  });
  const pairs = blind.flatMap(({ run, rows }) => {
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
  return [...unproven, ...pairs];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
