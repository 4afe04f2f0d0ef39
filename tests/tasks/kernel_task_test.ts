import assert from "node:assert/strict";
import { join } from "node:path";
import { runScript } from "./run_script.ts";

Deno.test("the kernel task installs a kernel, checks it by running 1 + 1, and takes it away", async () => {
  const folder = await Deno.makeTempDir();
  const kernel = (...args: readonly string[]) =>
    runScript("kernel.ts", args, {
      permissions: "processes",
      env: { HOME: folder, JUPYTER_DATA_DIR: join(folder, "jupyter") },
    });
  try {
    const missing = await kernel("check");
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /The kernel "deno" is not installed\n.*deno task kernel install/);

    const installed = await kernel("install", "--display-name", "Deno (Rounds)");
    assert.equal(installed.code, 0, installed.stderr);
    assert.match(installed.stdout, /^Installed the kernel "deno": .*kernels.deno.kernel\.json\n/);
    assert.match(installed.stdout, /The kernel answers: 1 \+ 1 = 2, \d+\.\d s after its start/);
    const path = join(folder, "jupyter", "kernels", "deno", "kernel.json");
    assert.equal(JSON.parse(await Deno.readTextFile(path)).display_name, "Deno (Rounds)");

    assert.equal((await kernel("check")).code, 0);
    const removed = await kernel("uninstall");
    assert.deepEqual([removed.code, removed.stdout], [0, `Removed ${path}\n`]);
    assert.match((await kernel("uninstall")).stdout, /is not installed: nothing to do/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("the kernel task answers bad usage with one message and exit code 2", async () => {
  const kernel = (...args: readonly string[]) =>
    runScript("kernel.ts", args, { permissions: "processes" });
  const name = await kernel("check", "--name", "../up");
  assert.equal(name.code, 2);
  assert.match(name.stderr, /^error: The kernel name is "\.\.\/up", expected letters/);
  assert.equal((await kernel("upgrade")).code, 2);
  assert.equal((await kernel()).code, 2);
  assert.equal((await kernel("--help")).code, 0);
});
