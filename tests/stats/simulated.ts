import { type Pcg32, pcg32 } from "../../mod.ts";

/** Questions in cases of unequal difficulty, from a seeded generator. */
export interface SimulatedItems {
  readonly a: number[];
  readonly b: number[];
  readonly cluster: number[];
  readonly position: number[];
}

/** Two models of equal skill on cases of three to six questions. */
export function simulatedItems(cases: number, seed: number): SimulatedItems {
  const random = pcg32({ seed });
  const items: SimulatedItems = { a: [], b: [], cluster: [], position: [] };
  for (let g = 0; g < cases; g++) {
    const p = 1 / (1 + Math.exp(-1 - 1.5 * normal(random)));
    const questions = 3 + random.below(4);
    for (let q = 1; q <= questions; q++) {
      items.a.push(random.uniform() < p ? 1 : 0);
      items.b.push(random.uniform() < p ? 1 : 0);
      items.cluster.push(g);
      items.position.push(q);
    }
  }
  return items;
}

/** A standard normal number (Box and Muller). */
function normal(random: Pcg32): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
  return radius * Math.cos(2 * Math.PI * random.uniform());
}

/** Whether two numbers agree to about ten digits. */
export function near(got: number | null | undefined, expected: number, tolerance = 1e-9): boolean {
  return typeof got === "number" &&
    Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected));
}
