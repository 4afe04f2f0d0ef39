import assert from "node:assert/strict";
import { frameSchema, requestsFrame, type Turn } from "../../mod.ts";
import { judgedRuns } from "../tables/judged_runs.ts";
import { syntheticRun } from "./synthetic_run.ts";

Deno.test("requestsFrame() has a row for every turn, with what the call took and how it ended", () => {
  const run = syntheticRun({ trouble: 0.3 });
  const rows = requestsFrame([run]).toRecords();
  const turns = run.results.flatMap((result) => result.turns);
  assert.equal(rows.length, turns.length);
  const failed = rows.filter((row) => row["outcome"] === "failed");
  assert.equal(failed.length, turns.filter(({ error }) => error !== null).length);
  assert.ok(failed.length > 0);
  for (const row of failed) {
    assert.deepEqual(
      [row["error_kind"], row["status"], row["error"], row["input_tokens"], row["purpose"]],
      ["server", 500, "boom", null, "answer"],
    );
  }
  const [first] = rows;
  assert.deepEqual(
    [first?.["turn"], first?.["items"], first?.["ms"], first?.["attempts"], first?.["images"]],
    [0, ["q1"], 120.5, 1, 0],
  );
});

Deno.test("requestsFrame() has a row for every judgement too, and leaves null what files do not keep", () => {
  const runs = judgedRuns({ judges: ["j1", "j2"], repeats: 2, silent: 0.2, cases: 3 });
  const rows = requestsFrame(runs).toRecords();
  const judged = rows.filter((row) => row["purpose"] === "judge");
  const criteria = runs.flatMap(({ results }) => results.flatMap(({ case: c }) => c.items)).length;
  assert.equal(judged.length, 4 * criteria);
  assert.equal(rows.length - judged.length, 6);
  assert.deepEqual(new Set(judged.map((row) => row["asked"])), new Set(["j1", "j2"]));
  assert.ok(judged.every((row) => row["ms"] === null && row["cost_usd"] === null));
  const unread = judged.filter((row) => row["outcome"] === "unreadable");
  assert.ok(unread.length > 0);
  assert.ok(unread.every((row) => row["error"] === "no JSON" && row["attempts"] === 3));
  const [answer] = rows;
  assert.deepEqual([answer?.["request_id"], answer?.["asked"]], ["req-1", "sim-good"]);
});

Deno.test("requestsFrame() counts images that were made smaller among those sent, with the size of what was sent", () => {
  const image = {
    source: "a.png",
    delivery: "sent",
    sha256: "aa",
    bytes: 1000,
    mediaType: "image/png",
    width: 10,
    height: 10,
  } as const;
  const small = { sha256: "bb", bytes: 300, mediaType: "image/png", width: 5, height: 5 };
  const resized = { ...image, delivery: "resized", sent: small } as const;
  const missing = { ...image, delivery: "missing", bytes: null } as const;
  const run = syntheticRun({ cases: 1 });
  const [result] = run.results;
  assert.ok(result);
  const sent = (images: Turn["images"]): readonly unknown[] => {
    const turns = result.turns.map((turn, k) => k === 0 ? { ...turn, images } : turn);
    const [row] = requestsFrame([{ ...run, results: [{ ...result, turns }] }]).toRecords();
    return [row?.["images"], row?.["images_sent"], row?.["image_bytes"]];
  };
  assert.deepEqual(sent([image, resized, missing]), [3, 2, 1300]);
  assert.deepEqual(sent([missing]), [1, 0, null]);
  // What was sent in place of the image is not told: its own size would be another.
  const untold = { ...image, delivery: "resized" } as const;
  assert.deepEqual(sent([image, untold]), [2, 2, null]);
});

Deno.test("requestsFrame() is declared, without rows too", () => {
  const frame = requestsFrame([]);
  assert.deepEqual(frame.columns, frameSchema("requests").map(({ name }) => name));
  assert.equal(frame.height, 0);
});
