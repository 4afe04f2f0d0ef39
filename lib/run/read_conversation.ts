import type { Benchmark, Case, Grade, Item, Message, Result, Turn } from "../types.ts";

/** One turn as it stood in the conversation. */
export interface ConversationTurn {
  /** The user message that asked, without the history before it. */
  readonly asked: Message;
  /** What came back; null when the turn was not asked. */
  readonly turn: Turn | null;
  /** How its items were read. */
  readonly grades: readonly Grade[];
  /** Those items. */
  readonly items: readonly Item[];
}

/** A case as it was talked through. */
export interface Conversation {
  /** Case id. */
  readonly caseId: string;
  /** The case's attributes. */
  readonly tags: Case["tags"];
  /** Who answered. */
  readonly model: string;
  /** 1-based repetition. */
  readonly trial: number;
  /** In order; turns that were not asked stand at the end. */
  readonly turns: readonly ConversationTurn[];
  /** Licence of the case's text. */
  readonly licence: string;
  /** Of a private run; absent otherwise. */
  readonly private?: true;
}

/** How a conversation is put together again. */
export interface ReadConversationOptions<C extends Case> {
  /** Opened as the run was: same image mode and condition. */
  readonly benchmark: Benchmark<C>;
  /** The answers and their grades, from a result file. */
  readonly result: Result;
}

/**
 * Puts a case's conversation together again from the dataset's texts and a result file's replies, without asking anybody.
 * Throws a RangeError when case and result are not of the same id.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { answerCases, gradeAnswers, liveclin, readConversation, scriptedModel } from "@rounds/rounds";
 *
 * const benchmark = liveclin({ imageMode: "url" });
 * const [example] = benchmark.examples;
 * if (example === undefined) throw new Error("no example");
 * const c = benchmark.parse(example.record, "example:1");
 * const answers = answerCases([c], { benchmark, model: scriptedModel(example.replies) });
 * const [result] = await Array.fromAsync(gradeAnswers(answers, { benchmark }));
 * if (result === undefined) throw new Error("no result");
 * const { turns } = await readConversation(c, { benchmark, result });
 * assert.equal(turns.length, c.items.length);
 * ```
 */
export async function readConversation<C extends Case>(
  c: C,
  { benchmark, result }: ReadConversationOptions<C>,
): Promise<Conversation> {
  if (c.id !== result.case.id) {
    throw new RangeError(
      `case ${c.id} and a result of case ${result.case.id} do not belong together`,
    );
  }
  const turns: ConversationTurn[] = [];
  await benchmark.converse(c, ({ messages, items, images }) => {
    const index = turns.length;
    const turn = result.turns.find((recorded) => recorded.index === index) ?? null;
    turns.push({
      asked: messages.at(-1) ?? { role: "user", content: "" },
      turn,
      grades: result.grades.filter(({ item }) => items.includes(item)),
      items: c.items.filter(({ id }) => items.includes(id)),
    });
    // What was not asked is walked through all the same, so that every question is shown.
    const unanswered: Turn = {
      index,
      items,
      promptSha256: null,
      images,
      reply: NO_REPLY,
      error: null,
      ms: null,
      attempts: 0,
      costUsd: null,
    };
    return Promise.resolve(turn?.error === null ? turn : unanswered);
  });
  return {
    caseId: c.id,
    tags: c.tags,
    model: result.model,
    trial: result.trial,
    turns,
    licence: c.licence ?? benchmark.license,
    ...(result.private ? { private: true } : {}),
  };
}

const NO_REPLY: NonNullable<Turn["reply"]> = {
  content: "",
  text: "",
  reasoning: null,
  refusal: null,
  finishReason: null,
  usage: { inputTokens: null, outputTokens: null, reasoningTokens: null, cachedTokens: null },
  requestId: null,
  servedModel: null,
};
