import type { Column } from "./column.ts";
import type { QuestionRow } from "./_question_rows.ts";

/** What the turn that asked a question took. */
export const TURN_COLUMNS: readonly Column<QuestionRow>[] = [
  {
    name: "turn",
    type: "integer",
    description:
      "Turn of the conversation that asked it, from 0; null when none did or many questions share it. The columns after it are facts of that turn",
    read: ({ grade }) => grade.turn,
  },
  {
    name: "images_sent",
    type: "integer",
    description:
      "Images the turn added to the request, resized ones included; null when no turn is known",
    read: ({ turn }) =>
      turn === null
        ? null
        : turn.images.filter(({ delivery }) => delivery === "sent" || delivery === "resized")
          .length,
  },
  {
    name: "input_tokens",
    type: "integer",
    description: "Prompt tokens as the endpoint reported them; null when it did not",
    read: ({ turn }) => turn?.reply?.usage.inputTokens ?? null,
  },
  {
    name: "output_tokens",
    type: "integer",
    description: "Completion tokens as reported; null when not",
    read: ({ turn }) => turn?.reply?.usage.outputTokens ?? null,
  },
  {
    name: "reasoning_tokens",
    type: "integer",
    description: "Completion tokens spent on reasoning as reported; null when not",
    read: ({ turn }) => turn?.reply?.usage.reasoningTokens ?? null,
  },
  {
    name: "cached_tokens",
    type: "integer",
    description: "Prompt tokens read from a cache as reported; null when not",
    read: ({ turn }) => turn?.reply?.usage.cachedTokens ?? null,
  },
  {
    name: "cost_usd",
    type: "number",
    description: "Price of the turn, US dollars; null when no price is known",
    read: ({ turn }) => turn?.costUsd ?? null,
  },
  {
    name: "ms",
    type: "number",
    description: "Wall time of the last attempt, milliseconds; null when unknown",
    read: ({ turn }) => turn?.ms ?? null,
  },
  {
    name: "attempts",
    type: "integer",
    description: "Calls made for the turn; null when unknown",
    read: ({ turn }) => turn?.attempts ?? null,
  },
  {
    name: "finish_reason",
    type: "string",
    description: "Why the model stopped, as the endpoint words it; null when it does not say",
    read: ({ turn }) => turn?.reply?.finishReason ?? null,
  },
  {
    name: "served_model",
    type: "string",
    description: "Model the endpoint says it served; null when it does not say",
    read: ({ turn }) => turn?.reply?.servedModel ?? null,
  },
  {
    name: "error_kind",
    type: "string",
    description: "Why the call failed; null when it did not",
    read: ({ turn }) => turn?.error?.kind ?? null,
  },
  {
    name: "error_status",
    type: "integer",
    description: "HTTP status of the failed call; null when none",
    read: ({ turn }) => turn?.error?.status ?? null,
  },
];
