import type { Command } from "commander";
import { judgeFaults } from "./faults/judge_faults.ts";
import { permanentFaults } from "./faults/permanent_faults.ts";
import { transientFaults } from "./faults/transient_faults.ts";
import { printJson, printNote, printOut, runTask } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly json?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const transient = await transientFaults();
  for (const { benchmark, kind, struck, requests, changed } of transient) {
    printNote(
      `${benchmark} ${kind}: ${struck} of ${requests} requests repeated, ${changed.length} items changed`,
    );
  }
  const permanent = await permanentFaults({
    onCell: ({ kind, position, imageMode, struck, broken }) => {
      if (broken.length > 0 || position === 1) {
        printNote(
          `${imageMode} turn ${position} ${kind}: ${struck} struck, ${broken.length} wrong`,
        );
      }
    },
  });
  const judged = await judgeFaults({
    onKind: ({ kind, struck, broken }) =>
      printNote(`judge ${kind}: ${struck} struck, ${broken.length} wrong`),
  });
  const changed = transient.flatMap((finding) =>
    finding.changed.map((item) => `${finding.benchmark} ${finding.kind}: ${item}`)
  );
  const broken = permanent.flatMap((finding) =>
    finding.broken.map((text) =>
      `${finding.imageMode} turn ${finding.position} ${finding.kind}: ${text}`
    )
  );
  const misjudged = judged.flatMap(({ kind, broken: found }) =>
    found.map((text) => `judge ${kind}: ${text}`)
  );
  if (command.opts<Flags>().json) printJson({ transient, permanent, judged });
  else {
    const struck = permanent.reduce((sum, finding) => sum + finding.struck, 0);
    printOut(
      [
        `Passing faults at 20 % of the prompts, ${transient.length} runs: ${changed.length} items differ from the run without`,
        ...changed.slice(0, 40).map((line) => `  ${line}`),
        `Lasting faults, ${permanent.length} cells of kind x turn x image mode, ${struck} questions struck: ` +
        `${broken.length} in a wrong outcome or with a substitute`,
        ...broken.slice(0, 40).map((line) => `  ${line}`),
        `Lasting faults of the judge, ${judged.length} kinds, ${
          judged.reduce((sum, finding) => sum + finding.struck, 0)
        } criteria struck: ${misjudged.length} in a wrong outcome or with a substitute`,
        ...misjudged.slice(0, 40).map((line) => `  ${line}`),
      ].join("\n"),
    );
  }
  return changed.length + broken.length + misjudged.length === 0 ? 0 : 1;
}

function program(): Command {
  return taskCommand("faults")
    .description(
      "Injects every kind of fault. Passing ones (at 20 % of the prompts) must not change an answer; lasting ones, by kind, " +
        "turn and image mode, and by kind for a judge, must leave every item in its right outcome, none with a substitute.",
    )
    .allowExcessArguments(false)
    .option("--json", "print the matrix as JSON");
}

if (import.meta.main) await runTask(main);
