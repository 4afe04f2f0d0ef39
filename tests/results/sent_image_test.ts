import assert from "node:assert/strict";
import { turnFromRecord, turnToRecord } from "../../mod.ts";

const TURN = {
  index: 0,
  items: ["q1"],
  promptSha256: null,
  images: [
    {
      source: "a.png",
      delivery: "resized",
      sha256: "aa",
      bytes: 9_000_000,
      mediaType: "image/png",
      width: 4000,
      height: 3000,
      sent: { sha256: "bb", bytes: 500_000, mediaType: "image/png", width: 1154, height: 866 },
    },
    {
      source: "b.png",
      delivery: "sent",
      sha256: "cc",
      bytes: 9,
      mediaType: "image/png",
      width: 3,
      height: 3,
    },
  ],
  reply: null,
  error: { kind: "timeout", status: null, message: "no answer" },
  ms: 12,
  attempts: 5,
  costUsd: null,
} as const;
const PLACE = { index: 0, items: ["q1"], content: null, where: "a.json" };

Deno.test("turnToRecord() keeps what was sent of a resized image, and turnFromRecord() gives it back", () => {
  const record = turnToRecord(TURN);
  assert.deepEqual(record.images[0]?.sent, {
    sha256: "bb",
    bytes: 500_000,
    media_type: "image/png",
    width: 1154,
    height: 866,
  });
  assert.ok(!("sent" in (record.images[1] ?? {})));
  assert.deepEqual(turnFromRecord(JSON.parse(JSON.stringify(record)), PLACE), TURN);
});

Deno.test("turnFromRecord() refuses a resized image that does not say what was sent", () => {
  const record = JSON.parse(JSON.stringify(turnToRecord(TURN)));
  delete record.images[0].sent.width;
  assert.throws(() => turnFromRecord(record, PLACE), /"sent.width" is .*expected to be there/);
});
