import { acceptabilityCurve } from "../cost/acceptability_curve.ts";
import { costPerCorrect } from "../cost/cost_per_correct.ts";
import { latencyQuantiles } from "../cost/latency_quantiles.ts";
import { paretoFrontier } from "../cost/pareto_frontier.ts";
import { asymptoticCS } from "../sequential/asymptotic_cs.ts";
import { referenceColumns } from "./reference_columns.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Cost, latency and live monitoring of a reference case; undefined for another function.
 *
 * @internal
 */
export function costReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  costPerCorrect: (i) => {
    const numbers = (name: string): (number | null)[] => {
      const given = i.raw(name);
      if (typeof given === "string") return referenceColumns(i).evaluate(given);
      if (typeof given === "number") return [given];
      return i.column(name).map((value) => (typeof value === "number" ? value : null));
    };
    const correct = numbers(i.has("y") && !i.has("correct") ? "y" : "correct");
    const has = (name: string): boolean => i.has(name) || Array.isArray(i.frame[name]);
    const cost = numbers(["cost_usd", "cost_total_usd"].find(has) ?? "cost");
    const cluster = has("case") || Array.isArray(i.raw("cluster"))
      ? referenceColumns(i).cluster()
      : correct.map((_, k) => k);
    const result = costPerCorrect({ cost, correct, cluster, level: i.number("level", 0.95) });
    const tokens = has("tokens_out")
      ? costPerCorrect({ cost: numbers("tokens_out"), correct, cluster })
      : null;
    const seconds = has("latency_s")
      ? costPerCorrect({ cost: numbers("latency_s"), correct, cluster })
      : null;
    return {
      cost_total_usd: result.numerator,
      correct: result.denominator,
      usd_per_correct: result.value,
      se_delta: result.se,
      ci: pair(result),
      ci_delta_t: pair(result.delta),
      ci_fieller: pair(result),
      tokens_per_correct: tokens?.value ?? null,
      seconds_per_correct: seconds?.value ?? null,
      warning: warning(result),
    };
  },
  latencyQuantiles: (i) => {
    const latency = i.column("latency_s").map((
      value,
    ) => (typeof value === "number" ? value : null));
    const cut = i.raw("timed_out") ?? i.frame["timed_out"];
    const timedOut = Array.isArray(cut)
      ? { timedOut: cut.map((value) => value === true || value === 1) }
      : {};
    const result = latencyQuantiles({
      latency,
      ...timedOut,
      ...(i.has("p") ? { p: i.numbers("p") } : {}),
      level: i.number("level", 0.95),
    });
    return {
      ...Object.fromEntries(
        result.rows.flatMap((row) => {
          const name = `p${Math.round(100 * row.p)}`;
          return [
            [`${name}_type7`, row.value],
            [`${name}_order_ci`, pair(row)],
            [`${name}_ranks`, pair({ lo: row.lowerRank, hi: row.upperRank })],
          ];
        }),
      ),
      warning: warning(result),
    };
  },
  paretoFrontier: (i) => {
    const given = i.raw("points_cost_score", "points");
    const points = Object.entries(Object(given)).map(([key, point]) => {
      const row = Object(point);
      const [cost, score] = Array.isArray(point) ? point : [row.cost, row.score];
      const name = String(row.name ?? row.model ?? row.id ?? key);
      return { name, cost: Number(cost), score: Number(score) };
    });
    return paretoFrontier(points);
  },
  acceptabilityCurve: (i) => {
    const result = acceptabilityCurve({
      deltaCost: i.number("delta_cost_usd_per_case"),
      seCost: i.number("se_cost"),
      deltaEffect: i.number("delta_effect_correct_per_case"),
      seEffect: i.number("se_effect"),
      correlation: i.number("correlation", 0),
      willingness: i.numbers("willingness_usd_per_correct"),
    });
    return {
      icer_usd_per_extra_correct: result.icer,
      p_cost_effective: result.p,
      warning: warning(result),
    };
  },
  asymptoticCS: (i) => {
    const results = i.numbers("t").map((t) =>
      asymptoticCS({
        mean: i.number("mean", 0),
        sd: i.number("sd"),
        t,
        alpha: i.number("alpha", 0.05),
        ...(i.has("rho") ? { rho: i.number("rho") } : {}),
        ...(i.has("planned_t") ? { plannedT: i.number("planned_t") } : {}),
      })
    );
    const many = Array.isArray(i.raw("t"));
    const read = <T>(
      values: readonly T[],
    ): readonly T[] | T | undefined => (many ? values : values[0]);
    return {
      half_width: read(results.map((one) => one.halfWidth)),
      fixed_n_half_width: read(results.map((one) => one.fixedHalfWidth)),
      ci: read(results.map(pair)),
      rho: results[0]?.rho ?? null,
    };
  },
};
