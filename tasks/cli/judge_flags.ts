import type { Command } from "commander";
import { collectNames, httpUrl, wholeNumber } from "./flag_values.ts";

/** The flags that say who judges open answers. */
export interface JudgeFlags {
  readonly judge?: readonly string[];
  readonly judgeApiBase?: string;
  readonly judgePrompt?: string;
  readonly judgeMaxTokens: number;
  readonly rejudge?: number;
  readonly seed: number;
}

/** Why a panel of so many judges should be another; null when nothing is to be said. */
export function panelWarning(judges: readonly string[] = []): string | null {
  if (judges.length === 0 || judges.length % 2 === 1) return null;
  return `A panel of ${judges.length} judges ties where they differ by half: such criteria stay ungraded (unknown), though ` +
    "their verdicts are paid for. An odd number of judges decides.";
}

/** Adds the judge's flags to a command. */
export function judgeOptions(
  command: Command,
  { apiBase = "the model's own endpoint" }: { readonly apiBase?: string } = {},
): Command {
  return command
    .optionsGroup("Judge (where answers are open; its key is read from OPENAI_JUDGE_API_KEY):")
    .option(
      "--judge <model[@base]>",
      "judging model; several make a panel that decides by majority (repeatable)",
      collectNames,
    )
    .option(
      "--judge-api-base <url>",
      `the judge's API base URL (default: ${apiBase})`,
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
