import type { RubricKey, SimulatedRubric } from "./types.ts";

/**
 * Indexes cases with known rubrics, so that a prompt's case is found whatever instructions stand around it. White space
 * does not matter.
 *
 * @internal
 */
export function rubricKey(rubrics: readonly SimulatedRubric[]): RubricKey {
  const known = rubrics.map((rubric) => ({
    rubric,
    query: normalise(rubric.query),
    narrative: normalise(rubric.query.slice(0, Math.max(0, rubric.query.lastIndexOf("\n\n")))),
  }));
  const byLastLine = Map.groupBy(known, ({ rubric }) => lines(rubric.query).at(-1) ?? "");
  return {
    size: rubrics.length,
    find(prompt) {
      const text = normalise(prompt);
      const near = lines(prompt).flatMap((line) => byLastLine.get(line) ?? []);
      const found = longest(near.filter(({ query }) => query !== "" && text.includes(query))) ??
        longest(known.filter(({ narrative }) => narrative !== "" && text.includes(narrative)));
      return found?.rubric ?? null;
    },
  };
}

function longest<T extends { readonly query: string }>(found: readonly T[]): T | undefined {
  return found.toSorted((left, right) => right.query.length - left.query.length)[0];
}

function lines(text: string): readonly string[] {
  return text.split("\n").map(normalise).filter((line) => line !== "");
}

function normalise(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
