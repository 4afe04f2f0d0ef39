import type { AnalysisPlan } from "./analysis_plan.ts";

/**
 * Reads an analysis plan from parsed JSON. `name` and `primary` must be there; `comparisons` is `all` unless given, `groups`
 * and `exclusions` are empty, `margin` and `seed` null. A field the plan does not know is refused: it would be ignored.
 *
 * Throws a `SyntaxError` naming file and field.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseAnalysisPlan } from "@rounds/rounds";
 *
 * const plan = parseAnalysisPlan(
 *   { name: "main", primary: { unit: "case", reading: "clean" }, groups: ["level1"], seed: 42 },
 *   "plan.json",
 * );
 * assert.deepEqual([plan.comparisons, plan.groups, plan.margin], ["all", ["level1"], null]);
 * assert.throws(() => parseAnalysisPlan({ name: "x", primery: 1 }, "plan.json"), /plan.json: "primery" is no field/);
 * ```
 */
export function parseAnalysisPlan(value: unknown, where: string): AnalysisPlan {
  const fail = (text: string): never => {
    throw new SyntaxError(`Cannot read ${where}: ${text}`);
  };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return fail("it is no object, expected an analysis plan");
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  const known = ["name", "primary", "comparisons", "groups", "margin", "exclusions", "seed"];
  const strange = [...fields.keys()].find((name) => !known.includes(name));
  if (strange !== undefined) fail(`"${strange}" is no field, expected ${known.join(", ")}`);
  const shown = (name: string) => JSON.stringify(fields.get(name)) ?? "absent";
  const wrong = (name: string, expected: string): never =>
    fail(`"${name}" is ${shown(name)}, expected ${expected}`);
  const texts = (name: string): readonly string[] => {
    const list = fields.get(name) ?? [];
    return isTexts(list) ? list : wrong(name, "a list of texts");
  };
  const number = (name: string): number | null => {
    const given = fields.get(name) ?? null;
    return given === null || (typeof given === "number" && given >= 0)
      ? given
      : wrong(name, "a number of at least 0, or null");
  };
  const name = fields.get("name");
  const { unit, reading } = Object(fields.get("primary"));
  if (unit !== "question" && unit !== "case") {
    return wrong("primary", 'a unit of "question" or "case"');
  }
  if (reading !== "clean" && reading !== "official") {
    return wrong("primary", 'a reading of "clean" or "official"');
  }
  return {
    name: typeof name === "string" && name !== "" ? name : wrong("name", "text"),
    primary: { unit, reading },
    comparisons: comparisonsOf(fields.get("comparisons") ?? "all") ??
      wrong("comparisons", '"all" or a list of pairs of runs'),
    groups: texts("groups"),
    margin: number("margin"),
    exclusions: texts("exclusions"),
    seed: number("seed"),
  };
}

function comparisonsOf(value: unknown): AnalysisPlan["comparisons"] | null {
  if (value === "all") return "all";
  if (!Array.isArray(value)) return null;
  const pairs = value.flatMap((pair: unknown): (readonly [string, string])[] => {
    const [a, b, ...more] = isTexts(pair) ? pair : [];
    return a === undefined || b === undefined || more.length > 0 ? [] : [[a, b]];
  });
  return pairs.length === value.length ? pairs : null;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}
