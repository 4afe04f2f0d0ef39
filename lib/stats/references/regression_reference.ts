import type { Observation } from "../interval.ts";
import { conditionalLogit } from "../regression/conditional_logit.ts";
import { logit } from "../regression/logit.ts";
import { logitFirth } from "../regression/logit_firth.ts";
import { logitMixed } from "../regression/logit_mixed.ts";
import { standardiseLogit } from "../regression/standardise_logit.ts";
import { referenceColumns } from "./reference_columns.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Regressions of a reference case; undefined for another function.
 *
 * @internal
 */
export function regressionReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[/standardi[sz]e$/i.test(fn) ? "logit" : fn]?.(inputs);
}

/** Covariates by short name, the intercept left to the regression. */
function covariates(i: ReferenceInputs): Record<string, Observation[]> {
  const columns = referenceColumns(i);
  const x = i.raw("x", "covariates");
  if (typeof x === "string") return { [x]: columns.evaluate(x) };
  if (Array.isArray(x) && x.every((one) => typeof one === "number" || one === null)) {
    return { x: i.observations("x") };
  }
  if (Array.isArray(x) && x.length > 0 && x.every((one) => Array.isArray(one))) {
    return listedColumns(i.observationMatrix("x"));
  }
  if (typeof x === "object" && x !== null && !Array.isArray(x)) {
    return Object.fromEntries(
      Object.entries(x).filter(([name]) => !/^intercept/i.test(name)).map(([name, column]) => [
        name,
        Array.isArray(column) ? column.map((v) => (typeof v === "number" ? v : null)) : [],
      ]),
    );
  }
  if (!Array.isArray(x)) throw new TypeError('input "x" is neither a column nor a list of columns');
  return Object.fromEntries(
    x.map(String).filter((name) => !/^intercept/i.test(name))
      .map((name) => [
        /[*×]/.test(name) ? name : name.split(/[ =(]/)[0] ?? name,
        columns.evaluate(name),
      ]),
  );
}

/** Columns of a matrix with one row an observation; a column of ones is the regression's own intercept. */
function listedColumns(rows: readonly (readonly Observation[])[]): Record<string, Observation[]> {
  const columns = (rows[0] ?? []).map((_, k) => rows.map((row) => row[k] ?? null));
  return Object.fromEntries(
    columns.map((column, k) => [`x${k}`, column] as const)
      .filter(([, column]) => !column.every((value) => value === 1)),
  );
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  conditionalLogit: (i) => {
    const columns = referenceColumns(i);
    const x = Object.fromEntries(
      Object.entries(covariates(i)).map((
        [name, column],
      ) => [name, column.map((value) => value ?? NaN)]),
    );
    const given = i.raw("strata");
    const strata = Array.isArray(given)
      ? i.names("strata")
      : i.column(i.text("strata", "case")).map(String);
    const result = conditionalLogit({ y: columns.y(), x, strata });
    const many = result.rows.length > 1;
    const read = <T>(
      values: readonly T[],
    ): readonly T[] | T | null => (many ? values : (values[0] ?? null));
    return {
      beta: read(result.rows.map((row) => row.value)),
      se: read(result.rows.map((row) => row.se)),
      odds_ratio: read(result.rows.map((row) => row.oddsRatio)),
      informative_cases: result.informative,
      loglik: result.logLikelihood,
      warning: warning(result),
    };
  },
  logit: (i) => {
    const columns = referenceColumns(i);
    const given = { y: columns.y(), x: covariates(i), cluster: columns.cluster() };
    const fit = logit(given);
    return {
      coef: fit.coefficients,
      se_model: fit.coefficients === null ? null : fit.rows.map((row) => row.seModel),
      se_cr0: fit.coefficients === null ? null : fit.rows.map((row) => row.seCr0),
      se_cr1: fit.coefficients === null ? null : fit.rows.map((row) => row.se),
      loglik: fit.logLikelihood,
      standardised: Object.keys(given.x).map((term) => {
        const effect = standardiseLogit(fit, { ...given, term });
        return {
          term,
          p1: effect.p1,
          p0: effect.p0,
          ame: effect.value,
          se_delta_cr0: effect.seCr0,
          se_delta_cr1: effect.se,
        };
      }),
      warning: warning(fit),
    };
  },
  logitFirth: (i) => {
    const table = i.raw("table");
    const y: Observation[] = [];
    const column: number[] = [];
    if (typeof table === "object" && table !== null) {
      for (const [cell, count] of Object.entries(table)) {
        for (let k = 0; k < Number(count); k++) {
          y.push(/right|1$|correct/.test(cell.split("_")[1] ?? "") ? 1 : 0);
          column.push(cell.startsWith("x1") ? 1 : 0);
        }
      }
    } else y.push(...referenceColumns(i).y());
    const fit = logitFirth({ y, x: column.length > 0 ? { x: column } : covariates(i) });
    return {
      coef: fit.rows.map((row) => row.value),
      se: fit.rows.map((row) => row.se),
      closed_form_log_or: fit.rows.length === 2 ? (fit.rows[1]?.value ?? null) : null,
      warning: warning(fit),
    };
  },
  logitMixed: (i) => {
    const columns = referenceColumns(i);
    const given = i.raw("random", "group", "cluster");
    const group = Array.isArray(given)
      ? given.map(String)
      : i.column(typeof given === "string" ? given : "case").map(String);
    const fit = logitMixed({
      y: columns.y(),
      x: covariates(i),
      group,
      nodes: i.number("nAGQ", 25),
    });
    return {
      coef: fit.rows.map((row) => row.value),
      sd_case: fit.sdGroup,
      loglik_integrated: fit.logLikelihood,
      warning: warning(fit),
    };
  },
};
