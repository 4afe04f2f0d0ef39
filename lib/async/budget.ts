import { BudgetError } from "./budget_error.ts";

/** An amount of money and tokens. */
export interface Spending {
  /** US dollars. */
  readonly costUsd: number;
  /** Tokens, those of prompts and of answers together. */
  readonly tokens: number;
}

/** What may be spent; no bound where it is absent. */
export interface BudgetLimits {
  /** US dollars at most. */
  readonly maxCostUsd?: number;
  /** Tokens at most. */
  readonly maxTokens?: number;
}

/** Part of a budget held for one call. */
export interface Reservation {
  /**
   * Gives back what was held and takes what was really spent; must be called once. `isUntold`: no reply says so, as when
   * nothing was told or the call broke off.
   */
  settle(spent: Spending, options?: { readonly isUntold?: boolean }): void;
}

/** How a reservation waits. */
export interface ReserveOptions {
  /** Gives up waiting; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A budget that calls reserve from before they are made. */
export interface Budget {
  /**
   * Holds an upper estimate. Waits while it does not fit but calls under way may give back what they held; rejects with a
   * `BudgetError` when even without them it does not fit.
   */
  reserve(most: Spending, options?: ReserveOptions): Promise<Reservation>;
  /** Takes what was spent before. */
  charge(spent: Spending): void;
  /** What was spent so far. */
  spent(): Spending;
  /** Tells from now on what is taken for calls of which no reply says what they spent; the function ends it. */
  watchUntold(tell: (spent: Spending) => void): () => void;
  /** What is held for calls under way. */
  held(): Spending;
  /** The most that any call wanted to hold so far. */
  largest(): Spending;
  /** Whether so much more fits beside what is spent and held. */
  fits(more: Spending): boolean;
  /** Ends it, since what is left does not cover the next piece of work, which takes about so much. */
  close(next: Spending): void;
  /** Aborts once the next call did not fit any more. */
  readonly exhausted: AbortSignal;
}

interface Waiting {
  readonly most: Spending;
  readonly go: (reservation: Reservation) => void;
  readonly turnAway: (reason: unknown) => void;
}

/**
 * A budget. What is spent and held together never exceeds it, so it can only be exceeded by what a call spends beyond its
 * own upper estimate.
 *
 * Throws a RangeError for a bound that is not above 0.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { budget } from "@rounds/rounds";
 *
 * const money = budget({ maxCostUsd: 1 });
 * const first = await money.reserve({ costUsd: 0.6, tokens: 0 });
 * const second = money.reserve({ costUsd: 0.6, tokens: 0 });
 * first.settle({ costUsd: 0.1, tokens: 50 });
 * (await second).settle({ costUsd: 0.5, tokens: 70 });
 * assert.equal(money.spent().tokens, 120);
 * await assert.rejects(money.reserve({ costUsd: 0.6, tokens: 0 }), /budget of \$1 is used up/);
 * assert.equal(money.exhausted.aborted, true);
 * ```
 */
export function budget(limits: BudgetLimits): Budget {
  const { maxCostUsd = Infinity, maxTokens = Infinity } = limits;
  for (const [name, value] of Object.entries({ maxCostUsd, maxTokens })) {
    if (!(value > 0)) throw new RangeError(`${name} is ${value}, expected a number above 0`);
  }
  const end = new AbortController();
  const waiting = new Set<Waiting>();
  let spent: Spending = { costUsd: 0, tokens: 0 };
  let held: Spending = { costUsd: 0, tokens: 0 };
  let largest: Spending = { costUsd: 0, tokens: 0 };
  let holders = 0;
  const watches = new Set<(spent: Spending) => void>();

  const fits = (most: Spending) =>
    // Sums of fractions drift by less than this.
    spent.costUsd + held.costUsd + most.costUsd <= maxCostUsd * (1 + 1e-12) &&
    spent.tokens + held.tokens + most.tokens <= maxTokens;
  const hold = (most: Spending): Reservation => {
    holders++;
    held = add(held, most);
    let isSettled = false;
    return {
      settle(actual, { isUntold = false } = {}) {
        if (isSettled) throw new TypeError("A reservation is settled once");
        isSettled = true;
        holders--;
        held = holders === 0 ? { costUsd: 0, tokens: 0 } : subtract(held, most);
        spent = add(spent, actual);
        admit();
        if (isUntold && actual.tokens > 0) watches.forEach((tell) => tell(actual));
      },
    };
  };
  const admit = () => {
    for (const next of waiting) {
      if (!fits(next.most)) break;
      waiting.delete(next);
      next.go(hold(next.most));
    }
    if (holders === 0 && waiting.size > 0) exhaust();
  };
  const exhaust = () => {
    const [next] = waiting;
    const what = { end: "is used up", next: "the next call may take up to" };
    end.abort(new BudgetError(usedUp(limits, { spent, what, next: next?.most ?? held })));
    const everybody = [...waiting];
    waiting.clear();
    for (const { turnAway } of everybody) turnAway(end.signal.reason);
  };
  return {
    exhausted: end.signal,
    spent: () => spent,
    held: () => held,
    largest: () => largest,
    fits,
    close(next) {
      const what = { end: "does not cover another case", next: "it takes about" };
      end.abort(new BudgetError(usedUp(limits, { spent, what, next })));
    },
    watchUntold(tell) {
      watches.add(tell);
      return () => void watches.delete(tell);
    },
    charge(before) {
      spent = add(spent, before);
    },
    reserve(most, { signal } = {}) {
      largest = {
        costUsd: Math.max(largest.costUsd, most.costUsd),
        tokens: Math.max(largest.tokens, most.tokens),
      };
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (end.signal.aborted) return Promise.reject(end.signal.reason);
      if (waiting.size === 0 && fits(most)) return Promise.resolve(hold(most));
      const turn = Promise.withResolvers<Reservation>();
      const leave = () => {
        waiting.delete(entry);
        turn.reject(signal?.reason);
        admit();
      };
      const entry: Waiting = {
        most,
        go: (reservation) => {
          signal?.removeEventListener("abort", leave);
          turn.resolve(reservation);
        },
        turnAway: (reason) => {
          signal?.removeEventListener("abort", leave);
          turn.reject(reason);
        },
      };
      signal?.addEventListener("abort", leave, { once: true });
      waiting.add(entry);
      if (holders === 0) exhaust();
      return turn.promise;
    },
  };
}

function add(a: Spending, b: Spending): Spending {
  return { costUsd: a.costUsd + b.costUsd, tokens: a.tokens + b.tokens };
}

function subtract(a: Spending, b: Spending): Spending {
  return { costUsd: a.costUsd - b.costUsd, tokens: a.tokens - b.tokens };
}

function usedUp(
  { maxCostUsd, maxTokens }: BudgetLimits,
  { spent, what, next }: {
    readonly spent: Spending;
    readonly what: { readonly end: string; readonly next: string };
    readonly next: Spending;
  },
): string {
  const bounds = [
    maxCostUsd === undefined ? null : `$${maxCostUsd}`,
    maxTokens === undefined ? null : `${maxTokens} tokens`,
  ].filter((bound) => bound !== null);
  const show = ({ costUsd, tokens }: Spending) =>
    maxCostUsd === undefined
      ? `${Math.round(tokens)} tokens`
      : `$${costUsd.toFixed(4)} (${Math.round(tokens)} tokens)`;
  return `the budget of ${bounds.join(" and ")} ${what.end}: ${
    show(spent)
  } spent, and ${what.next} ${show(next)}`;
}
