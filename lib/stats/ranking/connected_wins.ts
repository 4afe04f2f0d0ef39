/**
 * Whether every competitor can reach every other along wins: Ford's condition for finite Bradley-Terry strengths.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { connectedWins } from "@rounds/rounds";
 *
 * assert.equal(connectedWins([[0, 1], [1, 0]]), true);
 * assert.equal(connectedWins([[0, 1], [0, 0]]), false);
 * ```
 */
export function connectedWins(wins: readonly (readonly number[])[]): boolean {
  const reach = (next: (from: number, to: number) => boolean): number => {
    const seen = new Set([0]);
    const queue = [0];
    for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
      for (let to = 0; to < wins.length; to++) {
        if (!seen.has(to) && next(from, to)) {
          seen.add(to);
          queue.push(to);
        }
      }
    }
    return seen.size;
  };
  const forward = reach((from, to) => (wins[from]?.[to] ?? 0) > 0);
  const backward = reach((from, to) => (wins[to]?.[from] ?? 0) > 0);
  return wins.length > 0 && forward === wins.length && backward === wins.length;
}
