import type { Message, Model, Reply, ReplyOptions } from "../types.ts";
import type { Limit } from "../async/limit.ts";
import { ModelError } from "../parse/model_error.ts";

/**
 * A model that answers only while it holds a place of a shared limit: give the model under test and its judge the same
 * limit, and their calls together never exceed it. A call keeps its place while it waits to be repeated. A call
 * interrupted while it queues is a `ModelError` of kind `aborted`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { limit, limitedModel, scriptedModel } from "@rounds/rounds";
 *
 * const shared = limit(2);
 * const subject = limitedModel(scriptedModel(["A"]), shared);
 * const judge = limitedModel(scriptedModel(["B"]), shared);
 * const replies = await Promise.all([subject.reply([]), judge.reply([])]);
 * assert.deepEqual(replies.map(({ content }) => content), ["A", "B"]);
 * ```
 */
export function limitedModel(model: Model, limit: Limit): Model {
  const reply = async (
    messages: readonly Message[],
    options: ReplyOptions = {},
  ): Promise<Reply> => {
    let started = false;
    try {
      return await limit(() => {
        started = true;
        return model.reply(messages, options);
      }, options);
    } catch (error) {
      // What never started was turned away: its signal aborted, or the limit was closed.
      if (started) throw error;
      const message = "interrupted before the call was made";
      throw new ModelError({ kind: "aborted", status: null, message }, {
        attempts: 0,
        cause: error,
      });
    }
  };
  return { name: model.name, origin: model.origin, parameters: model.parameters, reply };
}
