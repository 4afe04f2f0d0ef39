import type { Answer, Case, Turn } from "../types.ts";
import type { JournalEntry } from "../results/journal_format.ts";
import { mapConcurrent } from "../async/map_concurrent.ts";
import { answerCase, type AnswerCaseOptions } from "./answer_case.ts";

/** How a stream of cases is answered. */
export interface AnswerCasesOptions<C extends Case>
  extends Pick<AnswerCaseOptions<C>, "benchmark" | "model" | "signal" | "abandon" | "cost"> {
  /** Cases at once; 100 unless told. */
  readonly concurrency?: number;
  /** Repetitions of every case; 1 unless told. */
  readonly trials?: number;
  /** Turns answered before, of one case and trial. */
  readonly replay?: (caseId: string, trial: number) => readonly Turn[];
  /** Told before a turn of a case and trial is asked. */
  readonly onAsk?: (place: { readonly caseId: string; readonly trial: number }) => void;
  /** Keeps a finished turn before the next of its case is asked. */
  readonly record?: (entry: JournalEntry) => void;
  /** Told at once when an error stops all, before it is thrown. */
  readonly onStop?: () => void;
}

/**
 * Answers cases concurrently and yields the answers in completion order; cases left before their end are not yielded.
 * Throws the `ModelError` of a set-up error.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { answerCases, liveclin, scriptedModel } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const [example] = benchmark.examples;
 * if (example === undefined) throw new Error("no example");
 * const cases = [benchmark.parse(example.record, "example:1")];
 * const answers = await Array.fromAsync(
 *   answerCases(cases, { benchmark, model: scriptedModel(example.replies) }),
 * );
 * assert.equal(answers.length, 1);
 * ```
 */
export async function* answerCases<C extends Case>(
  cases: AsyncIterable<C> | Iterable<C>,
  options: AnswerCasesOptions<C>,
): AsyncGenerator<Answer<C>, void, void> {
  const { concurrency = 100, trials = 1, replay, record, onAsk, onStop, ...rest } = options;
  const { signal, abandon, ...shared } = rest;
  // An error that stops one case stops all: what is under way must not go on asking.
  const stop = new AbortController();
  const asking = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const calling = abandon === undefined ? asking : AbortSignal.any([abandon, stop.signal]);
  const answer = async ({ case: c, trial }: { readonly case: C; readonly trial: number }) => {
    try {
      return await answerCase(c, {
        ...shared,
        trial,
        signal: asking,
        abandon: calling,
        ...(replay ? { replay: replay(c.id, trial) } : {}),
        ...(onAsk ? { onAsk: () => onAsk({ caseId: c.id, trial }) } : {}),
        ...(record ? { record: (turn) => record({ caseId: c.id, trial, turn }) } : {}),
      });
    } catch (error) {
      stop.abort();
      onStop?.();
      throw error;
    }
  };
  for await (
    const done of mapConcurrent(repeat(cases, trials), answer, { concurrency, signal: asking })
  ) {
    if (done !== null) yield done;
  }
}

async function* repeat<C extends Case>(
  cases: AsyncIterable<C> | Iterable<C>,
  trials: number,
): AsyncGenerator<{ readonly case: C; readonly trial: number }, void, void> {
  for await (const c of cases) {
    for (let trial = 1; trial <= trials; trial++) yield { case: c, trial };
  }
}
