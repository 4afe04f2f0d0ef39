import type { JudgeSpend, Result, Spend } from "../types.ts";
import { FieldReader } from "../parse/field_reader.ts";

/**
 * Tokens and money of results, the judges' apart: what turns and verdicts reported, summed; a figure that none reported is
 * null. A verdict on the same answer in several trials was asked for once and counts once.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { spendOf } from "@rounds/rounds";
 *
 * assert.equal(spendOf([]).cost_usd, null);
 * assert.equal(spendOf([]).judge, null);
 * ```
 */
export function spendOf(results: readonly Result[]): Spend {
  const turns = results.flatMap((result) => result.turns);
  const usages = turns.map((turn) => turn.reply?.usage).filter((usage) => usage !== undefined);
  return {
    turns: usages.filter(({ inputTokens }) => inputTokens !== null).length,
    input_tokens: sum(usages.map((usage) => usage.inputTokens)),
    output_tokens: sum(usages.map((usage) => usage.outputTokens)),
    reasoning_tokens: sum(usages.map((usage) => usage.reasoningTokens)),
    cached_tokens: sum(usages.map((usage) => usage.cachedTokens)),
    cost_usd: sum(turns.map((turn) => turn.costUsd)),
    unpriced_turns: turns.filter((turn) => turn.reply !== null && turn.costUsd === null).length,
    judge: judgeSpend(results),
  };
}

/** What one stored verdict took. */
interface VerdictSpend {
  readonly input: number | null;
  readonly output: number | null;
  readonly cost: number | null;
}

function judgeSpend(results: readonly Result[]): JudgeSpend | null {
  const seen = new Map<string, VerdictSpend>();
  for (const result of results) {
    for (const grade of result.grades) {
      const { verdicts } = grade.detail;
      if (!Array.isArray(verdicts)) continue;
      const answers = result.turns.map(({ reply }) => reply?.text ?? null);
      for (const [n, verdict] of verdicts.entries()) {
        const read = new FieldReader(verdict, {
          where: `case ${result.case.id} ${grade.item}`,
          thing: "stored verdict",
        });
        const answered = [result.case.id, grade.item, n, read.text("judge"), answers];
        seen.set(JSON.stringify(answered), {
          input: read.number("input_tokens"),
          output: read.number("output_tokens"),
          cost: read.number("cost_usd"),
        });
      }
    }
  }
  if (seen.size === 0) return null;
  const all = [...seen.values()];
  return {
    verdicts: all.length,
    input_tokens: sum(all.map(({ input }) => input)),
    output_tokens: sum(all.map(({ output }) => output)),
    cost_usd: sum(all.map(({ cost }) => cost)),
    unpriced_verdicts: all.filter(({ cost }) => cost === null).length,
  };
}

function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}
