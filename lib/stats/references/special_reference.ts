import { monteCarloP } from "../resampling/monte_carlo_p.ts";
import { pcg32 } from "../resampling/pcg32.ts";
import { betaInc } from "../special/beta_inc.ts";
import { betaQuantile } from "../special/beta_quantile.ts";
import { chi2Sf } from "../special/chi2_sf.ts";
import { fSf } from "../special/f_sf.ts";
import { normalCdf } from "../special/normal_cdf.ts";
import { normalQuantile } from "../special/normal_quantile.ts";
import { qtukey } from "../special/qtukey.ts";
import { quantile } from "../special/quantile.ts";
import { tCdf } from "../special/t_cdf.ts";
import { tQuantile } from "../special/t_quantile.ts";
import { tSf } from "../special/t_sf.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";

/**
 * Special functions, random numbers and quantiles of a reference case; undefined for another function.
 *
 * @internal
 */
export function specialReference(fn: string, inputs: ReferenceInputs): unknown {
  return (HANDLERS[fn] ?? HANDLERS[TOGETHER[fn] ?? ""])?.(inputs);
}

/** Functions that share a handler with the first of their kind. */
const TOGETHER: Readonly<Record<string, string>> = {
  normQuantile: "normCdf",
  tCdf: "tQuantile",
  betaInc: "betaQuantile",
  fSf: "chi2Sf",
};

/** Applies f to every row of an input that is there. */
function over(
  inputs: ReferenceInputs,
  names: readonly string[],
  f: (row: readonly number[]) => number,
): number[] | undefined {
  const name = names.find((one) => inputs.has(one));
  if (name === undefined) return undefined;
  const value = inputs.raw(name);
  const nested = Array.isArray(value) && Array.isArray(value[0]);
  return nested ? inputs.matrix(name).map(f) : inputs.numbers(name).map((x) => f([x]));
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  normCdf: (i) => ({
    cdf: over(i, ["cdf_x", "x", "cdf"], ([x = NaN]) => normalCdf(x)),
    sf: over(i, ["sf_x", "sf"], ([x = NaN]) => normalCdf(-x)),
    quantile: over(i, ["quantile_p", "p", "quantile"], ([p = NaN]) => normalQuantile(p)),
  }),
  tQuantile: (i) => ({
    quantile: over(i, ["quantile"], ([p = NaN, df = NaN]) => tQuantile(p, df)),
    sf: over(i, ["sf"], ([t = NaN, df = NaN]) => tSf(t, df)),
    cdf: over(i, ["cdf"], ([t = NaN, df = NaN]) => tCdf(t, df)),
  }),
  betaQuantile: (i) => ({
    quantile: over(i, ["quantile"], ([p = NaN, a = NaN, b = NaN]) => betaQuantile(p, { a, b })),
    cdf: over(i, ["cdf"], ([x = NaN, a = NaN, b = NaN]) => betaInc(x, { a, b })),
    sf: over(i, ["sf"], ([x = NaN, a = NaN, b = NaN]) => betaInc(1 - x, { a: b, b: a })),
  }),
  chi2Sf: (i) => ({
    chi2_sf: over(i, ["chi2_sf"], ([x = NaN, df = NaN]) => chi2Sf(x, df)),
    f_sf: over(i, ["f_sf"], ([f = NaN, df1 = NaN, df2 = NaN]) => fSf(f, { df1, df2 })),
  }),
  qtukey: (i) => {
    const df = i.number("df", Infinity);
    const q = i.numbers("k").map((k) => qtukey(i.number("p", 0.95), { k, df }));
    const scaled = q.map((value) => value / Math.SQRT2);
    return { q: i.alike("k", q), q_over_sqrt2: i.alike("k", scaled) };
  },
  pcg32: (i) => {
    const random = pcg32({ seed: i.number("seed"), stream: i.number("stream", 54) });
    const values = Array.from({ length: i.number("draws") }, () => random.next());
    return { hex: values.map((value) => `0x${value.toString(16).padStart(8, "0")}`), values };
  },
  "pcg32.below": (i) => {
    const random = pcg32({ seed: i.number("seed"), stream: i.number("stream", 54) });
    return { values: Array.from({ length: i.number("draws") }, () => random.below(i.number("n"))) };
  },
  "pcg32.uniform": (i) => {
    const random = pcg32({ seed: i.number("seed"), stream: i.number("stream", 54) });
    return { values: Array.from({ length: i.number("draws") }, () => random.uniform()) };
  },
  quantile: (i) => {
    const type = /^1$|inverse/i.test(String(i.raw("type", "method") ?? 7)) ? 1 : 7;
    const q = i.numbers("p").map((p) => quantile(i.numbers("x"), { p, type }));
    return { q: i.alike("p", q) };
  },
  monteCarloP: (i) =>
    i.has("rows")
      ? {
        p: i.matrix("rows").map(([extreme = NaN, replicates = NaN]) =>
          monteCarloP({ extreme, replicates })
        ),
      }
      : { p: monteCarloP({ extreme: i.number("b"), replicates: i.number("B") }) },
};
