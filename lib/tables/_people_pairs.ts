import type { JudgedPair } from "./_agreement_cells.ts";
import type { RatedCriterion } from "./_rated_criteria.ts";

/**
 * Every pair of people who rated the same criterion; `of` keeps only pairs with that person, who stands first.
 */
export function peoplePairs(
  criteria: readonly RatedCriterion[],
  options: { readonly of?: string } = {},
): readonly JudgedPair[] {
  const { of } = options;
  return criteria.flatMap(({ caseId, ratings }) => {
    const said = [...ratings].flatMap(([rater, met]) => met === null ? [] : [{ rater, met }]);
    return said.flatMap(({ rater, met }, k) =>
      of === undefined
        ? said.slice(k + 1).map((other) => ({ cluster: caseId, a: met, b: other.met }))
        : rater !== of
        ? []
        : said.filter((other) => other.rater !== of)
          .map((other) => ({ cluster: caseId, a: met, b: other.met }))
    );
  });
}
