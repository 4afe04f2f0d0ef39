import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, delimiter, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Command } from "commander";
import * as v from "valibot";
import { parseNotebook } from "../mod.ts";
import { wholeNumber } from "./cli/flag_values.ts";
import { printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { cutProblems } from "./notebook_pages/cut_problems.ts";
import { type ExpectedFigures, expectedFigures } from "./notebook_pages/expected_figures.ts";
import { type Browser, openBrowser } from "./notebook_pages/open_browser.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly out: string;
  readonly width: number;
  readonly browser?: string;
  readonly screenshots: boolean;
}

const CONVERTERS = ["jupyter-nbconvert", "jupyter nbconvert", "python3 -m nbconvert"];
const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const THEMES = ["light", "dark"] as const;

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const files = command.args.length > 0 ? command.args : await ownNotebooks();
  const converter = await firstThatRuns(CONVERTERS);
  if (converter === null) {
    throw new UsageError(
      `none of ${CONVERTERS.join(", ")} is there: install nbconvert, e.g. pip install nbconvert`,
    );
  }
  const browser = await findBrowser(flags);
  await mkdir(flags.out, { recursive: true });
  let failed = 0;
  try {
    for (const file of files) {
      const expected = expectedFigures(parseNotebook(await readFile(file, "utf8"), file));
      for (const theme of THEMES) {
        const problems = await makePage(file, { theme, flags, converter, browser, expected });
        if (problems.length > 0) failed++;
        printOut(report(`${basename(file)}, ${theme}`, problems, expected));
      }
    }
  } finally {
    await browser?.close();
  }
  printNote(
    `The pages are in ${flags.out}${browser === null ? "; no screenshots were taken" : ""}`,
  );
  return failed > 0 ? 1 : 0;
}

/** What a page needs beside its notebook. */
interface PageOptions {
  readonly theme: "light" | "dark";
  readonly flags: Flags;
  readonly converter: readonly string[];
  readonly browser: Browser | null;
  readonly expected: ExpectedFigures;
}

async function makePage(file: string, options: PageOptions): Promise<readonly string[]> {
  const { theme, flags, browser, expected } = options;
  const name = `${basename(file, ".ipynb")}-${theme}`;
  const said = await convert(file, name, options);
  if (said !== null) return [said];
  const page = join(flags.out, `${name}.html`);
  const html = await readFile(page, "utf8");
  const problems = [...expected.unseen];
  if (/data-mime-type="application\/vnd\.jupyter\.error"/.test(html)) {
    problems.push("the page holds an error output");
  }
  const drawings = html.match(/<svg[\s>]/gi)?.length ?? 0;
  if (drawings < expected.drawings) {
    problems.push(`${drawings} of ${expected.drawings} drawings are in the page`);
  }
  if (browser === null) return problems;
  const { value, pictures, height } = await browser.look(pathToFileURL(resolve(page)).href, {
    width: flags.width,
    dark: theme === "dark",
    expression: WHAT_IS_SEEN,
  });
  const files = pictureNames(name, pictures.length);
  await removePictures(flags.out, name);
  for (const [index, file] of files.entries()) {
    await writeFile(join(flags.out, file), pictures[index] ?? new Uint8Array());
  }
  return [
    ...problems,
    ...seenProblems(v.parse(seenSchema, value), expected),
    ...cutProblems(pictures, height),
  ];
}

/** A tall page is in several pictures, numbered from the top. */
function pictureNames(name: string, count: number): readonly string[] {
  if (count === 1) return [`${name}.png`];
  return Array.from({ length: count }, (_, index) => `${name}-${index + 1}.png`);
}

/** Pictures of an earlier, taller page would pass for parts of this one. */
async function removePictures(folder: string, name: string): Promise<void> {
  for (const file of await readdir(folder)) {
    const rest = file.startsWith(name) ? file.slice(name.length) : "";
    if (/^(-\d+)?\.png$/.test(rest)) await rm(join(folder, file));
  }
}

async function convert(
  file: string,
  name: string,
  { theme, flags, converter }: PageOptions,
): Promise<string | null> {
  const [command = "", ...first] = converter;
  const { code, stderr } = await new Deno.Command(command, {
    args: [
      ...first,
      ...["--to", "html", "--output-dir", resolve(flags.out), "--output", name],
      ...[`--HTMLExporter.theme=${theme}`, resolve(file)],
    ],
    stdout: "null",
  }).output();
  const lines = new TextDecoder().decode(stderr).trim().split("\n").slice(-5).join("\n");
  return code === 0 ? null : `nbconvert ended with exit code ${code}: ${lines}`;
}

