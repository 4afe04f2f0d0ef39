import assert from "node:assert/strict";
import { notebookText, parseNotebook } from "../../mod.ts";

const TEXT = `{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "cell-1",
   "metadata": {},
   "outputs": [
    {
     "data": {
      "application/json": {
       "a": [
        "one\\n",
        "two"
       ]
      },
      "image/png": "aWJt",
      "text/html": [
       "<b>\\n",
       "</b>\\n"
      ]
     },
     "metadata": {},
     "output_type": "display_data"
    },
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "a\\n",
      "\\n",
      "b"
     ]
    }
   ],
   "source": [
    "show()"
   ]
  },
  {
   "cell_type": "markdown",
   "metadata": {},
   "source": []
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

Deno.test("notebookText() writes what Jupyter writes: sorted keys, one space, lists of lines", () => {
  assert.equal(notebookText(parseNotebook(TEXT, "a.ipynb")), TEXT);
});

Deno.test("notebookText() and parseNotebook() are inverse whatever the order of keys was", () => {
  const shuffled =
    `{"nbformat":4,"nbformat_minor":5,"metadata":{"b":1,"a":{"d":1,"c":2}},"cells":[]}`;
  const notebook = parseNotebook(shuffled, "a.ipynb");
  const text = notebookText(notebook);
  assert.deepEqual(parseNotebook(text, "a.ipynb"), notebook);
  assert.equal(notebookText(parseNotebook(text, "a.ipynb")), text);
});
