import assert from "node:assert/strict";
import { killAndResume } from "../../tasks/crash/kill_and_resume.ts";
import { judgeFaults } from "../../tasks/faults/judge_faults.ts";
import { permanentFaults } from "../../tasks/faults/permanent_faults.ts";
import { transientFaults } from "../../tasks/faults/transient_faults.ts";
import { fuzz } from "../../tasks/fuzz/fuzz.ts";
import { runTask } from "./eval_task.ts";

Deno.test("20 kills at random moments lose no answer, pay none twice, and end in the same file", async () => {
  const folder = await Deno.makeTempDir();
  const report = await killAndResume({ kills: 20, seed: 7, folder });
  assert.deepEqual(report.broken, []);
  assert.equal(report.kills, 20);
  assert.ok(report.killsInFlight > 0);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("kills of a judged run lose no verdict, pay none twice, and end in the same file", async () => {
  const folder = await Deno.makeTempDir();
  const report = await killAndResume({ kills: 6, seed: 5, folder, benchmark: "livemedbench" });
  assert.deepEqual(report.broken, []);
  assert.equal(report.kills, 6);
  assert.ok(report.killsInFlight > 0);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("faults that pass change no answer, reading or outcome", async () => {
  const findings = await transientFaults({ limit: 8, share: 0.3 });
  for (const { benchmark, kind, struck, changed } of findings) {
    assert.deepEqual(changed, [], `${benchmark} ${kind}`);
    assert.ok(kind === "no_usage" || struck > 0, `${benchmark} ${kind} never struck`);
  }
});

Deno.test("faults that last leave every question in its right outcome, none with a substitute", async () => {
  const findings = await permanentFaults({ positions: [1, 3], limit: 4 });
  assert.ok(findings.length > 80);
  for (const { kind, position, imageMode, struck, broken } of findings) {
    assert.deepEqual(broken, [], `${imageMode} turn ${position} ${kind}`);
    assert.ok(struck > 0);
  }
});

Deno.test("faults of a judge that last leave every criterion in its right outcome, none with a substitute", async () => {
  const findings = await judgeFaults({ limit: 3 });
  assert.ok(findings.length > 20);
  for (const { kind, struck, broken } of findings) {
    assert.deepEqual(broken, [], kind);
    assert.ok(struck > 0);
  }
});

Deno.test("2,000 changed records, replies, result files and journals break nothing", async () => {
  const folder = await Deno.makeTempDir();
  for (
    const { target, broken, accepted, refused } of await fuzz({ cases: 2000, seed: 3, folder })
  ) {
    assert.deepEqual(broken, [], target);
    assert.ok(accepted > 0 && refused > 0, target);
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a journal of 20,000 turns is planned within the time and memory of 200,000", async () => {
  const { code, stdout } = await runTask("resume_scale", ["--turns", "20000"]);
  assert.match(stdout, /^20,000 turns \(\d+ MB\) planned in/);
  assert.equal(code, 0);
});
