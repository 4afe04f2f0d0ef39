import type { Command } from "commander";
import { collect } from "../cli/flag_values.ts";
import type { GatherOptions } from "./gather.ts";

/** The flags that name files beside the results. */
export type GatherFlags = Omit<GatherOptions, "benchmark" | "isAlone">;

/** Adds the flags that figures and tables share. */
export function gatherFlags(command: Command): Command {
  return command
    .option(
      "--published <name>",
      "published scores and levels, drawn too: liveclin, livemedbench, or a file",
    )
    .option(
      "--condition <name>",
      "runs of this condition only, but where conditions are compared (default: full)",
    )
    .option(
      "--data-file <file>",
      "dataset file with texts that results lack; two are an older and a newer release",
      collect,
    )
    .option("--models <file>", "facts about models besides data/models.json, in its shape")
    .option("--ratings <file>", "physicians' ratings of criteria, CSV (parseRatings)")
    .option("--errors <file>", "types of error, as deno task error-types writes them")
    .option("--error-ratings <file>", "its sheet, filled by physicians, CSV")
    .option("--across-differences", "compare runs of different data, prompts or conditions too");
}
