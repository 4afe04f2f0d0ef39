import type { AgreementCells } from "../stats/judges/clustered_agreement.ts";

/** The same thing said by two sides. */
export interface JudgedPair {
  /** Case: pairs of one case are not independent. */
  readonly cluster: string;
  /** The one side (the judge). */
  readonly a: 0 | 1;
  /** The other (the physician). */
  readonly b: 0 | 1;
}

/**
 * The four cells of every case. `symmetric` where neither side is the standard: a disagreement counts half for either.
 */
export function cellsByCase(
  pairs: readonly JudgedPair[],
  options: { readonly symmetric: boolean },
): readonly AgreementCells[] {
  const cases = new Map<string, { tp: number; fp: number; fn: number; tn: number }>();
  for (const { cluster, a, b } of pairs) {
    const cells = cases.get(cluster) ?? { tp: 0, fp: 0, fn: 0, tn: 0 };
    cases.set(cluster, cells);
    if (options.symmetric && a !== b) {
      cells.fp += 0.5;
      cells.fn += 0.5;
    } else cells[a === 1 ? (b === 1 ? "tp" : "fp") : b === 1 ? "fn" : "tn"]++;
  }
  return [...cases.values()];
}
