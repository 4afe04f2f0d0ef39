import type { Benchmark, Case, Manifest, Result, Run, Turn } from "../types.ts";
import { isRecord } from "../parse/is_record.ts";
import { parseJson } from "../parse/parse_json.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";
import { readResultJson } from "../results/_read_result_json.ts";
import { runFromFile } from "../results/_run_from_file.ts";
import { cleanSummary } from "../results/clean_summary.ts";
import { resultFileChunks } from "../results/result_file_chunks.ts";
import { type DeepDifference, deepDifferences } from "./_deep_differences.ts";
import {
  manifestDifferences,
  metaDifferences,
  sortingDifferences,
  StoredResult,
} from "./_stored_result.ts";
import { storedJudge } from "./_stored_judge.ts";
import { promptSha256 } from "./prompt_sha256.ts";

/** How a result file is recomputed. */
export interface VerifyResultsOptions {
  /** Those that may have written the file. */
  readonly benchmarks: readonly Benchmark[];
  /** Opens the file's benchmark with the options its manifest tells; the one that recognised it unless told. */
  readonly openAs?: (run: Run) => Benchmark;
  /** The dataset the run was made on: then keys, options and prompts are checked against it too. */
  readonly data?: { readonly cases: readonly Case[]; readonly sha256: string };
}

/** A number, letter or text that does not follow from the raw replies. */
export interface ResultDifference {
  /** Dotted path. */
  readonly field: string;
  /** As stored, shortened. */
  readonly stored: string;
  /** As recomputed, shortened. */
  readonly recomputed: string;
  /** `case <id>` (and its trial), `summary`, `rounds` or `manifest`. */
  readonly part: string;
}

/** What came out. */
export interface ResultVerification {
  /** The run as stored. */
  readonly run: Run;
  /** Empty when everything stored follows from the raw replies. */
  readonly differences: readonly ResultDifference[];
  /** What was recomputed. */
  readonly checked: { readonly cases: number; readonly items: number; readonly prompts: number };
  /** What could not be recomputed, and why. */
  readonly notes: readonly string[];
}

/**
 * Recomputes a result file from the raw replies it keeps: letters, strict readings, outcomes, scores, both summaries, spend
 * and digests. A reference evaluator's file: letters, correctness and summary. Throws what `readResults` throws.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { benchmarks, verifyResults } from "@rounds/rounds";
 *
 * const mcq = { stage: "Diagnosis", correct_answer: "B", extracted_answer: "C", is_correct: false, model_response: "\\boxed{B}" };
 * const path = await Deno.makeTempFile({ suffix: ".json" });
 * await Deno.writeTextFile(path, JSON.stringify({ meta: { liveclin_version: "1" }, cases: [{ case_id: "1", mcqs: [mcq] }] }));
 * const { differences } = await verifyResults(path, { benchmarks });
 * assert.deepEqual(differences.map(({ field, stored, recomputed }) => [field, stored, recomputed]), [
 *   ["mcqs[0].extracted_answer", '"C"', '"B"'],
 *   ["mcqs[0].is_correct", "false", "true"],
 * ]);
 * ```
 */
export async function verifyResults(
  path: string,
  options: VerifyResultsOptions,
): Promise<ResultVerification> {
  const { benchmarks, data } = options;
  const { file, bytes } = await readResultJson(path);
  const run = runFromFile(file, { where: path, benchmarks, digest: () => sha256Hex(bytes) });
  const recognised = benchmarks.find(({ name }) => name === run.benchmark);
  const benchmark = options.openAs?.(run) ?? recognised;
  if (benchmark === undefined) throw new RangeError(`There is no benchmark ${run.benchmark}`);
  const stored = new StoredResult(file);
  const known = data === undefined ? null : new Map(data.cases.map((c) => [c.id, c]));
  const differences: ResultDifference[] = [];
  const rebuilt: Result[] = [];
  let prompts = 0;
  let unread = 0;
  const add = (part: string, found: readonly DeepDifference[]) =>
    differences.push(...found.map((difference) => ({ part, ...difference })));

  for (const [n, result] of run.results.entries()) {
    const part = nameOf(result, run.manifest);
    const fromData = known?.get(result.case.id);
    if (known !== null && fromData === undefined) {
      add(part, [{ field: "case_id", stored: result.case.id, recomputed: "not in the data" }]);
    }
    const items = unreadItems(result, stored.isOurs);
    const regraded = await regrade(result, { benchmark, fromData, unread: items });
    rebuilt.push(regraded);
    unread += items.length;
    const again = { ...run, results: [regraded] };
    const [recomputed] = stored.isOurs
      ? new StoredResult(parseJson([...resultFileChunks(again, benchmark)].join(""))).cases
      : [benchmark.toOfficial(regraded)];
    add(part, deepDifferences(stored.cases[n], recomputed, { needsAll: stored.isOurs }));
    if (stored.isOurs) {
      const derived = benchmark.fromOfficial(stored.cases[n], part, { readReplies: false });
      add(part, sortingDifferences(result, derived.case));
    }
    if (fromData !== undefined) {
      const asked = await promptDifferences(fromData, result.turns, benchmark);
      prompts += asked.checked;
      add(part, asked.differences);
    }
  }
  if (stored.summary !== undefined) {
    const official = benchmark.officialSummary(rebuilt.map((one) => benchmark.toOfficial(one)));
    add("summary", deepDifferences(stored.summary, parseJson(JSON.stringify(official))));
  }
  if (stored.isOurs) {
    add("rounds", stored.missing());
    add("meta", metaDifferences(stored));
    add("rounds", roundsDifferences(stored.rounds, { run, rebuilt, benchmark }));
    add("manifest", manifestDifferences(stored, { run, sha256: data?.sha256 ?? null }));
  }
  return {
    run,
    differences,
    checked: {
      cases: rebuilt.length,
      items: rebuilt.reduce((sum, { grades }) => sum + grades.length, 0),
      prompts,
    },
    notes: [
      ...(unread === 0
        ? []
        : [`${unread} items keep no reply: their reading is taken as it stands`]),
      ...(stored.isOurs
        ? []
        : ['without "rounds", as the reference evaluator writes it: letters and summary only']),
    ],
  };
}

