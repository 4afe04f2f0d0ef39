/** Options of {@linkcode compareReference}. */
export interface CompareReferenceOptions {
  /** Tolerance: `|got - expected| <= tol·max(1, |expected|)`; 0 is exact for integers and 1e-12 for other numbers. */
  readonly tol: number;
}

/**
 * Differences of a result from what a reference file expects, one line each; empty when it passes.
 *
 * Recursive over the expected keys; further keys of the result do not matter. Null means missing is required. The text
 * of a `warning` is free, but there must be one.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { compareReference } from "@rounds/rounds";
 *
 * assert.deepEqual(compareReference({ p: 0.5 }, { p: 0.5, n: 4 }, { tol: 1e-9 }), []);
 * assert.deepEqual(compareReference({ p: null }, { p: 0 }, { tol: 0 }), ["p: expected null, got 0"]);
 * ```
 */
export function compareReference(
  expected: unknown,
  got: unknown,
  options: CompareReferenceOptions,
): string[] {
  return differences(expected, got, { tol: options.tol, path: "" });
}

function differences(
  expected: unknown,
  got: unknown,
  o: { readonly tol: number; readonly path: string },
): string[] {
  const { tol, path } = o;
  const fail = (): string[] => [
    `${path || "result"}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`,
  ];
  if (/(^|\.)warning$/.test(path)) return typeof got === "string" && got !== "" ? [] : fail();
  if (typeof expected === "number") {
    if (typeof got !== "number") return fail();
    const allowed = tol > 0 ? tol : Number.isInteger(expected) ? 0 : 1e-12;
    return Math.abs(got - expected) <= allowed * Math.max(1, Math.abs(expected)) ? [] : fail();
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return fail();
    return expected.flatMap((one, k) => differences(one, got[k], { tol, path: `${path}[${k}]` }));
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof got !== "object" || got === null || Array.isArray(got)) return fail();
    const found = new Map<string, unknown>(Object.entries(got));
    return Object.entries(expected).flatMap(([key, one]) =>
      differences(one, found.get(key), { tol, path: path === "" ? key : `${path}.${key}` })
    );
  }
  return Object.is(expected, got) ? [] : fail();
}
