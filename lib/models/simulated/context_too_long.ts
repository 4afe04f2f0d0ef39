import { apiError } from "./api_error.ts";
import type { SimulatedAnswer } from "./fault_types.ts";

/**
 * The 400 of a prompt that does not fit the model's context.
 *
 * @internal
 */
export function contextTooLong(contextTokens: number, promptTokens: number): SimulatedAnswer {
  return apiError(400, {
    message: `This model's maximum context length is ${contextTokens} tokens. However, your ` +
      `messages resulted in ${promptTokens} tokens. Please reduce the length of the messages.`,
    param: "messages",
    code: "context_length_exceeded",
  });
}
