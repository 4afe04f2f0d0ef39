/** Kemeny-optimal orders. */
export interface KemenyOrders {
  /** Least total cost. */
  readonly distance: number;
  /** Every optimal order (at most 1,000), best first, in lexical order. */
  readonly orders: readonly (readonly number[])[];
  /** Whether they are proven optimal. */
  readonly exact: boolean;
}

/**
 * Orders with the least total cost, where `cost[i][j]` is what putting i before j costs.
 *
 * Dynamic programming over subsets up to 16 systems; beyond, a local search by moving one system at a time, started
 * from the row sums.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { kemenyOrders } from "@rounds/rounds";
 *
 * assert.deepEqual(kemenyOrders([[0, 1], [3, 0]]), { distance: 1, orders: [[0, 1]], exact: true });
 * ```
 */
export function kemenyOrders(cost: readonly (readonly number[])[]): KemenyOrders {
  const size = cost.length;
  if (size > 16) return localSearch(cost);
  const full = 2 ** size - 1;
  // best[set]: least cost of ordering the systems of the set at the end.
  const best = new Float64Array(full + 1).fill(Infinity);
  best[0] = 0;
  const first = (one: number, set: number): number => {
    let sum = 0;
    for (let other = 0; other < size; other++) {
      if (other !== one && (set >> other) & 1) sum += cost[one]?.[other] ?? 0;
    }
    return sum;
  };
  for (let set = 1; set <= full; set++) {
    for (let one = 0; one < size; one++) {
      if (!((set >> one) & 1)) continue;
      const total = first(one, set) + (best[set & ~(1 << one)] ?? Infinity);
      if (total < (best[set] ?? Infinity)) best[set] = total;
    }
  }
  const orders: number[][] = [];
  const walk = (set: number, order: readonly number[]): void => {
    if (orders.length >= 1000) return;
    if (set === 0) {
      orders.push([...order]);
      return;
    }
    for (let one = 0; one < size; one++) {
      if (!((set >> one) & 1)) continue;
      const total = first(one, set) + (best[set & ~(1 << one)] ?? Infinity);
      if (Math.abs(total - (best[set] ?? 0)) < 1e-9) walk(set & ~(1 << one), [...order, one]);
    }
  };
  walk(full, []);
  return { distance: best[full] ?? 0, orders, exact: true };
}

function localSearch(cost: readonly (readonly number[])[]): KemenyOrders {
  const size = cost.length;
  const totals = cost.map((row) => row.reduce((sum, value) => sum + value, 0));
  let order = totals.map((_, k) => k).sort((a, b) => (totals[a] ?? 0) - (totals[b] ?? 0));
  const price = (some: readonly number[]): number => {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) sum += cost[some[i] ?? 0]?.[some[j] ?? 0] ?? 0;
    }
    return sum;
  };
  let distance = price(order);
  for (let improved = true; improved;) {
    improved = false;
    for (let from = 0; from < size; from++) {
      for (let to = 0; to < size; to++) {
        const moved = order.toSpliced(from, 1).toSpliced(to, 0, order[from] ?? 0);
        const next = price(moved);
        if (next < distance - 1e-9) {
          order = moved;
          distance = next;
          improved = true;
        }
      }
    }
  }
  return { distance, orders: [order], exact: false };
}
