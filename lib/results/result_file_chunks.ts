import type { Benchmark, Result, Run } from "../types.ts";
import { manifestSha256 } from "./manifest_sha256.ts";
import { type TurnRecord, turnToRecord } from "./turn_to_record.ts";
import { wholeTurnToRecord } from "./whole_turn_to_record.ts";
import { safeJson } from "../parse/safe_json.ts";

/** Version this toolkit writes; every older one is read, a newer one refused by name. */
export const RESULT_SCHEMA = "rounds.result/1";

/** Tokens and money of a run; null where no turn reported them. */
export interface Spend {
  /** Turns with a reported usage. */
  readonly turns: number;
  /** Prompt tokens. */
  readonly input_tokens: number | null;
  /** Tokens of the answers, reasoning included where the endpoint counts it so. */
  readonly output_tokens: number | null;
  /** Tokens of reasoning. */
  readonly reasoning_tokens: number | null;
  /** Prompt tokens served from a cache. */
  readonly cached_tokens: number | null;
  /** US dollars; null when no price is known. */
  readonly cost_usd: number | null;
  /** Answered turns whose cost is unknown: no price, or no tokens told. */
  readonly unpriced_turns: number;
}

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
    spend: spendOf(run.results),
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

/** Sums what the turns reported; a figure no turn reported is null. */
function spendOf(results: readonly Result[]): Spend {
  const turns = results.flatMap((result) => result.turns);
  const usages = turns.map((turn) => turn.reply?.usage).filter((usage) => usage !== undefined);
  const sum = (values: readonly (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
  };
  return {
    turns: usages.filter(({ inputTokens }) => inputTokens !== null).length,
    input_tokens: sum(usages.map((usage) => usage.inputTokens)),
    output_tokens: sum(usages.map((usage) => usage.outputTokens)),
    reasoning_tokens: sum(usages.map((usage) => usage.reasoningTokens)),
    cached_tokens: sum(usages.map((usage) => usage.cachedTokens)),
    cost_usd: sum(turns.map((turn) => turn.costUsd)),
    unpriced_turns: turns.filter((turn) => turn.reply !== null && turn.costUsd === null).length,
  };
}
