import type { Run } from "../types.ts";

/**
 * What a run spent, as terminal text: the model's tokens and money, then the judges'. Unknown is said to be unknown.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { finishRun, liveclin, renderSpend } from "@rounds/rounds";
 *
 * const run = finishRun([], {
 *   benchmark: liveclin({ imageMode: "url" }), manifest: null, model: "m", dataset: "d", id: "r", file: null,
 *   meta: {}, warnings: [], planned: { cases: 1, items: 3 }, unfinished: ["1"],
 * });
 * assert.equal(renderSpend(run), "  Spent: tokens not told; cost unknown\n");
 * ```
 */
export function renderSpend({ spend }: Pick<Run, "spend">): string {
  if (spend === undefined) return "";
  const { judge } = spend;
  const lines = [
    `  Spent: ${tokens(spend)}${of(spend.turns, "turns")}; ${
      money(spend.cost_usd, { unknown: spend.unpriced_turns, what: "turns" })
    }`,
  ];
  if (judge !== null) {
    lines.push(
      `  Judges: ${tokens(judge)}${of(judge.verdicts, "verdicts")}; ${
        money(judge.cost_usd, { unknown: judge.unpriced_verdicts, what: "verdicts" })
      }`,
    );
    const total = spend.cost_usd === null || judge.cost_usd === null
      ? null
      : spend.cost_usd + judge.cost_usd;
    if (total !== null) lines.push(`  Together: ${dollars(total)}`);
  }
  return `${lines.join("\n")}\n`;
}

function tokens(
  { input_tokens, output_tokens }: {
    readonly input_tokens: number | null;
    readonly output_tokens: number | null;
  },
): string {
  if (input_tokens === null && output_tokens === null) return "tokens not told";
  return `${count(input_tokens)} input and ${count(output_tokens)} output tokens`;
}

function of(n: number, what: string): string {
  return n === 0 ? "" : ` in ${count(n)} ${what}`;
}

function money(
  cost: number | null,
  { unknown, what }: { readonly unknown: number; readonly what: string },
): string {
  if (cost === null) return "cost unknown";
  return unknown === 0
    ? dollars(cost)
    : `${dollars(cost)} and what ${count(unknown)} unpriced ${what} cost`;
}

function count(value: number | null): string {
  return value === null ? "unknown" : value.toLocaleString("en-US");
}

function dollars(value: number): string {
  return `$${value.toFixed(value > 0 && value < 1 ? 4 : 2)}`;
}
