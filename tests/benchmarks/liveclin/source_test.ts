import assert from "node:assert/strict";
import { liveclin } from "../../../lib/benchmarks/liveclin/liveclin.ts";
import { makeImage, makeMcq, makeRecord } from "./fixtures.ts";

const { source } = liveclin({ imageMode: "url" });

Deno.test("source knows the hub, its configurations and the layouts of both releases", () => {
  assert.equal(source.hubId, "AQ-MedAI/LiveClin");
  assert.deepEqual(source.configs.map(({ name }) => name), ["2025_H1", "demo", "rounds_demo"]);
  const [first, demo, embedded] = source.configs;
  assert.deepEqual(first?.layouts, [
    { records: "data/2025_H1/2025_H1.jsonl", images: "data/2025_H1/image" },
    { records: "data/2025H1/2025h1.jsonl", images: "data/2025H1/images" },
  ]);
  assert.deepEqual(first?.hubPaths, ["data/2025_H1"]);
  assert.equal(demo?.layouts[1]?.images, "demo/images");
  assert.deepEqual(embedded?.hubPaths, []);
  assert.match(source.notice, /CC BY-NC-SA 4\.0.*2602\.16747|2602\.16747.*CC BY-NC-SA 4\.0/);
});

Deno.test("source.imageFiles() lists the images of a raw record, scenario first, and copes with any record", () => {
  const image = (file: unknown) => makeImage({ file });
  const record = makeRecord({
    images: [image("s.png"), image(null)],
    mcqs: [makeMcq({ image_details: [image("a.png"), image("")] }), makeMcq()],
  });
  assert.deepEqual(source.imageFiles?.(record), ["s.png", "a.png"]);
  for (const odd of [null, [], "x", {}, { exam_creation: { final_policy: { mcqs: [null, 3] } } }]) {
    assert.deepEqual(source.imageFiles?.(odd), []);
  }
});
