import { type Command, Option } from "commander";
import { CRASH_BENCHMARKS, type CrashBenchmark } from "./crash/crash_set.ts";
import { killAndResume } from "./crash/kill_and_resume.ts";
import { wholeNumber } from "./cli/flag_values.ts";
import { printJson, printNote, printOut, runTask } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly benchmark: CrashBenchmark;
  readonly kills: number;
  readonly seed: number;
  readonly json?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const { benchmark, kills, seed, json } = command.opts<Flags>();
  const folder = await Deno.makeTempDir({ prefix: "rounds-crash-" });
  const report = await killAndResume({
    benchmark,
    kills,
    seed,
    folder,
    onKill: (done) => {
      if (done % 10 === 0) printNote(`${done} of ${kills} kills`);
    },
  });
  const { broken } = report;
  if (broken.length === 0) await Deno.remove(folder, { recursive: true });
  else printNote(`The files are kept in ${folder}`);
  if (json) printJson(report);
  else {
    printOut(
      `${report.kills} kills, ${report.killsInFlight} of them with requests in flight, over ${report.runs} runs of ` +
        `${report.turns} ${benchmark === "liveclin" ? "turns" : "turns and verdicts"}\n` +
        `answered twice because in flight at a kill: ${report.repeatedInFlight}\n` +
        `broken promises: ${broken.length}${broken.map((line) => `\n  ${line}`).join("")}`,
    );
  }
  return broken.length === 0 ? 0 : 1;
}

function program(): Command {
  return taskCommand("crash")
    .description(
      "Kills runs of a demo set (faults injected) with SIGKILL at random moments and resumes each to its end: no answer or " +
        "verdict on the disk may be lost or paid again, and the file must equal an uninterrupted run's but for times and attempts.",
    )
    .allowExcessArguments(false)
    .addOption(
      new Option("--benchmark <name>", "whose demo set; livemedbench is judged too")
        .choices(CRASH_BENCHMARKS).default("liveclin"),
    )
    .option("--kills <number>", "kills in all", wholeNumber(1, 100_000), 200)
    .option("--seed <number>", "fixes the moments", wholeNumber(0), 1)
    .option("--json", "print the report as JSON");
}

if (import.meta.main) await runTask(main);
