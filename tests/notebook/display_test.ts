import assert from "node:assert/strict";
import { display, type Jupyter, jupyter } from "../../mod.ts";
import { say } from "../../lib/notebook/_live/say.ts";

function recorder() {
  const sent: [string, Record<string, unknown>][] = [];
  const waits: number[] = [];
  const kernel: Jupyter = { broadcast: (type, content) => void sent.push([type, content]) };
  const wait = (ms: number) => Promise.resolve(void waits.push(ms));
  return { sent, waits, kernel, wait };
}

Deno.test("jupyter() gives null outside a kernel instead of throwing", () => {
  assert.equal(jupyter(), null);
});

Deno.test("display() sends bundle, metadata and name, then waits for the output to leave", async () => {
  const { sent, waits, kernel, wait } = recorder();
  const bundle = { "text/plain": "figure", "image/png": "aWJt" };
  const metadata = { "image/png": { width: 300 } };
  assert.equal(await display(bundle, { metadata, displayId: "f", jupyter: kernel, wait }), true);
  assert.deepEqual(sent, [[
    "display_data",
    { data: bundle, metadata, transient: { display_id: "f" } },
  ]]);
  assert.deepEqual(waits, [20]);
});

Deno.test("display() updates a display by its name", async () => {
  const { sent, kernel, wait } = recorder();
  await display({ "text/plain": "2" }, { displayId: "f", update: true, jupyter: kernel, wait });
  assert.deepEqual(sent, [["update_display_data", {
    data: { "text/plain": "2" },
    metadata: {},
    transient: { display_id: "f" },
  }]]);
});

Deno.test("display() does nothing outside a kernel and says so", async () => {
  assert.equal(await display({ "text/plain": "x" }), false);
});

Deno.test("display() refuses an update without a name and an output the kernel would mangle", async () => {
  const { sent, kernel } = recorder();
  await assert.rejects(display({}, { update: true, jupyter: kernel }), {
    name: "TypeError",
    message: "An update needs the displayId of the display it replaces",
  });
  await assert.rejects(display({ "text/plain": "a".repeat(4_000_001) }, { jupyter: kernel }), {
    name: "RangeError",
    message: /has 4000018 characters, expected at most 4000000: show less, or save it to a file/,
  });
  assert.deepEqual(sent, []);
});

Deno.test("say() prints a line to standard error, and survives a kernel that went away", async () => {
  const { sent, kernel } = recorder();
  say(kernel, "half way");
  assert.deepEqual(sent, [["stream", { name: "stderr", text: "half way\n" }]]);
  say({ broadcast: () => Promise.reject(new Error("gone")) }, "x");
  say({
    broadcast: () => {
      throw new Error("gone");
    },
  }, "x");
  await Promise.resolve();
});
