import type { Command } from "commander";
import { caseScore, type Run, secondOpinion, type SecondOpinionQuestion } from "../mod.ts";
import { readRuns } from "./cli/read_runs.ts";
import { printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly python: string;
  readonly script?: boolean;
  readonly json?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const runs = await readRuns(command.args);
  const questions = questionsOf(runs);
  const opinion = await secondOpinion(questions, { run: (script) => python(flags.python, script) });
  if (flags.script) {
    printOut(opinion.script);
    return 0;
  }
  if (flags.json) {
    const { script: _script, ...rest } = opinion;
    console.log(JSON.stringify(rest, null, 2));
  } else {
    printOut(
      `${"".padEnd(44)} ${"Rounds".padStart(14)} ${opinion.program.padStart(14)}  difference`,
    );
    for (const { name, quantity, ours, theirs, difference, agrees } of opinion.rows) {
      const text = (value: number | null) =>
        (value === null ? "–" : String(Number(value.toPrecision(9)))).padStart(14);
      const gap = difference === null ? "–" : difference.toExponential(1);
      printOut(
        `${`${name}, ${quantity}`.slice(0, 44).padEnd(44)} ${text(ours)} ${text(theirs)}  ${gap}${
          agrees ? "" : "  DIFFERS"
        }`,
      );
    }
  }
  printNote(
    "lo and hi are Student's t interval over cases, which both sides compute; deno task analyze prints Wilson's, made from " +
      "the same standard error, which stays between 0 % and 100 %.",
  );
  const differing = opinion.rows.filter(({ agrees }) => !agrees).length;
  printNote(
    differing === 0
      ? `${opinion.program} agrees on all ${opinion.rows.length} numbers`
      : `${opinion.program} differs on ${differing} of ${opinion.rows.length} numbers`,
  );
  return differing === 0 ? 0 : 1;
}

interface Unit {
  readonly key: string;
  readonly cluster: string;
  readonly score: number | null;
}

/** Questions, or cases where criteria carry points; clean reading. */
function unitsOf(run: Run): readonly Unit[] {
  return run.results.flatMap((result): readonly Unit[] => {
    const { case: one, grades, trial } = result;
    if (grades.length === 0) return [];
    if (one.items.every(({ points }) => points === null)) {
      return grades.map(({ item, score }) => ({
        key: JSON.stringify([one.id, trial, item]),
        cluster: one.id,
        score,
      }));
    }
    const { low, high } = caseScore(result);
    const score = low === high ? Math.min(1, Math.max(0, low)) : null;
    return [{ key: JSON.stringify([one.id, trial]), cluster: one.id, score }];
  });
}

function questionsOf(runs: readonly Run[]): readonly SecondOpinionQuestion[] {
  const units = runs.map((run) => ({ run, units: unitsOf(run) }));
  const means = units.map(({ run, units }): SecondOpinionQuestion => ({
    kind: "clustered-mean",
    name: run.model,
    y: units.map(({ score }) => score),
    cluster: units.map(({ cluster }) => cluster),
  }));
  const [first, ...others] = units;
  const gaps = others.flatMap(({ run, units }): readonly SecondOpinionQuestion[] => {
    const theirs = new Map(units.map((unit) => [unit.key, unit.score]));
    const shared = first?.units.filter(({ key }) => theirs.has(key)) ?? [];
    return shared.length === 0 ? [] : [{
      kind: "paired-difference",
      name: `${first?.run.model} - ${run.model}`,
      a: shared.map(({ score }) => score),
      b: shared.map(({ key }) => theirs.get(key) ?? null),
      cluster: shared.map(({ cluster }) => cluster),
    }];
  });
  return [...means, ...gaps];
}

async function python(command: string, script: string): Promise<string> {
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(command, {
      args: ["-"],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    throw new UsageError(`there is no program ${command}: --python names another`);
  }
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(script));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`${command} failed: ${decoder.decode(stderr).slice(-500)}`);
  return decoder.decode(stdout);
}

function program(): Command {
  return taskCommand("second-opinion", { example: "second-opinion results/*.json" })
    .description(
      "Makes the accuracy of every run, and the paired differences from the first, again in Python (its standard library " +
        "only) and prints both numbers and their difference. Names of cases and models do not leave this process.",
    )
    .argument("<file...>", "result files")
    .option("--python <program>", "the Python to ask, 3.8 or later", "python3")
    .option("--script", "print the Python program instead")
    .option("--json", "print the rows as JSON");
}

if (import.meta.main) await runTask(main);
