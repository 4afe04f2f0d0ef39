import assert from "node:assert/strict";
import { join } from "node:path";
import { completion, examRecord, runTask, writeExam } from "./eval_task.ts";

Deno.test("eval --shard, merge and verify: the parts of a run become the whole, and everything agrees", async () => {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      await request.body?.cancel();
      return completion("\\boxed{A}");
    },
  );
  const records = Array.from({ length: 12 }, (_, n) => examRecord(`case-${n}`, "AB"));
  const { folder, data } = await writeExam(records);
  const base = `http://127.0.0.1:${server.addr.port}/v1`;
  const flags = ["--model", "m", "--api-base", base, "--image-mode", "url", "--jsonl-path", data];
  const run = async (name: string, more: readonly string[]) => {
    const output = join(folder, `${name}.json`);
    const { code, stderr } = await runTask("eval", [...flags, "--output", output, ...more]);
    assert.equal(code, 0, stderr);
    return output;
  };
  const parts = [await run("one", ["--shard", "1/2"]), await run("two", ["--shard", "2/2"])];
  const whole = await run("whole", []);
  const merged = join(folder, "merged.json");
  const merge = (files: readonly string[], ...more: readonly string[]) =>
    runTask("merge", [...files, "--output", merged, ...more]);

  const lacking = await merge(parts.slice(0, 1));
  assert.equal(lacking.code, 2);
  assert.match(lacking.stderr, /Shard 2 of 2 missing/);
  const doubled = await merge([...parts, ...parts.slice(0, 1)], "--json");
  assert.equal(doubled.code, 0);
  assert.match(doubled.stderr, /given more than once: it counts once/);
  const again = await merge(parts);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /exists: --overwrite replaces it/);
  assert.match(
    (await merge([...parts, merged], "--overwrite")).stderr,
    /--output .* would write over .*, which is read: choose another/,
  );

  const [left, right] = await Promise.all(
    [merged, whole].map(async (file) =>
      JSON.parse((await runTask("analyze", [file, "--json"])).stdout)
    ),
  );
  assert.deepEqual(left, right);
  const verified = await runTask("verify", [merged, "--jsonl-path", data]);
  assert.equal(verified.code, 0, verified.stdout);
  assert.match(verified.stdout, /everything agrees \(12 cases, 24 items, 24 prompts\)/);
  const text = await Deno.readTextFile(merged);
  await Deno.writeTextFile(merged, text.replace('"strict_answer":"A"', '"strict_answer":"B"'));
  const changed = await runTask("verify", [merged]);
  assert.equal(changed.code, 1);
  assert.match(changed.stdout, /strict_answer is "B", recomputed "A"/);
  const bad = await runTask("eval", [...flags, "--shard", "3/2"]);
  assert.equal(bad.code, 2);
  assert.match(bad.stderr, /Expected i\/n with i from 1 to n/);
  await server.shutdown();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("two processes on one output: the second is refused and changes nothing", async () => {
  const asked = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      await request.body?.cancel();
      asked.resolve();
      await go.promise;
      return completion("\\boxed{A}");
    },
  );
  const { folder, data, output } = await writeExam([examRecord("1", "A")]);
  const base = `http://127.0.0.1:${server.addr.port}/v1`;
  const flags = ["--model", "m", "--api-base", base, "--image-mode", "url", "--jsonl-path", data];
  const first = runTask("eval", [...flags, "--output", output]);
  await asked.promise;
  for (const more of [["--resume"], ["--overwrite"], []]) {
    const { code, stderr } = await runTask("eval", [...flags, "--output", output, ...more]);
    assert.equal(code, 2);
    assert.match(stderr, /another process writes this output/);
  }
  go.resolve();
  assert.equal((await first).code, 0);
  await server.shutdown();
  await Deno.remove(folder, { recursive: true });
});
