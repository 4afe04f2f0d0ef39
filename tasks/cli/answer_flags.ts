import { type Command, Option } from "commander";
import {
  collectHeader,
  collectParameter,
  filledName,
  httpUrl,
  wholeNumber,
} from "./flag_values.ts";
import { type CallFlags, callOptions, outputOptions } from "./official_flags.ts";
import { taskCommand } from "./task_command.ts";

/** The flags of `answer` as parsed. */
export interface AnswerFlags extends CallFlags {
  readonly dataFile: string;
  readonly outputFile: string;
  readonly model: string;
  readonly apiBase?: string;
  readonly apiKey?: string;
  readonly promptStyle: "official" | "physician";
  readonly maxCases?: number;
  readonly resume?: boolean;
  readonly overwrite?: boolean;
  readonly param?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, string>>;
}

/** The command line of `answer`: its flags, their defaults and their help. */
export function answerProgram(): Command {
  const command = taskCommand("answer", {
    example: "answer --data-file LiveMedBench_v202601.json --output-file m_results.json --model m",
  })
    .description(
      "Answers the cases of a LiveMedBench file and writes an official answer file. The key is read from OPENAI_API_KEY.\n\n" +
        "Exit status: 0 every case was answered, 1 some calls failed, 2 bad usage or set-up, 130 interrupted.",
    )
    .allowExcessArguments(false)
    .requiredOption("--data-file <path>", "cases, a JSON list")
    .requiredOption("--output-file <path>", "answers, a JSON list")
    .option("--model <name>", "model identifier", filledName, "gpt-5.2-2025-12-11")
    .option("--max-cases <number>", "at most so many new cases", wholeNumber(1))
    .option(
      "--api-base <url>",
      "API base URL (default: OPENAI_BASE_URL, else https://api.openai.com/v1)",
      httpUrl,
    )
    .option(
      "--api-key <key>",
      "API key; better in OPENAI_API_KEY, since a task runner echoes arguments",
    )
    .addOption(
      new Option("--prompt-style <name>", "the instruction; only official is official")
        .choices(["official", "physician"]).default("official"),
    )
    .option(
      "--param <name=value>",
      "further request field (repeatable); null leaves one out",
      collectParameter,
    )
    .option("--header <name=value>", "further HTTP header (repeatable)", collectHeader);
  return callOptions(outputOptions(command));
}
