import type { Benchmark, Case, Grade, Judge, Model, Turn, Usage } from "../types.ts";
import { ModelError } from "../parse/model_error.ts";
import { answerCase } from "./answer_case.ts";
import { callHint } from "./call_hint.ts";
import { heaviestCase } from "./heaviest_case.ts";
import type { Output } from "./open_output.ts";
import { SetUpError } from "./set_up_error.ts";

/** What a preflight needs. */
export interface PreflightOptions<C extends Case> {
  /** Whose protocol. */
  readonly benchmark: Benchmark<C>;
  /** Who answers. */
  readonly model: Model;
  /** Keeps the turn. */
  readonly output: Output;
  /** Tried on the turn's answer, where the benchmark needs one. */
  readonly judge?: Judge;
  /** Interrupts. */
  readonly signal?: AbortSignal;
  /** US dollars for what the turn used; null when unknown. */
  readonly cost?: (usage: Usage) => number | null;
  /** Told what the user should know. */
  readonly onNote?: (note: string) => void;
}

/** The turn a preflight asked; it stands as that case's first. */
export interface PreflightTurn {
  /** Case id. */
  readonly caseId: string;
  /** The first turn, answered or failed on the item's own account. */
  readonly turn: Turn;
}

/** Failures that are the item's own: they become its outcome and do not stop a run. */
const OF_THE_ITEM: ReadonlySet<string> = new Set([
  "content_filter",
  "context_too_long",
  "empty_reply",
]);

/**
 * Sends the heaviest first turn alone, so that what the endpoint refuses is known before the run starts; its answer stands
 * as that turn's. Gives null when the turn was answered before, or when the preflight was interrupted.
 * A judge is tried on that answer. Throws a `SetUpError` naming the case and what an endpoint refused.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liveclin, memoryOutput, ModelError, preflight, scriptedModel } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const cases = [benchmark.parse(benchmark.examples[0]?.record, "example:1")];
 * const output = memoryOutput({ manifest: {}, runId: "r", startedAt: "2026-01-01T00:00:00Z" });
 * const refusing = scriptedModel([new ModelError({ kind: "auth", status: 401, message: "bad key" })]);
 * await assert.rejects(preflight(cases, { benchmark, model: refusing, output }), /OPENAI_API_KEY/);
 * ```
 */
export async function preflight<C extends Case>(
  cases: readonly C[],
  options: PreflightOptions<C>,
): Promise<PreflightTurn | null> {
  const { benchmark, model, output, signal, onNote } = options;
  const heaviest = await heaviestCase(cases, benchmark);
  if (heaviest === null || output.replay(heaviest.id, 1).length > 0) return null;
  const asked: Turn[] = [];
  try {
    await answerCase(heaviest, {
      benchmark,
      model,
      maxTurns: 1,
      ...(options.cost ? { cost: options.cost } : {}),
      record: (turn) => void asked.push(turn),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof ModelError) throw refused(heaviest.id, error);
    throw error;
  }
  const [turn] = asked;
  if (turn === undefined) return null;
  if (turn.error !== null && !OF_THE_ITEM.has(turn.error.kind)) {
    throw refused(heaviest.id, new ModelError(turn.error));
  }
  if (turn.error !== null) {
    onNote?.(
      `Preflight (case ${heaviest.id}): ${turn.error.kind}: ${turn.error.message}. It becomes that question's outcome.`,
    );
  }
  output.journal.append({ caseId: heaviest.id, trial: 1, turn });
  if (options.judge !== undefined) {
    await tryJudge(heaviest, turn, { ...options, judge: options.judge });
  }
  return { caseId: heaviest.id, turn };
}

/** One failed judgement may be a hiccup; when all of a case failed, so would the run's. */
async function tryJudge<C extends Case>(
  c: C,
  turn: Turn,
  { benchmark, judge }: { readonly benchmark: Benchmark<C>; readonly judge: Judge },
): Promise<void> {
  try {
    const grades = await benchmark.grade(c, [turn], judge);
    const [first] = grades;
    if (first === undefined) return;
    if (!grades.every(hasOnlyFailures)) return;
    throw judgeRefused(judge, first.reason ?? "no verdict", null);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    if (error.failure.kind !== "aborted") throw judgeRefused(judge, error.message, error);
  }
}

/** Whether every single judgement behind a grade is a failed call. */
function hasOnlyFailures({ outcome, detail }: Grade): boolean {
  const verdicts = Array.isArray(detail["verdicts"]) ? detail["verdicts"] : [];
  return outcome === "ungraded" && verdicts.length > 0 &&
    verdicts.every((verdict) => Object(verdict).status === "failed");
}

function judgeRefused(judge: Judge, why: string, cause: ModelError | null): SetUpError {
  const hint = cause === null ? null : callHint(cause.failure, { whose: "judge" });
  return new SetUpError(
    sentences(
      `Preflight: the judge ${judge.name} failed before the run: ${why}`,
      hint ?? "Check --judge, --judge-api-base and OPENAI_JUDGE_API_KEY",
      cause !== null && wasNeverSent(cause) ? null : "--no-preflight starts without it",
    ),
    cause === null ? {} : { cause },
  );
}

function refused(caseId: string, error: ModelError): SetUpError {
  const { failure } = error;
  const hint = callHint(failure);
  const what = wasNeverSent(error)
    ? sentences(`Nothing was sent: ${failure.message}`, hint)
    : sentences(
      `Preflight with the heaviest first turn (case ${caseId}) failed before the run: ${error.message}`,
      hint,
      "--no-preflight starts without it",
    );
  return new SetUpError(what, { cause: error });
}

/** Refused on this machine, by a permission or a private run: without a preflight it would be refused as well. */
function wasNeverSent({ failure: { kind, status }, stopsRun }: ModelError): boolean {
  return kind === "bad_request" && status === null && stopsRun;
}

function sentences(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).map((part) => {
    const text = part.replace(/[.\s]+$/, "");
    return /[?!]$/.test(text) ? text : `${text}.`;
  }).join(" ");
}
