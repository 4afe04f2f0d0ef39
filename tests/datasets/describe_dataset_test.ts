import assert from "node:assert/strict";
import { describeDataset } from "../../lib/datasets/describe_dataset.ts";
import { renderDataset } from "../../lib/datasets/render_dataset.ts";
import type { Case, Item } from "../../lib/types.ts";

function item(expected: string | null, fields: Partial<Item> = {}): Item {
  const optionCount = expected === null ? null : 10;
  return {
    id: "q",
    position: 1,
    expected,
    optionCount,
    points: null,
    tags: {},
    labels: {},
    ...fields,
  };
}

const CASES: readonly Case[] = [
  {
    id: "1",
    line: 1,
    tags: { level1: "Neoplasms", rarity: "rare", title: "One" },
    items: [
      item("A", {
        tags: { stage: "Follow-up" },
        labels: { image_modality: ["CT", "MRI"], image: [] },
      }),
      item("A", { tags: { stage: null }, labels: { image_modality: ["CT"], image: ["CT", "CT"] } }),
      item("B", { optionCount: 9 }),
    ],
  },
  {
    id: "2",
    line: 2,
    tags: { level1: "Neoplasms", rarity: null, title: "Two" },
    items: [item(null)],
  },
  { id: "3", line: 3, tags: { level1: "Skin", title: "Three" }, items: [] },
];

Deno.test("describeDataset() counts cases, items, options and keys, and the best constant answer", async () => {
  const description = await describeDataset(CASES);
  assert.deepEqual([description.cases, description.items], [3, 4]);
  assert.deepEqual(description.itemsPerCase, [
    { items: 0, cases: 1 },
    { items: 1, cases: 1 },
    { items: 3, cases: 1 },
  ]);
  assert.deepEqual(description.optionCounts, [
    { options: null, items: 1 },
    { options: 9, items: 1 },
    { options: 10, items: 2 },
  ]);
  assert.deepEqual(description.expected.map(({ value, items }) => [value, items]), [
    ["A", 2],
    ["B", 1],
    [null, 1],
  ]);
  assert.deepEqual(description.constantAnswer, { answer: "A", accuracy: 2 / 3 });
});

Deno.test("describeDataset() counts tags of cases and items, and labels by occurrence", async () => {
  const { caseTags, itemTags, labels } = await describeDataset(CASES);
  assert.deepEqual(caseTags.level1, [
    { value: "Neoplasms", cases: 2, items: 4, count: 2 },
    { value: "Skin", cases: 1, items: 0, count: 1 },
  ]);
  assert.deepEqual(caseTags.rarity, [
    { value: null, cases: 2, items: 1, count: 2 },
    { value: "rare", cases: 1, items: 3, count: 1 },
  ]);
  assert.deepEqual(itemTags.stage?.map(({ value, items }) => [value, items]), [
    [null, 3],
    ["Follow-up", 1],
  ]);
  assert.deepEqual(labels.image_modality?.map(({ value, count }) => [value, count]), [
    ["CT", 2],
    ["MRI", 1],
  ]);
  assert.deepEqual(labels.image, [{ value: "CT", cases: 1, items: 1, count: 2 }]);
});

Deno.test("describeDataset() does not depend on the order of cases, and takes a stream", async () => {
  async function* stream() {
    yield* CASES.toReversed();
  }
  const forward = await describeDataset(CASES);
  const backward = await describeDataset(stream());
  assert.deepEqual(backward.expected, forward.expected);
  assert.deepEqual(backward.itemsPerCase, forward.itemsPerCase);
  for (const field of ["caseTags", "itemTags", "labels"] as const) {
    assert.deepEqual(backward[field].level1, forward[field].level1);
    assert.deepEqual(backward[field].image_modality, forward[field].image_modality);
    assert.deepEqual(Object.keys(backward[field]).sort(), Object.keys(forward[field]).sort());
  }
});

Deno.test("describeDataset() has no constant answer where there is no key, and nothing for no cases", async () => {
  assert.equal((await describeDataset(CASES.slice(1))).constantAnswer, null);
  assert.deepEqual(await describeDataset([]), {
    cases: 0,
    items: 0,
    itemsPerCase: [],
    optionCounts: [],
    expected: [],
    constantAnswer: null,
    caseTags: {},
    itemTags: {},
    labels: {},
  });
});

Deno.test("renderDataset() shows counts, shares and how much it leaves out", async () => {
  const text = renderDataset(await describeDataset(CASES), { title: "test", maxRows: 1 });
  assert.equal(
    text,
    `test
  3 cases, 4 items
  Items per case: 0 in 1, 1 in 1, 3 in 1
  Options per item: none in 1, 9 in 1, 10 in 2
  Keys: A 2, B 1, (unknown) 1
  Always answering A gets 66.7 % right

  level1 (3 cases, 2 different)
    Neoplasms  2   66.7 %
    and 1 more

  rarity (3 cases, 1 different)
    (unknown)  2   66.7 %
    and 1 more

  title (3 cases, 3 different)
    One  1   33.3 %
    and 2 more

  stage (4 items, 1 different)
    (unknown)  3   75.0 %
    and 1 more

  image_modality (3 in all, 2 different)
    CT  2   66.7 %
    and 1 more

  image (2 in all, 1 different)
    CT  2  100.0 %
`,
  );
});

Deno.test("renderDataset() lists no values that nearly every case has for its own, and shows no control characters", async () => {
  const cases = Array.from({ length: 8 }, (_, index) => ({
    id: String(index),
    line: index + 1,
    tags: { doi: `10.1/${index}`, level1: "\u001b[31mred\u202e", empty: null },
    items: [item("A")],
  }));
  const text = renderDataset(await describeDataset(cases));
  assert.match(text, /^ {2}8 cases, 8 questions\n {2}Questions per case: 1 in 8\n/);
  assert.match(text, /\n {2}Nearly one of a kind: doi 8 different\n/);
  assert.doesNotMatch(text, /10\.1\//);
  assert.doesNotMatch(text, /empty/);
  assert.match(text, /\ufffd\[31mred\ufffd {2}8 {2}100\.0 %/);
});
