import type { Benchmark, Result, Run } from "../types.ts";
import { spendBeside } from "./_spend_beside.ts";
import { spendOf } from "./spend_of.ts";
import { manifestSha256 } from "./manifest_sha256.ts";
import { type TurnRecord, turnToRecord } from "./turn_to_record.ts";
import { wholeTurnToRecord } from "./whole_turn_to_record.ts";
import { safeJson } from "../parse/safe_json.ts";

/** Version this toolkit writes; every older one is read, a newer one refused by name. */
export const RESULT_SCHEMA = "rounds.result/1";

/**
 * The text of a result file in chunks: the official file with one added key, `rounds`, at each level; one case a line.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { finishRun, liveclin, resultFileChunks } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const run = finishRun([], {
 *   benchmark, manifest: null, model: "m", dataset: "d", id: "r", file: null, meta: {}, warnings: [],
 *   planned: { cases: 0, items: 0 }, unfinished: [],
 * });
 * const file = JSON.parse([...resultFileChunks(run, benchmark)].join(""));
 * assert.equal(file.rounds.schema, "rounds.result/1");
 * ```
 */
export function* resultFileChunks(run: Run, benchmark: Benchmark): Generator<string> {
  yield `{\n"meta": ${safeJson(run.meta)},\n"summary": ${safeJson(run.official)},\n"cases": [`;
  let separator = "\n";
  for (const result of run.results) {
    yield `${separator}${safeJson(storedCase(result, benchmark))}`;
    separator = ",\n";
  }
  const rounds = {
    schema: RESULT_SCHEMA,
    run_id: run.id,
    manifest: run.manifest,
    manifest_sha256: run.manifest === null ? null : manifestSha256(run.manifest),
    planned: run.planned,
    clean: run.clean,
    outcomes: run.clean.outcomes,
    unfinished: run.unfinished,
    spend: { ...spendOf(run.results), ...spendBeside(run.spend) },
    limiter: run.limiter ?? null,
    warnings: run.warnings,
  };
  yield `\n],\n"rounds": ${safeJson(rounds)}\n}\n`;
}

/** The official shape of a case, each level with what is ours under `rounds`. */
function storedCase(result: Result, benchmark: Benchmark): Readonly<Record<string, unknown>> {
  const official = benchmark.toOfficial(result);
  const shared = result.turns.filter((turn) =>
    !result.grades.some((grade) => grade.turn === turn.index)
  );
  return {
    ...official,
    [benchmark.itemsField]: addItemRounds(official[benchmark.itemsField], result),
    rounds: {
      trial: result.trial,
      line: result.case.line,
      tags: result.case.tags,
      ...(shared.length === 0 ? {} : {
        turns: shared.map(wholeTurnToRecord),
      }),
    },
  };
}

/** Items stand in a list or, in other benchmarks' files, in an object; their order is the grades'. */
function addItemRounds(items: unknown, result: Result): unknown {
  const add = (item: unknown, n: number) => ({ ...Object(item), rounds: itemRounds(result, n) });
  if (Array.isArray(items)) return items.map(add);
  return Object.fromEntries(
    Object.entries(Object(items)).map(([name, item], n) => [name, add(item, n)]),
  );
}

function itemRounds(result: Result, n: number): Readonly<Record<string, unknown>> {
  const grade = result.grades[n];
  const item = result.case.items[n];
  if (grade === undefined || item === undefined) return {};
  const turn = result.turns.find(({ index }) => index === grade.turn);
  const record: TurnRecord | { error: null } = turn === undefined
    ? { error: null }
    : turnToRecord(turn);
  return {
    item: item.id,
    outcome: grade.outcome,
    score: grade.score,
    reason: grade.reason,
    metric: grade.metric,
    strict_answer: grade.extracted,
    ...grade.detail,
    turn: grade.turn,
    ...record,
    option_count: item.optionCount,
    points: item.points,
    tags: item.tags,
    labels: item.labels,
  };
}
