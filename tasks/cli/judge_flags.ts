import type { Command } from "commander";
import { collect, httpUrl, wholeNumber } from "./flag_values.ts";

/** The flags that say who judges open answers. */
export interface JudgeFlags {
  readonly judge?: readonly string[];
  readonly judgeApiBase?: string;
  readonly judgePrompt?: string;
  readonly judgeMaxTokens: number;
  readonly rejudge?: number;
  readonly seed: number;
}

/** Adds the judge's flags to a command. */
export function judgeOptions(command: Command): Command {
  return command
    .optionsGroup("Judge (where answers are open; its key is read from OPENAI_JUDGE_API_KEY):")
    .option(
      "--judge <model[@base]>",
      "judging model; several make a panel that decides by majority (repeatable)",
      collect,
    )
    .option(
      "--judge-api-base <url>",
      "the judge's API base URL (default: the model's own endpoint)",
      httpUrl,
    )
    .option(
      "--judge-prompt <file>",
      "replaces the judge's instructions; holds {{query}}, {{answer}} and {{criterion}}",
    )
    .option(
      "--judge-max-tokens <number>",
      "maximum tokens of a judge's reply",
      wholeNumber(1024),
      2048,
    )
    .option(
      "--rejudge <number>",
      "judge a random sample of so many criteria twice, to measure the judge's noise",
      wholeNumber(1),
    )
    .option("--seed <number>", "seed of the random sample", wholeNumber(0), 1);
}
