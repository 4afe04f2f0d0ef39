import { correlation } from "../judges/correlation.ts";
import { pearsonCI } from "../judges/pearson_ci.ts";
import { averageRanks } from "../ranking/average_ranks.ts";
import { kendallTau } from "../ranking/kendall_tau.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceRatings } from "./reference_ratings.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Correlations of a reference case; undefined for another function.
 *
 * @internal
 */
export function correlationReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

function correlations(i: ReferenceInputs): unknown {
  const [first, second] = [referenceRatings(i, "physician"), referenceRatings(i, "judge")];
  const both = first.flatMap((one, k) => {
    const other = second[k] ?? null;
    return one === null || other === null ? [] : [[one, other] as const];
  });
  const [x, y] = [both.map(([one]) => one), both.map(([, other]) => other)];
  const level = i.number("level", 0.95);
  const pearson = pearsonCI({ r: correlation(x, y), n: x.length, level });
  const spearman = pearsonCI({
    r: correlation(averageRanks(x), averageRanks(y)),
    n: x.length,
    kind: "spearman",
    level,
  });
  return {
    pearson: pearson.value,
    r: pearson.value,
    n: x.length,
    ci: pair(pearson),
    spearman: spearman.value,
    pearson_fisher_ci: pair(pearson),
    spearman_bonett_wright_ci: pair(spearman),
    kendall_tau_b: kendallTau(x, y),
    tau_b: kendallTau(x, y),
    tau: kendallTau(x, y),
    rho: spearman.value,
    warning: warning(pearson),
  };
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  correlation: correlations,
  pearson: correlations,
  spearman: correlations,
  pearsonCI: (i) => {
    if (!i.has("r")) return correlations(i);
    const level = i.number("level", 0.95);
    const many = Array.isArray(i.raw("r"));
    const sizes = i.numbers("n");
    const kind = /spearman/i.test(String(i.raw("kind", "method") ?? "")) ? "spearman" : "pearson";
    const given = many ? i.observations("r") : [i.raw("r") === null ? null : i.number("r")];
    const results = given.map((r, k) =>
      pearsonCI({ r, n: sizes[k] ?? sizes[0] ?? 0, kind, level })
    );
    const warnings = results.map(warning).filter((one) => one !== null);
    return {
      ci: many ? results.map(pair) : results.map(pair)[0],
      warning: warnings.length === 0 ? null : warnings.join("; "),
    };
  },
};
