import type {
  Benchmark,
  Case,
  Grade,
  Item,
  Manifest,
  Outcome,
  Result,
  Run,
  Turn,
} from "../types.ts";
import { CaseError } from "../parse/case_error.ts";
import { FieldReader } from "../parse/field_reader.ts";
import { isRecord } from "../parse/is_record.ts";
import { OUTCOMES } from "../graders/outcomes.ts";
import { cleanSummary } from "./clean_summary.ts";
import { RESULT_SCHEMA } from "./result_file_chunks.ts";
import { turnFromRecord } from "./turn_from_record.ts";
import { wholeTurnFromRecord } from "./whole_turn_from_record.ts";

/** A parsed file, and what stands for its id when it names none. */
export interface RunFromFileOptions {
  /** Path, for messages and the run. */
  readonly where: string;
  /** Those that may have written it. */
  readonly benchmarks: readonly Benchmark[];
  /** Digest of the file. */
  readonly digest: () => string;
}

/** The run that a result file's parsed JSON describes; `parseResults` says what it throws. */
export function runFromFile(file: unknown, options: RunFromFileOptions): Run {
  const { where, benchmarks, digest } = options;
  const read = new FieldReader(file, { where, thing: "result file" });
  const benchmark = benchmarks.find((candidate) => candidate.recognises(file));
  if (benchmark === undefined) {
    const names = benchmarks.map(({ name }) => name).join(", ");
    throw new CaseError({
      where,
      thing: "result file",
      field: null,
      expected: `a result file of ${names}`,
      received: "of another kind",
    });
  }
  const cases = read.required("cases", read.list("cases"));
  const rounds = read.object("rounds");
  if (rounds !== null) rounds.oneOf("schema", [RESULT_SCHEMA]);
  const meta = read.object("meta");
  const model = meta?.text("model") ?? "unknown";
  const results = cases.map((stored, n) => ({
    ...parseCase(stored, benchmark, `${where} cases[${n}]`),
    model,
  }));
  const official = benchmark.officialSummary(cases);
  const counted = {
    cases: results.length,
    items: results.reduce((sum, result) => sum + result.grades.length, 0),
  };
  const planned = rounds?.object("planned");
  const plan = {
    cases: planned?.number("cases") ?? counted.cases,
    items: planned?.number("items") ?? counted.items,
  };
  if (plan.cases < counted.cases || plan.items < counted.items) {
    throw new CaseError({
      where,
      thing: "result file",
      field: "rounds.planned",
      expected: `at least the ${counted.cases} cases with ${counted.items} items it holds`,
      received: `${plan.cases} cases with ${plan.items} items`,
    });
  }
  return {
    file: where,
    id: rounds?.text("run_id") ?? digest().slice(0, 16),
    benchmark: benchmark.name,
    model,
    dataset: meta?.text("dataset") ?? "unknown",
    startedAt: meta?.text("started_at") ?? null,
    finishedAt: meta?.text("finished_at") ?? null,
    meta: plainObject(read.value("meta")),
    manifest: manifestOf(rounds),
    results,
    planned: plan,
    unfinished: (rounds?.list("unfinished") ?? []).filter((id) => typeof id === "string"),
    official,
    ...(benchmark.headlines ? { headlines: benchmark.headlines(official) } : {}),
    clean: cleanSummary(results, { planned: plan }),
    warnings: (rounds?.list("warnings") ?? []).filter((warning) => typeof warning === "string"),
    ...limiterOf(rounds),
  };
}

function limiterOf(rounds: FieldReader | null): Pick<Run, "limiter"> {
  const stored = rounds?.list("limiter") ?? null;
  if (stored === null) return {};
  return { limiter: stored.filter((record) => typeof record === "object" && record !== null) };
}

function parseCase(stored: unknown, benchmark: Benchmark, where: string): Result {
  const result = benchmark.fromOfficial(stored, where, { readReplies: !isOurs(stored, benchmark) });
  const read = new FieldReader(stored, { where, thing: "stored case" });
  const rounds = read.object("rounds");
  if (rounds === null) return result;
  const items = Object.values(Object(read.value(benchmark.itemsField)));
  const readers = items.map((item, n) =>
    new FieldReader(item, { where: `${where} ${benchmark.itemsField}[${n}]`, thing: "stored item" })
  );
  const inner = readers.map((reader) => reader.object("rounds"));
  const parsed: Case = {
    ...result.case,
    line: rounds.number("line"),
    tags: { ...result.case.tags, ...rounds.texts("tags") },
    items: result.case.items.map((item, n) => mergeItem(item, inner[n] ?? null)),
  };
  const grades = result.grades.map((grade, n) => mergeGrade(grade, inner[n] ?? null));
  const own = grades.flatMap((grade, n) =>
    mergeTurn(result, grade, { read: inner[n] ?? null, where })
  );
  const shared = (rounds.list("turns") ?? []).map((turn) => wholeTurnFromRecord(turn, where));
  const turns = [...own, ...shared].toSorted((a, b) => a.index - b.index);
  return { ...result, case: parsed, trial: rounds.number("trial") ?? 1, turns, grades };
}

