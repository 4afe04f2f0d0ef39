import type { Command } from "commander";
import { compareReference, type ReferenceCase, runReference } from "../mod.ts";
import { printOut, runTask } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly json?: boolean;
}

interface ReferenceFile {
  readonly fixtures: Readonly<Record<string, unknown>>;
  readonly cases: readonly ReferenceCase[];
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const [path = "tests/stats/stat-references.json"] = command.args;
  const file = parse(await Deno.readTextFile(path), path);
  if (command.opts<Flags>().json) {
    const values = file.cases.map((one) => [one.name, valueOf(one, file) ?? null]);
    console.log(JSON.stringify(Object.fromEntries(values), null, 2));
    return 0;
  }
  let failed = 0;
  for (const one of file.cases) {
    const findings = check(one, file);
    if (findings.length === 0) continue;
    failed++;
    printOut(`${one.name} (${one.fn})`);
    for (const finding of findings) printOut(`  ${finding}`);
  }
  printOut(`${file.cases.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** What is wrong with a case, one line each. */
function check(one: ReferenceCase, file: ReferenceFile): readonly string[] {
  try {
    const got = runReference(one, file.fixtures);
    if (got === undefined) return ["not implemented"];
    if (one.expected === undefined) return ["no expected value: use --json to print ours"];
    return compareReference(one.expected, got, { tol: one.tol ?? 1e-9 });
  } catch (error) {
    return [error instanceof Error ? `threw ${error.name}: ${error.message}` : String(error)];
  }
}

/** The value of a case, or what prevented it: one bad case must not hide the others. */
function valueOf(one: ReferenceCase, file: ReferenceFile): unknown {
  try {
    return runReference(one, file.fixtures);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError(`Cannot read ${path}: it is no JSON`, { cause });
  }
}

function parse(text: string, path: string): ReferenceFile {
  const file = jsonOf(text, path);
  const cases = typeof file === "object" && file !== null && "cases" in file ? file.cases : null;
  if (!Array.isArray(cases)) {
    throw new SyntaxError(`Cannot read ${path}: "cases" is missing, expected a list`);
  }
  const fixtures = typeof file === "object" && file !== null && "fixtures" in file
    ? Object(file.fixtures)
    : {};
  return { fixtures, cases };
}

function program(): Command {
  return taskCommand("references")
    .description(
      "Runs every case of a file of reference values through the statistics, names each that fails or is not " +
        "implemented, and ends with the counts. Exit code 1 when any fails.",
    )
    .argument("[file]", "JSON file of cases and fixtures; default the one of the tests")
    .option("--json", "print { name: value } for every case instead of comparing");
}

if (import.meta.main) await runTask(main);
