import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { record } from "../benchmarks/livemedbench/wards.ts";
import { serveOnce } from "../models/serve_once.ts";
import { completion, examRecord, runTask, writeExam } from "./eval_task.ts";

const RESULTS = fileURLToPath(new URL("../../data/demo/results/", import.meta.url));
const [WEAK, STRONG] = ["sim-weak", "sim-strong"].map((name) =>
  join(RESULTS, `${name}_rounds_demo.json`)
);

async function refusal(task: string, args: readonly string[]): Promise<string> {
  const { code, stderr } = await runTask(task, args);
  assert.equal(code, 2, stderr);
  assert.doesNotMatch(stderr, /os error|\bat .*\.ts:\d+/);
  return stderr;
}

Deno.test("every task's help says how it is called, on lines that are broken between words only", async () => {
  const config = JSON.parse(
    await Deno.readTextFile(fileURLToPath(new URL("../../deno.json", import.meta.url))),
  );
  for (const name of ["metrics", "second-opinion", "interval-coverage", "limits", "serve"]) {
    assert.ok(Object.hasOwn(config.tasks, name));
    const { code, stdout } = await runTask(name.replaceAll("-", "_"), ["--help"]);
    assert.equal(code, 0);
    assert.ok(stdout.startsWith(`Usage: deno task ${name} [options]`), stdout);
    const [, about = ""] = stdout.split(/\n\n/);
    for (const line of about.split("\n")) assert.ok(line.length <= 100, line);
    // Whatever follows on a line of its own did not fit into the one before.
    about.split("\n").reduce((before, line) => {
      assert.ok(before.length + 1 + (line.split(" ")[0] ?? "").length > 100, `${name}: ${before}`);
      return line;
    });
  }
  const sub = await runTask("data", ["list", "--help"]);
  assert.match(sub.stdout, /^Usage: deno task data list \[options\]/);
});

Deno.test("a task names all that is missing at once, with an example", async () => {
  assert.equal(
    await refusal("grade", []),
    "error: missing --rubric-file <path>, --model-result-file <path>. For example:\n" +
      "  deno task grade --rubric-file LiveMedBench_v202601.json --model-result-file m_results.json --judge gpt-5\n",
  );
  assert.match(await refusal("merge", []), /^error: missing <file>, --output <path>\. For example/);
});

Deno.test("a result file that is not there, or a folder, is told in one sentence that names a journal beside it", async () => {
  const folder = await Deno.makeTempDir();
  const file = join(folder, "m.json");
  assert.equal(await refusal("analyze", [file]), `error: There is no result file ${file}\n`);
  await Deno.writeTextFile(`${file}.journal.jsonl`, "{}");
  assert.match(
    await refusal("verify", [file]),
    /no result file .*m\.json, but its journal lies beside it \(.*m\.json\.journal\.jsonl\).*--resume/,
  );
  assert.match(await refusal("analyze", [folder]), /is a folder, expected a result file: name the/);
  const label = ["--data-file", join(folder, "none.json"), "--judge", "j"];
  assert.equal(
    await refusal("label", label),
    `error: There is no file ${join(folder, "none.json")}\n`,
  );
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a mistyped column, figure or table is answered with the nearest name, and a baseline with the flag's", async () => {
  const runs = [WEAK ?? "", STRONG ?? ""];
  const near = /did you mean position\?\n$/;
  assert.match(await refusal("analyze", [...runs, "--by", "positon"]), near);
  assert.match(await refusal("compare", [...runs, "--by", "positon"]), near);
  assert.match(await refusal("figures", [...runs, "--out", "x", "--figure", "positon"]), near);
  assert.match(await refusal("analyze", [...runs, "--table", "acuracy"]), /mean accuracy\?\n$/);
  assert.match(
    await refusal("compare", [...runs, "--baseline", "foo"]),
    /^error: --baseline is "foo", which names no run: expected a run's file, or one of "sim-weak"/,
  );
});

Deno.test("a dataset of another benchmark is named as such", async () => {
  const told = "error: rounds_meddemo belongs to --benchmark livemedbench\n";
  const model = ["--model", "m", "--api-base", "http://127.0.0.1:1/v1"];
  assert.equal(
    await refusal("eval", [...model, "--judge", "j", "--dataset", "rounds_meddemo"]),
    told,
  );
  for (const what of ["describe", "download", "verify"]) {
    assert.equal(await refusal("data", [what, "--dataset", "rounds_meddemo"]), told);
  }
});

Deno.test("no output is written over a file that is read, and --requests replaces nothing unasked", async () => {
  const folder = await Deno.makeTempDir();
  const data = join(folder, "ward.json");
  const text = JSON.stringify([record("a", [6])]);
  await Deno.writeTextFile(data, text);
  const link = join(folder, "link.json");
  await Deno.symlink(data, link);
  const labels = join(folder, "labels.json");
  await Deno.writeTextFile(labels, "{}");
  const args = [
    "--benchmark",
    "livemedbench",
    "--model",
    "m",
    "--api-base",
    "http://127.0.0.1:1/v1",
  ]
    .concat("--jsonl-path", data, "--judge", "j", "--labels", labels);
  const over = /would write over .*, which is read: choose another\n$/;
  for (const output of [data, link, labels]) {
    assert.match(await refusal("eval", [...args, "--output", output, "--overwrite"]), over);
  }
  const dry = [...args, "--dry-run", "--requests"];
  assert.match(await refusal("eval", [...dry, data, "--overwrite"]), over);
  const requests = join(folder, "requests.jsonl");
  assert.equal((await runTask("eval", [...dry, requests])).code, 0);
  assert.match(await refusal("eval", [...dry, requests]), /requests\.jsonl exists: --overwrite/);
  assert.equal((await runTask("eval", [...dry, requests, "--overwrite"])).code, 0);
  const label = ["--data-file", data, "--output-file", data, "--overwrite", "--judge", "j"];
  assert.match(await refusal("label", label), over);
  assert.equal(await Deno.readTextFile(data), text);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("eval names files that are sent though they are no whole images, on the terminal and in the result", async () => {
  await using server = serveOnce(() => completion("\\boxed{A}"));
  const detail = {
    caption_prefix: "Figure 1",
    file: "text.png",
    url: "https://images.example.org/text.png",
    type: "CT",
  };
  const exam = await writeExam([examRecord("1001", "A", { scenario_image_details: [detail] })]);
  await Deno.writeTextFile(join(exam.folder, "text.png"), "no picture");
  const { code, stderr } = await runTask("eval", [
    ...["--model", "m", "--api-base", server.base, "--image-mode", "local"],
    ...["--jsonl-path", exam.data, "--image-root", exam.folder, "--output", exam.output],
  ]);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /^warning: text\.png is sent, but its content is of no known format$/m);
  const { rounds } = JSON.parse(await Deno.readTextFile(exam.output));
  assert.deepEqual(rounds.warnings.filter((text: string) => /no whole images/.test(text)), [
    "Sent although they seem to be no whole images: text.png (its content is of no known format)",
  ]);
  await Deno.remove(exam.folder, { recursive: true });
});
