import assert from "node:assert/strict";
import { DRAWINGS } from "../../tasks/figures/drawings.ts";
import { TABLES } from "../../tasks/tables/tables.ts";
import { parseNotebook } from "../../mod.ts";

const ROOT = new URL("../../", import.meta.url);

/** What the notebooks call to read, to show and to write, which makes no number. */
const PLUMBING = new Set([
  ...["benchmarks", "canonicalJson", "display", "embeddedDataset", "liveclin", "livemedbench"],
  ...["loadCases", "prepareNotebook", "readResults", "showFrame", "showRuns", "TOOLKIT_VERSION"],
  // A sheet for physicians is written by deno task error-types.
  "errorSheet",
]);

async function text(folder: string, ending: string): Promise<string> {
  const parts: string[] = [];
  for await (const { name } of Deno.readDir(new URL(folder, ROOT))) {
    if (name.endsWith(ending)) parts.push(await Deno.readTextFile(new URL(folder + name, ROOT)));
  }
  return parts.join("\n");
}

/** Names that code cells of a notebook import from the library. */
async function imported(notebook: string): Promise<readonly string[]> {
  const { cells } = parseNotebook(await Deno.readTextFile(new URL(notebook, ROOT)), notebook);
  const code = cells.filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => [source].flat().join("")).join("\n");
  const found = /import \{([^}]*)\} from "\.\.\/mod\.ts"/.exec(code)?.[1] ?? "";
  return found.split(",").map((name) => name.replace(/\btype\b/, "").trim()).filter(Boolean);
}

Deno.test("every figure and table of the notebooks 04 to 07 is made by a task too", async () => {
  const tasks = [
    await text("tasks/figures/", ".ts"),
    await text("tasks/tables/", ".ts"),
    await Deno.readTextFile(new URL("tasks/compare.ts", ROOT)),
  ].join("\n");
  for await (const { name } of Deno.readDir(new URL("notebooks/", ROOT))) {
    if (!/^0[4-7].*\.ipynb$/.test(name)) continue;
    const names = await imported(`notebooks/${name}`);
    assert.ok(names.length > 20, name);
    const missing = names.filter((one) =>
      !PLUMBING.has(one) && !new RegExp(`\\b${one}\\b`).test(tasks)
    );
    assert.deepEqual(missing, [], name);
  }
});

Deno.test("tables and figures have names that a shell takes, and each says what it shows", () => {
  for (const [name, { about }] of [...Object.entries(TABLES), ...Object.entries(DRAWINGS)]) {
    assert.match(name, /^[a-z]+(-[a-z]+)*$/);
    assert.ok(about.length > 10 && about.length < 100, `${name}: ${about}`);
  }
  assert.equal(Object.hasOwn(TABLES, "all"), false);
});
