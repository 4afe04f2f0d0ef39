import {
  type Budget,
  budget,
  budgetedModel,
  type CostMeter,
  costMeter,
  defaultPrices,
  type HttpModelOptions,
  parsePrices,
  type Price,
  priceOf,
} from "../../mod.ts";
import type { LimitFlags } from "./limit_flags.ts";
import { UsageError } from "./run_task.ts";

/** What a run may spend, and what its tokens cost. */
export interface OpenedSpending {
  /** Null when no flag sets a bound. */
  readonly budget: Budget | null;
  /** Prices the model under test. */
  readonly meter: CostMeter;
  /** Makes a model spend from the budget. */
  readonly each: Pick<HttpModelOptions, "each">;
  /** Prices a judge by its model's name. */
  readonly judge: (model: string) => CostMeter;
  /** Why costs are unknown, where the user asked for money to be counted; else empty. */
  readonly gaps: () => readonly string[];
}

/** Reads the price table and sets up the budget. `judges` are the names of the judging models. */
export async function openSpending(
  flags: LimitFlags,
  { model, judges }: { readonly model: string; readonly judges: readonly string[] },
): Promise<OpenedSpending> {
  const prices = [...await ownPrices(flags.prices), ...defaultPrices()];
  const { maxCost, maxTokensTotal } = flags;
  if (maxCost !== undefined) {
    const unpriced = [model, ...judges].filter((name) => priceOf(name, prices) === null);
    if (unpriced.length > 0) {
      throw new UsageError(
        `--max-cost needs a price for ${unpriced.join(", ")}. Give it with --prices FILE, e.g.\n` +
          `  {"prices": [{"model": "${unpriced[0] ?? ""}", "input": 1.25, "output": 10}]}\n` +
          "(US dollars per million tokens)",
      );
    }
  }
  const bound = maxCost === undefined && maxTokensTotal === undefined ? null : budget({
    ...(maxCost === undefined ? {} : { maxCostUsd: maxCost }),
    ...(maxTokensTotal === undefined ? {} : { maxTokens: maxTokensTotal }),
  });
  const meter = costMeter(model, priceOf(model, prices));
  const judgeMeters = new Map(
    [...new Set(judges)].map((name) => [name, costMeter(name, priceOf(name, prices))]),
  );
  const isAsked = flags.prices !== undefined || maxCost !== undefined || flags.pilot !== undefined;
  return {
    budget: bound,
    meter,
    judge: (name) => judgeMeters.get(name) ?? costMeter(name, priceOf(name, prices)),
    each: bound === null ? {} : {
      each: (single) =>
        budgetedModel(single, { budget: bound, price: priceOf(single.name, prices) }),
    },
    gaps: () => isAsked ? [meter, ...judgeMeters.values()].flatMap((each) => each.gaps()) : [],
  };
}

async function ownPrices(path: string | undefined): Promise<readonly Price[]> {
  if (path === undefined) return [];
  const text = await Deno.readTextFile(path).catch((cause: unknown) => {
    const why = cause instanceof Deno.errors.NotFound ? "there is no such file" : String(cause);
    throw new UsageError(`--prices ${path}: ${why}`);
  });
  try {
    return parsePrices(JSON.parse(text), path);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new UsageError(`--prices ${path} is no JSON: ${cause.message}`);
  }
}
