import { join } from "node:path";
import { type Command, Option } from "commander";
import { type Figure, saveFigure } from "../mod.ts";
import { collect } from "./cli/flag_values.ts";
import { didYouMean } from "./cli/did_you_mean.ts";
import { inFlags } from "./cli/in_flags.ts";
import { makeFolder } from "./cli/make_folder.ts";
import { readRuns } from "./cli/read_runs.ts";
import { printJson, printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { DRAWINGS } from "./figures/drawings.ts";
import { gather } from "./figures/gather.ts";
import { type GatherFlags, gatherFlags } from "./figures/gather_flags.ts";
import { type Material, NOTHING } from "./figures/material.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags extends GatherFlags {
  readonly out: string;
  readonly format: "svg" | "png" | "html";
  readonly figure?: readonly string[];
  readonly json?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const names = flags.figure ?? Object.keys(DRAWINGS);
  const unknown = names.filter((name) => !Object.hasOwn(DRAWINGS, name));
  if (unknown.length > 0) {
    const near = didYouMean(unknown[0] ?? "", Object.keys(DRAWINGS));
    throw new UsageError(
      `There is no figure ${unknown.join(", ")}${
        near || `: expected ${Object.keys(DRAWINGS).join(", ")}`
      }`,
    );
  }
  const runs = await readRuns(command.args);
  await makeFolder(flags.out, "--out");
  const drawn: Record<string, unknown> = {};
  const skipped: Record<string, string> = {};
  const found = new Set<string>();
  // Scores of different benchmarks share no axis: each benchmark has figures of its own.
  const groups = [...Map.groupBy(runs, ({ benchmark }) => benchmark)];
  for (const [benchmark, own] of groups) {
    const material = await gather(own, { ...flags, benchmark, isAlone: groups.length === 1 });
    for (const name of names) {
      const key = groups.length === 1 ? name : `${name}.${benchmark}`;
      const figure = drawing(name, material);
      if (typeof figure === "string") {
        skipped[key] = figure;
        printNote(`${key}: not drawn, ${figure}`);
        continue;
      }
      const file = join(flags.out, `${key}.${flags.format}`);
      await saveFigure(figure, file);
      found.add(name);
      drawn[key] = described(figure, file);
      if (!flags.json) printOut(`${file}\n  ${figure.title ?? ""}`);
    }
  }
  if (flags.json) printJson({ figures: drawn, skipped });
  if (found.size === 0) printNote("No figure applies to these files");
  if (found.size === 0) return 1;
  // A figure asked for by its name and not drawn is a failure; one of all is not.
  return flags.figure !== undefined && names.some((name) => !found.has(name)) ? 1 : 0;
}

/** A figure, or why it is not drawn: what one refuses (unlike runs, too few) does not stop the others. */
function drawing(name: string, material: Material): Figure | string {
  if (material.files.every(({ results }) => results.length === 0)) return NOTHING;
  try {
    return DRAWINGS[name]?.draw(material) ?? "";
  } catch (error) {
    if (error instanceof RangeError) return inFlags(error.message);
    throw error;
  }
}

function described({ title, caption, rows }: Figure, file: string): object {
  return { file, title, caption, rows };
}

function program(): Command {
  const command = taskCommand("figures", { example: "figures results/*.json --out figures" })
    .description(
      "Draws all figures that apply to result files, each into a file of its own, and says why the others do not. " +
        "Results of several benchmarks are drawn apart, into files NAME.BENCHMARK. A run has one colour and shape in all " +
        "figures.\n\n" +
        Object.entries(DRAWINGS).map(([name, { about }]) => `  ${name.padEnd(20)} ${about}`).join(
          "\n",
        ),
    )
    .argument("<file...>", "result files")
    .requiredOption("--out <folder>", "where the figures go; earlier ones are replaced")
    .addOption(
      new Option("--format <format>", "kind of file").choices(["svg", "png", "html"]).default(
        "svg",
      ),
    )
    .option("--figure <name>", "only this figure (may be repeated)", collect)
    .option("--json", "print the figures' titles, captions and rows");
  return gatherFlags(command);
}

if (import.meta.main) await runTask(main);
