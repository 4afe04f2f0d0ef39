import assert from "node:assert/strict";
import { join } from "node:path";
import { checkKernelSpec, installKernelSpec, uninstallKernelSpec } from "../../mod.ts";
import { dataFolders } from "../../lib/notebook/_kernel/data_folders.ts";
import { durableDeno } from "../../lib/notebook/_kernel/durable_deno.ts";
import { isVolatilePath } from "../../lib/notebook/_kernel/is_volatile_path.ts";
import { kernelFolder } from "../../lib/notebook/_kernel/kernel_folder.ts";
import { readKernelSpec } from "../../lib/notebook/_kernel/read_kernel_spec.ts";

/** A home folder for one test, with the environment that names it. */
async function atHome(
  test: (home: string, env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  const home = await Deno.makeTempDir();
  try {
    await test(home, { HOME: home, USERPROFILE: home, PATH: "" });
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

const exists = (path: string) => Deno.stat(path).then(() => true, () => false);

Deno.test("dataFolders() follows Jupyter and the operating system", () => {
  const linux = { os: "linux", env: { HOME: "/home/ada" } } as const;
  assert.equal(dataFolders(linux).jupyter, "/home/ada/.local/share/jupyter");
  const xdg = { os: "linux", env: { HOME: "/home/ada", XDG_DATA_HOME: "/data" } } as const;
  assert.deepEqual(dataFolders(xdg), { jupyter: "/data/jupyter", rounds: "/data/rounds" });
  const own = { os: "linux", env: { HOME: "/home/ada", JUPYTER_DATA_DIR: "/own" } } as const;
  assert.deepEqual(dataFolders(own), { jupyter: "/own", rounds: "/home/ada/.local/share/rounds" });
  const mac = { os: "darwin", env: { HOME: "/Users/ada" } } as const;
  assert.deepEqual(dataFolders(mac), {
    jupyter: "/Users/ada/Library/Jupyter",
    rounds: "/Users/ada/Library/Application Support/rounds",
  });
  const windows = { os: "windows", env: { APPDATA: "R", LOCALAPPDATA: "L" } } as const;
  assert.deepEqual(dataFolders(windows), {
    jupyter: join("R", "jupyter"),
    rounds: join("L", "rounds"),
  });
});

Deno.test("dataFolders() refuses an environment without a home folder", () => {
  assert.throws(() => dataFolders({ os: "linux", env: {} }), {
    message: "The environment names no home folder: HOME is not set",
  });
  assert.throws(() => dataFolders({ os: "windows", env: {} }), /USERPROFILE is not set/);
});

Deno.test("isVolatilePath() knows package runners, projects and temporary folders from installed programs", () => {
  const volatile = [
    "/home/ada/.npm/_npx/0a1b/node_modules/deno/deno",
    "C:\\Users\\ada\\AppData\\Local\\npm-cache\\_npx\\0a1b\\node_modules\\deno\\deno.exe",
    "/home/ada/.cache/pnpm/dlx-123/node_modules/.pnpm/deno@2/node_modules/deno/deno",
    "/home/ada/.cache/pnpm/dlx/ab/node_modules/deno/deno",
    "/tmp/xfs-1/dlx-2/node_modules/deno/deno",
    "/private/tmp/bunx-501-deno@latest/node_modules/deno/deno",
    "/home/ada/project/node_modules/deno/deno",
    "/var/folders/ab/T/deno",
    "C:\\Users\\ada\\AppData\\Local\\Temp\\deno.exe",
  ];
  const lasting = [
    "/usr/bin/deno",
    "/home/ada/.deno/bin/deno",
    "/usr/lib/node_modules/deno/deno",
    "/usr/lib/node_modules/deno/node_modules/@deno/linux-x64-glibc/deno",
    "/home/ada/.nvm/versions/node/v20/lib/node_modules/deno/deno",
    "C:\\Users\\ada\\AppData\\Roaming\\npm\\node_modules\\deno\\deno.exe",
    "/home/ada/.bun/install/global/node_modules/deno/deno",
    "/opt/homebrew/Cellar/deno/2.9.6/bin/deno",
  ];
  assert.deepEqual(volatile.filter((path) => !isVolatilePath(path)), []);
  assert.deepEqual(lasting.filter(isVolatilePath), []);
});

Deno.test("kernelFolder() refuses names that leave the folder of kernels", () => {
  for (const name of ["../up", "a/b", "", ".", ".."]) {
    assert.throws(() => kernelFolder({ name }), RangeError);
  }
});

Deno.test("durableDeno() keeps an executable that stays", async () => {
  const deno = await durableDeno({ execPath: "/opt/deno/bin/deno", version: "2.9.6" });
  assert.deepEqual(deno, { path: "/opt/deno/bin/deno", how: "in_place" });
});

Deno.test("durableDeno() copies an executable from a package runner's cache, once", async () => {
  await atHome(async (home, env) => {
    const cache = join(home, "_npx", "1", "deno");
    await Deno.mkdir(join(home, "_npx", "1"), { recursive: true });
    await Deno.writeTextFile(cache, "binary");
    const options = { execPath: cache, version: "9.9.9", os: "linux", env } as const;
    const { path, how } = await durableDeno(options);
    assert.equal(how, "copied");
    assert.equal(path, join(home, ".local/share/rounds/deno-9.9.9/deno"));
    assert.equal(await Deno.readTextFile(path), "binary");
    assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o755);
    const { mtime } = await Deno.stat(path);
    await durableDeno(options);
    assert.deepEqual((await Deno.stat(path)).mtime, mtime);
    assert.deepEqual(Array.from(Deno.readDirSync(join(path, "..")), ({ name }) => name), ["deno"]);
  });
});

Deno.test("installKernelSpec() writes a specification Jupyter can start, without colours", async () => {
  await atHome(async (home, env) => {
    const { path, deno, setAside } = await installKernelSpec({
      os: "linux",
      env,
      execPath: "/opt/deno/bin/deno",
      version: "2.9.6",
    });
    assert.equal(path, join(home, ".local/share/jupyter/kernels/deno/kernel.json"));
    assert.deepEqual([deno.how, setAside], ["in_place", null]);
    assert.deepEqual(JSON.parse(await Deno.readTextFile(path)), {
      argv: ["/opt/deno/bin/deno", "jupyter", "--kernel", "--conn", "{connection_file}"],
      display_name: "Deno",
      language: "typescript",
      env: { NO_COLOR: "1" },
      metadata: { rounds: { deno: "2.9.6" } },
    });
    await installKernelSpec({ os: "linux", env, execPath: "/opt/deno/bin/deno" });
    assert.deepEqual(await uninstallKernelSpec({ os: "linux", env }), {
      what: "removed",
      removed: [path],
      restored: null,
    });
    assert.equal(await exists(join(path, "..")), false);
    assert.equal((await uninstallKernelSpec({ os: "linux", env })).what, "absent");
  });
});

Deno.test("installKernelSpec() puts another tool's kernel aside, and uninstallKernelSpec() brings it back", async () => {
  await atHome(async (home, env) => {
    const folder = join(home, "jupyter/kernels/deno");
    const own = { os: "linux", env: { ...env, JUPYTER_DATA_DIR: join(home, "jupyter") } } as const;
    await Deno.mkdir(folder, { recursive: true });
    const foreign = '{"argv":["deno"],"display_name":"Deno"}';
    await Deno.writeTextFile(join(folder, "kernel.json"), foreign);
    assert.equal((await uninstallKernelSpec(own)).what, "foreign");
    const installed = await installKernelSpec({ ...own, execPath: "/opt/deno/bin/deno" });
    assert.equal(installed.setAside, join(folder, "kernel.json.before-rounds"));
    const { restored } = await uninstallKernelSpec(own);
    assert.equal(restored, join(folder, "kernel.json"));
    assert.equal(await Deno.readTextFile(join(folder, "kernel.json")), foreign);
  });
});

Deno.test("uninstallKernelSpec() removes the copy of Deno with the last kernel that starts it", async () => {
  await atHome(async (home, env) => {
    const cache = join(home, "_npx", "deno");
    await Deno.mkdir(join(home, "_npx"));
    await Deno.writeTextFile(cache, "binary");
    const machine = { os: "linux", env, execPath: cache } as const;
    const { deno } = await installKernelSpec(machine);
    await installKernelSpec({ ...machine, name: "second", displayName: "Deno, again" });
    await uninstallKernelSpec({ ...machine, name: "second" });
    assert.equal(await exists(deno.path), true);
    const { removed } = await uninstallKernelSpec(machine);
    assert.equal(removed.length, 2);
    assert.equal(await exists(join(home, ".local/share/rounds")), false);
  });
});

Deno.test("checkKernelSpec() starts the installed kernel and gets an answer, also through colours", async () => {
  await atHome(async (home, env) => {
    const machine = { os: "linux", env } as const;
    const { path } = await installKernelSpec(machine);
    const check = await checkKernelSpec({ ...machine, cwd: home });
    assert.deepEqual([check.ok, check.version, check.problems], [true, Deno.version.deno, []]);
    assert.ok((check.ms ?? 0) > 0);
    const spec = JSON.parse(await Deno.readTextFile(path));
    await Deno.writeTextFile(path, JSON.stringify({ ...spec, env: { FORCE_COLOR: "1" } }));
    assert.equal((await checkKernelSpec({ ...machine, cwd: home })).ok, true);
  });
});

Deno.test("checkKernelSpec() says what is wrong: not installed, unreadable, program gone, no kernel", async () => {
  await atHome(async (_home, env) => {
    const machine = { os: "linux", env } as const;
    assert.deepEqual((await checkKernelSpec(machine)).problems, [
      'The kernel "deno" is not installed',
    ]);
    const { path } = await installKernelSpec({ ...machine, execPath: "/opt/no/such/deno" });
    const gone = await checkKernelSpec(machine);
    assert.equal(gone.ok, false);
    assert.match(gone.problems[0] ?? "", /no\/such\/deno is not there: install the kernel again/);
    const argv = [Deno.execPath(), "eval", "console.error('not a kernel'); Deno.exit(4)"];
    await Deno.writeTextFile(path, JSON.stringify({ argv }));
    const other = await checkKernelSpec(machine);
    assert.match(other.problems[0] ?? "", /did not start: .*exit code 4.*: not a kernel/);
    await Deno.writeTextFile(path, "{}");
    await assert.rejects(readKernelSpec(machine), {
      name: "SyntaxError",
      message: `Cannot read the kernel specification at ${path}`,
    });
  });
});

Deno.test("checkKernelSpec() warns of a kernel whose Deno will not stay", async () => {
  await atHome(async (home, env) => {
    const machine = { os: "linux", env } as const;
    const { path } = await installKernelSpec(machine);
    const spec = JSON.parse(await Deno.readTextFile(path));
    const cache = join(home, "_npx", "deno");
    await Deno.mkdir(join(home, "_npx"));
    await Deno.symlink(Deno.execPath(), cache);
    await Deno.writeTextFile(
      path,
      JSON.stringify({ ...spec, argv: [cache, ...spec.argv.slice(1)] }),
    );
    const check = await checkKernelSpec({ ...machine, cwd: home });
    assert.equal(check.ok, true);
    assert.match(check.problems[0] ?? "", /lies where it will not stay/);
  });
});
