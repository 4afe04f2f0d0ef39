import type { Benchmark, Manifest, Run } from "../types.ts";
import { CaseError } from "../parse/case_error.ts";
import { FieldReader } from "../parse/field_reader.ts";
import { isRecord } from "../parse/is_record.ts";
import { isPlainCase, itemsOf } from "./_is_plain_case.ts";
import { manifestFrom } from "./manifest_from.ts";
import { lateRun } from "./_late_run.ts";
import { RESULT_SCHEMA } from "./result_file_chunks.ts";
import { readSpendBeside } from "./_spend_beside.ts";
import { StoredContent } from "./_stored_content.ts";

/** A parsed file, and what stands for its id when it names none. */
export interface RunFromFileOptions {
  /** Path, for messages and the run. */
  readonly where: string;
  /** Those that may have written it. */
  readonly benchmarks: readonly Benchmark[];
  /** Digest of the file. */
  readonly digest: () => string;
}

/**
 * The run that a result file's parsed JSON describes; `parseResults` says what it throws. Every field is looked at before
 * it returns, but cases become results, and are counted, when they are first asked for.
 */
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
  const isPrivate = rounds?.object("manifest")?.flag("private") ?? false;
  const beside = readSpendBeside(rounds?.object("spend") ?? null);
  const content = new StoredContent({ cases, benchmark, where, model, isPrivate, beside });
  // What is not plain may be damaged: only reading it tells, and it tells now.
  const items = plainItems(cases, benchmark) ??
    content.results().reduce((sum, { grades }) => sum + grades.length, 0);
  const id = rounds?.text("run_id") ?? (() => digest().slice(0, 16));
  return lateRun({
    file: where,
    benchmark: benchmark.name,
    model,
    dataset: meta?.text("dataset") ?? "unknown",
    startedAt: meta?.text("started_at") ?? null,
    finishedAt: meta?.text("finished_at") ?? null,
    meta: plainObject(read.value("meta")),
    manifest: storedManifest(rounds),
    planned: planOf(rounds, { where, cases: cases.length, items }),
    unfinished: (rounds?.list("unfinished") ?? []).filter((id) => typeof id === "string"),
    warnings: (rounds?.list("warnings") ?? []).filter((warning) => typeof warning === "string"),
    ...limiterOf(rounds),
  }, { content, id, hasHeadlines: benchmark.headlines !== undefined });
}

/** How many items the cases have, where reading them is sure to succeed; null where it is not. */
function plainItems(cases: readonly unknown[], benchmark: Benchmark): number | null {
  if (benchmark.isOfficial === undefined) return null;
  let items = 0;
  for (const stored of cases) {
    const list = isRecord(stored) ? itemsOf(stored, benchmark.itemsField) : null;
    if (list === null || !isPlainCase(stored, list) || !benchmark.isOfficial(stored)) return null;
    items += list.length;
  }
  return items;
}

function planOf(
  rounds: FieldReader | null,
  { where, ...held }: { readonly where: string; readonly cases: number; readonly items: number },
): Run["planned"] {
  const planned = rounds?.object("planned");
  const plan = {
    cases: planned?.number("cases") ?? held.cases,
    items: planned?.number("items") ?? held.items,
  };
  if (plan.cases >= held.cases && plan.items >= held.items) return plan;
  throw new CaseError({
    where,
    thing: "result file",
    field: "rounds.planned",
    expected: `at least the ${held.cases} cases with ${held.items} items it holds`,
    received: `${plan.cases} cases with ${plan.items} items`,
  });
}

function limiterOf(rounds: FieldReader | null): Pick<Run, "limiter"> {
  const stored = rounds?.list("limiter") ?? null;
  if (stored === null) return {};
  return { limiter: stored.filter((record) => typeof record === "object" && record !== null) };
}

function plainObject(value: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(Object(value)));
}

function storedManifest(rounds: FieldReader | null): Manifest | null {
  const read = rounds?.object("manifest") ?? null;
  return read === null ? null : manifestFrom(read);
}
