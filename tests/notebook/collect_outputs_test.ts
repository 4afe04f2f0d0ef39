import assert from "node:assert/strict";
import { collectOutputs } from "../../lib/notebook/_kernel/collect_outputs.ts";

const stream = (text: string, name = "stdout") => ({ type: "stream", content: { name, text } });
const shown = (text: string, id?: string) => ({
  type: "display_data",
  content: {
    data: { "text/plain": text },
    metadata: {},
    transient: id === undefined ? {} : { display_id: id },
  },
});
const updated = (text: string, id: string) => ({ ...shown(text, id), type: "update_display_data" });

Deno.test("collectOutputs() joins text of one stream and keeps the order of everything else", () => {
  const collector = collectOutputs();
  for (
    const message of [stream("a"), stream("b"), stream("e", "stderr"), shown("x"), stream("c")]
  ) {
    collector.add(1, message);
  }
  const kinds = collector.outputs(1).map((output) =>
    output.output_type === "stream" ? `${output.name} ${output.text}` : output.output_type
  );
  assert.deepEqual(kinds, ["stdout ab", "stderr e", "display_data", "stdout c"]);
});

Deno.test("collectOutputs() shows the last state of a display, also when a later cell updates it", () => {
  const collector = collectOutputs();
  collector.add(1, shown("0 %", "p"));
  collector.add(2, shown("same again", "p"));
  collector.add(2, updated("100 %", "p"));
  for (const cell of [1, 2]) {
    assert.deepEqual(collector.outputs(cell), [
      { output_type: "display_data", data: { "text/plain": "100 %" }, metadata: {} },
    ]);
  }
  assert.deepEqual(collector.takeLost(), []);
});

Deno.test("collectOutputs() empties a cell at once, or when the next output comes", () => {
  const collector = collectOutputs();
  collector.add(1, stream("a"));
  collector.add(1, { type: "clear_output", content: { wait: true } });
  assert.equal(collector.outputs(1).length, 1);
  collector.add(1, stream("b"));
  assert.deepEqual(collector.outputs(1), [{ output_type: "stream", name: "stdout", text: "b" }]);
  collector.add(1, { type: "clear_output", content: { wait: false } });
  assert.deepEqual(collector.outputs(1), []);
});

Deno.test("collectOutputs() says what it could not place, once", () => {
  const collector = collectOutputs();
  collector.add(1, updated("x", "nobody"));
  collector.add(1, { type: "stream", content: { name: "stdlog", text: "x" } });
  const [update, malformed, ...more] = collector.takeLost();
  assert.match(update ?? "", /update of the display "nobody"/);
  assert.match(malformed ?? "", /a "stream": "name" is "stdlog"/);
  assert.deepEqual(more, []);
  assert.deepEqual(collector.takeLost(), []);
});

Deno.test("collectOutputs() passes over messages that are no outputs, and knows cells without any", () => {
  const collector = collectOutputs();
  collector.add(1, { type: "execute_input", content: { code: "1" } });
  collector.add(1, { type: "comm_open", content: {} });
  assert.deepEqual(collector.outputs(1), []);
  assert.deepEqual(collector.outputs(99), []);
});
