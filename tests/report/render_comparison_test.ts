import assert from "node:assert/strict";
import { compareRows, leaderboardRows, questionsFrame, renderComparison } from "../../mod.ts";
import { syntheticRun } from "../frames/synthetic_run.ts";

const RUNS = [
  syntheticRun({ model: "strong", cases: 40, trouble: 0.1 }),
  syntheticRun({ model: "weak", skill: 0.2, cases: 40, seed: 2 }),
];

Deno.test("renderComparison() shows tiers, intervals, corrected p, flips and what limits them", () => {
  const frame = questionsFrame(RUNS);
  const text = renderComparison({
    leaderboard: leaderboardRows(frame, { replicates: 200 }),
    differences: compareRows(frame).rows,
  });
  assert.match(
    text,
    /Leaderboard: question accuracy, clean, on the \d+ questions valid in every run/,
  );
  assert.match(text, /A {5}1 {5}strong +\d+\.\d% +\d+\.\d% to \d+\.\d% +1\.00/);
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
