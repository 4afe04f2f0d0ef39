/** Options of {@linkcode compareReference}. */
export interface CompareReferenceOptions {
  /** Tolerance: `|got - expected| <= tol·max(1, |expected|)`; 0 is exact for integers and 1e-12 for other numbers. */
  readonly tol: number;
}

/**
 * Differences of a result from what a reference file expects, one line each; empty when it passes.
 *
 * Recursive over the expected keys; further keys of the result do not matter. Null means missing is required. The text
 * of a `warning` is free, but there must be one. Rows that name themselves by a text (a chapter, a label) are matched by
 * it, whatever their order.
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
  if (/(^|\.)warnings?$/.test(path)) return !says(expected) || says(got) ? [] : fail();
  if (typeof expected === "number") {
    if (typeof got !== "number") return fail();
    const allowed = tol > 0 ? tol : Number.isInteger(expected) ? 0 : 1e-12;
    return Math.abs(got - expected) <= allowed * Math.max(1, Math.abs(expected)) ? [] : fail();
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return fail();
    const rows = sameOrder(expected, got);
    return expected.flatMap((one, k) => differences(one, rows[k], { tol, path: `${path}[${k}]` }));
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof got !== "object" || got === null || Array.isArray(got)) return fail();
    const found = new Map<string, unknown>(Object.entries(got));
    return Object.entries(expected).flatMap(([key, one]) => {
      const value = found.get(key === "warnings" && !found.has(key) ? "warning" : key);
      return differences(one, value, { tol, path: path === "" ? key : `${path}.${key}` });
    });
  }
  return Object.is(expected, got) ? [] : fail();
}

/** Whether a warning is there: a text, or a list of some. */
function says(warning: unknown): boolean {
  return Array.isArray(warning)
    ? warning.length > 0
    : typeof warning === "string" && warning !== "";
}

/** The rows found in the order of those expected, when a text both have tells each row from the others. */
function sameOrder(expected: readonly unknown[], got: readonly unknown[]): readonly unknown[] {
  const text = (row: unknown, key: string): unknown =>
    typeof row === "object" && row !== null ? new Map(Object.entries(row)).get(key) : undefined;
  const [first] = expected;
  const keys = typeof first === "object" && first !== null ? Object.keys(first) : [];
  for (const key of keys) {
    const names = expected.map((row) => text(row, key));
    const distinct = new Set(names).size === names.length &&
      names.every((name) => typeof name === "string");
    const rows = distinct
      ? names.map((name) => got.find((row) => text(row, key) === name))
      : [undefined];
    if (!rows.includes(undefined)) return rows;
  }
  return got;
}