/** Evaluated in the page. */
const WHAT_IS_SEEN = `({
  drawings: [...document.querySelectorAll(".jp-OutputArea-output svg")].filter((svg) => {
    const { width, height } = svg.getBoundingClientRect();
    return width > 1 && height > 1 && svg.querySelector("path,rect,circle,line,text,image,use,polygon,polyline");
  }).length,
  brokenImages: [...document.images].filter((image) => !image.complete || image.naturalWidth === 0).length,
  images: [...document.querySelectorAll(".jp-OutputArea-output img")].length,
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
})`;

const seenSchema = v.object({
  drawings: v.number(),
  brokenImages: v.number(),
  images: v.number(),
  overflow: v.number(),
});

function seenProblems(
  seen: v.InferOutput<typeof seenSchema>,
  expected: ExpectedFigures,
): readonly string[] {
  return [
    seen.drawings < expected.drawings
      ? `${seen.drawings} of ${expected.drawings} drawings are to be seen in the browser`
      : null,
    seen.images < expected.pictures
      ? `${seen.images} of ${expected.pictures} pictures are to be seen in the browser`
      : null,
    seen.brokenImages > 0 ? `${seen.brokenImages} pictures do not load` : null,
    seen.overflow > 0 ? `the page is ${seen.overflow} pixels wider than the window` : null,
  ].filter((problem) => problem !== null);
}

function report(name: string, problems: readonly string[], expected: ExpectedFigures): string {
  const { drawings, pictures } = expected;
  const verdict = problems.length === 0 ? "ok    " : "FAILED";
  return [
    `${verdict} ${name}: expected ${plural(drawings, "drawing")}, ${plural(pictures, "picture")}`,
    ...problems.map((problem) => `       ${problem}`),
  ].join("\n");
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

async function findBrowser(flags: Flags): Promise<Browser | null> {
  if (!flags.screenshots) return null;
  if (flags.browser !== undefined) return await openBrowser(flags.browser);
  const found = await firstThatRuns(BROWSERS);
  return found?.[0] === undefined ? null : await openBrowser(found[0]);
}

/** The first of some command lines whose program is on PATH and knows `--version`. */
async function firstThatRuns(commands: readonly string[]): Promise<readonly string[] | null> {
  const folders = (Deno.env.get("PATH") ?? "").split(delimiter);
  for (const command of commands) {
    const [program = "", ...args] = command.split(" ");
    const isThere = await Promise.any(folders.map((folder) => Deno.stat(join(folder, program))))
      .then(() => true, () => false);
    if (!isThere) continue;
    const { success } = await new Deno.Command(program, {
      args: [...args, "--version"],
      stdout: "null",
      stderr: "null",
    }).output();
    if (success) return [program, ...args];
  }
  return null;
}

async function ownNotebooks(): Promise<readonly string[]> {
  const folder = fileURLToPath(new URL("../notebooks", import.meta.url));
  const names = (await readdir(folder)).filter((name) => /^[^.].*\.ipynb$/.test(name)).sort();
  if (names.length === 0) throw new UsageError(`there is no notebook in ${folder}`);
  return names.map((name) => join(folder, name));
}

function program(): Command {
  return taskCommand("notebook-pages")
    .description(
      "Converts executed notebooks to HTML pages, light and dark, with Jupyter's nbconvert, and takes screenshots of " +
        "them with Chromium if there is one, tall pages in several, NAME-1.png from the top. Fails on an error output, a " +
        "figure that is missing or blank, a picture that does not load, a page wider than its window, a screenshot that " +
        "is cut. Exit status: 0 all is well, 1 a page failed, 2 bad usage.",
    )
    .argument("[file...]", "executed notebooks (default: all of notebooks/)")
    .option("--out <folder>", "folder of pages and screenshots", "results/pages")
    .option("--width <pixels>", "width of the window", wholeNumber(320, 4000), 1000)
    .option("--browser <path>", "Chromium to take screenshots with (default: the first on PATH)")
    .option("--no-screenshots", "make the pages only");
}

if (import.meta.main) await runTask(main);
