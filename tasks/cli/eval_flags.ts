import { type Command, Option } from "commander";
import { BENCHMARK_NAMES } from "../../mod.ts";
import { type JudgeFlags, judgeOptions } from "./judge_flags.ts";
import { type ImageFlags, imageOptions } from "./image_flags.ts";
import { type LimitFlags, limitOptions } from "./limit_flags.ts";
import { type PrivateFlags, privateOptions } from "./private_flags.ts";
import {
  atLeastZero,
  collect,
  collectHeader,
  collectParameter,
  filledName,
  httpUrl,
  shardPart,
  timeoutSeconds,
  wholeNumber,
} from "./flag_values.ts";
import { taskCommand } from "./task_command.ts";

/** The flags of `eval` as parsed. */
export interface EvalFlags extends PrivateFlags, ImageFlags, JudgeFlags, LimitFlags {
  readonly promptStyle: "official" | "physician";
  readonly labels?: string;
  readonly benchmark: string;
  readonly model?: string;
  readonly apiBase?: string;
  readonly apiKey?: string;
  readonly imageMode?: "url" | "local";
  readonly condition: "full" | "no_image" | "options_only" | "gold_history";
  readonly dataset?: string;
  readonly dataDir: string;
  readonly jsonlPath?: string;
  readonly imageRoot?: string;
  readonly limit?: number;
  readonly case?: readonly string[];
  readonly shard?: { readonly index: number; readonly count: number };
  readonly skipBadCases?: boolean;
  readonly dedupe?: "first";
  readonly concurrency: number;
  readonly trials: number;
  readonly output?: string;
  readonly resume?: boolean;
  readonly overwrite?: boolean;
  readonly keepJournal?: boolean;
  readonly preflight: boolean;
  readonly maxRetries: number;
  readonly retryPolicy: "bounded" | "official";
  readonly timeout: number;
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly param?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, string>>;
  readonly dryRun?: boolean;
  readonly requests?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** The command line of `eval`: its flags, their defaults and their help. */
export function evalProgram(): Command {
  const command = taskCommand("eval")
    .description(
      "Evaluates a model on a benchmark over any OpenAI-compatible endpoint, downloading the data on first use.\n\n" +
        "The key is read from OPENAI_API_KEY. Exit status: 0 every planned question was graded, 1 finished with other " +
        "outcomes (a budget that is used up among them), 2 bad usage, set-up or a dead endpoint, 130 interrupted.",
    )
    .allowExcessArguments(false)
    .addOption(
      new Option("--benchmark <name>", "which benchmark").choices(BENCHMARK_NAMES).default(
        "liveclin",
      ),
    )
    .optionsGroup("Model:")
    .option("--model <name>", "model identifier (required)", filledName)
    .option("--api-base <url>", "API base URL (required), e.g. https://api.openai.com/v1", httpUrl)
    .option(
      "--api-key <key>",
      "API key; better in OPENAI_API_KEY, since a task runner echoes arguments (default: token)",
    )
    .option(
      "--temperature <number>",
      "sampling temperature (default: the protocol's, 0)",
      atLeastZero,
    )
    .option(
      "--max-tokens <number>",
      "maximum tokens a reply (default: the protocol's)",
      wholeNumber(1),
    )
    .option(
      "--param <name=value>",
      "further request field (repeatable); null leaves one out",
      collectParameter,
    )
    .option("--header <name=value>", "further HTTP header (repeatable)", collectHeader)
    .option("--timeout <seconds>", "time a call may take", timeoutSeconds, 120)
    .option("--max-retries <number>", "attempts a call, the first included", wholeNumber(1, 100), 5)
    .addOption(
      new Option("--retry-policy <policy>", "one count, or the reference evaluator's nested ones")
        .choices(["bounded", "official"]).default("bounded"),
    )
    .optionsGroup("Protocol:")
    .addOption(
      new Option(
        "--image-mode <mode>",
        "how images are sent (required where a benchmark has images)",
      ).choices(["url", "local"]),
    );
  imageOptions(command)
    .addOption(
      new Option("--condition <name>", "what of a case the model is given; only full is official")
        .choices(["full", "no_image", "options_only", "gold_history"]).default("full"),
    )
    .addOption(
      new Option(
        "--prompt-style <name>",
        "the instruction before an open question; only official is official",
      )
        .choices(["official", "physician"]).default("official"),
    )
    .option("--trials <number>", "repetitions of every case", wholeNumber(1, 1000), 1);
  const bounded = privateOptions(limitOptions(judgeOptions(command)));
  return bounded
    .optionsGroup("Data:")
    .option(
      "--dataset <name>",
      "dataset configuration (default: the benchmark's first; deno task data lists them)",
    )
    .option("--data-dir <path>", "root of downloaded data", "data")
    .option("--jsonl-path <path>", "records file; goes before --data-dir")
    .option("--image-root <path>", "image folder; goes before --data-dir")
    .option("--limit <number>", "only the first cases", wholeNumber(1))
    .option("--case <id>", "only this case (repeatable)", collect)
    .option(
      "--shard <i/n>",
      "only part i of n of these cases, by case id; deno task merge puts the parts together",
      shardPart,
    )
    .option("--labels <file>", "labels the dataset lacks, made by deno task label")
    .addOption(
      new Option("--dedupe <which>", "keep one of several records with the same id").choices([
        "first",
      ]),
    )
    .option("--skip-bad-cases", "go on without records that cannot be parsed")
    .optionsGroup("Run:")
    .option(
      "--concurrency <number>",
      "calls at once, the judge's included",
      wholeNumber(1, 100_000),
      100,
    )
    .option("--output <path>", "result file (default: results/<model>_<dataset>.json)")
    .option(
      "--resume",
      "go on where an earlier run stopped; failed cases are retried, answered turns never repeated",
    )
    .option("--overwrite", "replace an existing output")
    .option("--keep-journal", "keep the journal of a complete run")
    .option("--no-preflight", "do not send the heaviest first turn alone before the others")
    .optionsGroup("Output:")
    .option("--dry-run", "plan, check data and images, estimate tokens; send nothing")
    .option(
      "--requests <file>",
      "with --dry-run: write the first request of every case to a file (a new one, or --overwrite)",
    )
    .option("--json", "print only { official, clean, output }")
    .option("--verbose", "print every retry");
}
