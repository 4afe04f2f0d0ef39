import type { Command } from "commander";
import {
  caseScore,
  ERROR_TAGS_SCHEMA,
  ERROR_TYPE_PARAMETERS,
  ERROR_TYPE_PROMPT_SHA256,
  errorSheet,
  type ErrorTag,
  livemedbench,
  LIVEMEDBENCH_ERROR_TYPES,
  type LiveMedBenchCase,
  livemedbenchErrorType,
  loadCases,
  parseErrorTags,
  type Result,
  type Run,
  writeAtomically,
} from "../mod.ts";
import {
  askJudge,
  refuseOtherMaking,
  type SingleJudgeFlags,
  singleJudgeOptions,
} from "./cli/ask_judge.ts";
import { collect, wholeNumber } from "./cli/flag_values.ts";
import { interruptSignal } from "./cli/interrupt_signal.ts";
import { jsonText, readOutput } from "./cli/json_files.ts";
import { callOptions, outputOptions } from "./cli/official_flags.ts";
import { openPrivacy } from "./cli/private_flags.ts";
import { readRuns } from "./cli/read_runs.ts";
import { refuseInputs } from "./cli/refuse_inputs.ts";
import { printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags extends SingleJudgeFlags {
  readonly dataFile: string;
  readonly outputFile: string;
  readonly below: number;
  readonly maxCases?: number;
  readonly sheet?: string;
  readonly rater?: readonly string[];
  readonly perType: number;
  readonly resume?: boolean;
  readonly overwrite?: boolean;
}

/** An answer that fell short. */
interface Failed {
  readonly run: Run;
  readonly result: Pick<Result<LiveMedBenchCase>, "case" | "turns" | "grades" | "trial">;
  readonly score: number;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  if (!(flags.below > 0 && flags.below <= 1)) {
    throw new UsageError(`--below is ${flags.below}, expected a score above 0 and up to 1`);
  }
  if (flags.sheet !== undefined && flags.rater === undefined) {
    throw new UsageError("--sheet needs --rater, the name of who will verify (may be repeated)");
  }
  const head = {
    schema: ERROR_TAGS_SCHEMA,
    made_by: "Rounds, by a judging model; no part of the dataset",
    judge: flags.judge,
    prompt_sha256: ERROR_TYPE_PROMPT_SHA256,
    below: flags.below,
  };
  await refuseInputs({ "--output-file": flags.outputFile, "--sheet": flags.sheet }, [
    flags.dataFile,
    ...command.args,
  ]);
  const before = await readOutput(flags.outputFile, flags);
  refuseOtherMaking(before, head, flags.outputFile);
  const known = before === null ? [] : parseErrorTags(before, flags.outputFile);
  const cases = new Map(
    (await Array.fromAsync(loadCases(flags.dataFile, { benchmark: livemedbench() })))
      .map((one) => [one.id, one]),
  );
  const runs = await readRuns(command.args);
  const { signal, end } = interruptSignal();
  try {
    const failed = failedAnswers(runs, { cases, below: flags.below });
    const tags = await tagAll(failed, { flags, known, head, signal });
    const typed = tags.filter(({ type }) => type !== null);
    if (typed.length === 0) {
      if (signal.aborted) return 130;
      if (failed.length === 0) {
        printNote(`No answer of these cases is below ${flags.below}: there is nothing to type`);
        return 0;
      }
      printNote(
        `error: none of ${failed.length} answers below ${flags.below} got a type of error` +
          (flags.sheet === undefined ? "" : ": there is no sheet to verify"),
      );
      return 1;
    }
    printOut(
      `${typed.length} of ${failed.length} answers below ${flags.below} have a type of error: ${flags.outputFile}`,
    );
    for (const [type, meaning] of Object.entries(LIVEMEDBENCH_ERROR_TYPES)) {
      const count = typed.filter((tag) => tag.type === type).length;
      printOut(`  ${type} ${String(count).padStart(5)}  ${meaning.split(":")[0]}`);
    }
    printOut("These are unverified tags of a judge.");
    if (flags.sheet !== undefined) {
      const sheet = errorSheet(tags, {
        runs,
        raters: flags.rater ?? [],
        perType: flags.perType,
        benchmark: livemedbench(),
        cases,
      });
      await writeAtomically(flags.sheet, [sheet]);
      printOut(`Sheet to verify them, blind and stratified by type: ${flags.sheet}`);
      printOut(
        `Then: deno task figures FILE... --figure errors --errors ${flags.outputFile} --error-ratings ${flags.sheet} --out figures`,
      );
    }
    if (typed.length < failed.length) printNote("To go on: the same command with --resume");
    if (signal.aborted) return 130;
    return typed.length === failed.length ? 0 : 1;
  } finally {
    end();
  }
}

function failedAnswers(
  runs: readonly Run[],
  { cases, below }: {
    readonly cases: ReadonlyMap<string, LiveMedBenchCase>;
    readonly below: number;
  },
): readonly Failed[] {
  return runs.flatMap((run) =>
    run.results.flatMap((result): readonly Failed[] => {
      const { low, high } = caseScore(result);
      const one = cases.get(result.case.id);
      const answered = (result.turns[0]?.reply?.text ?? "") !== "";
      const scores = new Map(result.grades.map(({ item, score }) => [item, score]));
      const missed = one?.items.some(({ id, points }) =>
        scores.get(id) === ((points ?? 0) > 0 ? 0 : 1)
      );
      if (one === undefined || !answered || missed !== true || high >= below) return [];
      return [{ run, result: { ...result, case: one }, score: Math.min(1, Math.max(0, low)) }];
    })
  );
}

interface Work {
  readonly flags: Flags;
  readonly known: readonly ErrorTag[];
  readonly head: Readonly<Record<string, string | number>>;
  readonly signal: AbortSignal;
}

async function tagAll(
  failed: readonly Failed[],
  { flags, known, head, signal }: Work,
): Promise<readonly ErrorTag[]> {
  const keyOf = (id: string, caseId: string, trial: number) => JSON.stringify([id, caseId, trial]);
  const tags = new Map(
    known.filter(({ type }) => type !== null)
      .map((tag) => [keyOf(tag.run_id, tag.case_id, tag.trial), tag]),
  );
  const key = ({ run, result }: Failed) => keyOf(run.id, result.case.id, result.trial);
  const todo = failed.filter((one) => !tags.has(key(one))).slice(0, flags.maxCases ?? Infinity);
  await askJudge(todo, {
    name: flags.judge,
    flags,
    parameters: ERROR_TYPE_PARAMETERS,
    signal,
    label: `error types by ${flags.judge}`,
    total: failed.length,
    done: failed.length - todo.length,
    nameOf: ({ run, result }) => `case ${result.case.id} of ${run.model} has no type`,
    ask: async (one, model) => {
      const { error, reason } = await livemedbenchErrorType(one.result, model, { signal });
      tags.set(key(one), {
        run_id: one.run.id,
        model: one.run.model,
        dataset: one.run.dataset,
        case_id: one.result.case.id,
        trial: one.result.trial,
        score: one.score,
        judge: flags.judge,
        type: error?.type ?? null,
        gap: error?.gap ?? null,
        cause: error?.cause ?? null,
        reason,
      });
      return error === null ? reason ?? "unknown" : null;
    },
    save: () => {
      const content = { ...head, tags: failed.flatMap((one) => tags.get(key(one)) ?? []) };
      return writeAtomically(flags.outputFile, [jsonText(content)], {
        private: openPrivacy(flags) !== null,
      });
    },
  });
  return failed.flatMap((one) => tags.get(key(one)) ?? []);
}

function program(): Command {
  const command = taskCommand("error-types", {
    example:
      "error-types results/m_v202601.json --data-file LiveMedBench_v202601.json --judge gpt-5 --output-file errors.json",
  })
    .description(
      "Asks a judge why low-scoring LiveMedBench answers fell short: gap, cause and one of the paper's seven types of " +
        "error. With --sheet it also draws a sample for physicians to verify.",
    )
    .argument("<file...>", "result files")
    .requiredOption("--data-file <path>", "cases, a JSON list")
    .requiredOption("--output-file <path>", "types of error, JSON")
    .option("--below <score>", "only answers whose score is below this", Number, 0.5)
    .option("--max-cases <number>", "at most so many new answers", wholeNumber(1))
    .option("--sheet <path>", "write a CSV sheet for physicians to fill")
    .option("--rater <name>", "who will verify (may be repeated)", collect)
    .option("--per-type <number>", "answers on the sheet for each type", wholeNumber(1), 20);
  return callOptions(outputOptions(singleJudgeOptions(command)));
}

if (import.meta.main) await runTask(main);
