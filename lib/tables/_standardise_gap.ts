import { type StratifiedGap, stratifiedGap } from "../stats/time/stratified_gap.ts";

/**
 * The gap at equal case mix: strata weigh the same before and after.
 */
export function standardiseGap(
  { y, sides, strata, level }: {
    readonly y: readonly (number | null)[];
    readonly sides: readonly ("pre" | "post" | null)[];
    readonly strata: readonly string[];
    readonly level: number;
  },
): StratifiedGap {
  const known = y.flatMap((value, k) => value === null ? [] : [{ value, k }]);
  const groups = Map.groupBy(known, ({ k }) => strata[k] ?? "");
  return stratifiedGap({
    level,
    strata: [...groups].map(([name, some]) => {
      const [pre, post] = (["pre", "post"] as const).map((side) =>
        moments(some.filter(({ k }) => sides[k] === side).map(({ value }) => value))
      );
      return {
        name,
        nPre: pre?.n ?? 0,
        pPre: pre?.mean ?? null,
        variancePre: pre?.variance ?? 0,
        nPost: post?.n ?? 0,
        pPost: post?.mean ?? null,
        variancePost: post?.variance ?? 0,
      };
    }),
  });
}

function moments(
  values: readonly number[],
): { readonly n: number; readonly mean: number | null; readonly variance: number } {
  const n = values.length;
  if (n === 0) return { n, mean: null, variance: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  // One score says nothing of its spread: the widest that scores in [0,1] can have.
  return { n, mean, variance: n === 1 ? 0.25 : squares / (n - 1) };
}
