import assert from "node:assert/strict";
import { compareRows, leaderboardRows, questionsFrame, renderComparison } from "../../mod.ts";
import { syntheticRun } from "../frames/synthetic_run.ts";

const RUNS = [
  syntheticRun({ model: "strong", cases: 40, trouble: 0.1 }),
  syntheticRun({ model: "weak", skill: 0.2, cases: 40, seed: 2 }),
];

Deno.test("renderComparison() shows ranks, intervals, corrected p, flips and what limits them", () => {
  const frame = questionsFrame(RUNS);
  const text = renderComparison({
    leaderboard: leaderboardRows(frame, { replicates: 200 }),
    differences: compareRows(frame).rows,
  });
  assert.match(
    text,
    /Leaderboard: question accuracy, clean, on the \d+ questions valid in every run/,
  );
  assert.doesNotMatch(text, /tier/i);
  assert.match(text, /^ {2}1 {5}strong +\d+\.\d% +\d+\.\d% to \d+\.\d% +1\.00/m);
  assert.match(text, /strong +weak +\+\d+\.\d +\+\d+\.\d to \+\d+\.\d +<0\.001/);
  assert.match(text, /on the 172 questions valid in every run \(8 are not\)/);
  assert.doesNotMatch(text, /NaN|undefined|null/);
});

Deno.test("renderComparison() names the group of each difference, and says when there is nothing", () => {
  const frame = questionsFrame(RUNS);
  const { rows } = compareRows(frame, { by: "rarity" });
  const text = renderComparison({ leaderboard: [], differences: rows });
  assert.match(text, /first +second +rarity +difference/);
  assert.match(text, /strong and weak, unrare: fewer than 20 cases/);
  assert.equal(
    renderComparison({ leaderboard: [], differences: [] }),
    "There are fewer than two runs: nothing to compare\n",
  );
});

Deno.test("renderComparison() shortens names that no terminal could show, at their middle", () => {
  const run = syntheticRun({ model: `start-${"x".repeat(500)}-end` });
  const text = renderComparison({
    leaderboard: leaderboardRows(questionsFrame([run]), { replicates: 50 }),
    differences: [],
  });
  assert.match(text, /start-x+…x+-end/);
  assert.ok(text.split("\n").every((line) => line.length < 250));
});

Deno.test("renderComparison() has a letter only for runs that share their ranks, and says what it means", () => {
  const near = syntheticRun({ model: "near", cases: 40, trouble: 0.04, seed: 6 });
  const text = renderComparison({
    leaderboard: leaderboardRows(questionsFrame([...RUNS, near]), { replicates: 200 }),
    differences: [],
  });
  assert.match(text, /^ {2}tier {2}rank {2}run/m);
  assert.equal(text.match(/^ {2}A +1-2 /gm)?.length, 2);
  assert.match(text, /^ {8}3 +weak/m);
  assert.match(text, /Tier: runs with one letter have the same set and cannot be ordered/);
});

Deno.test("renderComparison() keeps a warning whole that has a semicolon inside, and says one of all runs once", () => {
  const notes = ["unlike: condition unknown; judge unknown", "few questions"];
  const rows = leaderboardRows(questionsFrame(RUNS), { replicates: 50 })
    .map((row) => ({ ...row, notes, warnings: notes.join("; ") }));
  const text = renderComparison({ leaderboard: rows, differences: [] });
  assert.equal(
    text.slice(text.indexOf("Notes")),
    "Notes\n  unlike: condition unknown; judge unknown\n  few questions\n",
  );
});

Deno.test("renderComparison() says what is unlike in a pair once, beside its difference, and names both runs elsewhere", () => {
  const [first, second] = leaderboardRows(questionsFrame(RUNS), { replicates: 50 });
  assert.ok(first && second);
  const unlike = `perhaps not like for like: ${first.run} does not say a; ${second.run} neither`;
  const leaderboard = [
    { ...first, notes: [`with ${second.run}: ${unlike}`] },
    { ...second, notes: [`with ${first.run}: ${unlike}`] },
  ];
  const differences = compareRows(questionsFrame(RUNS)).rows
    .map((row) => ({ ...row, warnings: unlike }));
  const both = renderComparison({ leaderboard, differences });
  assert.equal(both.slice(both.indexOf("Notes")), `Notes\n  strong and weak: ${unlike}\n`);
  const alone = renderComparison({ leaderboard, differences: [] });
  assert.match(alone, /^ {2}strong with weak: perhaps .* neither$/m);
});
