import type { Benchmark, Case, Judge, Model, Result, Run } from "../types.ts";
import { FieldReader } from "../parse/field_reader.ts";
import { caseIdsSha256 } from "../results/case_ids_sha256.ts";
import { manifestFrom } from "../results/manifest_from.ts";
import { parseJournal } from "../results/parse_journal.ts";
import { replayTurns } from "../results/replay_turns.ts";
import { answerCase } from "./answer_case.ts";
import { assembleRun } from "./_assemble_run.ts";

/** What a run under way is read with. */
export interface ReadPartialRunOptions<C extends Case> {
  /** Opened as the run's: same image mode and condition. */
  readonly benchmark: Benchmark<C>;
  /** The cases the run plans, in order. */
  readonly cases: readonly C[];
  /** Reads open answers; without one they are ungraded. */
  readonly judge?: Judge;
}

/**
 * The part of a run that is finished by now, read from the journal of its output while another process writes it, or after
 * that process was killed. Nothing is asked and nothing is written. Cases under way, or failed and still to be repeated,
 * are `unfinished`, so frames, tables and figures of it are partial and say so.
 *
 * Throws what the file system throws when there is no journal, a `CaseError` when it is none, and a RangeError when it is empty
 * or of a run that plans other cases.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liveclin, readPartialRun, runBenchmark, scriptedModel } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const [example] = benchmark.examples;
 * if (example === undefined) throw new Error("no example");
 * const cases = [benchmark.parse(example.record, "example:1")];
 * const output = `${await Deno.makeTempDir()}/run.json`;
 * await runBenchmark(benchmark, {
 *   cases,
 *   dataset: { name: "examples", revision: null, sha256: "ab" },
 *   model: scriptedModel(example.replies),
 *   output,
 *   keepJournal: true,
 * });
 * const { results, unfinished } = await readPartialRun(output, { benchmark, cases });
 * assert.deepEqual([results.length, unfinished.length], [1, 0]);
 * ```
 */
export async function readPartialRun<C extends Case>(
  output: string,
  { benchmark, cases, judge }: ReadPartialRunOptions<C>,
): Promise<Run> {
  const where = `${output}.journal.jsonl`;
  const { head, entries, warnings } = parseJournal(await Deno.readFile(where), where);
  if (head === null) throw new RangeError(`${where} is empty: no run was begun`);
  const manifest = manifestFrom(new FieldReader(head.manifest, { where, thing: "manifest" }));
  if (manifest.cases_sha256 !== caseIdsSha256(cases.map(({ id }) => id))) {
    throw new RangeError(
      `${where} is of a run that plans other cases than the ${cases.length} given`,
    );
  }
  const model: Model = {
    name: manifest.model,
    origin: manifest.origin,
    parameters: manifest.parameters,
    reply: () => Promise.reject(new TypeError("a partial run is read, not asked")),
  };
  const replay = replayTurns(entries);
  const results: Result<C>[] = [];
  for (const c of cases) {
    for (let trial = 1; trial <= manifest.trials; trial++) {
      const answer = await answerCase(c, {
        benchmark,
        model,
        trial,
        replay: replay(c.id, trial),
        signal: AbortSignal.abort(),
      });
      if (answer === null) continue;
      results.push({ ...answer, grades: await benchmark.grade(c, answer.turns, judge) });
    }
  }
  return assembleRun({
    results,
    error: null,
    cases,
    benchmark,
    manifest,
    output: { head },
    options: {
      model,
      dataset: {
        name: manifest.dataset,
        revision: manifest.dataset_revision,
        sha256: manifest.dataset_sha256,
      },
      trials: manifest.trials,
      warnings: () => [
        ...warnings,
        `read while under way: ${results.length} of ${
          cases.length * manifest.trials
        } cases are finished`,
      ],
    },
    finishedAt: null,
  });
}
