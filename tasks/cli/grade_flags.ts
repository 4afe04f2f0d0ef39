import { Command } from "commander";
import { wholeNumber } from "./flag_values.ts";
import { type JudgeFlags, judgeOptions } from "./judge_flags.ts";
import { type CallFlags, callOptions, outputOptions } from "./official_flags.ts";

/** The flags of `grade` as parsed. */
export interface GradeFlags extends CallFlags, JudgeFlags {
  readonly rubricFile: string;
  readonly modelResultFile: string;
  readonly outputFile?: string;
  readonly responseField: string;
  readonly maxCases?: number;
  readonly resume?: boolean;
  readonly overwrite?: boolean;
  readonly holistic?: boolean;
}

/** The command line of `grade`: its flags, their defaults and their help. */
export function gradeProgram(): Command {
  const command = new Command("grade")
    .description(
      "Judges the answers of a LiveMedBench answer file, one criterion a call, and writes an official evaluation file.\n" +
        "Exit status: 0 every criterion has a verdict, 1 some have none, 2 bad usage or set-up, 130 interrupted.",
    )
    .allowExcessArguments(false)
    .requiredOption("--rubric-file <path>", "the dataset, a JSON list")
    .requiredOption(
      "--model-result-file <path>",
      "answers: an official file, a list or an object by case id, or a result file of eval",
    )
    .option(
      "--output-file <path>",
      "evaluations (default: results/<judge>/evaluation_results_<model>.json)",
    )
    .option(
      "--response-field <name>",
      "field of the answer; an empty one falls back to response",
      "model_response",
    )
    .option("--max-cases <number>", "at most so many new cases", wholeNumber(1))
    .option(
      "--holistic",
      "one score for each answer without any rubric, as a baseline, instead of criteria",
    );
  return callOptions(judgeOptions(outputOptions(command))).configureHelp({ helpWidth: 110 })
    .exitOverride();
}
