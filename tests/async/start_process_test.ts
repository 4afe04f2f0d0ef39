import assert from "node:assert/strict";
import { startProcess } from "../../lib/async/start_process.ts";
import { hasEnded, isRunning } from "../models/fake_python.ts";

Deno.test("startProcess() hands over text of both streams and tells how the process ended", async () => {
  const texts: string[] = [];
  const child = startProcess({
    argv: [Deno.execPath(), "eval", "console.log('out'); console.error('err'); Deno.exit(3)"],
    onText: (text, stream) => void texts.push(`${stream}: ${text}`),
  });
  assert.deepEqual(await child.ended, { code: 3, signal: null });
  assert.deepEqual(texts.sort(), ["stderr: err\n", "stdout: out\n"]);
  assert.deepEqual([...child.lastLines()].sort(), ["err", "out"]);
});

Deno.test("startProcess() keeps the last lines only, an unfinished one included", async () => {
  const child = startProcess({
    argv: [Deno.execPath(), "eval", "for (let i = 0; i < 9; i++) console.log(i);" + WRITE_TAIL],
    keptLines: 3,
  });
  await child.ended;
  assert.deepEqual(child.lastLines(), ["7", "8", "tail"]);
});

const WRITE_TAIL = "Deno.stdout.writeSync(new TextEncoder().encode('tail'))";

Deno.test("startProcess() passes folder and environment on", async () => {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const child = startProcess({
    argv: [Deno.execPath(), "eval", "console.log(Deno.cwd(), Deno.env.get('ROUNDS_TEST'))"],
    cwd: folder,
    env: { ROUNDS_TEST: "yes" },
  });
  await child.ended;
  assert.deepEqual(child.lastLines(), [`${folder} yes`]);
  await Deno.remove(folder);
});

Deno.test("stop() ends the process and what it started", async () => {
  const child = startProcess({ argv: [Deno.execPath(), "eval", PARENT] });
  const pid = Number(await firstLine(child));
  assert.equal(await isRunning(pid), true);
  await child.stop();
  assert.ok(await hasEnded(pid));
});

Deno.test("stop() kills what does not end when asked", async () => {
  const stubborn =
    "Deno.addSignalListener('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)";
  const waits: number[] = [];
  const child = startProcess({
    argv: [Deno.execPath(), "eval", stubborn],
    wait: (ms) => Promise.resolve(void waits.push(ms)),
  });
  await firstLine(child);
  const end = await child.stop({ graceMs: 5000 });
  assert.equal(end.signal, "SIGKILL");
  assert.equal(waits[0], 5000);
});

Deno.test("signal() and stop() on an ended process are no errors", async () => {
  const child = startProcess({ argv: [Deno.execPath(), "eval", ""] });
  await child.ended;
  child.signal("SIGTERM");
  assert.equal((await child.stop()).code, 0);
});

Deno.test("startProcess() throws NotFound for a program that is not there", () => {
  assert.throws(() => startProcess({ argv: ["no-such-program-here"] }), Deno.errors.NotFound);
});

/** Starts a sleeping child of its own and prints its process id. */
const PARENT = `
const child = new Deno.Command(Deno.execPath(), {
  args: ["eval", "setInterval(() => {}, 1000)"], stdout: "null", stderr: "null",
}).spawn();
console.log(child.pid);
setInterval(() => {}, 1000);`;

async function firstLine(child: { lastLines(): readonly string[] }): Promise<string> {
  for (;;) {
    const [line] = child.lastLines();
    if (line !== undefined) return line;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
