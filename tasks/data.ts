import { type Command, Option } from "commander";
import { benchmarks } from "../mod.ts";
import type { DataFlags } from "./cli/data_flags.ts";
import { describeData } from "./cli/describe_data.ts";
import { fetchData } from "./cli/fetch_data.ts";
import { interruptSignal } from "./cli/interrupt_signal.ts";
import { listData } from "./cli/list_data.ts";
import { printNote, runTask } from "./cli/run_task.ts";
import { verifyData } from "./cli/verify_data.ts";
import { taskCommand } from "./cli/task_command.ts";

async function main(args: readonly string[]): Promise<number> {
  let code = 0;
  const { signal, end } = interruptSignal();
  const run =
    (work: (flags: DataFlags, signal: AbortSignal) => Promise<number>) =>
    async (flags: DataFlags): Promise<void> => {
      code = await work(flags, signal);
    };
  try {
    await program(run).parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (!signal.aborted) throw error;
    printNote("Interrupted.");
    return 130;
  } finally {
    end();
  }
}

type Work = (flags: DataFlags, signal: AbortSignal) => Promise<number>;

function program(run: (work: Work) => (flags: DataFlags) => Promise<void>): Command {
  const data = taskCommand("data")
    .description(
      "Lists, downloads, checks and describes the datasets of the benchmarks.\n\n" +
        "HF_ENDPOINT names another hub, HF_TOKEN an access token. Exit status: 0 complete, " +
        "1 a download or a check that failed, 2 bad usage or set-up, 130 interrupted.",
    );
  const command = (name: string, description: string) =>
    data.command(name).description(description).allowExcessArguments(false)
      .option("--data-dir <path>", "root of downloaded data", "data")
      .option("--json", "print JSON only");
  const one = (name: string, description: string) =>
    command(name, description)
      .addOption(
        new Option("--benchmark <name>", "which benchmark").choices(
          benchmarks.map(({ name }) => name),
        )
          .default("liveclin"),
      )
      .option("--dataset <name>", "configuration (default: the benchmark's first)");
  const placed = (name: string, description: string) =>
    one(name, description)
      .option("--jsonl-path <path>", "records file; goes before --data-dir")
      .option("--image-root <path>", "image folder; goes before --data-dir");

  command("list", "every dataset, and whether it is here").action(run(listData));
  one("download", "fetch a dataset, or continue an interrupted download; verifies every checksum")
    .option("--revision <name>", "branch, tag or commit (default: the benchmark's, else main)")
    .option("--yes", "do not ask")
    .action(run(fetchData));
  placed("verify", "check files, checksums and the images that records refer to").action(
    run(verifyData),
  );
  placed("describe", "count cases, questions, keys, chapters, stages, modalities and images")
    .option("--skip-bad-cases", "leave out records that cannot be parsed")
    .action(run(describeData));
  return data;
}

if (import.meta.main) await runTask(main);
