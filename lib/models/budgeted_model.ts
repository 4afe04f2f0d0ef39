import type { Message, Model, Reply, ReplyOptions, Usage } from "../types.ts";
import type { Budget, Spending } from "../async/budget.ts";
import { BudgetError } from "../async/budget_error.ts";
import { estimateTokens } from "../parse/estimate_tokens.ts";
import { ModelError } from "../parse/model_error.ts";
import { costOf } from "./cost_of.ts";
import type { Price } from "./price_types.ts";

/** What a budgeted model spends from. */
export interface BudgetedModelOptions {
  /** May be shared by several models. */
  readonly budget: Budget;
  /** What its tokens cost; null when no price is known: then only tokens are counted. */
  readonly price: Price | null;
  /** Tokens an answer may have at most; the request's own limit unless told, or 16,384. */
  readonly maxOutputTokens?: number;
}

/** Prompt tokens for one estimated: before anything is known, and on top of the largest seen. */
const MARGIN = { unknown: 2, known: 1.25 };

/**
 * A model that reserves, before each call, the most the call can use: its prompt (estimated with a margin that follows what
 * the endpoint really counts) and the longest answer allowed. Afterwards what was used is taken instead; where the endpoint
 * did not tell, or the call broke off on the way, the whole reservation. A call that no longer fits is a `ModelError` of
 * kind `aborted`. Put it below the retries (`each` of `httpModel`), so that it sees every single call.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { budget, budgetedModel, scriptedModel } from "@rounds/rounds";
 *
 * const tokens = budget({ maxTokens: 100 });
 * const model = budgetedModel(scriptedModel(["A", "B"]), { budget: tokens, price: null, maxOutputTokens: 60 });
 * await model.reply([{ role: "user", content: "Which?" }]);
 * assert.ok(tokens.spent().tokens > 0);
 * await assert.rejects(model.reply([{ role: "user", content: "Which?" }]), /aborted: the budget of 100 tokens is used up/);
 * ```
 */
export function budgetedModel(model: Model, options: BudgetedModelOptions): Model {
  const { budget, price, maxOutputTokens = longestAnswer(model) } = options;
  let largest = 0;
  const most = (estimate: number): Spending => {
    const margin = largest === 0 ? MARGIN.unknown : largest * MARGIN.known;
    const input = Math.ceil(estimate * margin) + 16;
    const dollars = price === null
      ? 0
      : (input * Math.max(price.input, price.cached ?? 0) + maxOutputTokens * price.output) / 1e6;
    return { costUsd: dollars, tokens: input + maxOutputTokens };
  };
  const used = (usage: Usage, reserved: Spending): Taken => {
    const { inputTokens, outputTokens } = usage;
    if (inputTokens === null || outputTokens === null) return { spent: reserved, isUntold: true };
    const costUsd = price === null ? 0 : costOf(usage, price) ?? reserved.costUsd;
    return { spent: { costUsd, tokens: inputTokens + outputTokens }, isUntold: false };
  };
  const reply = async (
    messages: readonly Message[],
    replyOptions: ReplyOptions = {},
  ): Promise<Reply> => {
    const estimate = estimateTokens(messages).tokens;
    const reserved = most(estimate);
    const reservation = await budget.reserve(reserved, replyOptions).catch((cause: unknown) => {
      const message = cause instanceof BudgetError
        ? cause.message
        : "interrupted before the call was made";
      throw new ModelError({ kind: "aborted", status: null, message }, { attempts: 0, cause });
    });
    let taken: Taken = { spent: reserved, isUntold: true };
    try {
      const answer = await model.reply(messages, replyOptions);
      taken = used(answer.usage, reserved);
      if (estimate > 0) largest = Math.max(largest, (answer.usage.inputTokens ?? 0) / estimate);
      return answer;
    } catch (error) {
      taken = error instanceof ModelError ? afterFailure(error) : NOTHING;
      throw error;
    } finally {
      reservation.settle(taken.spent, taken);
    }

    function afterFailure({ failure, reply: partial, attempts }: ModelError): Taken {
      if (partial !== null) {
        const known = used(partial.usage, reserved);
        return isFinal(partial) ? known : { ...known, isUntold: true };
      }
      const mayBeBilled = BROKEN_OFF.has(failure.kind) && attempts > 0;
      return mayBeBilled ? { spent: reserved, isUntold: true } : NOTHING;
    }
  };
  return { name: model.name, origin: model.origin, parameters: model.parameters, reply };
}

/** Whether an empty reply is a turn's end: any other is asked for again, and no turn tells of it. */
function isFinal({ refusal, finishReason }: Reply): boolean {
  return refusal !== null || finishReason === "length" || finishReason === "content_filter";
}

/** What a call takes from the budget. */
interface Taken {
  readonly spent: Spending;
  readonly isUntold: boolean;
}

const NOTHING: Taken = { spent: { costUsd: 0, tokens: 0 }, isUntold: false };

/** The endpoint may have worked, and bill for it, although no answer came. */
const BROKEN_OFF: ReadonlySet<string> = new Set(["timeout", "bad_body", "aborted"]);

function longestAnswer({ parameters }: Model): number {
  for (const name of ["max_completion_tokens", "max_tokens"]) {
    const value = parameters[name];
    if (typeof value === "number" && value > 0) return value;
  }
  return 16_384;
}
