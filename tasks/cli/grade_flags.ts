import type { Command } from "commander";
import { wholeNumber } from "./flag_values.ts";
import { type JudgeFlags, judgeOptions } from "./judge_flags.ts";
import { type CallFlags, callOptions, outputOptions } from "./official_flags.ts";
import { taskCommand } from "./task_command.ts";

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
  const command = taskCommand("grade", {
    example:
      "grade --rubric-file LiveMedBench_v202601.json --model-result-file m_results.json --judge gpt-5",
  })
    .description(
      "Judges the answers of a LiveMedBench answer file, one criterion a call, and writes an official evaluation file.\n\n" +
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
  const judged = judgeOptions(outputOptions(command), {
    apiBase: "OPENAI_BASE_URL, else https://api.openai.com/v1",
  });
  return callOptions(judged);
}
