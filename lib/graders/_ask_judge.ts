import type { CallFailure, Model, Reply, ReplyOptions, Usage, VerdictStatus } from "../types.ts";
import { finishKind } from "../parse/finish_kind.ts";
import { ModelError } from "../parse/model_error.ts";

/** What came of asking a judge. */
export interface JudgeAnswer<T> {
  /** What was read; null when nothing was. */
  readonly value: T | null;
  /** `read` exactly when there is a value. */
  readonly status: Exclude<VerdictStatus, "tied">;
  /** Why there is no value; null when there is one. */
  readonly reason: string | null;
  /** Calls made; null when a model did not count them. */
  readonly attempts: number | null;
  /** Tokens over all calls that reported them; null when none did. */
  readonly usage: Usage | null;
  /** The model the endpoint says it served. */
  readonly servedModel: string | null;
  /** How the call failed; absent when none did. */
  readonly failure?: CallFailure;
}

/** How a judge is asked. */
export interface AskJudgeOptions<T> extends ReplyOptions {
  /** The one user message. */
  readonly prompt: string;
  /** Reads a reply's visible text; throws a SyntaxError when it cannot. */
  readonly parse: (text: string) => T;
  /** Replies asked for at most until one can be read. */
  readonly maxReplies: number;
}

/** Errors every further judgement would meet, and interruption: they are not this judgement's outcome. */
const NOT_OURS: ReadonlySet<string> = new Set(["auth", "unknown_model", "aborted"]);

const REMINDER =
  "\n\nYour previous reply was not the JSON object asked for. Reply with that JSON object and nothing else.";

/** Asks until a reply can be read. Throws only what every other judgement would meet too, and interruption. */
export async function askJudge<T>(
  model: Model,
  options: AskJudgeOptions<T>,
): Promise<JudgeAnswer<T>> {
  const { prompt, parse, maxReplies, signal } = options;
  let attempts: number | null = 0;
  let usage: Usage | null = null;
  let servedModel: string | null = null;
  let reason = "the judge was not asked";
  for (let n = 1; n <= maxReplies; n++) {
    const content = n === 1 ? prompt : prompt + REMINDER;
    let reply: Reply;
    try {
      reply = await model.reply([{ role: "user", content }], signal ? { signal } : {});
      attempts = addCounts(attempts, reply.attempts ?? null);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (error.stopsRun || NOT_OURS.has(error.failure.kind)) throw error;
      attempts = addCounts(attempts, error.attempts);
      if (error.failure.kind !== "empty_reply" || error.reply === null) {
        return {
          value: null,
          status: "failed",
          reason: error.message,
          attempts,
          usage,
          servedModel,
          failure: error.failure,
        };
      }
      reply = error.reply;
    }
    usage = addUsage(usage, reply.usage);
    servedModel = reply.servedModel ?? servedModel;
    try {
      const value = parse(reply.text);
      return { value, status: "read", reason: null, attempts, usage, servedModel };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const end = finishKind(reply.finishReason) === "cut" ? " (cut by the token limit)" : "";
      reason = `${error.message}${end}`;
    }
  }
  const times = maxReplies === 1 ? "once" : `${maxReplies} times`;
  return {
    value: null,
    status: "unreadable",
    reason: `asked ${times}: ${reason}`,
    attempts,
    usage,
    servedModel,
  };
}

function addCounts(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right;
}

function addUsage(left: Usage | null, right: Usage): Usage | null {
  const known = Object.values(right).some((count) => count !== null);
  if (left === null) return known ? right : null;
  const add = (a: number | null, b: number | null) =>
    a === null && b === null ? null : (a ?? 0) + (b ?? 0);
  return {
    inputTokens: add(left.inputTokens, right.inputTokens),
    outputTokens: add(left.outputTokens, right.outputTokens),
    reasoningTokens: add(left.reasoningTokens, right.reasoningTokens),
    cachedTokens: add(left.cachedTokens, right.cachedTokens),
  };
}
