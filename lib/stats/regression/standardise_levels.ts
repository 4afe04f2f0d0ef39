import { normalQuantile } from "../special/normal_quantile.ts";
import { tQuantile } from "../special/t_quantile.ts";
import { tSf } from "../special/t_sf.ts";
import { designMatrix, type RegressionColumns } from "./design_matrix.ts";
import type { Logit } from "./logit.ts";

/** Options of {@linkcode standardiseLevels}: the columns given to the fit, and what to set them to. */
export interface StandardiseLevelsOptions extends RegressionColumns {
  /** Values of covariates for each setting, e.g. `{ early: { late: 0 }, late: { late: 1 } }`; the first is the reference. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** One setting of {@linkcode standardiseLevels}; accuracies and differences are proportions. */
export interface StandardisedLevel {
  /** Name of the setting. */
  readonly setting: string;
  /** Average prediction over the sample under this setting; null without a fit. */
  readonly value: number | null;
  /** Delta-method standard error (CR1); null without a covariance. */
  readonly se: number | null;
  /** Lower t limit, from the logit scale. */
  readonly lo: number | null;
  /** Upper t limit. */
  readonly hi: number | null;
  /** `value` less that of the first setting; 0 for the first itself. */
  readonly difference: number | null;
  /** Its delta-method standard error (CR1); null for the first setting. */
  readonly differenceSe: number | null;
  /** Lower t limit of the difference. */
  readonly differenceLo: number | null;
  /** Upper t limit of the difference. */
  readonly differenceHi: number | null;
  /** Two-sided p of no difference. */
  readonly p: number | null;
}

/**
 * Standardised accuracies of any settings of several covariates at once (g-computation): the levels of a factor, say.
 *
 * Average prediction over the sample with the covariates set; delta-method errors with the factor G/(G-1), t(G-1). Takes
 * the coefficients of `logit`, or of `logitFirth` with a null covariance, which gives values without limits. Throws
 * `RangeError` for a covariate the design does not have.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { logit, standardiseLevels } from "@rounds/rounds";
 *
 * const columns = { y: [1, 1, 0, 1, 0, 0], x: { late: [0, 0, 0, 1, 1, 1] } };
 * const settings = { early: { late: 0 }, late: { late: 1 } };
 * const [early, late] = standardiseLevels(logit(columns), { ...columns, settings });
 * assert.equal(early?.value?.toFixed(4), "0.6667");
 * assert.equal(late?.difference?.toFixed(4), "-0.3333");
 * ```
 */
export function standardiseLevels(
  fit: Pick<Logit, "coefficients" | "covariance" | "df">,
  options: StandardiseLevelsOptions,
): StandardisedLevel[] {
  const { settings, level = 0.95 } = options;
  const design = designMatrix(options);
  const { coefficients, covariance, df } = fit;
  const tail = 1 - (1 - level) / 2;
  const critical = df === null ? normalQuantile(tail) : tQuantile(tail, df);
  const places = Object.values(settings).map((values) =>
    Object.entries(values).map(([term, value]) => {
      const column = design.terms.indexOf(term);
      if (column < 0) {
        throw new RangeError(
          `A setting names "${term}", expected one of ${design.terms.join(", ")}`,
        );
      }
      return { column, value };
    })
  );
  if (coefficients === null || design.rows.length === 0) {
    return Object.keys(settings).map((setting) => ({ setting, ...NOTHING }));
  }
  const error = (gradient: readonly number[]): number | null => {
    if (covariance === null || df === null) return null;
    const variance = gradient.reduce(
      (sum, a, j) =>
        sum + gradient.reduce((inner, b, k) => inner + a * b * (covariance[j]?.[k] ?? 0), 0),
      0,
    );
    return Math.sqrt(Math.max(0, variance) * (df + 1) / df);
  };
  const averages = places.map((place) => average(design.rows, { place, coefficients }));
  const first = averages[0];
  return Object.keys(settings).map((setting, index): StandardisedLevel => {
    const own = averages[index];
    if (own === undefined || first === undefined) return { setting, ...NOTHING };
    const se = error(own.gradient);
    const isFirst = index === 0;
    const difference = own.value - first.value;
    const differenceSe = isFirst
      ? null
      : error(own.gradient.map((slope, k) => slope - (first.gradient[k] ?? 0)));
    const half = differenceSe === null ? null : critical * differenceSe;
    return {
      setting,
      value: own.value,
      se,
      ...limits(own.value, se === null ? null : critical * se),
      difference: isFirst ? 0 : difference,
      differenceSe,
      differenceLo: half === null ? null : difference - half,
      differenceHi: half === null ? null : difference + half,
      p: !differenceSe || df === null ? null : 2 * tSf(Math.abs(difference / differenceSe), df),
    };
  });
}

const NOTHING = {
  value: null,
  se: null,
  lo: null,
  hi: null,
  difference: null,
  differenceSe: null,
  differenceLo: null,
  differenceHi: null,
  p: null,
};

function average(
  rows: readonly (readonly number[])[],
  { place, coefficients }: {
    readonly place: readonly { readonly column: number; readonly value: number }[];
    readonly coefficients: readonly number[];
  },
): { readonly value: number; readonly gradient: readonly number[] } {
  const gradient = coefficients.map(() => 0);
  let total = 0;
  for (const row of rows) {
    const set = [...row];
    for (const { column, value } of place) set[column] = value;
    const eta = set.reduce((sum, value, k) => sum + value * (coefficients[k] ?? 0), 0);
    const p = 1 / (1 + Math.exp(-eta));
    total += p;
    set.forEach((value, k) => gradient[k] = (gradient[k] ?? 0) + p * (1 - p) * value);
  }
  return { value: total / rows.length, gradient: gradient.map((sum) => sum / rows.length) };
}

/** On the logit scale, so that the limits stay inside [0,1]. */
function limits(
  value: number,
  half: number | null,
): { readonly lo: number | null; readonly hi: number | null } {
  if (half === null || value <= 0 || value >= 1) return { lo: null, hi: null };
  const [centre, spread] = [Math.log(value / (1 - value)), half / (value * (1 - value))];
  const back = (eta: number) => 1 / (1 + Math.exp(-eta));
  return { lo: back(centre - spread), hi: back(centre + spread) };
}
