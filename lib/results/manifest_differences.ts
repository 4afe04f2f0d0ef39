import { canonicalJson } from "../parse/canonical_json.ts";

/** A field in which two manifests differ. */
export interface ManifestDifference {
  /** Dotted path, e.g. `parameters.temperature`. */
  readonly field: string;
  /** As JSON; `absent` when it is not there. */
  readonly before: string;
  /** As JSON; `absent` when it is not there. */
  readonly now: string;
}

/**
 * Names every field in which two manifests differ, before and now.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { manifestDifferences } from "@rounds/rounds";
 *
 * assert.deepEqual(manifestDifferences({ p: { t: 0 } }, { p: { t: 1 } }), [
 *   { field: "p.t", before: "0", now: "1" },
 * ]);
 * ```
 */
export function manifestDifferences(before: unknown, now: unknown): readonly ManifestDifference[] {
  const compare = (left: unknown, right: unknown, path: string): ManifestDifference[] => {
    if (isPlain(left) && isPlain(right)) {
      const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
      return names.flatMap((name) =>
        compare(left[name], right[name], path === "" ? name : `${path}.${name}`)
      );
    }
    if (canonicalJson(left ?? null) === canonicalJson(right ?? null)) return [];
    const show = (value: unknown) => value === undefined ? "absent" : canonicalJson(value);
    return [{ field: path, before: show(left), now: show(right) }];
  };
  return compare(before, now, "");
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
