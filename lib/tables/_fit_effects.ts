import { adjustP } from "../stats/multiplicity/adjust_p.ts";
import { logit } from "../stats/regression/logit.ts";
import { logitFirth } from "../stats/regression/logit_firth.ts";
import { standardiseLevels } from "../stats/regression/standardise_levels.ts";
import { clusteredGap } from "../stats/time/clustered_gap.ts";
import type { RunKey } from "./accuracy_row.ts";
import type { EffectRow } from "./effect_row.ts";

/** A group of 0/1 columns: the levels of a factor, or labels that may overlap. */
export interface Factor {
  /** Name, e.g. `stage`. */
  readonly term: string;
  /** The level that has no column; null where levels overlap, each then set against its absence. */
  readonly reference: string | null;
  /** One column a level, 1 where the question has it; null where that is not known. */
  readonly levels: ReadonlyMap<string, readonly (number | null)[]>;
  /** Whether rows are wanted for it, not only adjustment. */
  readonly wanted: boolean;
}

/** What to fit. */
export interface FitEffectsOptions {
  /** The run. */
  readonly run: RunKey;
  /** Score of each question; null is left out. */
  readonly y: readonly (number | null)[];
  /** Case of each question. */
  readonly cluster: readonly string[];
  /** The factors. */
  readonly factors: readonly Factor[];
  /** Confidence level. */
  readonly level: number;
}

/** A penalised fit of a larger design takes too long. */
const MOST_PENALISED = 4e6;

/**
 * Fits one run and gives a row for every level of the factors that are wanted.
 *
 * Levels that nobody has, or everybody, have no column. A level whose questions are all right or all wrong stays out of
 * the model (separation) and has a difference without adjustment only.
 */
export function fitEffects(options: FitEffectsOptions): EffectRow[] {
  const { run, y, cluster, factors, level } = options;
  const known = (values: readonly (number | null)[]) =>
    [...values.keys()]
      .filter((row) => values[row] === 1 && (y[row] ?? null) !== null);
  const complete = [...y.keys()].filter((row) =>
    (y[row] ?? null) !== null &&
    factors.every(({ levels }) =>
      [...levels.values()].every((values) => (values[row] ?? null) !== null)
    )
  );
  const x: Record<string, readonly (number | null)[]> = {};
  const why = new Map<string, string>();
  for (const { term, levels } of factors) {
    for (const [name, values] of levels) {
      const reason = unfit(values, { y, rows: complete });
      if (reason === null) x[columnOf(term, name)] = values;
      else why.set(columnOf(term, name), reason);
    }
  }
  const columns = { y, x, cluster };
  const fit = logit({ ...columns, level });
  const isSeparated = fit.coefficients === null &&
    fit.warnings.some((w) => w.startsWith("separation"));
  const size = complete.length * (Object.keys(x).length + 1) ** 2;
  const penalised = isSeparated && size <= MOST_PENALISED ? logitFirth(columns).rows : [];
  const values = penalised.flatMap((row) => row.value ?? []);
  const used = values.length > 0 && values.length === penalised.length
    ? { coefficients: values, covariance: null, df: null }
    : fit;
  const warnings = used === fit ? fit.warnings : ["separation: Firth's estimate, without limits"];
  return factors.filter(({ wanted }) => wanted).flatMap((factor) => {
    const { term, reference, levels } = factor;
    const columnsOf = [...levels.keys()].map((name) => columnOf(term, name));
    const inModel = columnsOf.filter((column) => column in x);
    const rows = [...(reference === null ? [] : [reference]), ...levels.keys()].map((name) => {
      const column = columnOf(term, name);
      const isReference = name === reference;
      const own = isReference
        ? restOf([...levels.values()], complete).filter((row) => (y[row] ?? null) !== null)
        : known(levels.get(name) ?? []);
      const zeros = Object.fromEntries(inModel.map((other) => [other, 0]));
      const base = reference === null ? { [column]: 0 } : zeros;
      const missing = why.get(column) ?? null;
      const adjusted = missing === null
        ? standardiseLevels(used, {
          ...columns,
          level,
          settings: isReference ? { own: zeros } : { base, own: { ...base, [column]: 1 } },
        }).at(-1) ?? null
        : null;
      const raw = isReference ? null : rawDifference(levels.get(name) ?? [], { options, factor });
      return {
        name,
        isReference,
        own,
        adjusted,
        raw,
        warnings: missing === null ? warnings : [missing],
      };
    });
    const p = adjustP(rows.map(({ adjusted }) => adjusted?.p ?? null), { method: "holm" });
    return rows.map(({ name, isReference, own, adjusted, raw, warnings }, index): EffectRow => ({
      ...run,
      term,
      group: name,
      reference: isReference ? null : reference ?? `without ${name}`,
      value: adjusted?.difference ?? null,
      lo: adjusted?.differenceLo ?? null,
      hi: adjusted?.differenceHi ?? null,
      se: adjusted?.differenceSe ?? null,
      p: adjusted?.p ?? null,
      p_adj: p[index] ?? null,
      raw: isReference ? 0 : raw?.value ?? null,
      raw_lo: raw?.lo ?? null,
      raw_hi: raw?.hi ?? null,
      adjusted_accuracy: adjusted?.value ?? null,
      adjusted_lo: adjusted?.lo ?? null,
      adjusted_hi: adjusted?.hi ?? null,
      accuracy: own.length === 0
        ? null
        : own.reduce((sum, row) => sum + (y[row] ?? 0), 0) / own.length,
      n: own.length,
      clusters: new Set(own.map((row) => cluster[row])).size,
      n_excluded: y.length - complete.length,
      adjusted_for: factors.filter((other) => other !== factor || reference === null)
        .map((other) => other === factor ? `other ${term} labels` : other.term).join(", "),
      level,
      method: used === fit ? "logit/standardised" : "logit/firth-standardised",
      warnings: warnings.join("; ") || null,
    }));
  });
}

