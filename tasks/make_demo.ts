import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkDemo } from "./make_demo/check_demo.ts";
import { demoCases, type DemoSet } from "./make_demo/demo_cases.ts";
import { demoCounts } from "./make_demo/demo_counts.ts";
import { demoTable } from "./make_demo/demo_table.ts";
import { PICTURES } from "./make_demo/pictures.ts";
import { readDemo } from "./make_demo/read_demo.ts";
import { renderPicture } from "./make_demo/render_picture.ts";

const USAGE = `Usage: deno run -A tasks/make_demo.ts [--check] [--root FOLDER]

Draws the images of the embedded demo set (data/demo), renews its README's table of cases, and checks the whole set.
The cases themselves are written by hand in data/demo/rounds_demo.jsonl. The kept images were drawn with DejaVu Sans.

  --check        write nothing; also say which kept images differ from what would be drawn
  --root FOLDER  folder of the set (default data/demo)`;

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      check: { type: "boolean", default: false },
      root: { type: "string", default: "data/demo" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (values.check) await compareImages(values.root);
  else await draw(values.root);
  const set = await readDemo(values.root);
  printFacts(set);
  const problems = checkDemo(set);
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? "The demo set is sound." : `${problems.length} problems`);
  return problems.length === 0 ? 0 : 1;
}

/** Writes every image, removes those no longer drawn, and renews the table. */
async function draw(root: string): Promise<void> {
  const folder = join(root, "images");
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(folder)) if (!(file in PICTURES)) await rm(join(folder, file));
  for (const [file, picture] of Object.entries(PICTURES)) {
    await writeFile(join(folder, file), renderPicture(file, picture()));
  }
  const path = join(root, "README.md");
  const readme = await readFile(path, "utf8");
  const table = demoTable(demoCases(await readFile(join(root, "rounds_demo.jsonl"), "utf8")));
  await writeFile(path, readme.replace(/\| id \|(.*\n)+?(?=\n)/, `${table}\n`));
}

/** A different version of the typeface changes texts a little, so a difference is told, not an error. */
async function compareImages(root: string): Promise<void> {
  for (const [file, picture] of Object.entries(PICTURES)) {
    const kept = await readFile(join(root, "images", file)).catch(() => null);
    if (kept === null) console.error(`${file} has not been drawn`);
    else if (!kept.equals(renderPicture(file, picture()))) {
      console.error(`${file} differs from what is drawn here (another typeface?)`);
    }
  }
}

function printFacts(set: DemoSet): void {
  const counts = demoCounts(set.cases);
  const list = (name: string, found: Readonly<Record<string, number>>): void =>
    console.log(
      `${name}: ${Object.entries(found).map(([key, count]) => `${key} ${count}`).join(", ")}`,
    );
  const bytes = [...set.images.values()].reduce((sum, { length }) => sum + length, 0);
  console.log(
    `${set.cases.length} cases, ${counts.questions} questions, ${set.images.size} images of ${bytes} bytes`,
  );
  list("key letters", counts.letters);
  list("questions a case", counts.questionsPerCase);
  list("rarity", counts.rarity);
  list("stages", counts.stages);
  list("image modalities", counts.imageModalities);
  list("table modalities", counts.tableModalities);
  console.log(
    `chapters: ${
      Object.keys(counts.chapters).length
    }; key longest in ${counts.longestKeys} questions`,
  );
}

if (import.meta.main) Deno.exit(await main(Deno.args));
