import assert from "node:assert/strict";
import { collectOutputs } from "../../lib/notebook/_kernel/collect_outputs.ts";
import type { KernelMessage } from "../../lib/notebook/_kernel/connect_kernel.ts";
import { runCell } from "../../lib/notebook/_kernel/run_cell.ts";
import type { Kernel, KernelEnd } from "../../lib/notebook/_kernel/start_kernel.ts";

/** A kernel that does what the test tells it to. */
function fakeKernel(onRequest: (id: string, code: string) => void) {
  let listener: (message: KernelMessage) => void = () => {};
  const ended = Promise.withResolvers<KernelEnd>();
  let count = 0;
  const kernel: Kernel = {
    pid: 1,
    request(_type: string, content: Readonly<Record<string, unknown>>): string {
      const id = `r${++count}`;
      queueMicrotask(() => onRequest(id, String(content.code)));
      return id;
    },
    listen: (next) => void (listener = next),
    ended: ended.promise,
    interrupt() {},
    stop: () => Promise.resolve(),
  };
  const iopub = (type: string, parentId: string, content: Record<string, unknown>) =>
    listener({ channel: "iopub", type, parentId, content });
  const reply = (parentId: string) =>
    listener({
      channel: "shell",
      type: "execute_reply",
      parentId,
      content: { status: "ok", execution_count: 5 },
    });
  const idle = (parentId: string) => iopub("status", parentId, { execution_state: "idle" });
  return { kernel, iopub, reply, idle, end: ended.resolve };
}

/** Sends what a fence asks for, one mark after the other. */
function passFence(
  code: string,
  send: (type: string, content: Record<string, unknown>) => void,
): void {
  const mark = /"(fence-[^"]+)"/.exec(code)?.[1] ?? "";
  send("stream", { name: "stdout", text: `tail without end${mark}\n` });
  send("stream", { name: "stderr", text: `${mark}\n` });
  send(mark, {});
}

Deno.test("runCell() waits for outputs that come after idle, and keeps the marks of its fence out of them", async () => {
  const collector = collectOutputs();
  const { kernel, iopub, reply, idle } = fakeKernel((id, code) => {
    if (code === "cell") {
      reply(id);
      idle(id);
      return;
    }
    iopub("stream", "r1", { name: "stdout", text: "late\n" });
    passFence(code, (type, content) => iopub(type, id, content));
  });
  const end = await runCell(kernel, "cell", { onOutput: (message) => collector.add(1, message) });
  assert.deepEqual([end.status, end.executionCount], ["ok", 5]);
  assert.deepEqual(collector.outputs(1), [
    { output_type: "stream", name: "stdout", text: "late\ntail without end" },
  ]);
});

Deno.test("runCell() calls outputs lost when the kernel falls silent before the fence has passed", async () => {
  const { kernel, reply, idle } = fakeKernel((id, code) => {
    if (code === "cell") {
      reply(id);
      idle(id);
    }
  });
  const end = await runCell(kernel, "cell", { onOutput() {}, silenceMs: 20 });
  assert.equal(end.status, "lost_output");
  assert.match(end.message, /no word from the kernel for 0\.02 s/);
});

Deno.test("runCell() calls outputs lost when idle never comes", async () => {
  const { kernel, reply } = fakeKernel((id) => reply(id));
  const end = await runCell(kernel, "cell", { onOutput() {}, silenceMs: 20 });
  assert.equal(end.status, "lost_output");
});

Deno.test("runCell() tells a dead kernel from a broken connection", async () => {
  for (const [what, status] of [["died", "kernel_died"], ["broken", "lost_output"]] as const) {
    const { kernel, end } = fakeKernel(() => end({ what, message: "so it ended" }));
    const { status: got, message } = await runCell(kernel, "cell", { onOutput() {} });
    assert.deepEqual([got, message], [status, "so it ended"]);
  }
});

Deno.test("runCell() gives up when its signal says so, also one aborted before", async () => {
  const controller = new AbortController();
  const { kernel } = fakeKernel(() => controller.abort());
  const options = { onOutput() {}, signal: controller.signal };
  assert.equal((await runCell(kernel, "cell", options)).status, "aborted");
  assert.equal((await runCell(kernel, "cell", options)).status, "aborted");
});
