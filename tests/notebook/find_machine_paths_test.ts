import assert from "node:assert/strict";
import { findMachinePaths, type Notebook, parseNotebook } from "../../mod.ts";

function withOutput(output: object): Notebook {
  const cells = [{ cell_type: "markdown", source: "" }, {
    cell_type: "code",
    source: "",
    outputs: [output],
  }];
  return parseNotebook(
    JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }),
    "a.ipynb",
  );
}

const printed = (text: string) => withOutput({ output_type: "stream", name: "stdout", text });
const found = (notebook: Notebook, folders = ["/home/ada"]) =>
  findMachinePaths(notebook, folders).map(({ message }) => message.replace(/.*: /, ""));

Deno.test("findMachinePaths() finds the folder in text, results, errors and file URLs, and shows the path", () => {
  assert.deepEqual(found(printed("saved /home/ada/x/run.json now")), ["/home/ada/x/run.json"]);
  assert.deepEqual(found(printed("file:///home/ada/x.ts:3")), ["/home/ada/x.ts:3"]);
  assert.deepEqual(found(printed('cwd: "/home/ada"')), ["/home/ada"]);
  const error = { output_type: "error", ename: "E", evalue: "", traceback: ["at /home/ada/a.ts"] };
  assert.deepEqual(found(withOutput(error)), ["/home/ada/a.ts"]);
  const html = { output_type: "display_data", data: { "text/html": "<td>/home/ada/b</td>" } };
  assert.deepEqual(found(withOutput(html)), ["/home/ada/b"]);
  const json = { output_type: "display_data", data: { "application/json": { p: "/home/ada/c" } } };
  assert.deepEqual(found(withOutput(json)), ["/home/ada/c"]);
});

Deno.test("findMachinePaths() numbers code cells and names the longest folder", () => {
  const [problem] = findMachinePaths(printed("/home/ada/repo/a"), ["/home/ada", "/home/ada/repo/"]);
  assert.deepEqual(problem, {
    cell: 1,
    line: null,
    kind: "machine_path",
    message: "an output names a folder of this machine: /home/ada/repo/a",
  });
});

Deno.test("findMachinePaths() finds Windows folders, also with doubled backslashes", () => {
  const folders = ["C:\\Users\\ada"];
  assert.deepEqual(found(printed("in C:\\Users\\ada\\x"), folders).length, 1);
  assert.deepEqual(found(printed('{"p":"C:\\\\Users\\\\ada\\\\x"}'), folders).length, 1);
  assert.deepEqual(found(printed("in C:/Users/ada/x"), folders).length, 1);
});

Deno.test("findMachinePaths() leaves other paths, pictures and the root folder alone", () => {
  assert.deepEqual(found(printed("/home/ada-2/x and /srv/home/ada2")), []);
  assert.deepEqual(found(printed("https://example.org/home/ada")), []);
  assert.deepEqual(found(printed("/anything/at/all"), ["/", ""]), []);
  const picture = { output_type: "display_data", data: { "image/png": "/home/ada/" } };
  assert.deepEqual(found(withOutput(picture)), []);
});
