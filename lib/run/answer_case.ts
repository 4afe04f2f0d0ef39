import type { Answer, Ask, Benchmark, Case, Model, Turn, TurnRequest, Usage } from "../types.ts";
import { ModelError } from "../parse/model_error.ts";
import { promptSha256 } from "./prompt_sha256.ts";

/** How a case is answered. */
export interface AnswerCaseOptions<C extends Case> {
  /** Whose protocol. */
  readonly benchmark: Benchmark<C>;
  /** Who answers. */
  readonly model: Model;
  /** 1-based repetition; 1 unless told. */
  readonly trial?: number;
  /** Turns answered before, from the first: given back instead of asking again, as long as the prompt is the same. */
  readonly replay?: readonly Turn[];
  /** Keeps a finished turn before the next is asked. */
  readonly record?: (turn: Turn) => void;
  /** Told before a turn is asked. */
  readonly onAsk?: () => void;
  /** No new turn is asked once it aborts. */
  readonly signal?: AbortSignal;
  /** Abandons the call under way; unless told, the same as `signal`. */
  readonly abandon?: AbortSignal;
  /** Asks at most this many turns, then leaves the case unfinished. */
  readonly maxTurns?: number;
  /** US dollars for what a turn used, null when unknown; every cost is unknown unless told. */
  readonly cost?: (usage: Usage) => number | null;
}

/** A conversation left before its end: interrupted, or only its first turns were wanted. */
class LeftEarly extends Error {}

/**
 * Walks one case through its protocol. Gives null when it was left before its end. A failed turn is data; a set-up error
 * (a wrong key, an unknown model) is thrown as the `ModelError` it is, since every other case would meet it too.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { answerCase, liveclin, scriptedModel } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const [example] = benchmark.examples;
 * if (example === undefined) throw new Error("no example");
 * const answer = await answerCase(benchmark.parse(example.record, "example:1"), {
 *   benchmark,
 *   model: scriptedModel(example.replies),
 * });
 * assert.equal(answer?.turns.length, example.replies.length);
 * ```
 */
export async function answerCase<C extends Case>(
  c: C,
  options: AnswerCaseOptions<C>,
): Promise<Answer<C> | null> {
  const { benchmark, model, trial = 1, replay = [], record, signal, maxTurns = Infinity } = options;
  const abandon = options.abandon ?? signal;
  const turns: Turn[] = [];
  const costOf = (reply: Turn["reply"]) =>
    reply === null ? null : options.cost?.(reply.usage) ?? null;
  const ask: Ask = async (request) => {
    const index = turns.length;
    if (index >= maxTurns) throw new LeftEarly();
    const digest = promptSha256(request);
    const known = replay[index];
    if (known !== undefined && (known.promptSha256 ?? digest) === digest) {
      const priced = { ...known, costUsd: known.costUsd ?? costOf(known.reply) };
      turns.push(priced);
      return priced;
    }
    if (signal?.aborted) throw new LeftEarly();
    options.onAsk?.();
    const asked = await askOnce(model, request, abandon);
    const turn: Turn = {
      index,
      items: request.items,
      promptSha256: digest,
      images: request.images,
      ...asked,
      costUsd: costOf(asked.reply),
    };
    record?.(turn);
    turns.push(turn);
    return turn;
  };
  try {
    await benchmark.converse(c, ask);
  } catch (error) {
    if (error instanceof LeftEarly) return null;
    throw error;
  }
  return { case: c, model: model.name, trial, turns };
}

/** Errors every case would meet: they stop a run instead of becoming an outcome. */
const SET_UP: ReadonlySet<string> = new Set(["auth", "unknown_model"]);

async function askOnce(
  model: Model,
  request: TurnRequest,
  abandon: AbortSignal | undefined,
): Promise<Pick<Turn, "reply" | "error" | "ms" | "attempts">> {
  try {
    const { attempts = null, ms = null, ...reply } = await model.reply(
      request.messages,
      abandon ? { signal: abandon } : {},
    );
    return { reply, error: null, ms, attempts };
  } catch (error) {
    if (!(error instanceof ModelError) || error.stopsRun || SET_UP.has(error.failure.kind)) {
      throw error;
    }
    if (error.failure.kind === "aborted") throw new LeftEarly();
    const { failure, reply, ms, attempts } = error;
    return { reply, error: failure, ms, attempts };
  }
}
