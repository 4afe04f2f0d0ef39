import type { Observation } from "../interval.ts";

/** Options of {@linkcode krippendorffAlpha}. */
export interface KrippendorffOptions {
  /** `ratings[rater][unit]`; null is missing. */
  readonly ratings: readonly (readonly Observation[])[];
  /** Distance of two values; default `nominal`. */
  readonly metric?: "nominal" | "ordinal" | "interval" | "ratio";
}

/** Krippendorff's alpha. */
export interface KrippendorffAlpha {
  /** `1 - D_o/D_e`; null when the ratings do not vary. */
  readonly value: number | null;
  /** Units with at least two ratings. */
  readonly n: number;
  /** Units dropped. */
  readonly nExcluded: number;
  /** Ratings used. */
  readonly ratings: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Krippendorff's alpha for any number of raters and missing ratings, from the coincidence matrix.
 *
 * Units with one rating drop out. Bootstrap over units for an interval. Source: Hayes & Krippendorff 2007.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { krippendorffAlpha } from "@rounds/rounds";
 *
 * assert.equal(krippendorffAlpha({ ratings: [[1, 2, 3], [1, 2, null]] }).value, 1);
 * assert.equal(krippendorffAlpha({ ratings: [[1, 1], [1, 1]] }).value, null);
 * ```
 */
export function krippendorffAlpha(options: KrippendorffOptions): KrippendorffAlpha {
  const { ratings, metric = "nominal" } = options;
  const size = Math.max(0, ...ratings.map((row) => row.length));
  const units = Array.from(
    { length: size },
    (_, unit) => ratings.map((row) => row[unit] ?? null).filter((value) => value !== null),
  );
  const used = units.filter((unit) => unit.length >= 2);
  const values = [...new Set(used.flat())].sort((a, b) => a - b);
  const place = new Map(values.map((value, k) => [value, k]));
  const coincidence = values.map(() => values.map(() => 0));
  for (const unit of used) {
    unit.forEach((first, i) =>
      unit.forEach((second, j) => {
        const row = coincidence[place.get(first) ?? 0];
        const column = place.get(second) ?? 0;
        if (i !== j && row) row[column] = (row[column] ?? 0) + 1 / (unit.length - 1);
      })
    );
  }
  const margins = coincidence.map((row) => row.reduce((sum, value) => sum + value, 0));
  const total = margins.reduce((sum, value) => sum + value, 0);
  let observed = 0;
  let expected = 0;
  values.forEach((c, i) =>
    values.forEach((k, j) => {
      const distance = i === j ? 0 : squaredDistance({ c, k, i, j, margins, metric });
      observed += (coincidence[i]?.[j] ?? 0) * distance;
      expected += ((margins[i] ?? 0) * (margins[j] ?? 0) * distance) / (total - 1);
    })
  );
  const value = expected > 0 ? 1 - observed / expected : null;
  return {
    value,
    n: used.length,
    nExcluded: units.length - used.length,
    ratings: total,
    method: `krippendorff/${metric}`,
    warnings: value !== null
      ? []
      : [used.length === 0 ? "no unit with two ratings" : "the ratings do not vary"],
  };
}

function squaredDistance(o: {
  readonly c: number;
  readonly k: number;
  readonly i: number;
  readonly j: number;
  readonly margins: readonly number[];
  readonly metric: "nominal" | "ordinal" | "interval" | "ratio";
}): number {
  const { c, k, i, j, margins, metric } = o;
  if (metric === "nominal") return 1;
  if (metric === "interval") return (c - k) ** 2;
  if (metric === "ratio") return c + k === 0 ? 0 : ((c - k) / (c + k)) ** 2;
  const between = margins.slice(Math.min(i, j), Math.max(i, j) + 1).reduce((sum, m) => sum + m, 0);
  return (between - ((margins[i] ?? 0) + (margins[j] ?? 0)) / 2) ** 2;
}
