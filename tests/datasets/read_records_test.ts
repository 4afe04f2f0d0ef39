import assert from "node:assert/strict";
import { jsonErrorOffset } from "../../lib/datasets/_files/json_error_offset.ts";
import { readRecords } from "../../lib/datasets/read_records.ts";
import { temporaryFolder } from "./fixtures.ts";

Deno.test("readRecords() yields an unreadable line with its error and goes on", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/a.jsonl`;
  await Deno.writeTextFile(path, '{"a":1}\n{"a":}\n{"a":3}\n');
  const records = await Array.fromAsync(readRecords(path));
  assert.deepEqual(records.map(({ where, value, error }) => [where, value, error === null]), [
    ["a.jsonl:1", { a: 1 }, true],
    ["a.jsonl:2", undefined, false],
    ["a.jsonl:3", { a: 3 }, true],
  ]);
});

Deno.test("readRecords() rejects for a file that is not there", async () => {
  await assert.rejects(Array.fromAsync(readRecords("/nonexistent/a.jsonl")), Deno.errors.NotFound);
});

Deno.test("jsonErrorOffset() is null for exactly the texts that JSON.parse accepts", () => {
  const alphabet = '{}[]",:0-1.e+tnull\\u"a ';
  let state = 12345;
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor(state / 2 ** 32 * below);
  };
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: random(12) }, () => alphabet[random(alphabet.length)]).join(
      "",
    );
    let valid = true;
    try {
      JSON.parse(text);
    } catch {
      valid = false;
    }
    const offset = jsonErrorOffset(text);
    assert.equal(offset === null, valid, JSON.stringify(text));
    assert.ok(offset === null || (offset >= 0 && offset <= text.length), JSON.stringify(text));
  }
});

Deno.test("jsonErrorOffset() points at the first character that does not fit", () => {
  const offsets = new Map([
    ['{"a": 1,}', 8],
    ["[1,]", 3],
    ['{"a" 1}', 5],
    ['"a\nb"', 2],
    ['"\\x"', 1],
    ["", 0],
    ["[1] 2", 4],
    ["NaN", 0],
  ]);
  for (const [text, offset] of offsets) assert.equal(jsonErrorOffset(text), offset, text);
  assert.equal(jsonErrorOffset("[".repeat(200_000) + "]".repeat(200_000)), null);
});
