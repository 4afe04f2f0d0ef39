import assert from "node:assert/strict";
import { join } from "node:path";
import { readFrame } from "../../lib/frames/read_frame.ts";
import { rowsFrame } from "../../lib/frames/rows_frame.ts";
import { saveFrame } from "../../lib/frames/save_frame.ts";

const HOSTILE = "\x1b]8;;http://evil.example\x07click\x1b[2J \u202etxt.exe\u0007 <b>\n\ttab";
// deno-lint-ignore no-control-regex -- control characters are what this is about
const OBEYED = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/;

Deno.test("a frame shows itself in terminal and notebook without obeying its cells, which stay as they are", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "f.parquet");
  const made = rowsFrame([{ text: HOSTILE, n: 1 }]);
  await saveFrame(made, path);
  for (const frame of [made, await readFrame(path)]) {
    for (const shown of [String(frame), Deno.inspect(frame)]) {
      assert.match(shown, /click/);
      assert.doesNotMatch(shown, OBEYED);
    }
    const display: unknown = Reflect.get(frame, Symbol.for("Jupyter.display"));
    assert.ok(typeof display === "function");
    const bundle = display();
    assert.match(bundle["text/html"], /<table>.*click/s);
    assert.match(bundle["text/html"], /&lt;b&gt;/);
    assert.doesNotMatch(bundle["text/html"], OBEYED);
    assert.equal(frame.toRecords()[0]?.["text"], HOSTILE);
    assert.deepEqual(frame.select("text").toRecords(), [{ text: HOSTILE }]);
    assert.deepEqual(Object.keys(frame), Object.keys(frame.select("text", "n")));
  }
  await Deno.remove(folder, { recursive: true });
});
