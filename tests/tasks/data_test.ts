import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { benchmarks } from "../../mod.ts";
import { temporaryFolder } from "../datasets/fixtures.ts";
import { type LocalHub, localHub } from "../datasets/local_hub.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LIVECLIN = benchmarks.find(({ name }) => name === "liveclin");
const REPO = LIVECLIN?.source.hubId ?? "";
const RECORDS = `${JSON.stringify(LIVECLIN?.examples[0]?.record)}\n`;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function start(args: readonly string[], env: Record<string, string> = {}): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    cwd: ROOT,
    args: ["run", "-q", "--no-check", "-P=network", "--no-prompt", "tasks/data.ts", ...args],
    env: { NO_COLOR: "1", HF_ENDPOINT: "http://127.0.0.1:1", HF_TOKEN: "", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function ended(child: Deno.ChildProcess): Promise<Ended> {
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

const run = (...args: readonly string[]) => ended(start(args));

function demoHub(): LocalHub {
  return localHub(
    {
      "data/demo/demo.jsonl": RECORDS,
      "data/demo/image/extra.png": Uint8Array.from({ length: 50_000 }, (_, index) => index % 251),
    },
    REPO,
  );
}

Deno.test("data list says for each dataset whether it is here, wherever it runs", async () => {
  await using folder = await temporaryFolder();
  const { code, stdout } = await run("list", "--json", "--data-dir", folder.path);
  assert.equal(code, 0);
  const rows: readonly Record<string, unknown>[] = JSON.parse(stdout);
  const states = rows.filter(({ benchmark }) => benchmark === "liveclin")
    .map(({ dataset, state, isDefault }) => [dataset, state, isDefault]);
  assert.deepEqual(states, [
    ["2025_H1", "absent", true],
    ["demo", "absent", false],
    ["rounds_demo", "ready", false],
  ]);
});

Deno.test("data download fetches, verify agrees, describe counts, and verify finds what breaks later", async () => {
  await using folder = await temporaryFolder();
  await using hub = demoHub();
  hub.token = "hf_secret";
  const where = ["--dataset", "demo", "--data-dir", folder.path];
  const env = { HF_ENDPOINT: hub.url, HF_TOKEN: "hf_secret" };
  const download = await ended(start(["download", ...where], env));
  assert.equal(download.code, 0, download.stderr);
  assert.match(download.stderr, /CC BY-NC-SA 4\.0/);
  assert.match(download.stderr, /2 files, 0 of them there already; .*; revision a{40}/);
  const path = download.stdout.trim();
  assert.equal(await Deno.readTextFile(path), RECORDS);
  assert.ok(!`${download.stdout}${download.stderr}`.includes("hf_secret"));

  const listed = await run("list", "--data-dir", folder.path);
  assert.match(
    listed.stdout,
    /liveclin {2}demo {2}\[ready\].*\n {4}\/.*demo\.jsonl, revision a{40}/,
  );

  const described = await run("describe", ...where, "--json");
  assert.equal(described.code, 0, described.stderr);
  assert.deepEqual(JSON.parse(described.stdout).cases, 1);

  await Deno.writeTextFile(path.replace("demo.jsonl", "image/extra.png"), "broken");
  const verified = await run("verify", ...where);
  assert.equal(verified.code, 1);
  assert.match(verified.stdout, /extra\.png: it has 6 bytes, expected 50000/);
});

Deno.test("data download can be interrupted, says so, and continues", async () => {
  await using folder = await temporaryFolder();
  await using hub = demoHub();
  hub.faults.set("data/demo/image/extra.png", [{ kind: "hang", after: 20_000 }]);
  const args = ["download", "--dataset", "demo", "--data-dir", folder.path];
  const child = start(args, { HF_ENDPOINT: hub.url });
  await hub.hanging;
  child.kill("SIGINT");
  const first = await ended(child);
  assert.equal(first.code, 130, first.stderr);
  assert.match(
    first.stderr,
    /Interrupted\. What has arrived is kept; the same command continues\./,
  );
  const described = await run("describe", ...args.slice(1));
  assert.equal(described.code, 2);
  assert.match(described.stderr, /download of demo into .* was interrupted; continue it with/);
  assert.equal((await run("verify", ...args.slice(1))).code, 1);
  const second = await ended(start(args, { HF_ENDPOINT: hub.url }));
  assert.equal(second.code, 0, second.stderr);
});

Deno.test("data exits with 2 for what it cannot do, naming the cure", async () => {
  await using folder = await temporaryFolder();
  await using hub = demoHub();
  hub.token = "hf_right";
  const where = ["--dataset", "demo", "--data-dir", folder.path];
  const refused = await ended(start(["download", ...where], { HF_ENDPOINT: hub.url }));
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /error: .* answered 401 .*set HF_TOKEN/);
  const absent = await run("describe", ...where);
  assert.equal(absent.code, 2);
  assert.match(absent.stderr, /deno task data download --dataset demo --data-dir/);
  const unknown = await run("verify", "--dataset", "dmeo");
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /did you mean demo\?/);
  assert.equal((await run("nonsense")).code, 2);
  assert.equal((await run()).code, 2);
  assert.equal((await run("--help")).code, 0);
});

Deno.test("data describe lists every bad record, or leaves them out when told", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/set.jsonl`;
  await Deno.writeTextFile(path, `${RECORDS}nonsense\n${RECORDS}`);
  const strict = await run("describe", "--jsonl-path", path);
  assert.equal(strict.code, 2);
  assert.match(
    strict.stderr,
    /2 bad records in .*\n.*set\.jsonl:2: it is no JSON.*\n.*already the id of set\.jsonl:1/,
  );
  const lenient = await run("describe", "--jsonl-path", path, "--skip-bad-cases");
  assert.equal(lenient.code, 0);
  assert.match(lenient.stdout, /1 case, /);
  assert.equal(lenient.stderr.match(/left out: /g)?.length, 2);
});

Deno.test("data download has nothing to do for a set that comes with the package", async () => {
  const { code, stdout, stderr } = await run("download", "--dataset", "rounds_demo");
  assert.equal(code, 0);
  assert.match(stderr, /comes with the package/);
  assert.match(stdout, /data\/demo\/rounds_demo\.jsonl\n$/);
});
