import assert from "node:assert/strict";
import { join } from "node:path";
import { cutProblems } from "../../tasks/notebook_pages/cut_problems.ts";
import { expectedFigures } from "../../tasks/notebook_pages/expected_figures.ts";
import { openBrowser } from "../../tasks/notebook_pages/open_browser.ts";
import { parseNotebook } from "../../mod.ts";
import { runScript } from "./run_script.ts";

const SVG = '<svg width="80" height="20"><rect width="80" height="20"></rect></svg>';

function notebookWith(outputs: readonly object[]): string {
  const cells = [{
    cell_type: "code",
    id: "a",
    source: "",
    metadata: {},
    execution_count: 1,
    outputs,
  }];
  return JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

const shown = (data: object) => ({ output_type: "display_data", data, metadata: {} });

Deno.test("expectedFigures() counts drawings and pictures, and tells what a page would leave blank", () => {
  const { drawings, pictures, unseen } = expectedFigures(parseNotebook(
    notebookWith([
      shown({ "text/html": `<figure>${SVG}${SVG}</figure>`, "image/png": "aWJt" }),
      shown({ "text/html": "<img src='data:,'>" }),
      shown({ "image/png": "aWJt", "text/plain": "figure" }),
      shown({ "image/svg+xml": SVG, "text/plain": "figure" }),
      shown({ "application/vnd.vegalite.v5+json": {} }),
      shown({ "text/plain": "a value" }),
      { output_type: "error", ename: "Error", evalue: "boom", traceback: [] },
    ]),
    "a.ipynb",
  ));
  assert.deepEqual([drawings, pictures], [2, 2]);
  assert.deepEqual(unseen, [
    "cell 1: an output of image/svg+xml, text/plain stays blank; add text/html",
    "cell 1: an output of application/vnd.vegalite.v5+json stays blank; add text/html",
    "cell 1: error output Error: boom",
  ]);
});

/** A program that does what nbconvert is asked to: writes a page with the notebook's HTML outputs. */
async function withConverter(
  lose: boolean,
  test: (folder: string, path: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const program = join(folder, "convert.ts");
    await Deno.writeTextFile(program, CONVERTER);
    const command = `exec "${Deno.execPath()}" run -q -A "${program}" ${
      lose ? "lose" : "keep"
    } "$@"`;
    const bin = join(folder, "bin");
    await Deno.mkdir(bin);
    await Deno.writeTextFile(join(bin, "jupyter-nbconvert"), `#!/bin/sh\n${command}\n`);
    await Deno.chmod(join(bin, "jupyter-nbconvert"), 0o755);
    await test(folder, `${bin}:/usr/bin:/bin`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const CONVERTER = `
const [what, ...args] = Deno.args;
if (args[0] === "--version") Deno.exit(0);
const value = (flag) => args[args.indexOf(flag) + 1];
const notebook = JSON.parse(Deno.readTextFileSync(args.at(-1)));
const html = notebook.cells.flatMap((cell) => cell.outputs).map((output) => output.data["text/html"]);
const theme = args.find((arg) => arg.startsWith("--HTMLExporter.theme="));
const body = what === "lose" ? "" : '<div class="jp-OutputArea-output">' + html.join("") + "</div>";
Deno.writeTextFileSync(value("--output-dir") + "/" + value("--output") + ".html", theme + body);
`;

const pages = (args: readonly string[], PATH: string) =>
  runScript("notebook_pages.ts", args, { permissions: "processes", env: { PATH } });

Deno.test("the notebook-pages task makes a light and a dark page and finds every drawing in them", async () => {
  await withConverter(false, async (folder, path) => {
    const file = join(folder, "a.ipynb");
    await Deno.writeTextFile(file, notebookWith([shown({ "text/html": SVG })]));
    const out = join(folder, "pages");
    const { code, stdout, stderr } = await pages([file, "--out", out, "--no-screenshots"], path);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^ok {5}a\.ipynb, light: expected 1 drawing, 0 pictures\n/);
    assert.match(await Deno.readTextFile(join(out, "a-dark.html")), /theme=dark.*<svg/);
  });
});

Deno.test("the notebook-pages task fails when a drawing is missing or an output would be blank", async () => {
  await withConverter(true, async (folder, path) => {
    const file = join(folder, "a.ipynb");
    const outputs = [shown({ "text/html": SVG }), shown({ "image/svg+xml": SVG })];
    await Deno.writeTextFile(file, notebookWith(outputs));
    const args = [file, "--out", join(folder, "pages"), "--no-screenshots"];
    const { code, stdout } = await pages(args, path);
    assert.equal(code, 1);
    assert.match(stdout, /an output of image\/svg\+xml stays blank/);
    assert.match(stdout, /0 of 1 drawings are in the page/);
  });
});

Deno.test("the notebook-pages task says what to install when there is no nbconvert, with exit code 2", async () => {
  const folder = await Deno.makeTempDir();
  const file = join(folder, "a.ipynb");
  await Deno.writeTextFile(file, notebookWith([]));
  const { code, stderr } = await pages([file, "--out", folder], folder);
  assert.equal(code, 2);
  assert.match(stderr, /^error: none of jupyter-nbconvert, .* is there: install nbconvert/);
  await Deno.remove(folder, { recursive: true });
});

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
  .find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });

Deno.test("cutProblems() tells a page that its pictures do not show to its end", () => {
  const picture = (height: number): Uint8Array => {
    const header = new Uint8Array(24);
    new DataView(header.buffer).setUint32(20, height);
    return header;
  };
  assert.deepEqual(cutProblems([picture(8000), picture(8000), picture(3800)], 19_800), []);
  assert.deepEqual(cutProblems([picture(8000), picture(8000)], 19_800), [
    "the pictures show 16000 of the page's 19800 pixels: it is cut",
  ]);
  assert.equal(cutProblems([new Uint8Array(3)], 10).length, 1);
});

Deno.test({
  name: "openBrowser() takes several pictures of a page that is too tall for one, to its last line",
  ignore: CHROMIUM === undefined,
  async fn() {
    const page = await Deno.makeTempFile({ suffix: ".html" });
    await Deno.writeTextFile(
      page,
      '<body style="margin:0"><div style="height:17000px;background:#eee"></div><hr></body>',
    );
    const browser = await openBrowser(CHROMIUM ?? "");
    try {
      const { pictures, height } = await browser.look(`file://${page}`, {
        ...{ width: 400, dark: false, expression: "1" },
      });
      assert.ok(height > 17_000);
      assert.equal(pictures.length, 3);
      assert.deepEqual(cutProblems(pictures, height), []);
    } finally {
      await browser.close();
      await Deno.remove(page);
    }
  },
});
