import { join } from "node:path";
import { Command, Option } from "commander";
import {
  benchmarks,
  casesFrame,
  criteriaFrame,
  errorTagsFrame,
  type Figure,
  labelsFrame,
  parseErrorTags,
  questionsFrame,
  ratingsFrame,
  readModelFacts,
  readPublishedScores,
  readResults,
  type Run,
  saveFigure,
  verdictsFrame,
} from "../mod.ts";
import { collect } from "./cli/flag_values.ts";
import { readJson } from "./cli/json_files.ts";
import { printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { DRAWINGS } from "./figures/drawings.ts";
import type { Material } from "./figures/material.ts";

interface Flags {
  readonly out: string;
  readonly format: "svg" | "png" | "html";
  readonly figure?: readonly string[];
  readonly published?: string;
  readonly models?: string;
  readonly ratings?: string;
  readonly errors?: string;
  readonly errorRatings?: string;
  readonly acrossDifferences?: boolean;
  readonly json?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const names = flags.figure ?? Object.keys(DRAWINGS);
  const unknown = names.filter((name) => DRAWINGS[name] === undefined);
  if (unknown.length > 0) {
    throw new UsageError(
      `There is no figure ${unknown.join(", ")}: expected ${Object.keys(DRAWINGS).join(", ")}`,
    );
  }
  const runs: Run[] = [];
  for (const file of command.args) runs.push(await readResults(file, { benchmarks }));
  const material = await gather(runs, flags);
  const drawn: Record<string, unknown> = {};
  const skipped: Record<string, string> = {};
  for (const name of names) {
    const figure = drawing(name, material);
    if (typeof figure === "string") {
      skipped[name] = figure;
      printNote(`${name}: not drawn, ${figure}`);
      continue;
    }
    const file = join(flags.out, `${name}.${flags.format}`);
    await saveFigure(figure, file);
    drawn[name] = described(figure, file);
    if (!flags.json) printOut(`${file}\n  ${figure.title ?? ""}`);
  }
  if (flags.json) console.log(JSON.stringify({ figures: drawn, skipped }, null, 2));
  // A figure asked for by its name and not drawn is a failure; one of all is not.
  return flags.figure !== undefined && Object.keys(skipped).length > 0 ? 1 : 0;
}

/** A figure, or why it is not drawn: what one refuses (unlike runs, too few) does not stop the others. */
function drawing(name: string, material: Material): Figure | string {
  try {
    return DRAWINGS[name]?.draw(material) ?? "";
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

async function gather(runs: readonly Run[], flags: Flags): Promise<Material> {
  const rated = async (file: string | undefined) =>
    file === undefined ? null : ratingsFrame(await Deno.readTextFile(file), { where: file });
  return {
    questions: questionsFrame(runs),
    cases: casesFrame(runs),
    labels: labelsFrame(runs, { labels: { image: "image_modality" } }),
    criteria: criteriaFrame(runs),
    verdicts: verdictsFrame(runs),
    ratings: await rated(flags.ratings),
    errorTags: flags.errors === undefined
      ? null
      : errorTagsFrame(parseErrorTags(await readJson(flags.errors), flags.errors)),
    errorRatings: await rated(flags.errorRatings),
    facts: await (flags.models === undefined ? readModelFacts() : readModelFacts(flags.models)),
    references: flags.published === undefined
      ? []
      : (await readPublishedScores(flags.published)).references,
    acrossDifferences: flags.acrossDifferences ?? false,
  };
}

function described({ title, caption, rows }: Figure, file: string): object {
  return { file, title, caption, rows };
}

function program(): Command {
  return new Command("figures")
    .description(
      "Draws all figures that apply to result files, each into a file of its own, and says why the others do not.\n\n" +
        Object.entries(DRAWINGS).map(([name, { about }]) => `  ${name.padEnd(16)} ${about}`).join(
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
    .option("--published <name>", "draw the levels of a published study: liveclin, or a file")
    .option("--models <file>", "facts about models, in the shape of data/models.json")
    .option("--ratings <file>", "physicians' ratings of criteria, CSV (parseRatings)")
    .option("--errors <file>", "types of error, as deno task error-types writes them")
    .option("--error-ratings <file>", "its sheet, filled by physicians, CSV")
    .option("--across-differences", "compare runs of different data, prompts or conditions too")
    .option("--json", "print the figures' titles, captions and rows")
    .configureHelp({ helpWidth: 100 })
    .exitOverride();
}

if (import.meta.main) await runTask(main);
