import type { Case, Item } from "../types.ts";

/** How often a value of an attribute occurs; null is unknown. */
export interface ValueCount {
  /** The value as the dataset has it. */
  readonly value: string | null;
  /** Cases that have it (in one of their items, for an attribute of items). */
  readonly cases: number;
  /** Items that have it, or belong to a case that has it. */
  readonly items: number;
  /** Occurrences: more than `items` where an item may carry a label twice. */
  readonly count: number;
}

/** Criteria by the sign of their points. */
export interface PointsDescription {
  /** Items worth points. */
  readonly positive: number;
  /** Items that are penalties. */
  readonly negative: number;
  /** Items of 0 points. */
  readonly zero: number;
  /** Cases without a positive item: nothing can be earned there. */
  readonly casesWithoutPositive: number;
  /** Fewest points of an item. */
  readonly least: number;
  /** Most points of an item. */
  readonly most: number;
}

/** What a dataset holds. Lists of values are sorted by falling count, then by value. */
export interface DatasetDescription {
  /** Number of cases. */
  readonly cases: number;
  /** Number of items (questions, criteria). */
  readonly items: number;
  /** How many cases have so many items, by rising number of items. */
  readonly itemsPerCase: readonly { readonly items: number; readonly cases: number }[];
  /** Signs of the items' points; absent where no item has points. */
  readonly points?: PointsDescription;
  /** How many items offer so many options, by rising number; null where there are none. */
  readonly optionCounts: readonly { readonly options: number | null; readonly items: number }[];
  /** The keys, by value. */
  readonly expected: readonly ValueCount[];
  /** The best constant answer and the share of items with a key that it gets right; null without keys. */
  readonly constantAnswer: { readonly answer: string; readonly accuracy: number } | null;
  /** Values of each attribute of cases. */
  readonly caseTags: Readonly<Record<string, readonly ValueCount[]>>;
  /** Values of each single-valued attribute of items. */
  readonly itemTags: Readonly<Record<string, readonly ValueCount[]>>;
  /** Values of each multi-valued attribute of items. */
  readonly labels: Readonly<Record<string, readonly ValueCount[]>>;
}

/**
 * Counts what the cases of a dataset hold: items per case, keys, and every value of every tag and label.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeDataset } from "@rounds/rounds";
 *
 * const item = {
 *   id: "q1",
 *   position: 1,
 *   expected: "B",
 *   optionCount: 10,
 *   points: null,
 *   tags: { stage: "Follow-up" },
 *   labels: { image_modality: ["CT", "MRI"] },
 * };
 * const description = await describeDataset([
 *   { id: "1", line: 1, tags: { rarity: "rare" }, items: [item] },
 * ]);
 * assert.deepEqual(description.itemsPerCase, [{ items: 1, cases: 1 }]);
 * assert.deepEqual(description.constantAnswer, { answer: "B", accuracy: 1 });
 * assert.deepEqual(description.labels.image_modality?.map(({ value }) => value), ["CT", "MRI"]);
 * ```
 */
export async function describeDataset(
  cases: AsyncIterable<Case> | Iterable<Case>,
): Promise<DatasetDescription> {
  const all: Case[] = [];
  for await (const found of cases) all.push(found);
  const items = all.flatMap((found) => found.items.map((item) => ({ case: found, item })));
  const expected = countValues(items.map((entry) => ({ ...entry, value: entry.item.expected })));
  return {
    cases: all.length,
    items: items.length,
    itemsPerCase: countNumbers(all.map((found) => found.items.length))
      .map(([number, count]) => ({ items: number ?? 0, cases: count })),
    ...describePoints(all),
    optionCounts: countNumbers(items.map(({ item }) => item.optionCount))
      .map(([number, count]) => ({ options: number, items: count })),
    expected: expected.toSorted(byValue),
    constantAnswer: bestConstant(expected),
    caseTags: countEach(namesOf(all.map(({ tags }) => tags)), (name) => countCaseTag(all, name)),
    itemTags: countEach(
      namesOf(items.map(({ item }) => item.tags)),
      (name) =>
        countValues(items.map((entry) => ({ ...entry, value: entry.item.tags[name] ?? null }))),
    ),
    labels: countEach(
      namesOf(items.map(({ item }) => item.labels)),
      (name) =>
        countValues(
          items.flatMap((entry) =>
            (entry.item.labels[name] ?? []).map((value) => ({ ...entry, value }))
          ),
        ),
    ),
  };
}

function describePoints(cases: readonly Case[]): { readonly points?: PointsDescription } {
  const pointsOf = ({ items }: Case) =>
    items.map(({ points }) => points).filter((points) => points !== null);
  const all = cases.flatMap(pointsOf);
  const [first] = all;
  if (first === undefined) return {};
  const points: PointsDescription = {
    positive: all.filter((points) => points > 0).length,
    negative: all.filter((points) => points < 0).length,
    zero: all.filter((points) => points === 0).length,
    casesWithoutPositive: cases.filter((c) => !pointsOf(c).some((points) => points > 0)).length,
    least: all.reduce((least, points) => Math.min(least, points), first),
    most: all.reduce((most, points) => Math.max(most, points), first),
  };
  return { points };
}

interface Occurrence {
  readonly case: Case;
  readonly item: Item;
  readonly value: string | null;
}

function countValues(occurrences: readonly Occurrence[]): readonly ValueCount[] {
  const groups = Map.groupBy(occurrences, ({ value }) => value);
  return [...groups].map(([value, group]) => ({
    value,
    cases: new Set(group.map((entry) => entry.case)).size,
    items: new Set(group.map(({ item }) => item)).size,
    count: group.length,
  })).toSorted(byFallingCount);
}

function countCaseTag(cases: readonly Case[], name: string): readonly ValueCount[] {
  const groups = Map.groupBy(cases, ({ tags }) => tags[name] ?? null);
  return [...groups].map(([value, group]) => ({
    value,
    cases: group.length,
    items: group.reduce((sum, { items }) => sum + items.length, 0),
    count: group.length,
  })).toSorted(byFallingCount);
}

function countNumbers(
  numbers: readonly (number | null)[],
): readonly (readonly [number | null, number])[] {
  const groups = Map.groupBy(numbers, (number) => number);
  return [...groups].map(([number, group]) => [number, group.length] as const)
    .toSorted(([left], [right]) => (left ?? -1) - (right ?? -1));
}

function namesOf(records: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))];
}

function countEach(
  names: readonly string[],
  count: (name: string) => readonly ValueCount[],
): Readonly<Record<string, readonly ValueCount[]>> {
  return Object.fromEntries(names.map((name) => [name, count(name)]));
}

function bestConstant(expected: readonly ValueCount[]): DatasetDescription["constantAnswer"] {
  const keys = expected.filter(({ value }) => value !== null);
  const total = keys.reduce((sum, { items }) => sum + items, 0);
  const best = keys[0];
  if (best === undefined || best.value === null) return null;
  return { answer: best.value, accuracy: best.items / total };
}

function byValue(left: ValueCount, right: ValueCount): number {
  if (left.value === right.value) return 0;
  if (left.value === null) return 1;
  if (right.value === null) return -1;
  return left.value < right.value ? -1 : 1;
}

function byFallingCount(left: ValueCount, right: ValueCount): number {
  return right.count - left.count || byValue(left, right);
}
