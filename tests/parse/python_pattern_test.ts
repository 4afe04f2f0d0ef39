import assert from "node:assert/strict";
import { pythonPattern } from "../../lib/parse/python_pattern.ts";

Deno.test("pythonPattern() ignores case as Python does, dotted and dotless i, long s and Kelvin sign included", () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ["kiss", "KISS", true],
    ["kiss", "\u212a\u0130\u017f\u017f", true],
    ["kiss", "k\u0131ss", true],
    ["[sz]ap", "\u017fAP", true],
    ["a", "\u00c0", false],
    ["X-ray", "x-RAY", true],
  ];
  for (const [source, text, matches] of table) {
    assert.equal(pythonPattern(source).test(text), matches, `${source} on ${text}`);
  }
});

Deno.test("pythonPattern() bounds words at letters, numbers and underscores of any script, not at combining marks", () => {
  const ends = pythonPattern("\\bct\\b");
  for (const text of ["ct", "(CT)", "ct\u0301", "-ct-", "😀ct😀"]) {
    assert.equal(ends.test(text), true, text);
  }
  for (const text of ["éct", "ctn", "ct_", "ct²", "中ct", "𝔸ct", "ct𝔸"]) {
    assert.equal(ends.test(text), false, text);
  }
});

Deno.test("pythonPattern() takes Python's white space and every character but the line feed for the full stop", () => {
  const blank = pythonPattern("a\\s+b");
  for (const text of ["a b", "a\x1c\x85b", "a\u3000b"]) assert.equal(blank.test(text), true);
  assert.equal(blank.test("a\ufeffb"), false);
  const dot = pythonPattern("a.b");
  for (const text of ["a-b", "a\rb", "a\u2028b", "a😀b"]) assert.equal(dot.test(text), true);
  assert.equal(dot.test("a\nb"), false);
});

Deno.test("pythonPattern() refuses an escape it cannot translate", () => {
  assert.throws(() => pythonPattern("\\d+"), {
    name: "SyntaxError",
    message: "Cannot translate the expression escape \\d, expected \\s or \\b",
  });
  assert.throws(() => pythonPattern("[\\b]"), SyntaxError);
});