function nameOf({ case: c, trial }: Result, manifest: Manifest | null): string {
  return (manifest?.trials ?? 1) > 1 ? `case ${c.id}, trial ${trial}` : `case ${c.id}`;
}

async function regrade(
  result: Result,
  { benchmark, fromData, unread }: {
    readonly benchmark: Benchmark;
    readonly fromData: Case | undefined;
    readonly unread: readonly number[];
  },
): Promise<Result> {
  const c = fromData ?? result.case;
  if (unread.length === result.grades.length) return { ...result, case: c };
  const grades = await benchmark.grade(c, result.turns, storedJudge(result));
  return {
    ...result,
    case: c,
    grades: grades.map((grade, n) => unread.includes(n) ? result.grades[n] ?? grade : grade),
  };
}

/** Places of items without a reply to read again. Only a reference evaluator's file has such: it may drop the replies. */
function unreadItems({ turns, grades }: Result, isOurs: boolean): readonly number[] {
  if (isOurs) return [];
  return grades.flatMap(({ outcome, turn }, n) =>
    turns.length === 0 ||
      (outcome === "ungraded" && turns.some(({ index, reply }) => index === turn && reply === null))
      ? [n]
      : []
  );
}

/** Walks the protocol over the stored replies, and compares what was asked with what would be asked. */
async function promptDifferences(
  c: Case,
  turns: readonly Turn[],
  benchmark: Benchmark,
): Promise<{ readonly differences: readonly DeepDifference[]; readonly checked: number }> {
  const differences: DeepDifference[] = [];
  const end = new Error("there are no more turns");
  let index = 0;
  let checked = 0;
  try {
    await benchmark.converse(c, (request) => {
      const turn = turns[index++];
      if (turn === undefined) return Promise.reject(end);
      const recomputed = promptSha256(request);
      const { promptSha256: stored } = turn;
      if (stored !== null) checked++;
      if (stored !== null && stored !== recomputed) {
        differences.push({ field: `turn ${turn.index} prompt_sha256`, stored, recomputed });
      }
      return Promise.resolve(turn);
    });
  } catch (error) {
    if (error !== end) throw error;
  }
  return { differences, checked };
}

function roundsDifferences(
  stored: Readonly<Record<string, unknown>>,
  { run, rebuilt, benchmark }: {
    readonly run: Run;
    readonly rebuilt: readonly Result[];
    readonly benchmark: Benchmark;
  },
): readonly DeepDifference[] {
  const clean = cleanSummary(rebuilt, { planned: run.planned });
  let last = "";
  for (const chunk of resultFileChunks({ ...run, results: rebuilt, clean }, benchmark)) {
    last = chunk;
  }
  const { rounds } = new StoredResult(parseJson(`{${last.slice(last.indexOf('"rounds":'))}`));
  // Files written before judges were counted have no word on them.
  const isCounted = isRecord(stored["spend"]) && Object.hasOwn(stored["spend"], "judge");
  const { judge: _, ...own } = Object(rounds["spend"]);
  const again: Readonly<Record<string, unknown>> = isCounted ? rounds : { ...rounds, spend: own };
  const numbers = ["clean", "outcomes", "spend"];
  return numbers.flatMap((name) => deepDifferences(stored[name], again[name], { path: name }));
}
