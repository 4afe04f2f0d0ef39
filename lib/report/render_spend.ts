import type { Run } from "../types.ts";

/**
 * What a run spent, as terminal text: the model's tokens and money, those of unfinished cases, the judges', and what calls of
 * unknown cost took at most. Unknown is said to be unknown.
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
  const { unfinished, untold } = spend;
  if (unfinished !== undefined) {
    lines.push(
      `  Unfinished cases: ${tokens(unfinished)}${of(unfinished.turns, "turns")}; ${
        money(unfinished.cost_usd, { unknown: 0, what: "turns" })
      }`,
    );
  }
  if (judge !== null) {
    lines.push(
      `  Judges: ${tokens(judge)}${of(judge.verdicts, "verdicts")}; ${
        money(judge.cost_usd, { unknown: judge.unpriced_verdicts, what: "verdicts" })
      }`,
    );
  }
  const sums = [spend, ...(unfinished ? [unfinished] : []), ...(judge ? [judge] : [])]
    .map(({ cost_usd }) => cost_usd);
  const total = sums.includes(null)
    ? null
    : sums.reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
  if (sums.length > 1 && total !== null) lines.push(`  Together: ${dollars(total)}`);
  if (untold !== undefined) {
    const amounts = [`${count(untold.tokens)} tokens`];
    if (untold.cost_usd > 0) amounts.push(dollars(untold.cost_usd));
    lines.push(
      `  Beside that ${amounts.join(", ")} at most for ${
        count(untold.calls)
      } calls that told no tokens, broke off or ` +
        "were made again: the budget counts them in full",
    );
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
