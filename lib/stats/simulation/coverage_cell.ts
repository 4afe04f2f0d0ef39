import { clusterSignFlipTest } from "../paired/cluster_sign_flip_test.ts";
import { pairedDifference } from "../paired/paired_difference.ts";
import { type Pcg32, pcg32 } from "../resampling/pcg32.ts";
import { findRoot } from "../special/find_root.ts";
import { gaussHermite } from "../special/gauss_hermite.ts";
import { clusteredMean } from "../uncertainty/clustered_mean.ts";
import { wilson } from "../uncertainty/wilson.ts";

/** Options of {@linkcode coverageCell}. */
export interface CoverageCellOptions {
  /** Cases of three to six questions. */
  readonly cases: number;
  /** True question accuracy, in (0, 1). */
  readonly accuracy: number;
  /** Standard deviation of the case difficulty, in log odds. */
  readonly caseSd: number;
  /** Standard deviation of the model-by-case interaction, in log odds; default 0. */
  readonly interactionSd?: number;
  /** Data sets; default 6,000. */
  readonly dataSets?: number;
  /** Seed of PCG32; default 42. */
  readonly seed?: number;
}

/** What the intervals and tests really do. */
export interface CoverageCell {
  /** Share of default intervals that hold the true accuracy. */
  readonly coverage: number;
  /** Its Monte Carlo error. */
  readonly coverageError: number;
  /** The same of Wilson's interval as if questions were independent. */
  readonly coverageWilson: number;
  /** The same of CR1 with t(G-1). */
  readonly coverageT: number;
  /** Median width of the default interval. */
  readonly width: number;
  /** Share of paired t tests at 5 % that tell two equal models apart. */
  readonly typeIError: number;
  /** The same of the exact sign-flip test. */
  readonly typeISignFlip: number;
  /** Monte Carlo error of the first. */
  readonly typeIMonteCarloError: number;
  /** Data sets. */
  readonly dataSets: number;
  /** Seed. */
  readonly seed: number;
}

/**
 * Real coverage of the default interval and type I error of the paired tests, on simulated cases.
 *
 * Question accuracies are logit-normal: a case effect shared by both models, and one of its own for each. The true
 * accuracy is exact by quadrature. An undefined paired test counts as no rejection.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { coverageCell } from "@rounds/rounds";
 *
 * const { coverage } = coverageCell({ cases: 20, accuracy: 0.8, caseSd: 1, dataSets: 40 });
 * assert.ok(coverage > 0.7 && coverage <= 1);
 * ```
 */
export function coverageCell(options: CoverageCellOptions): CoverageCell {
  const { cases, accuracy, caseSd, interactionSd = 0, dataSets = 6000, seed = 42 } = options;
  if (!(accuracy > 0 && accuracy < 1)) {
    throw new RangeError(`accuracy is ${accuracy}, expected a number between 0 and 1`);
  }
  const random = pcg32({ seed });
  const centre = centreOf(accuracy, Math.hypot(caseSd, interactionSd));
  const hits = { wilsonEff: 0, wilson: 0, t: 0, paired: 0, signFlip: 0 };
  const widths = new Float64Array(dataSets);
  for (let k = 0; k < dataSets; k++) {
    const { a, b, cluster } = dataSet(random, { cases, centre, caseSd, interactionSd });
    const mean = clusteredMean({ y: a, cluster });
    const plain = wilson({ x: a.reduce((sum, y) => sum + y, 0), n: a.length });
    const holds = ({ lo, hi }: { lo: number | null; hi: number | null }): boolean =>
      lo !== null && hi !== null && lo <= accuracy && accuracy <= hi;
    if (holds(mean)) hits.wilsonEff++;
    if (holds(mean.t)) hits.t++;
    if (holds(plain)) hits.wilson++;
    widths[k] = (mean.hi ?? 1) - (mean.lo ?? 0);
    if ((pairedDifference({ a, b, cluster }).p ?? 1) < 0.05) hits.paired++;
    if (clusterSignFlipTest({ a, b, cluster }).p < 0.05) hits.signFlip++;
  }
  const error = (share: number): number => Math.sqrt((share * (1 - share)) / dataSets);
  const coverage = hits.wilsonEff / dataSets;
  const typeIError = hits.paired / dataSets;
  return {
    coverage,
    coverageError: error(coverage),
    coverageWilson: hits.wilson / dataSets,
    coverageT: hits.t / dataSets,
    width: widths.toSorted()[Math.floor(dataSets / 2)] ?? NaN,
    typeIError,
    typeISignFlip: hits.signFlip / dataSets,
    typeIMonteCarloError: error(typeIError),
    dataSets,
    seed,
  };
}

/** The log odds whose logit-normal mean is the accuracy. */
function centreOf(accuracy: number, sd: number): number {
  const { nodes, weights } = gaussHermite(41);
  const mean = (centre: number): number =>
    nodes.reduce((sum, node, k) => {
      const p = 1 / (1 + Math.exp(-(centre + Math.SQRT2 * sd * node)));
      return sum + ((weights[k] ?? 0) / Math.sqrt(Math.PI)) * p;
    }, 0);
  return findRoot((centre) => mean(centre) - accuracy, { lo: -40, hi: 40 }) ?? NaN;
}

function dataSet(
  random: Pcg32,
  o: {
    readonly cases: number;
    readonly centre: number;
    readonly caseSd: number;
    readonly interactionSd: number;
  },
): { a: number[]; b: number[]; cluster: number[] } {
  const a: number[] = [];
  const b: number[] = [];
  const cluster: number[] = [];
  for (let g = 0; g < o.cases; g++) {
    const shared = o.centre + o.caseSd * normal(random);
    const pa = 1 / (1 + Math.exp(-(shared + o.interactionSd * normal(random))));
    const pb = 1 / (1 + Math.exp(-(shared + o.interactionSd * normal(random))));
    const questions = 3 + random.below(4);
    for (let q = 0; q < questions; q++) {
      a.push(random.uniform() < pa ? 1 : 0);
      b.push(random.uniform() < pb ? 1 : 0);
      cluster.push(g);
    }
  }
  return { a, b, cluster };
}

/** A standard normal number (Box and Muller). */
function normal(random: Pcg32): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
  return radius * Math.cos(2 * Math.PI * random.uniform());
}
