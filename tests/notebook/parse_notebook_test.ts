import assert from "node:assert/strict";
import { parseNotebook } from "../../mod.ts";

const parse = (fields: object) =>
  parseNotebook(
    JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5, ...fields }),
    "a.ipynb",
  );

Deno.test("parseNotebook() joins lists of lines, also inside outputs, and leaves JSON outputs alone", () => {
  const { cells } = parse({
    cells: [{
      cell_type: "code",
      source: ["a\n", "b"],
      outputs: [
        { output_type: "stream", name: "stdout", text: ["x\n", "y"] },
        {
          output_type: "display_data",
          data: { "text/html": ["<b>\n", "</b>"], "application/json": ["kept", "so"] },
        },
      ],
    }],
  });
  const [cell] = cells;
  assert.equal(cell?.source, "a\nb");
  assert.deepEqual(cell?.outputs, [
    { output_type: "stream", name: "stdout", text: "x\ny" },
    {
      output_type: "display_data",
      data: { "text/html": "<b>\n</b>", "application/json": ["kept", "so"] },
      metadata: {},
    },
  ]);
});

Deno.test("parseNotebook() keeps fields of cells it does not know", () => {
  const { cells } = parse({
    cells: [{ cell_type: "markdown", source: "# A", id: "intro", attachments: { a: {} } }],
  });
  assert.equal(cells[0]?.id, "intro");
  assert.deepEqual(cells[0]?.attachments, { a: {} });
});

Deno.test("parseNotebook() takes a notebook without cells", () => {
  assert.deepEqual(parse({}).cells, []);
});

Deno.test("parseNotebook() refuses what is no notebook, naming file and field", () => {
  assert.throws(() => parseNotebook("{", "a.ipynb"), {
    name: "SyntaxError",
    message: "Cannot parse notebook at a.ipynb: it is no JSON",
  });
  assert.throws(() => parse({ nbformat: 3 }), {
    message: 'Cannot parse notebook at a.ipynb: "nbformat" is 3, expected 4',
  });
  assert.throws(() => parse({ cells: [{ cell_type: "code", source: 7 }] }), {
    message: /^Cannot parse notebook at a\.ipynb: "cells\.0\.source" is 7, expected /,
  });
  assert.throws(
    () => parse({ cells: [{ cell_type: "code", source: "", outputs: [{ output_type: "odd" }] }] }),
    {
      message:
        /^Cannot parse notebook at a\.ipynb: output of "cells\.0": "output_type" is "odd", expected /,
    },
  );
});
