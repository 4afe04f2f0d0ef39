import type { Case } from "../types.ts";
import type { Budget, Spending } from "../async/budget.ts";

/** What a pace needs to know. */
export interface CasePaceOptions {
  /** What the models spend from. */
  readonly budget: Pick<Budget, "spent" | "fits" | "largest" | "close">;
  /** Repetitions of every case; 1 unless told. */
  readonly trials?: number;
  /** Turns of a case that were answered before; none unless told. */
  readonly answered?: (caseId: string) => number;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** Cases in an order and at a pace that a budget can finish. */
export interface CasePace<C extends Case> {
  /** Gives a case when it may be begun; ends when no other may. */
  readonly cases: AsyncIterable<C>;
  /** Tells that a turn of a case was answered. */
  answered(caseId: string): void;
  /** Tells that one repetition of a case is finished. */
  finished(caseId: string): void;
  /** Ends it: nothing more is begun. */
  end(): void;
}

/** What is left to do costs more than what is done: prompts grow with the conversation. More is known from a whole case. */
const GROWTH = { unknown: 2, known: 1.25 };

interface Progress {
  readonly items: number;
  answered: number;
  isUnderWay: boolean;
  trialsLeft: number;
}

/**
 * Begins a case only when what is left of a budget, less what is reserved, covers what the cases under way and the new one
 * are expected to take still, by what items have cost so far. Cases begun in an earlier run go first. While
 * nothing is known one case is under way; a case that is not covered although none is under way is left out, and at the end
 * the budget is closed for it.
 */
export function casePace<C extends Case>(
  cases: readonly C[],
  options: CasePaceOptions,
): CasePace<C> {
  const { budget, trials = 1, answered = () => 0, signal } = options;
  const progress = new Map(cases.map(({ id, items }): [string, Progress] => {
    const all = items.length * trials;
    const known = { items: all, answered: Math.min(all, answered(id)) };
    return [id, { ...known, isUnderWay: false, trialsLeft: trials }];
  }));
  const begunBefore = new Set(cases.filter(({ id }) => answered(id) > 0).map(({ id }) => id));
  let isOver = false;
  let uncovered: Spending | null = null;
  let changed = Promise.withResolvers<void>();
  const change = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const end = () => {
    isOver = true;
    change();
  };
  const growth = () =>
    [...progress.values()].some(({ trialsLeft }) => trialsLeft < trials)
      ? GROWTH.known
      : GROWTH.unknown;
  const underWay = () => [...progress.values()].filter(({ isUnderWay }) => isUnderWay);
  /** What a number of items takes, by those answered; null while none is. */
  const expected = (items: number): Spending | null => {
    const done = [...progress.values()].reduce((sum, one) => sum + one.answered, 0);
    if (done === 0) return null;
    const { costUsd, tokens } = budget.spent();
    const times = growth() * items / done;
    return { costUsd: costUsd * times, tokens: tokens * times };
  };
  const isCovered = (rest: Spending): boolean => {
    const { costUsd, tokens } = budget.largest();
    // The last call of them must be able to reserve its most, which grows too.
    const times = growth();
    return budget.fits({
      costUsd: rest.costUsd + costUsd * times,
      tokens: rest.tokens + tokens * times,
    });
  };
  /** Waits until a case of so many items may begin; false when none may any more. */
  const mayBegin = async (items: number): Promise<boolean> => {
    for (; !isOver; await changed.promise) {
      const others = underWay();
      const rest = others.reduce((sum, one) => sum + one.items - one.answered, 0);
      const most = expected(rest + items);
      if (most === null ? others.length === 0 : isCovered(most)) return true;
      if (others.length === 0 && most !== null) {
        uncovered = most;
        return false;
      }
    }
    return false;
  };
  async function* paced(): AsyncGenerator<C, void, void> {
    const longestFirst = cases.toSorted((a, b) =>
      Number(begunBefore.has(b.id)) - Number(begunBefore.has(a.id)) ||
      b.items.length - a.items.length
    );
    for (const c of longestFirst) {
      if (isOver) return;
      // A shorter one may be covered.
      if (!begunBefore.has(c.id) && !await mayBegin(c.items.length * trials)) continue;
      const one = progress.get(c.id);
      if (one !== undefined) one.isUnderWay = true;
      yield c;
    }
    if (uncovered !== null && !isOver) budget.close(uncovered);
  }
  if (signal?.aborted) end();
  signal?.addEventListener("abort", end, { once: true });
  return {
    cases: paced(),
    answered(caseId) {
      const one = progress.get(caseId);
      if (one !== undefined) one.answered = Math.min(one.items, one.answered + 1);
      change();
    },
    finished(caseId) {
      const one = progress.get(caseId);
      if (one === undefined || --one.trialsLeft > 0) return;
      one.answered = one.items;
      one.isUnderWay = false;
      change();
    },
    end,
  };
}
