import type { DatasetConfig, DatasetSource } from "../types.ts";
import { DatasetError } from "./dataset_error.ts";
import { nearestNames } from "../parse/nearest_names.ts";

/**
 * The configuration of that name, or the default (first) one. Throws `DatasetError` (`unknown_dataset`) listing the names there are.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { datasetConfig } from "@rounds/rounds";
 *
 * const demo = { name: "demo", revision: null, layouts: [], hubPaths: ["data/demo"] };
 * const source = { hubId: "owner/name", configs: [demo], notice: "CC0" };
 * assert.equal(datasetConfig(source, undefined), demo);
 * assert.throws(() => datasetConfig(source, "dmeo"), /No dataset "dmeo".*did you mean demo\?/s);
 * ```
 */
export function datasetConfig(source: DatasetSource, name: string | undefined): DatasetConfig {
  const found = name === undefined
    ? source.configs[0]
    : source.configs.find((config) => config.name === name) ?? source.configNamed?.(name) ??
      undefined;
  if (found !== undefined) return found;
  const names = source.configs.map((config) => config.name);
  const near = nearestNames(name ?? "", names);
  const hint = near.length === 0 ? "" : `; did you mean ${near.join(" or ")}?`;
  throw new DatasetError(
    `No dataset ${JSON.stringify(name ?? "")}: known are ${names.join(", ") || "none"}${hint}`,
    { kind: "unknown_dataset" },
  );
}