function columnOf(term: string, name: string): string {
  return `${term}: ${name}`;
}

/** Why a column cannot be in the model; null when it can. */
function unfit(
  values: readonly (number | null)[],
  { y, rows }: { readonly y: readonly (number | null)[]; readonly rows: readonly number[] },
): string | null {
  const inside = rows.filter((row) => values[row] === 1);
  if (inside.length === 0) return "no question with a known outcome";
  if (inside.length === rows.length) return "every question has it: nothing to compare with";
  const right = inside.reduce((sum, row) => sum + (y[row] ?? 0), 0);
  if (right === 0) return "all wrong: no adjusted difference";
  return right === inside.length ? "all right: no adjusted difference" : null;
}

/** Rows with none of the levels. */
function restOf(
  levels: readonly (readonly (number | null)[])[],
  rows: readonly number[],
): number[] {
  return rows.filter((row) => levels.every((values) => values[row] === 0));
}

/** The difference of two plain means, on the level's questions and those of its reference. */
function rawDifference(
  values: readonly (number | null)[],
  { options, factor }: { readonly options: FitEffectsOptions; readonly factor: Factor },
): { readonly value: number | null; readonly lo: number | null; readonly hi: number | null } {
  const { y, cluster, level } = options;
  const rest = factor.reference === null
    ? [...y.keys()].filter((row) => values[row] === 0)
    : restOf([...factor.levels.values()], [...y.keys()]);
  const side = (rows: readonly number[], post: boolean) =>
    rows.flatMap((row) => {
      const value = y[row] ?? null;
      return value === null ? [] : [{ value, post, name: cluster[row] ?? "" }];
    });
  const own = side([...y.keys()].filter((row) => values[row] === 1), true);
  const others = side(rest, false);
  if (own.length === 0 || others.length === 0) return { value: null, lo: null, hi: null };
  const mean = (some: readonly { readonly value: number }[]) =>
    some.reduce((sum, { value }) => sum + value, 0) / some.length;
  const { se, lo, hi } = clusteredGap([...others, ...own], { level });
  // One side all alike has no spread of its own: an interval from the other side's would look surer than it is.
  const isFlat = [own, others].some((some) => some.every(({ value }) => value === some[0]?.value));
  const hasInterval = Boolean(se) && !isFlat;
  return {
    value: mean(own) - mean(others),
    ...(hasInterval ? { lo, hi } : { lo: null, hi: null }),
  };
}