/** Our own files store turn and strict reading of every item: the replies need not be read again. */
function isOurs(stored: unknown, { itemsField }: Benchmark): boolean {
  if (!isRecord(stored) || !isRecord(stored["rounds"])) return false;
  const items = Object.values(Object(stored[itemsField]));
  return items.every((item) => isRecord(item) && isRecord(item["rounds"]));
}

function mergeItem(item: Item, read: FieldReader | null): Item {
  if (read === null) return item;
  return {
    ...item,
    id: read.text("item") ?? item.id,
    optionCount: read.number("option_count") ?? item.optionCount,
    points: read.number("points") ?? item.points,
    tags: { ...item.tags, ...read.texts("tags") },
    labels: { ...item.labels, ...read.textLists("labels") },
  };
}

function mergeGrade(grade: Grade, read: FieldReader | null): Grade {
  if (read === null) return grade;
  const detail: Record<string, unknown> = {};
  for (const name of read.fields()) {
    if (!KNOWN.has(name)) detail[name] = read.value(name);
  }
  return {
    ...grade,
    item: read.text("item") ?? grade.item,
    metric: read.text("metric") ?? grade.metric,
    outcome: read.oneOf<Outcome>("outcome", OUTCOMES),
    score: read.number("score"),
    reason: read.text("reason"),
    extracted: read.text("strict_answer"),
    turn: read.number("turn"),
    detail,
  };
}

/** The turn of an item that has one of its own: its content stands in the official field, the rest in `rounds`. */
function mergeTurn(
  result: Result,
  grade: Grade,
  { read, where }: { readonly read: FieldReader | null; readonly where: string },
): readonly Turn[] {
  if (grade.turn === null) return [];
  const official = result.turns.find(({ index }) => index === grade.turn);
  if (read === null) return official === undefined ? [] : [official];
  const content = official?.reply?.content ?? null;
  return [
    turnFromRecord(read.record(), { index: grade.turn, items: [grade.item], content, where }),
  ];
}

/** Fields of an item's `rounds` that are not its grade's detail. */
const KNOWN: ReadonlySet<string> = new Set([
  ...["item", "outcome", "score", "reason", "metric", "strict_answer", "turn"],
  ...["prompt_sha256", "finish_reason", "usage", "cost_usd", "ms", "attempts", "request_id"],
  ...["served_model", "reasoning", "refusal", "images", "error"],
  ...["option_count", "points", "tags", "labels"],
]);

function plainObject(value: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(Object(value)));
}

/** A stored manifest is compared field by field, never trusted as a type: what is missing stays missing. */
function manifestOf(rounds: FieldReader | null): Manifest | null {
  const read = rounds?.object("manifest");
  if (read === null || read === undefined) return null;
  const text = (field: string) => read.text(field) ?? "unknown";
  return {
    benchmark: text("benchmark"),
    benchmark_version: text("benchmark_version"),
    identity: Object.fromEntries(
      Object.entries(read.texts("identity")).map(([name, value]) => [name, value ?? "unknown"]),
    ),
    dataset: text("dataset"),
    dataset_revision: read.text("dataset_revision"),
    dataset_sha256: text("dataset_sha256"),
    cases_sha256: text("cases_sha256"),
    model: text("model"),
    origin: text("origin"),
    parameters: plainObject(read.value("parameters")),
    trials: read.number("trials") ?? 1,
    judges: (read.list("judges") ?? []).filter((judge) => typeof judge === "string"),
    toolkit: text("toolkit"),
    deno: text("deno"),
    ...shardOfManifest(read.object("shard")),
  };
}

function shardOfManifest(read: FieldReader | null): Pick<Manifest, "shard"> {
  if (read === null) return {};
  const number = (field: string) => read.required(field, read.number(field));
  return {
    shard: {
      index: number("index"),
      count: number("count"),
      plan_cases: number("plan_cases"),
      plan_items: number("plan_items"),
      plan_sha256: read.required("plan_sha256", read.text("plan_sha256")),
    },
  };
}
