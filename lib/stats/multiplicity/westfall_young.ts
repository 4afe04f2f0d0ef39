import { monteCarloP } from "../resampling/monte_carlo_p.ts";
import { pcg32 } from "../resampling/pcg32.ts";

/** Options of {@linkcode westfallYoung}. */
export interface WestfallYoungOptions {
  /** `differences[group][case]`: `right by A - right by B` in that subgroup; 0 where the case has no such item. */
  readonly differences: readonly (readonly number[])[];
  /** Sign flips; default `all` up to 16 cases that differ, else 10,000. */
  readonly replicates?: number | "all";
  /** Seed of PCG32; default 42. */
  readonly seed?: number;
}

/** One subgroup of {@linkcode westfallYoung}. */
export interface WestfallYoungRow {
  /** `|ΣD| / √ΣD²`; null when no case differs. */
  readonly t: number | null;
  /** p of this subgroup alone; 1 when no case differs. */
  readonly p: number;
  /** Step-down max-T adjusted p. */
  readonly pAdjusted: number;
}

/** Max-T adjusted tests of many subgroups. */
export interface WestfallYoung {
  /** One row a group, in the order given. */
  readonly rows: readonly WestfallYoungRow[];
  /** Sign vectors used. */
  readonly replicates: number;
  /** Seed; null when all were enumerated. */
  readonly seed: number | null;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Westfall-Young step-down max-T: all subgroups at once, with one sign flip per case shared by them.
 *
 * Keeps the correlation between overlapping subgroups; the least conservative valid choice. Enumerates when few cases
 * differ, else seeded draws with (b + 1)/(B + 1). Source: Westfall & Young 1993.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { westfallYoung } from "@rounds/rounds";
 *
 * const { rows } = westfallYoung({ differences: [[2, 1, 2, 1, 0, 0], [0, 0, 0, 0, 1, -1]] });
 * assert.equal(rows[0]?.p, 0.125);
 * ```
 */
export function westfallYoung(options: WestfallYoungOptions): WestfallYoung {
  const { differences, seed = 42 } = options;
  const cases = differences[0]?.length ?? 0;
  if (differences.some((row) => row.length !== cases)) {
    throw new RangeError("differences is ragged, expected one entry a case in every group");
  }
  const active = Array.from({ length: cases }, (_, k) => k)
    .filter((k) => differences.some((row) => row[k] !== 0));
  const columns = differences.map((row) => Float64Array.from(active, (k) => row[k] ?? 0));
  const scales = columns.map((row) => Math.sqrt(row.reduce((sum, d) => sum + d * d, 0)));
  const observed = columns.map((row, g) =>
    statistic(row.reduce((sum, d) => sum + d, 0), scales[g])
  );
  const order = observed.map((_, g) => g).sort((a, b) => (observed[b] ?? 0) - (observed[a] ?? 0));
  const replicates = options.replicates ?? (active.length <= 16 ? "all" : 10_000);
  const single = new Array<number>(columns.length).fill(0);
  const joint = new Array<number>(columns.length).fill(0);
  let total = 0;
  for (const signs of signVectors(active.length, { replicates, seed })) {
    total++;
    let successive = 0;
    for (let place = order.length - 1; place >= 0; place--) {
      const g = order[place] ?? 0;
      const column = columns[g] ?? new Float64Array();
      let sum = 0;
      for (let k = 0; k < column.length; k++) sum += (signs[k] ?? 1) * (column[k] ?? 0);
      const t = statistic(sum, scales[g]);
      const bar = (observed[g] ?? 0) - 1e-12;
      successive = Math.max(successive, t);
      if (t >= bar) single[g] = (single[g] ?? 0) + 1;
      if (successive >= bar) joint[g] = (joint[g] ?? 0) + 1;
    }
  }
  const toP = (extreme: number): number =>
    replicates === "all" ? extreme / total : monteCarloP({ extreme, replicates: total });
  const adjusted = new Array<number>(columns.length).fill(1);
  let running = 0;
  for (const g of order) {
    running = Math.max(running, toP(joint[g] ?? 0));
    adjusted[g] = running;
  }
  const tied = scales.filter((scale) => scale === 0).length;
  return {
    rows: columns.map((_, g) => ({
      t: scales[g] === 0 ? null : (observed[g] ?? null),
      p: toP(single[g] ?? 0),
      pAdjusted: adjusted[g] ?? 1,
    })),
    replicates: total,
    seed: replicates === "all" ? null : seed,
    method: `westfall-young/${replicates === "all" ? "exact" : "monte-carlo"}`,
    warnings: tied > 0 ? [`${tied} groups without any case that differs`] : [],
  };
}

function statistic(sum: number, scale: number | undefined): number {
  return scale ? Math.abs(sum) / scale : 0;
}

function* signVectors(
  length: number,
  options: { readonly replicates: number | "all"; readonly seed: number },
): Generator<Int8Array> {
  const signs = new Int8Array(length);
  if (options.replicates === "all") {
    if (length > 22) {
      throw new RangeError(`${length} cases differ, expected at most 22 to enumerate`);
    }
    for (let code = 0; code < 2 ** length; code++) {
      for (let k = 0; k < length; k++) signs[k] = (code >> k) & 1 ? -1 : 1;
      yield signs;
    }
    return;
  }
  const random = pcg32({ seed: options.seed });
  for (let b = 0; b < options.replicates; b++) {
    for (let k = 0; k < length; k++) signs[k] = random.next() >= 0x80000000 ? 1 : -1;
    yield signs;
  }
}
