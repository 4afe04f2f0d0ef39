/** How many names to give back. */
export interface NearestNamesOptions {
  /** At most this many; 3 unless told. */
  readonly count?: number;
}

/**
 * The names that look most like a mistyped one, best first: those that contain it or differ by few letters. Often none.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { nearestNames } from "@rounds/rounds";
 *
 * assert.deepEqual(nearestNames("positon", ["stage", "position"]), ["position"]);
 * assert.deepEqual(nearestNames("colour", ["stage", "position"]), []);
 * ```
 */
export function nearestNames(
  name: string,
  names: Iterable<string>,
  options: NearestNamesOptions = {},
): readonly string[] {
  const wanted = name.toLowerCase();
  const near: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of names) {
    const other = candidate.toLowerCase();
    const longest = Math.max(wanted.length, other.length);
    const contained = wanted.length >= 3 && (other.includes(wanted) || wanted.includes(other));
    const distance = contained ? longest / 1000 : editDistance(wanted, other);
    const limit = longest < 4 ? 1 : Math.max(2, Math.floor(longest / 3));
    if (distance <= limit) near.push({ candidate, distance });
  }
  near.sort((left, right) =>
    left.distance - right.distance || (left.candidate < right.candidate ? -1 : 1)
  );
  return near.slice(0, options.count ?? 3).map(({ candidate }) => candidate);
}

/** Levenshtein distance, one row of the table at a time. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
