/** What a result file is named after. */
export interface DefaultOutputOptions {
  /** Model identifier. */
  readonly model: string;
  /** Dataset name. */
  readonly dataset: string;
  /** A run that departs from the official protocol says so in its name; `full` (unless told) does not. */
  readonly condition?: string;
  /** Part of a plan; a whole plan unless told. */
  readonly shard?: { readonly index: number; readonly count: number };
}

/**
 * Where a result file goes unless told: `results/<model>_<dataset>.json`, slashes, blanks and control characters turned into `_`,
 * a condition other than `full` and a shard at the end.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defaultOutput } from "@rounds/rounds";
 *
 * assert.equal(defaultOutput({ model: "org/my model", dataset: "demo" }), "results/org_my_model_demo.json");
 * ```
 */
export function defaultOutput(
  { model, dataset, condition = "full", shard }: DefaultOutputOptions,
): string {
  const safe = (name: string) => name.replace(/[/\\\s\p{Cc}\p{Cf}]/gu, "_");
  const suffix = condition === "full" ? "" : `_${condition}`;
  const part = shard === undefined ? "" : `_shard-${shard.index}-of-${shard.count}`;
  return `results/${safe(model)}_${safe(dataset)}${suffix}${part}.json`;
}
