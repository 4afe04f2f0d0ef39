import { readdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { inTempFolder } from "./cli/in_temp_folder.ts";

/** One part of the whole check. */
interface Part {
  readonly name: string;
  /** Arguments of `deno`. */
  readonly args: readonly string[];
  /** Takes seconds, not minutes: part of `deno task check`. */
  readonly isFast: boolean;
}

/** What became of a part. */
interface Outcome {
  readonly name: string;
  readonly code: number;
  readonly seconds: number;
}

const RUN_SHAPES = ["run", "-q", "-P=offline", "--no-prompt", "tasks/check.ts"];
const RUN_TESTS = ["run", "-q", "-P=processes", "--no-prompt", "tasks/run_tests.ts"];
const RUN_EXAMPLES = ["test", "-q", "-P=tests", "--no-prompt", "--parallel", "--doc"];

function partsOf(library: readonly string[]): readonly Part[] {
  return [
    { name: "lock", args: ["install", "--frozen"], isFast: true },
    { name: "format", args: ["fmt", "--check"], isFast: true },
    { name: "lint", args: ["lint"], isFast: true },
    { name: "types", args: ["check", "-q", "mod.ts", "lib", "tasks", "tests"], isFast: true },
    {
      name: "documentation",
      // What is internal is read with its code; the others must say what every member is.
      args: ["doc", "--lint", "mod.ts", ...library.filter((path) => !/[/\\]_/.test(path))],
      isFast: true,
    },
    { name: "shapes", args: RUN_SHAPES, isFast: true },
    { name: "publish", args: ["publish", "--dry-run", "--allow-dirty"], isFast: true },
    {
      name: "examples",
      args: [...RUN_EXAMPLES, ...library, "README.md", "CONTRIBUTING.md"],
      isFast: false,
    },
    { name: "tests", args: RUN_TESTS, isFast: false },
  ];
}

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      fast: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
      skip: { type: "string", multiple: true, default: [] },
      "keep-going": { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const parts = partsOf(await libraryFiles());
  const names = parts.map(({ name }) => name);
  if (values.help) {
    console.log(usage(names));
    return 0;
  }
  const unknown = [...values.only, ...values.skip].filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`Unknown part: ${unknown.join(", ")}\n\n${usage(names)}`);
    return 2;
  }
  const selected = parts.filter(({ name, isFast }) =>
    (isFast || !values.fast) && !values.skip.includes(name) &&
    (values.only.length === 0 || values.only.includes(name))
  );
  const outcomes: Outcome[] = [];
  await inTempFolder(async (env) => {
    for (const part of selected) {
      const outcome = await run(part, env);
      outcomes.push(outcome);
      if (outcome.code !== 0 && !values["keep-going"]) break;
    }
  });
  return summarise(outcomes, selected);
}

/** Shows the output of tests as it comes, and of another part only when it fails. */
async function run(
  { name, args }: Part,
  env: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const started = performance.now();
  const stdio = name === "tests" ? "inherit" : "piped";
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    stdout: stdio,
    stderr: stdio,
    env,
  });
  const { code, stdout, stderr } = stdio === "inherit"
    ? { code: (await child.spawn().status).code, stdout: null, stderr: null }
    : await child.output();
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) {
    for (const bytes of [stdout, stderr]) {
      if (bytes !== null) console.log(new TextDecoder().decode(bytes));
    }
  }
  console.log(
    `${code === 0 ? "ok    " : "FAILED"} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s`,
  );
  return { name, code, seconds };
}

function summarise(outcomes: readonly Outcome[], selected: readonly Part[]): number {
  const failed = outcomes.filter(({ code }) => code !== 0);
  const seconds = outcomes.reduce((sum, outcome) => sum + outcome.seconds, 0);
  const unrun = selected.slice(outcomes.length).map(({ name }) => name);
  if (unrun.length > 0) console.log(`not run: ${unrun.join(", ")}`);
  const verdict = failed.length === 0
    ? "all is well"
    : `failed: ${failed.map(({ name }) => name).join(", ")}`;
  console.log(`${outcomes.length} parts in ${seconds.toFixed(1)} s: ${verdict}`);
  return failed[0]?.code ?? 0;
}

async function libraryFiles(): Promise<readonly string[]> {
  const files = await readdir("lib", { recursive: true });
  return files.filter((file) => file.endsWith(".ts")).map((file) =>
    `lib/${file.replaceAll("\\", "/")}`
  ).sort();
}

function usage(names: readonly string[]): string {
  return `Usage: deno task ok [--only PART]... [--skip PART]... [--keep-going]
       deno task check

Runs every check of the repository and stops at the first that fails; check runs the fast ones.

Parts: ${names.join(", ")}`;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
