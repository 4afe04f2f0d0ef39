import assert from "node:assert/strict";
import { join } from "node:path";
import { runScript, type TaskEnd } from "./run_script.ts";

const official = (
  { model, dataset = "2025_H1", right, cases = 30 }: {
    readonly model: string;
    readonly dataset?: string;
    readonly right: (n: number) => boolean | null;
    readonly cases?: number;
  },
): object => ({
  meta: { model, dataset, image_mode: "url", liveclin_version: "1.0.0" },
  summary: {},
  cases: Array.from({ length: cases }, (_, n) => ({
    case_id: String(n),
    pmc: String(n),
    doi: "",
    rarity: n % 2 === 0 ? "rare" : "unrare",
    level1: "Chapter 2: Neoplasms",
    level2: "Group",
    total_mcqs: 1,
    correct_mcqs: right(n) ? 1 : 0,
    mcqs: [{
      stage: "Follow-up",
      mcq_index: 0,
      correct_answer: "A",
      extracted_answer: right(n) === null ? null : right(n) ? "A" : "B",
      is_correct: right(n) === true,
      model_response: right(n) === null ? null : `\\boxed{${right(n) ? "A" : "B"}}`,
      error: right(n) === null ? "timed out" : null,
      image_types: [],
      table_types: [],
    }],
  })),
});

async function write(...files: readonly object[]): Promise<readonly string[]> {
  const folder = await Deno.makeTempDir();
  return await Promise.all(files.map(async (file, n) => {
    const path = join(folder, `${n}.json`);
    await Deno.writeTextFile(path, JSON.stringify(file));
    return path;
  }));
}

const compare = (args: readonly string[]): Promise<TaskEnd> =>
  runScript("compare.ts", args, { permissions: "figures" });

const GOOD = official({ model: "good", right: () => true });
const HALF = official({ model: "half", right: (n) => n === 7 ? null : n % 2 === 0 });

Deno.test("compare puts runs side by side, with differences, leaderboard and flips, and writes the tables", async () => {
  const files = await write(GOOD, HALF);
  const folder = join(files[0] ?? "", "..");
  const path = (name: string): string => join(folder, name);
  const { code, stdout, stderr } = await compare([
    ...[...files, "--markdown", path("t.md"), "--csv", path("t.csv"), "--latex", path("t.tex")],
  ]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /Side by side/);
  assert.match(stdout, /^\s+1\s+good\s+100\.0%/m);
  assert.match(stdout, /good\s+half\s+\+48\.3\s+.*<0\.001\s+14\s+0\s+29\s+1 /);
  assert.match(stdout, /half does not say its/);
  assert.match(
    await Deno.readTextFile(path("t.md")),
    /## Paired differences\n\n\| a \| b \| value/,
  );
  assert.match(await Deno.readTextFile(path("t.csv")), /^a,b,value,lo,hi,p,p_adj,/);
  assert.match(await Deno.readTextFile(path("t.leaderboard.csv")), /^tier,ranks,run,/);
  assert.match(await Deno.readTextFile(path("t.tex")), /good & half & 48\.3 \[\d/);
});

Deno.test("compare --json prints of each run its two readings, its place and its differences against the others", async () => {
  const files = await write(GOOD, HALF, official({ model: "none", right: () => false }));
  const several = JSON.parse((await compare([...files, "--json"])).stdout);
  const keys = ["official", "clean", "leaderboard", "differences", "warnings"];
  assert.deepEqual(
    several.map((run: object) => Object.keys(run)),
    files.map(() => ["file", ...keys]),
  );
  const [good, half] = several;
  assert.deepEqual(
    [good.leaderboard.run, good.leaderboard.ranks, good.leaderboard.unit, good.leaderboard.n],
    ["good", "1", "case", 29],
  );
  const row = good.differences.find(({ b }: { readonly b: string }) => b === "half");
  assert.deepEqual([row.a, row.n, row.n_excluded, row.a_only, row.b_only], ["good", 29, 1, 14, 0]);
  for (const name of ["value", "lo", "hi", "lo_simultaneous", "hi_simultaneous", "p", "p_adj"]) {
    assert.equal(typeof row[name], "number", name);
  }
  assert.equal(half.differences.length, 2);
  assert.match(half.warnings.join(), /half does not say its/);
  const one = JSON.parse((await compare([files[0] ?? "", "--json"])).stdout);
  assert.deepEqual(Object.keys(one), keys);
  assert.deepEqual(one.differences, []);
});

Deno.test("compare ranks cases as the notebook does, and questions when told or grouped by what cases lack", async () => {
  const files = await write(GOOD, HALF);
  const unit = async (...args: readonly string[]): Promise<unknown> => {
    const { stdout, stderr } = await compare([...files, "--json", ...args]);
    assert.notEqual(stdout, "", stderr);
    const [first] = JSON.parse(stdout);
    return [first.leaderboard.unit, first.differences[0].unit];
  };
  assert.deepEqual(await unit(), ["case", "case"]);
  assert.deepEqual(await unit("--measure", "question"), ["question", "question"]);
  assert.deepEqual(await unit("--by", "rarity"), ["case", "case"]);
  assert.deepEqual(await unit("--by", "stage"), ["question", "question"]);
  assert.deepEqual(await unit("--by", "stage", "--measure", "case"), ["case", "case"]);
  const { stdout } = await compare(files);
  assert.match(stdout, /Leaderboard: case accuracy/);
  assert.match(stdout, /Paired differences: case accuracy/);
});

Deno.test("compare refuses other datasets by name, and banners them when told to go on", async () => {
  const files = await write(GOOD, official({ model: "x", dataset: "2025_H2", right: () => false }));
  const refused = await compare(files);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /good and x in dataset \(2025_H1 \| 2025_H2\)/);
  assert.equal(refused.stdout, "");
  const told = await compare([...files, "--across-differences", "--by", "rarity"]);
  assert.equal(told.code, 0, told.stderr);
  assert.match(told.stdout, /NOT LIKE FOR LIKE: they differ in dataset/);
  assert.match(told.stdout, /good\s+x\s+unrare/);
});

Deno.test("compare says what it cannot compare: an empty file, one run, a copy, a wrong baseline", async () => {
  const empty = official({ model: "empty", right: () => true, cases: 0 });
  const files = await write(GOOD, empty, GOOD);
  const one = await compare(files.slice(0, 2));
  assert.equal(one.code, 0, one.stderr);
  assert.match(one.stderr, /1\.json holds no finished case: it is in no comparison/);
  assert.match(one.stdout, /fewer than two runs: nothing to compare/);
  const [first = "", , third = ""] = files;
  const twice = await compare([first, third]);
  assert.equal(twice.code, 2);
  assert.match(twice.stderr, /is given twice/);
  const baseline = await compare([first, "--baseline", "nobody"]);
  assert.equal(baseline.code, 2);
  assert.match(baseline.stderr, /--baseline is "nobody", which names no run/);
});
