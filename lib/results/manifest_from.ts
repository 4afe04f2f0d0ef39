import type { Manifest } from "../types.ts";
import type { FieldReader } from "../parse/field_reader.ts";

/**
 * A stored manifest, read field by field: it is compared, never trusted as a type, and what is missing stays unknown.
 * Throws a `CaseError` for a shard that does not say what it is part of.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FieldReader, manifestFrom } from "@rounds/rounds";
 *
 * const stored = new FieldReader({ model: "m", trials: 3 }, { where: "a.json", thing: "manifest" });
 * const { model, trials, dataset } = manifestFrom(stored);
 * assert.deepEqual([model, trials, dataset], ["m", 3, "unknown"]);
 * ```
 */
export function manifestFrom(read: FieldReader): Manifest {
  const text = (field: string) => read.text(field) ?? "unknown";
  return {
    benchmark: text("benchmark"),
    benchmark_version: text("benchmark_version"),
    identity: Object.fromEntries(
      Object.entries(read.texts("identity")).map(([name, value]) => [name, value ?? "unknown"]),
    ),
    dataset: text("dataset"),
    dataset_revision: read.text("dataset_revision"),
    dataset_sha256: text("dataset_sha256"),
    cases_sha256: text("cases_sha256"),
    model: text("model"),
    origin: text("origin"),
    parameters: Object.fromEntries(Object.entries(Object(read.value("parameters")))),
    trials: read.number("trials") ?? 1,
    judges: (read.list("judges") ?? []).filter((judge) => typeof judge === "string"),
    toolkit: text("toolkit"),
    deno: text("deno"),
    ...(read.flag("private") === true ? { private: true } : {}),
    ...earlierOrigins(read.list("earlier_origins")),
    ...shardOfManifest(read.object("shard")),
  };
}

function earlierOrigins(stored: readonly unknown[] | null): Pick<Manifest, "earlier_origins"> {
  if (stored === null) return {};
  return { earlier_origins: stored.filter((origin) => typeof origin === "string") };
}

function shardOfManifest(read: FieldReader | null): Pick<Manifest, "shard"> {
  if (read === null) return {};
  const number = (field: string) => read.required(field, read.number(field));
  return {
    shard: {
      index: number("index"),
      count: number("count"),
      plan_cases: number("plan_cases"),
      plan_items: number("plan_items"),
      plan_sha256: read.required("plan_sha256", read.text("plan_sha256")),
    },
  };
}
