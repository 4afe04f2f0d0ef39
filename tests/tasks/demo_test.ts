import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

async function demo(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    cwd: ROOT,
    args: ["run", "-q", "-P=figures", "--no-prompt", "tasks/demo.ts", ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** The numbers of a row of the side-by-side table. */
function row(stdout: string, label: string): readonly number[] {
  const table = stdout.slice(stdout.indexOf("Side by side"));
  const line = table.split("\n").find((text) => text.trim().startsWith(label)) ?? "";
  return [...line.slice(line.indexOf(label) + label.length).matchAll(/[\d.]+/g)].map(Number);
}

Deno.test("demo shows multiple-choice questions: three models side by side, files and figures", async () => {
  const out = await mkdtemp(join(tmpdir(), "demo-"));
  const { code, stdout, stderr } = await demo("--out", out);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /SIMULATED/);
  const [strong = 0, weak = 0, blind = 0] = row(stdout, "questions, official");
  assert.ok(strong > blind && blind > weak, stdout);
  assert.deepEqual((await readdir(out)).sort(), [
    "accuracy-by-modality.svg",
    "accuracy-by-position.svg",
    "accuracy-by-stage.svg",
    "sim-blind_rounds_demo.json",
    "sim-strong_rounds_demo.json",
    "sim-weak_rounds_demo.json",
  ]);
  await rm(out, { recursive: true });
});

Deno.test("demo shows open answers: both means, coverage and bounds, and a second judge beside the first", async () => {
  const out = await mkdtemp(join(tmpdir(), "demo-"));
  const args = ["--benchmark", "livemedbench", "--out", out];
  const sure = await demo(...args);
  assert.equal(sure.code, 0, sure.stderr);
  for (const label of ["official mean", "paper mean"]) {
    const [physician = 0, glib = 0, stale = 0] = row(sure.stdout, label);
    assert.ok(physician > stale && stale > glib, sure.stdout);
  }
  assert.deepEqual(row(sure.stdout, "coverage"), [100, 100, 100]);
  assert.deepEqual(row(sure.stdout, "not graded"), [0, 0, 0]);

  const unsure = await demo(...args, "--judge", "sim-judge-unreliable");
  assert.equal(unsure.code, 0, unsure.stderr);
  for (const coverage of row(unsure.stdout, "coverage")) assert.ok(coverage > 80 && coverage < 100);
  for (const count of row(unsure.stdout, "not graded")) assert.ok(count > 0);
  for (const label of ["points earned, clean", "penalties, clean", "planned criteria"]) {
    assert.equal(row(unsure.stdout, label).length, 3, unsure.stdout);
  }

  const subjects = ["sim-glib", "sim-physician", "sim-stale"];
  const files = subjects.flatMap((name) =>
    ["sim-judge-unreliable", "sim-judge"].map((judge) => `${name}_rounds_meddemo_${judge}.json`)
  );
  const figures = ["accuracy-by-month.svg", "accuracy-by-language.svg"];
  assert.deepEqual((await readdir(out)).sort(), [...files, ...figures].sort());
  const text = await readFile(join(out, files[0] ?? ""), "utf8");
  assert.equal(JSON.parse(text).cases.length, 32);
  await rm(out, { recursive: true });
});

Deno.test("demo refuses a benchmark it has no demo of", async () => {
  const { code, stderr } = await demo("--benchmark", "none");
  assert.equal(code, 2);
  assert.match(stderr, /Allowed choices are liveclin, livemedbench/);
});
