import assert from "node:assert/strict";
import {
  casesFrame,
  criteriaFrame,
  judgedRanking,
  judgeNoiseTable,
  leaderboard,
  verdictsFrame,
} from "../../mod.ts";
import { judgedRuns, type JudgedRunsOptions } from "./judged_runs.ts";

const SMALL = { replicates: 300, realisations: 30 };
const ranking = (options: JudgedRunsOptions) => {
  const runs = judgedRuns(options);
  return judgedRanking(criteriaFrame(runs), { verdicts: verdictsFrame(runs), ...SMALL })
    .toRecords();
};
const THREE = ["sim-a", "sim-b", "sim-c"];

Deno.test("judgedRanking() has the scores of the leaderboard, and wider ranks with the judges drawn too", () => {
  const options = { models: THREE, cases: 25, judges: ["j1"], repeats: 3, noise: 0.3 };
  const rows = ranking(options);
  const board = leaderboard(casesFrame(judgedRuns(options)), { replicates: 50 }).toRecords();
  for (const row of rows) {
    const own = board.find((one) => one["run_id"] === row["run_id"]);
    assert.ok(Math.abs(Number(own?.["value"]) - Number(row["value"])) < 1e-9);
    assert.ok(Number(row["judge_sd"]) > 0);
    assert.ok(Number(row["lo"]) < Number(row["value"]) && Number(row["value"]) < Number(row["hi"]));
    assert.deepEqual([row["replicates"], row["realisations"]], [300, 30]);
    assert.ok(Number(row["rank_lo"]) <= Number(row["rank_hi"]));
    assert.match(String(row["flip_rate"]), /^j1 0\.[2-6]/);
  }
  const width = (name: string) =>
    rows.reduce((sum, row) => sum + Number(row[`${name}_hi`]) - Number(row[`${name}_lo`]), 0);
  assert.ok(width("rank") >= width("cases_rank"), `${width("rank")} ${width("cases_rank")}`);
  const best = rows.reduce((sum, row) => sum + Number(row["p_best"]), 0);
  assert.ok(Math.abs(best - 1) < 1e-9);
});

Deno.test("judgedRanking() of consistent judges who agree adds nothing to the cases' uncertainty", () => {
  const rows = ranking({ models: THREE, judges: ["j1", "j2", "j3"], repeats: 2, noise: 0 });
  assert.ok(rows.every((row) => Number(row["judge_sd"]) < 1e-12));
  assert.equal(rows[0]?.["flip_rate"], "j1 0.000, j2 0.000, j3 0.000");
  assert.match(String(rows[0]?.["ranks_by_judge"]), /^j1 1, j2 1, j3 1$/);
  assert.match(String(rows[0]?.["ranks_left_out"]), /^j1 1, j2 1, j3 1$/);
});

Deno.test("judgedRanking() with one judge and no repetition does not know the noise: null and why, never 0", () => {
  const [row] = ranking({});
  assert.deepEqual([row?.["rank_lo"], row?.["p_best"], row?.["judge_sd"]], [null, null, null]);
  assert.deepEqual([row?.["lo"], row?.["hi"]], [null, null]);
  assert.ok(typeof row?.["cases_rank_lo"] === "number");
  assert.match(String(row?.["warnings"]), /one judge and no verdict repeated/);
});

Deno.test("judgedRanking() is repeatable by its seed and leaves out cases that are not scored in every run", () => {
  const options = { judges: ["j1", "j2"], silent: 0.15, noise: 0.2, cases: 20 };
  assert.deepEqual(ranking(options), ranking(options));
  const [row] = ranking(options);
  assert.ok(Number(row?.["n_excluded"]) > 0);
  assert.equal(Number(row?.["n"]) + Number(row?.["n_excluded"]), 20);
  assert.match(String(row?.["excluded_why"]), /not scored in every run \d+/);
});

Deno.test("judgeNoiseTable() has flips, spread, alpha and reliability, and says what was not measured", () => {
  const runs = judgedRuns({ judges: ["j1", "j2"], repeats: 2, noise: 0.2, cases: 30 });
  const rows = judgeNoiseTable(criteriaFrame(runs), { verdicts: verdictsFrame(runs) }).toRecords();
  assert.deepEqual(
    rows.slice(0, 8).map((row) => [row["judge"], row["measure"]]),
    [
      ["j1", "flip rate"],
      ["j1", "score sd"],
      ["j2", "flip rate"],
      ["j2", "score sd"],
      ["panel", "alpha"],
      ["panel", "g"],
      ["panel", "phi"],
      ["panel", "panel se"],
    ],
  );
  const flip = Number(rows[0]?.["value"]);
  // Two verdicts, each wrong with 0.2: they differ in 0.32.
  assert.ok(flip > 0.22 && flip < 0.42, `${flip}`);
  assert.ok(rows.slice(0, 8).every((row) => typeof row["value"] === "number"));
  const once = judgedRuns({});
  const none = judgeNoiseTable(criteriaFrame(once), { verdicts: verdictsFrame(once) }).toRecords();
  assert.deepEqual(none.map((row) => row["value"]), [null, null, null, null]);
  assert.match(String(none[0]?.["warnings"]), /no verdict of this judge is repeated/);
});
