import type { Command } from "commander";
import { fuzz } from "./fuzz/fuzz.ts";
import { wholeNumber } from "./cli/flag_values.ts";
import { printJson, printNote, printOut, runTask } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly cases: number;
  readonly seed: number;
  readonly json?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const { cases, seed, json } = command.opts<Flags>();
  const folder = await Deno.makeTempDir({ prefix: "rounds-fuzz-" });
  const findings = await fuzz({
    cases,
    seed,
    folder,
    onProgress: (done) => printNote(`${done.toLocaleString("en-US")} tried`),
  });
  await Deno.remove(folder, { recursive: true });
  if (json) printJson(findings);
  else {
    for (const { target, tried, accepted, refused, slowestMs, broken } of findings) {
      printOut(
        `${target}: ${tried} tried, ${accepted} accepted, ${refused} refused with a message, slowest ${
          Math.round(slowestMs)
        } ms, ${broken.length} broken promises`,
      );
      for (const { what, text } of broken.slice(0, 5)) {
        printOut(`  ${what}\n    in ${JSON.stringify(text.slice(0, 400))}`);
      }
    }
  }
  return findings.every(({ broken }) => broken.length === 0) ? 0 : 1;
}

function program(): Command {
  return taskCommand("fuzz")
    .description(
      "Changes dataset lines, API replies, result files and journals at random: each must be taken rightly or refused with a " +
        "message, in time, with no letter accepted that was not offered and nothing overwritten.",
    )
    .allowExcessArguments(false)
    .option("--cases <number>", "changed texts in all", wholeNumber(1), 100_000)
    .option("--seed <number>", "fixes every text", wholeNumber(0), 1)
    .option("--json", "print the findings as JSON");
}

if (import.meta.main) await runTask(main);
