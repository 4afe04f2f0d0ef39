import type { Turn } from "../types.ts";
import type { Column } from "./column.ts";
import { sumKnown } from "./_sum_known.ts";

/**
 * What the turns of a row took: turns, calls, tokens, dollars, time. Sums run over the turns where the value is known.
 */
export function effortColumns<Row>(turnsOf: (row: Row) => readonly Turn[]): Column<Row>[] {
  const sum = (read: (turn: Turn) => number | null | undefined) => (row: Row): number | null =>
    sumKnown(turnsOf(row).map((turn) => read(turn) ?? null));
  return [
    {
      name: "turns",
      type: "integer",
      description: "Turns of the conversation, failed ones included",
      read: (row) => turnsOf(row).length,
    },
    {
      name: "attempts",
      type: "integer",
      description: "Calls made, over the turns where it is known; null when none is",
      read: sum((turn) => turn.attempts),
    },
    {
      name: "input_tokens",
      type: "integer",
      description: "Prompt tokens, over the turns that reported them; null when none did",
      read: sum((turn) => turn.reply?.usage.inputTokens),
    },
    {
      name: "output_tokens",
      type: "integer",
      description: "Completion tokens, over the turns that reported them; null when none did",
      read: sum((turn) => turn.reply?.usage.outputTokens),
    },
    {
      name: "reasoning_tokens",
      type: "integer",
      description: "Reasoning tokens, over the turns that reported them; null when none did",
      read: sum((turn) => turn.reply?.usage.reasoningTokens),
    },
    {
      name: "cached_tokens",
      type: "integer",
      description: "Cached prompt tokens, over the turns that reported them; null when none did",
      read: sum((turn) => turn.reply?.usage.cachedTokens),
    },
    {
      name: "turns_without_usage",
      type: "integer",
      description: "Turns that reported no prompt tokens: the sums of tokens leave them out",
      read: (row) =>
        turnsOf(row).filter((turn) => (turn.reply?.usage.inputTokens ?? null) === null).length,
    },
    {
      name: "cost_usd",
      type: "number",
      description: "Price, US dollars, over the turns where it is known; null when none is",
      read: sum((turn) => turn.costUsd),
    },
    {
      name: "ms",
      type: "number",
      description:
        "Wall time of the last attempts, milliseconds, over the turns where it is known; null when none is",
      read: sum((turn) => turn.ms),
    },
  ];
}
