import assert from "node:assert/strict";
import { join } from "node:path";
import { runTask } from "./eval_task.ts";

const official = (answer: string | null, error: string | null) => ({
  meta: { model: "m", dataset: "2025_H1", image_mode: "url", liveclin_version: "1.0.0" },
  summary: {},
  cases: [{
    case_id: "1",
    pmc: "1",
    doi: "",
    rarity: "rare",
    level1: "Chapter 2: Neoplasms",
    level2: "Group",
    total_mcqs: 1,
    correct_mcqs: answer === "A" ? 1 : 0,
    mcqs: [{
      stage: "Follow-up",
      mcq_index: 0,
      correct_answer: "A",
      extracted_answer: answer,
      is_correct: answer === "A",
      model_response: answer === null ? null : `\\boxed{${answer}}`,
      error,
      image_types: [],
      table_types: [],
    }],
  }],
});

async function write(...files: readonly object[]): Promise<readonly string[]> {
  const folder = await Deno.makeTempDir();
  return await Promise.all(files.map(async (file, n) => {
    const path = join(folder, `${n}.json`);
    await Deno.writeTextFile(path, JSON.stringify(file));
    return path;
  }));
}

Deno.test("analyze --json prints only { official, clean } for a reference evaluator's file", async () => {
  const files = await write(official("A", null));
  const { code, stdout, stderr } = await runTask("analyze", [...files, "--json"]);
  assert.equal(code, 0, stderr);
  const printed = JSON.parse(stdout);
  assert.deepEqual(Object.keys(printed), ["official", "clean"]);
  assert.equal(printed.official.question_accuracy, 1);
  assert.equal(printed.clean.outcomes.graded, 1);
});

Deno.test("analyze puts several files side by side and lists them with --json", async () => {
  const files = await write(official("A", null), official(null, "timed out"));
  const text = await runTask("analyze", files);
  assert.equal(text.code, 0, text.stderr);
  assert.match(text.stdout, /Side by side/);
  assert.match(text.stdout, /questions, official\s+100\.00%\s+0\.00%/);
  const json = await runTask("analyze", [...files, "--json"]);
  assert.deepEqual(JSON.parse(json.stdout).map(({ file }: { file: string }) => file), files);
});

Deno.test("analyze names the file, exits 2 and prints nothing when one cannot be read", async () => {
  const [good = ""] = await write(official("A", null));
  const { code, stdout, stderr } = await runTask("analyze", [
    good,
    join(good, "..", "absent.json"),
  ]);
  assert.equal(code, 2);
  assert.match(stderr, /absent\.json/);
  assert.equal(stdout, "");
  assert.equal((await runTask("analyze", [])).code, 2);
});

Deno.test("analyze --by prints accuracy within groups with interval, denominator and bounds", async () => {
  const files = await write(official("A", null), official(null, "timed out"));
  const { code, stdout, stderr } = await runTask("analyze", [...files, "--by", "stage"]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /Accuracy by stage: questions, clean/);
  assert.match(stdout, /Follow-up .*100\.0% .*1 of 1 .*fewer than 20 cases/);
  assert.match(stdout, /Follow-up .*n\/a .*0 of 0 .*nothing to count/);
});

Deno.test("analyze --by --json adds the groups to what stands there without", async () => {
  const [file = ""] = await write(official("A", null));
  const { stdout } = await runTask("analyze", [file, "--by", "stage", "--json"]);
  const printed = JSON.parse(stdout);
  assert.deepEqual(Object.keys(printed), ["official", "clean", "by"]);
  assert.deepEqual(
    printed.by.stage.map(({ group, n }: { group: string; n: number }) => [group, n]),
    [["Follow-up", 1]],
  );
});

Deno.test("analyze --by names what there is to group by", async () => {
  const files = await write(official("A", null));
  const { code, stderr } = await runTask("analyze", [...files, "--by", "colour"]);
  assert.equal(code, 2);
  assert.match(stderr, /--by is "colour", expected a column or a kind of label: position/);
});

Deno.test("analyze --table prints tables, writes them as CSV, and says why one is not made", async () => {
  const files = await write(official("A", null), official("B", null));
  const folder = await Deno.makeTempDir();
  const args = [...files, "--table", "outcomes", "--table", "items", "--csv", folder, "--methods"];
  const { code, stdout, stderr } = await runTask("analyze", args);
  assert.equal(code, 1, stderr);
  assert.match(
    stdout,
    /^outcomes: how every question ended.*\n2 rows × 13 columns\nrun .* planned/,
  );
  assert.match(stderr, /items: not made, "option_count" is never known/);
  assert.match(await Deno.readTextFile(join(folder, "outcomes.csv")), /^run,.*planned/);
  const all = await runTask("analyze", [...files, "--table", "all", "--methods", "--json"]);
  assert.equal(all.code, 0, all.stderr);
  const { tables, skipped, methods, checklist } = JSON.parse(all.stdout);
  assert.ok(
    checklist.some((row: Record<string, unknown>) =>
      row["item"] === "interval" && row["answer"] === "yes"
    ),
  );
  assert.equal(tables.outcomes.length, 2);
  assert.equal(tables.differences[0].n, 1);
  assert.match(skipped.ratings ?? skipped.agreement, /--ratings FILE/);
  assert.match(methods, /exact sign-flip test.* 95 %/s);
  const grouped = await runTask("analyze", [
    ...files,
    "--table",
    "groups",
    "--by",
    "rarity",
    "--json",
  ]);
  assert.deepEqual(Object.keys(JSON.parse(grouped.stdout).tables), ["groups-by-rarity"]);
});

Deno.test("analyze --help lists the tables, and what goes with them is refused without them", async () => {
  const [file = ""] = await write(official("A", null));
  const help = await runTask("analyze", ["--help"]);
  for (const name of ["heterogeneity", "flips", "judged-ranking", "release-cases"]) {
    assert.match(help.stdout, new RegExp(`^ {2}${name} +\\w`, "m"));
  }
  const refusals: readonly (readonly [readonly string[], RegExp])[] = [
    [["--table", "pie"], /There is no table pie: expected all, summary/],
    [["--table", "outcomes", "--by", "stage"], /--by: outcomes is not made by groups/],
    [
      ["--table", "outcomes", "--csv", file],
      /--csv is .*0\.json: expected a folder, and a file is there/,
    ],
    [["--table", "outcomes", "--measure", "case"], /--measure does not go with --table/],
    [["--ratings", file], /--ratings goes with --table NAME/],
  ];
  for (const [args, message] of refusals) {
    const { code, stdout, stderr } = await runTask("analyze", [file, ...args]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
    assert.equal(stdout, "");
    assert.doesNotMatch(stderr, /\bat \S+:\d+/);
  }
});

Deno.test("analyze says that a case stands in a file twice, and that a file without cases has no table", async () => {
  const once = official("A", null);
  const [file = "", empty = ""] = await write(
    { ...once, cases: [...once.cases, ...once.cases] },
    { ...once, cases: [] },
  );
  const twice = await runTask("analyze", [file]);
  assert.equal(twice.code, 0);
  assert.match(
    twice.stderr,
    /case 1 stands in it more than once, .* of 2 cases 1 are different ones/,
  );
  const table = await runTask("analyze", [file, "--table", "outcomes"]);
  assert.equal(table.code, 2);
  assert.match(table.stderr, /holds case 1, trial 1 twice/);
  const none = await runTask("analyze", [empty, "--table", "accuracy"]);
  assert.equal(none.code, 1);
  assert.match(
    none.stderr,
    /accuracy: not made, the files hold no finished case\nNo table applies/,
  );
});
