import assert from "node:assert/strict";
import { liveProgress, type LiveProgressOptions } from "../../mod.ts";
import { throttled } from "../../lib/notebook/_live/throttled.ts";

/** A clock and its timers, moved by hand. */
function fakeTime() {
  let now = 0;
  let timers: { at: number; callback: () => void }[] = [];
  return {
    now: () => now,
    schedule(callback: () => void, ms: number): () => void {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => void (timers = timers.filter((other) => other !== timer));
    },
    pass(ms: number): void {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { callback } of due) callback();
    },
    waiting: () => timers.length,
  };
}

function shownOn(columns: number | null, options: Partial<LiveProgressOptions> = {}) {
  const time = fakeTime();
  const written: string[] = [];
  const terminal = { write: (text: string) => void written.push(text), columns: () => columns };
  const progress = liveProgress({ total: 10, label: "demo", terminal, ...time, ...options });
  return { ...time, written, progress };
}

const plain = (text: string | undefined) => (text ?? "").replaceAll("\x1b[2K", "<clear>");

Deno.test("throttled() runs at once, then not before the interval, then with the last value", () => {
  const { now, schedule, pass, waiting } = fakeTime();
  const seen: number[] = [];
  const throttle = throttled((value: number) => void seen.push(value), {
    everyMs: 100,
    now,
    schedule,
  });
  for (const value of [1, 2, 3]) throttle.call(value);
  assert.deepEqual(seen, [1]);
  assert.equal(waiting(), 1);
  pass(99);
  assert.deepEqual(seen, [1]);
  pass(1);
  assert.deepEqual(seen, [1, 3]);
  throttle.call(4);
  assert.equal(throttle.cancel(), true);
  assert.equal(throttle.cancel(), false);
  pass(1000);
  assert.deepEqual(seen, [1, 3]);
  throttle.call(5);
  assert.deepEqual(seen, [1, 3, 5]);
});

Deno.test("liveProgress() writes a plain line each ten seconds where there is no terminal", async () => {
  const { written, progress, pass } = shownOn(null);
  progress.update({ done: 1 });
  for (let second = 0; second < 25; second++) {
    pass(1000);
    progress.update({ done: 2 + Math.floor(second / 5), failed: 1 });
  }
  await progress.close();
  assert.deepEqual(written, [
    "demo: done 1/10 (10 %) · failed 0 · –/s · ETA –\n",
    "demo: done 3/10 (30 %) · failed 1 · 20.0/min · ETA 0:21\n",
    "demo: done 5/10 (50 %) · failed 1 · 15.8/min · ETA 0:19\n",
    "demo: done 6/10 (60 %) · failed 1 · 14.4/min · ETA 0:17\n",
  ]);
});

Deno.test("liveProgress() draws one line in a terminal, at most ten times a second, and ends it", async () => {
  const { written, progress, pass } = shownOn(100);
  for (let done = 0; done <= 5; done++) {
    progress.update({ done, rate: 2, etaSeconds: 4 });
    pass(20);
  }
  await progress.close();
  assert.equal(written.length, 4, "the first, one after 100 ms, the last, the line feed");
  assert.match(
    plain(written[2]),
    /^\r<clear>\[#{15}-{15}\] demo: done 5\/10 \(50 %\) · failed 0 · 2\.0\/s · ETA 0:04$/,
  );
  assert.equal(written[3], "\n");
});

Deno.test("liveProgress() fits its line to the terminal: a shorter bar, then the text cut", () => {
  const widths = [100, 70, 58, 30].map((columns) => {
    const { written, progress } = shownOn(columns);
    progress.update({ done: 10, rate: 1, etaSeconds: 0 });
    return plain(written[0]).replace("\r<clear>", "");
  });
  assert.match(widths[0] ?? "", /^\[#{30}\] /);
  assert.match(widths[1] ?? "", /^\[#{12,20}\] demo/);
  assert.match(widths[2] ?? "", /^(\[#+\] )?demo: done/);
  assert.equal(widths[3]?.length, 29);
  for (const [index, columns] of [100, 70, 58, 30].entries()) {
    assert.ok((widths[index]?.length ?? 0) < columns);
  }
});

Deno.test("liveProgress() prints notes on lines of their own and draws its line again", async () => {
  const { written, progress } = shownOn(100);
  progress.update({ done: 1, rate: 1 });
  progress.note("a warning");
  assert.equal(plain(written[1]), "\r<clear>a warning\n");
  assert.match(plain(written[2]), /^\r<clear>\[/);
  await progress.close();
  progress.note("after");
  assert.equal(plain(written.at(-1)), "\r<clear>after\n");
});

Deno.test("liveProgress() updates one output of a cell in place and shows its last state", async () => {
  const sent: [string, Record<string, unknown>][] = [];
  const broadcast = (type: string, content: Record<string, unknown>) =>
    void sent.push([type, content]);
  const { progress, pass } = shownOn(null, { jupyter: { broadcast }, label: "<m&m>" });
  progress.update({ done: 1, rate: 1 });
  progress.update({ done: 2, rate: 1 });
  pass(100);
  progress.update({ done: 3, failed: 1, rate: 1 });
  progress.note("a warning");
  await progress.close();
  assert.deepEqual(sent.map(([type]) => type), [
    "display_data",
    "update_display_data",
    "stream",
    "update_display_data",
  ]);
  const ids = sent.flatMap(([, { transient }]) =>
    transient === undefined ? [] : [JSON.stringify(transient)]
  );
  assert.equal(new Set(ids).size, 1);
  const last = JSON.stringify(sent[3]?.[1].data);
  assert.match(last, /"text\/plain":"<m&m>: done 3\/10 \(30 %\) · failed 1 · 1\.0\/s · ETA 0:07"/);
  assert.match(last, /<progress value=\\"3\\" max=\\"10\\"/);
  assert.match(last, /&lt;m&amp;m&gt;: done 3\/10/);
});

Deno.test("liveProgress() survives a front end that went away", async () => {
  const broadcast = () => Promise.reject(new Error("gone"));
  const { progress } = shownOn(null, { jupyter: { broadcast } });
  progress.update({ done: 1 });
  await progress.close();
});

Deno.test("liveProgress() without any update shows nothing, and nothing after its end", async () => {
  for (const columns of [null, 80]) {
    const { written, progress } = shownOn(columns);
    await progress.close();
    progress.update({ done: 1 });
    await progress.close();
    assert.deepEqual(written, []);
  }
});

Deno.test("liveProgress() measures the rate itself unless it is told, and takes null for unknown", () => {
  const { written, progress, pass } = shownOn(null);
  pass(4000);
  progress.update({ done: 8 });
  pass(10_000);
  progress.update({ done: 9, rate: null, etaSeconds: null });
  pass(10_000);
  progress.update({ done: 9, rate: 0 });
  assert.deepEqual(written.map((line) => line.replace(/.*failed 0 · /, "")), [
    "2.0/s · ETA 0:01\n",
    "–/s · ETA –\n",
    "0.0/s · ETA –\n",
  ]);
});
