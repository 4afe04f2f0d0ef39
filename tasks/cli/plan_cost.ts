import {
  type CostMeter,
  estimateTokens,
  JUDGE_PROMPT,
  judgePrompt,
  type RequestParameters,
  type RunPlan,
} from "../../mod.ts";
import type { EvalFlags } from "./eval_flags.ts";
import type { LoadedData } from "./load_data.ts";
import { openSpending } from "./open_spending.ts";
import { replyLimit } from "./request_parameters.ts";

/** What the calls to one model would take; null where it is unknown. */
export interface PlannedCalls {
  /** Whose calls. */
  readonly model: string | null;
  readonly calls: number;
  /** Rough. */
  readonly inputTokens: number;
  /** Null when the request sets no limit. */
  readonly outputTokensAtMost: number | null;
  /** US dollars for the input, rough; null without a price. */
  readonly inputCostUsd: number | null;
  /** US dollars when every reply is as long as it may be; null without a price or a limit. */
  readonly outputCostAtMostUsd: number | null;
}

/** What a plan would take. */
export interface PlanCost {
  readonly subject: PlannedCalls;
  /** One for each judge. */
  readonly judges: readonly PlannedCalls[];
  /** That a budget does not even cover the input; null when it does, or nothing is known. */
  readonly budgetWarning: string | null;
}

/** Estimates tokens and, where prices are known, money of a plan; reads the price table, and refuses one that is none. */
export async function planCost(
  flags: EvalFlags,
  { data, plan, parameters }: {
    readonly data: LoadedData;
    readonly plan: RunPlan;
    readonly parameters: RequestParameters;
  },
): Promise<PlanCost> {
  const names = (flags.judge ?? []).map((judge) => judge.replace(/@https?:.*$/, ""));
  const { maxCost: _, ...unbounded } = flags;
  // Without a model there is no price to ask for.
  const spending = await openSpending(flags.model === undefined ? unbounded : flags, {
    model: flags.model ?? "",
    judges: names,
  });
  const subject = planned(flags.model ?? null, {
    calls: plan.requests,
    inputTokens: plan.inputTokens,
    limit: replyLimit(parameters),
    meter: spending.meter,
  });
  const inputTokens = plan.judgements === 0 ? 0 : await judgeTokens(data, flags);
  const judges = names.map((name) =>
    planned(name, {
      calls: plan.judgements,
      inputTokens,
      limit: flags.judgeMaxTokens,
      meter: spending.judge(name),
    })
  );
  return { subject, judges, budgetWarning: budgetWarning(flags, [subject, ...judges]) };
}

function planned(model: string | null, { calls, inputTokens, limit, meter }: {
  readonly calls: number;
  readonly inputTokens: number;
  readonly limit: number | null;
  readonly meter: CostMeter;
}): PlannedCalls {
  const outputTokensAtMost = limit === null ? null : calls * limit;
  const cost = (input: number, output: number) =>
    meter.cost({
      inputTokens: input,
      outputTokens: output,
      reasoningTokens: null,
      cachedTokens: null,
    });
  return {
    model,
    calls,
    inputTokens,
    outputTokensAtMost,
    inputCostUsd: cost(inputTokens, 0),
    outputCostAtMostUsd: outputTokensAtMost === null ? null : cost(0, outputTokensAtMost),
  };
}

/** Input tokens of all judgements of one judge, for answers of 800 characters. */
async function judgeTokens(
  { benchmark, cases }: LoadedData,
  { trials, judgePrompt: path }: EvalFlags,
): Promise<number> {
  const prompt = path === undefined ? JUDGE_PROMPT : await Deno.readTextFile(path);
  const answer = "x".repeat(800);
  const tokens = cases.flatMap((c) => benchmark.judgements?.(c) ?? []).map(({ query, criterion }) =>
    estimateTokens([{ role: "user", content: judgePrompt(prompt, { query, criterion, answer }) }])
      .tokens
  );
  return Math.round(trials * tokens.reduce((sum, one) => sum + one, 0));
}

function budgetWarning(
  { maxCost, maxTokensTotal }: EvalFlags,
  all: readonly PlannedCalls[],
): string | null {
  const dollars = all.reduce((sum, { inputCostUsd }) => sum + (inputCostUsd ?? 0), 0);
  const tokens = all.reduce((sum, { inputTokens }) => sum + inputTokens, 0);
  if (maxCost !== undefined && dollars > maxCost) {
    return `--max-cost ${maxCost} does not cover the input alone, about ${usd(dollars)}`;
  }
  if (maxTokensTotal !== undefined && tokens > maxTokensTotal) {
    return `--max-tokens-total ${maxTokensTotal} does not cover the input alone, about ${
      count(tokens)
    }`;
  }
  return null;
}

/** What a plan would take, as lines of its text. */
export function costLines(
  { subject, judges, budgetWarning: warning }: PlanCost,
): readonly string[] {
  return [
    `  cost          ${costText(subject)}`,
    ...judges.flatMap((judge) => [
      `  judge         ${judge.model ?? ""}: about ${count(judge.inputTokens)} input and at most ${
        judge.outputTokensAtMost === null ? "unlimited" : count(judge.outputTokensAtMost)
      } output tokens`,
      `    its cost    ${costText(judge)}`,
    ]),
    ...(warning === null ? [] : [`  budget        ${warning}`]),
  ];
}

function costText({ model, inputCostUsd, outputCostAtMostUsd }: PlannedCalls): string {
  if (model === null) return "unknown without --model";
  if (inputCostUsd === null) return `unknown: no price for ${model} (--prices FILE gives one)`;
  const output = outputCostAtMostUsd === null
    ? "output not limited"
    : `output at most ${usd(outputCostAtMostUsd)}`;
  return `input about ${usd(inputCostUsd)}, ${output}`;
}

function usd(value: number): string {
  return `$${value.toFixed(value > 0 && value < 1 ? 4 : 2)}`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
