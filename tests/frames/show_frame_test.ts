import assert from "node:assert/strict";
import { buildFrame } from "../../lib/frames/build_frame.ts";
import type { Frame } from "../../lib/frames/frame.ts";
import { questionsFrame } from "../../lib/frames/questions_frame.ts";
import { showFrame } from "../../lib/frames/show_frame.ts";
import { formatCell } from "../../lib/frames/_format_cell.ts";
import { syntheticRun } from "./synthetic_run.ts";

const NASTY = `<script>alert("1")</script> & 'x'`;

function sample(rows: readonly (readonly [string | null, number | null])[]): Frame {
  return buildFrame({
    name: "sample",
    columns: [
      { name: "na<me", type: "string", description: "text", read: (row) => row[0] },
      { name: "value", type: "number", description: "number", read: (row) => row[1] },
      {
        name: "list",
        type: "strings",
        description: "list",
        read: (row) => row[0] === null ? null : [row[0]],
      },
      {
        name: "day",
        type: "datetime",
        description: "day",
        read: () => new Date("2026-03-01T00:00:00Z"),
      },
    ],
    describeRow: () => "row",
  }, rows);
}

Deno.test("showFrame() shows shape, types, missing values, lists and dates", () => {
  const { html, text } = showFrame(sample([["a", 1 / 7], [null, null]]));
  assert.match(html, /2 rows × 4 columns/);
  assert.match(html, />float64</);
  assert.match(html, />list of text</);
  assert.match(html, />0\.1429</);
  assert.match(html, /opacity:\.45">null</);
  assert.match(html, />\[&quot;a&quot;\]</);
  assert.match(html, />2026-03-01</);
  assert.match(
    text,
    /^2 rows × 4 columns\nna<me +value +list +day\ntext +float64 +list of text +datetime\n/,
  );
});

Deno.test("showFrame() escapes names and cells in HTML", () => {
  const { html } = showFrame(sample([[NASTY, 1]]));
  assert.doesNotMatch(html, /<script|na<me/);
  assert.match(html, /&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt; &amp; &#39;x&#39;/);
});

Deno.test("showFrame() lets no control character reach a terminal or break a row", () => {
  const { text } = showFrame(sample([["a\u001b[31m\nb", 1]]));
  assert.match(text, /a\uFFFD\[31m b/);
});

Deno.test("showFrame() shows head and tail of a long frame and says how many are left out", () => {
  const rows = Array.from({ length: 1050 }, (_, index): [string, number] => [`r${index}`, index]);
  const { html, text } = showFrame(sample(rows));
  assert.match(html, /1,050 rows/);
  assert.match(html, /… 1,030 more …/);
  assert.equal(html.match(/<tr>/g)?.length, 1 + 20 + 1);
  assert.match(text, /\br9\b/);
  assert.doesNotMatch(text, /\br10\b/);
  assert.match(text, /\br1040\b/);
  assert.equal(showFrame(sample(rows), { rows: 1 }).html.match(/<tr>/g)?.length, 3);
});

Deno.test("showFrame() cuts long text and keeps a wide frame inside its box", () => {
  const { html } = showFrame(sample([["x".repeat(500), 1]]));
  assert.match(html, />x{59}…</);
  assert.match(html, /^<div style="overflow-x:auto/);
  const wide = showFrame(questionsFrame([syntheticRun({ cases: 2 })]));
  assert.ok(wide.text.split("\n").slice(0, -1).every((line) => line.length <= 112));
  assert.match(wide.text, /… and \d+ columns: .*served_model/);
});

Deno.test("showFrame() brings no colours, scripts or style sheets of its own", () => {
  const { html } = showFrame(sample([["a", 1]]));
  assert.doesNotMatch(html, /<style|<script|class=|#[0-9a-f]{3}/i);
});

Deno.test("showFrame() of no rows shows the columns", () => {
  assert.match(showFrame(sample([])).html, /0 rows × 4 columns/);
});

Deno.test("showFrame() is what a notebook displays", () => {
  const shown = showFrame(sample([["a", 1]]));
  const display = shown[Symbol.for("Jupyter.display")];
  assert.deepEqual(display?.(), { "text/html": shown.html, "text/plain": shown.text });
});

Deno.test("showFrame() refuses a column that is not there and a senseless number of rows", () => {
  assert.throws(
    () => showFrame(sample([]), { columns: ["valu"] }),
    /No column "valu".*na<me, value/,
  );
  assert.throws(() => showFrame(sample([]), { rows: 0 }), {
    name: "RangeError",
    message: /rows is 0/,
  });
});

Deno.test("formatCell() writes numbers to four digits without touching whole ones", () => {
  const written = [0.000123456, 12345.678, 123456789, -0.5, 1e-9, 100].map((value) =>
    formatCell(value)
  );
  assert.deepEqual(written, ["0.0001235", "12346", "123456789", "-0.5", "1e-9", "100"]);
  assert.equal(formatCell(new Date("2026-03-01T08:09:10Z")), "2026-03-01T08:09:10Z");
  assert.equal(formatCell({ a: 1n }), '{"a":1}');
  assert.equal(formatCell(undefined), null);
});
