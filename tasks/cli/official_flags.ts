import { type Command, Option } from "commander";
import { timeoutSeconds, wholeNumber } from "./flag_values.ts";
import { patienceOption } from "./limit_flags.ts";
import { type PrivateFlags, privateOptions } from "./private_flags.ts";

/** Flags of calls that the tasks with the reference's flags share. */
export interface CallFlags extends PrivateFlags {
  readonly concurrency: number;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly patience: number;
  readonly verbose?: boolean;
}

/** Adds them to a command. */
export function callOptions(command: Command): Command {
  return privateOptions(command)
    .optionsGroup("Calls:")
    .option("--concurrency <number>", "calls at once", wholeNumber(1, 100_000), 100)
    .option("--timeout <seconds>", "time a call may take", timeoutSeconds, 120)
    .option("--max-retries <number>", "attempts a call, the first included", wholeNumber(1, 100), 5)
    .addOption(patienceOption())
    .option("--verbose", "print every retry");
}

/** Adds the flags that say what may happen to an existing output. */
export function outputOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--resume", "keep what the output holds and go on with the rest").conflicts(
        "overwrite",
      ),
    )
    .option("--overwrite", "replace an existing output");
}

/** Base URL of the endpoint unless a flag names one. */
export function defaultApiBase(): string {
  return Deno.env.get("OPENAI_BASE_URL") || "https://api.openai.com/v1";
}
