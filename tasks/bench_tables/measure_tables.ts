import process from "node:process";
import {
  accuracyTable,
  benchmarks,
  casesFrame,
  compareRuns,
  costPlot,
  costRows,
  flips,
  forestPlot,
  heatmapPlot,
  labelsFrame,
  leaderboard,
  leaderboardPlot,
  outcomePlot,
  outcomesTable,
  pairwisePlot,
  questionsFrame,
  readResults,
  type Run,
  summaryTable,
  survivalPlot,
  survivalRows,
} from "../../mod.ts";

/** One step and what it took. */
export interface Step {
  /** What was called. */
  readonly name: string;
  /** Wall milliseconds. */
  readonly wallMs: number;
  /** CPU milliseconds of all threads. */
  readonly cpuMs: number;
}

/** What was measured, and of how much. */
export interface Measured {
  /** In the order they were taken. */
  readonly steps: readonly Step[];
  /** Questions of all runs. */
  readonly questions: number;
}

/** Reads result files and makes every frame, table and figure of a comparison, step by step. */
export async function measureTables(paths: readonly string[]): Promise<Measured> {
  const steps: Step[] = [];
  const measure = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const [start, before] = [performance.now(), process.cpuUsage()];
    const done = await work();
    const { user, system } = process.cpuUsage(before);
    steps.push({ name, wallMs: performance.now() - start, cpuMs: (user + system) / 1000 });
    return done;
  };
  const runs = await measure("read", async () => {
    const read: Run[] = [];
    for (const path of paths) read.push(await readResults(path, { benchmarks }));
    return read;
  });
  // What reading puts off is paid here, where it can be seen.
  await measure(
    "results",
    () => runs.map(({ results, official, clean }) => [results, official, clean]),
  );
  const questions = await measure("questionsFrame", () => questionsFrame(runs));
  const cases = await measure("casesFrame", () => casesFrame(runs));
  const labels = await measure(
    "labelsFrame",
    () => labelsFrame(runs, { labels: { image: "image_modality" } }),
  );
  await measure("summaryTable", () => summaryTable(runs));
  const outcomes = await measure("outcomesTable", () => outcomesTable(questions));
  for (const by of ["position", "stage"]) {
    await measure(`accuracyTable, ${by}`, () => accuracyTable(questions, { by }));
  }
  const chapters = await measure(
    "accuracyTable, chapter",
    () => accuracyTable(questions, { by: "level1" }),
  );
  await measure("accuracyTable, modality", () => accuracyTable(labels, { by: "label" }));
  const pairs = await measure("compareRuns", () => compareRuns(questions));
  await measure("compareRuns, cases", () => compareRuns(questions, { measure: "case" }));
  const places = await measure("leaderboard", () => leaderboard(questions));
  const [a, b] = runs.map(({ id }) => id);
  if (a !== undefined && b !== undefined) await measure("flips", () => flips(questions, { a, b }));
  const survival = await measure("survivalRows", () => survivalRows(questions));
  const costs = await measure("costRows", () => costRows(cases));
  await measure("leaderboardPlot", () => leaderboardPlot(places));
  await measure("pairwisePlot", () => pairwisePlot(pairs));
  await measure("forestPlot", () => forestPlot(pairs));
  await measure("heatmapPlot", () => heatmapPlot(chapters, { by: "level1" }));
  await measure("outcomePlot", () => outcomePlot(outcomes));
  await measure("survivalPlot", () => survivalPlot(survival));
  if (costs.some(({ cost }) => cost !== null)) await measure("costPlot", () => costPlot(costs));
  return { steps, questions: questions.height };
}
