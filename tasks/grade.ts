import { basename, dirname, extname, join } from "node:path";
import {
  type Answer,
  type Case,
  finishRun,
  gradeAnswers,
  limit,
  livemedbench,
  livemedbenchAnswers,
  type LiveMedBenchCase,
  livemedbenchEvaluationFile,
  livemedbenchResults,
  liveProgress,
  loadCases,
  readResults,
  renderClean,
  type Result,
  writeAtomically,
} from "../mod.ts";
import { type GradeFlags, gradeProgram } from "./cli/grade_flags.ts";
import { callNotes } from "./cli/call_notes.ts";
import { interruptSignal } from "./cli/interrupt_signal.ts";
import { rateAnswers } from "./cli/rate_answers.ts";
import { jsonText, readJson, readOutput } from "./cli/json_files.ts";
import { defaultApiBase } from "./cli/official_flags.ts";
import { type OpenedJudge, openJudge } from "./cli/open_judge.ts";
import { panelWarning } from "./cli/judge_flags.ts";
import { judgeAddresses, openPrivacy, refuseAddresses } from "./cli/private_flags.ts";
import { refuseInputs } from "./cli/refuse_inputs.ts";
import { printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";

/** The judge of the released script. */
const OFFICIAL_JUDGE = "gpt-4.1-2025-04-14";

async function main(args: readonly string[]): Promise<number> {
  const command = gradeProgram();
  command.parse(args, { from: "user" });
  const given = command.opts<GradeFlags>();
  const flags = { ...given, judge: given.judge ?? [OFFICIAL_JUDGE] };
  refuseAddresses(openPrivacy(flags), judgeAddresses(flags, defaultApiBase()));
  const name = modelName(flags.modelResultFile);
  const prefix = flags.holistic ? "holistic_results" : "evaluation_results";
  const output = flags.outputFile ??
    join("results", flags.judge.map(safe).join("+"), `${prefix}_${name}.json`);
  const benchmark = livemedbench();
  const cases = await Array.fromAsync(loadCases(flags.rubricFile, { benchmark }));
  const answers = await readAnswers(flags, { cases, name });
  await refuseInputs({ "--output-file": output }, [
    flags.rubricFile,
    flags.modelResultFile,
    flags.judgePrompt,
  ]);
  const before = await readOutput(output, flags);
  const { signal, end } = interruptSignal();
  try {
    if (flags.holistic) return await rateAnswers(answers, { flags, output, before, signal });
    return await grade(flags, { answers, before, name, output, cases, signal });
  } finally {
    end();
  }
}

interface Work {
  readonly answers: readonly Answer<LiveMedBenchCase>[];
  /** The evaluation file so far; null when there is none. */
  readonly before: unknown;
  readonly name: string;
  readonly output: string;
  readonly cases: readonly LiveMedBenchCase[];
  readonly signal: AbortSignal;
}

async function grade(
  flags: GradeFlags & { readonly judge: readonly string[] },
  work: Work,
): Promise<number> {
  const { cases, name, output, signal } = work;
  const benchmark = livemedbench();
  const progress = liveProgress({ total: work.answers.length, label: `judging ${name}` });
  const note = (text: string) => progress.note(text);
  const done = new Map<string, Result<Case>>(keptResults(work).map((kept) => [kept.case.id, kept]));
  const todo = work.answers.filter((answer) => !done.has(answer.case.id))
    .slice(0, flags.maxCases ?? Infinity);
  await Deno.mkdir(dirname(output), { recursive: true });
  const warning = panelWarning(flags.judge);
  if (warning !== null) note(warning);
  note(`Judging by ${flags.judge.join(", ")} at ${flags.judgeApiBase ?? defaultApiBase()}`);
  const judging = await openJudge(flags, {
    verdicts: `${output}.verdicts.jsonl`,
    apiBase: defaultApiBase(),
    apiKey: Deno.env.get("OPENAI_API_KEY") || "token",
    limit: limit(flags.concurrency, { signal }),
    benchmark,
    cases: todo.map((answer) => answer.case),
    privacy: openPrivacy(flags),
    call: {
      breaker: { giveUpAfterMs: flags.patience * 1000, onNote: (text) => note(`judge: ${text}`) },
      timeoutMs: flags.timeout * 1000,
      maxRetries: flags.maxRetries,
      ...callNotes({ note, warn: () => {}, verbose: flags.verbose ?? false, who: "judge" }),
    },
    onNote: note,
  });
  try {
    if (flags.resume) refuseOtherJudge(judging, output);
    const graded = gradeAnswers(todo, {
      benchmark,
      signal,
      concurrency: flags.concurrency,
      ...(judging === null ? {} : { judge: judging.judge }),
    });
    for await (const result of graded) {
      done.set(result.case.id, result);
      progress.update({ done: done.size });
    }
  } finally {
    await progress.close();
    await judging?.close();
    // What was judged before an error is kept: its verdicts are paid for.
    const results = cases.flatMap((c) => done.get(c.id) ?? []);
    if (results.length > 0) {
      await writeAtomically(output, [jsonText(livemedbenchEvaluationFile(results))], {
        private: openPrivacy(flags) !== null,
      });
    }
  }
  const results = cases.flatMap((c) => done.get(c.id) ?? []);
  return report(results, { ...work, planned: work.answers, isWhole: done.size === cases.length });
}

/** One file holds one judge's verdicts, or one panel's. */
function refuseOtherJudge(judging: OpenedJudge | null, output: string): void {
  const { names = [], earlier = [] } = judging ?? {};
  if (earlier.length === 0 || earlier.join() === [...new Set(names)].sort().join()) return;
  throw new UsageError(
    `${output} was judged by ${earlier.join(", ")}, not ${
      names.join(", ")
    }: choose another --output-file`,
  );
}

/** Cases whose evaluation in the output is whole: every criterion of the rubric with a score. */
function keptResults({ before, cases, name, output }: Work): readonly Result[] {
  if (before === null) return [];
  const { results } = livemedbenchResults(before, { cases, model: name, where: output });
  return results.filter(({ grades }) =>
    grades.length > 0 && grades.every(({ score }) => score !== null)
  );
}

function report(
  results: readonly Result[],
  { name, output, cases, signal, isWhole }: Work & {
    readonly planned: readonly Answer<LiveMedBenchCase>[];
    readonly isWhole: boolean;
  },
): number {
  const benchmark = livemedbench();
  const run = finishRun(results, {
    benchmark,
    manifest: null,
    model: name,
    dataset: basename(output),
    id: name,
    file: output,
    meta: {},
    planned: { cases: cases.length, items: cases.reduce((sum, c) => sum + c.items.length, 0) },
    unfinished: [],
    warnings: [],
  });
  printOut(benchmark.renderSummary(run.official, { model: name, dataset: basename(output) }));
  printOut(renderClean(run));
  printOut(`Evaluations: ${output}`);
  const { ungraded } = run.clean.outcomes;
  if (ungraded > 0 || !isWhole) {
    printNote("To go on (no verdict is asked twice): the same command with --resume");
  }
  if (signal.aborted) return 130;
  return run.clean.outcomes.graded === run.clean.items.planned ? 0 : 1;
}

/** An official answer file of either origin, or a result file of ours. */
async function readAnswers(
  flags: GradeFlags,
  { cases, name }: { readonly cases: readonly LiveMedBenchCase[]; readonly name: string },
): Promise<readonly Answer<LiveMedBenchCase>[]> {
  const { modelResultFile: where, responseField } = flags;
  const file = await readJson(where);
  const benchmark = livemedbench();
  if (benchmark.recognises(file)) {
    const { results, manifest } = await readResults(where, { benchmarks: [benchmark] });
    if (manifest?.private && openPrivacy(flags) === null) {
      throw new UsageError(
        `${where} is of a private run, and judging sends its text: use --private`,
      );
    }
    const turns = new Map(results.map((result) => [result.case.id, result.turns]));
    return cases.map((c) => ({ case: c, model: name, trial: 1, turns: turns.get(c.id) ?? [] }));
  }
  const { answers, warnings } = livemedbenchAnswers(file, {
    cases,
    model: name,
    responseField,
    where,
  });
  for (const warning of warnings) printNote(`note: ${warning}`);
  return answers;
}

/** The model's name as the files of the reference carry it. */
function modelName(path: string): string {
  return basename(path, extname(path)).replace(/_results$/, "");
}

function safe(name: string): string {
  return name.replace(/[/\\\s:@]+/g, "_");
}

if (import.meta.main) await runTask(main);
