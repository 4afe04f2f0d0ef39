import assert from "node:assert/strict";
import { armInterrupt, interruptible, prepareNotebook, reportUnhandledErrors } from "../../mod.ts";
import { interruptState } from "../../lib/notebook/_live/interrupt_state.ts";
import { collectOutputs } from "../../lib/notebook/_kernel/collect_outputs.ts";
import { runCell } from "../../lib/notebook/_kernel/run_cell.ts";
import { startKernel } from "../../lib/notebook/_kernel/start_kernel.ts";

/** Presses the stop button. */
const press = () => {
  for (const listener of [...interruptState.running]) listener();
};
const never = () => new Promise<never>(() => {});

function fakeKernel() {
  const texts: string[] = [];
  const kernel = {
    broadcast: (_type: string, { text }: Record<string, unknown>) => void texts.push(String(text)),
  };
  return { kernel, texts };
}

Deno.test("interruptible() gives the value of work nobody interrupts, and its error", async () => {
  assert.equal(await interruptible(() => Promise.resolve(7)), 7);
  await assert.rejects(interruptible(() => Promise.reject(new RangeError("no"))), /no/);
  assert.equal(interruptState.running.size, 0);
});

Deno.test("interruptible() aborts the signal of its work and gives back what the work has", async () => {
  const value = interruptible(async (signal) => {
    const done: number[] = [1, 2];
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return { done, aborted: signal.aborted, reason: signal.reason.name };
  });
  press();
  assert.deepEqual(await value, { done: [1, 2], aborted: true, reason: "AbortError" });
});

Deno.test("interruptible() reaches all work that runs", async () => {
  const wait = (signal: AbortSignal) =>
    new Promise<boolean>((resolve) => signal.addEventListener("abort", () => resolve(true)));
  const both = Promise.all([interruptible(wait), interruptible(wait)]);
  press();
  assert.deepEqual(await both, [true, true]);
});

Deno.test("interruptible() leaves work that does not stop in time, or at a second press", async () => {
  const waits: number[] = [];
  const late = interruptible(never, {
    graceMs: 1500,
    wait: (ms) => Promise.resolve(void waits.push(ms)),
  });
  press();
  await assert.rejects(late, {
    name: "AbortError",
    message: "Interrupted: the work did not stop within 1.5 s, and goes on unseen",
  });
  assert.deepEqual(waits, [1500]);
  const twice = interruptible(never, { wait: never });
  press();
  press();
  await assert.rejects(twice, { name: "AbortError" });
  assert.equal(interruptState.running.size, 0);
});

Deno.test("armInterrupt() listens once, takes a burst for one press, and says when nothing runs", async () => {
  const { kernel, texts } = fakeKernel();
  const handlers: (() => void)[] = [];
  let now = 1000;
  const options = { jupyter: kernel, listen: (handler: () => void) => void handlers.push(handler) };
  try {
    assert.equal(armInterrupt({ ...options, now: () => now }), true);
    assert.equal(armInterrupt(options), true);
    assert.equal(handlers.length, 1);
    handlers[0]?.();
    assert.match(texts[0] ?? "", /nothing that can be interrupted is running/);

    const work = interruptible(never, { wait: never });
    now += 1000;
    for (let signal = 0; signal < 3; signal++) handlers[0]?.();
    assert.equal(interruptState.running.size, 1, "three signals within 100 ms are one press");
    now += 200;
    handlers[0]?.();
    await assert.rejects(work, { name: "AbortError" });
    assert.equal(texts.length, 1);
  } finally {
    interruptState.signalArmed = false;
  }
});

Deno.test("reportUnhandledErrors() shows rejections and errors nobody caught, once", () => {
  const { kernel, texts } = fakeKernel();
  const target = new EventTarget();
  try {
    assert.equal(reportUnhandledErrors({ jupyter: kernel, target }), true);
    assert.equal(reportUnhandledErrors({ jupyter: kernel, target }), true);
    const rejection = Object.assign(new Event("unhandledrejection", { cancelable: true }), {
      reason: new Error("nobody waits", { cause: "a cause" }),
    });
    target.dispatchEvent(rejection);
    target.dispatchEvent(new ErrorEvent("error", { error: new TypeError("in a timer") }));
    assert.equal(rejection.defaultPrevented, true);
    assert.equal(texts.length, 2);
    assert.match(texts[0] ?? "", /^Unhandled rejection: Error: nobody waits[\s\S]*a cause/);
    assert.match(texts[1] ?? "", /^Uncaught error: TypeError: in a timer/);
  } finally {
    interruptState.errorsArmed = false;
  }
});

Deno.test("prepareNotebook(), armInterrupt() and reportUnhandledErrors() do nothing outside a kernel", () => {
  assert.equal(prepareNotebook(), false);
  assert.equal(armInterrupt(), false);
  assert.equal(reportUnhandledErrors(), false);
  assert.deepEqual([interruptState.signalArmed, interruptState.errorsArmed], [false, false]);
});

Deno.test("in a real kernel, the stop button stops a run a few answers later, keeps the kernel and the partial results", async () => {
  const kernel = await startKernel({ cwd: import.meta.dirname ?? "." });
  const collector = collectOutputs();
  let cell = 0;
  const run = async (source: string, onOutput: (text: string) => void = () => {}) => {
    const number = ++cell;
    const end = await runCell(kernel, source, {
      onOutput: (message) => {
        collector.add(number, message);
        onOutput(JSON.stringify(message.content));
      },
    });
    return { status: end.status, outputs: JSON.stringify(collector.outputs(number)) };
  };
  try {
    assert.equal((await run(FIRST_CELL)).status, "ok");
    let pressedAt = 0;
    const long = await run(LONG_CELL, (text) => {
      const done = doneIn(text);
      if (done < 3 || pressedAt > 0) return;
      pressedAt = done;
      kernel.interrupt();
    });
    assert.match(long.outputs, /aborted: true/);
    // In the kernel's own time, which goes slowly where this one does: 20 answers take a second, and the rest is for the
    // messages on their way.
    const doneAtEnd = doneIn(long.outputs);
    assert.ok(pressedAt >= 3 && doneAtEnd < pressedAt + 60, `${pressedAt}, then ${doneAtEnd}`);
    const next = await run("answers.length > 2 && answers.length < 500");
    assert.match(next.outputs, /"true"/);
    const timer = await run(
      "setTimeout(() => { throw new Error('in a timer'); }); Promise.reject('alone'); " +
        "await new Promise((done) => setTimeout(done, 20));",
    );
    assert.match(timer.outputs, /Uncaught error: Error: in a timer/);
    assert.match(timer.outputs, /Unhandled rejection: \\"alone\\"|Unhandled rejection: 'alone'/);
  } finally {
    await kernel.stop();
  }
});

/** The number of answers in a text with a progress line. */
const doneIn = (text: string) => Number(/done (\d+)\/500/.exec(text)?.[1] ?? 0);

const FIRST_CELL = `
import { interruptible, liveProgress, prepareNotebook } from "../../mod.ts";
prepareNotebook();
const answers: number[] = [];`;

const LONG_CELL = `
await interruptible(async (signal) => {
  const progress = liveProgress({ total: 500 });
  while (!signal.aborted && answers.length < 500) {
    answers.push(answers.length);
    progress.update({ done: answers.length });
    await new Promise((done) => setTimeout(done, 50));
  }
  await progress.close();
  return { aborted: signal.aborted };
})`;
