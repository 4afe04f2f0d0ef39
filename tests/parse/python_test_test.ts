import assert from "node:assert/strict";
import { pythonPattern } from "../../lib/parse/python_pattern.ts";
import { pythonTest } from "../../lib/parse/_python_test.ts";
import { pcg32 } from "../../lib/stats/resampling/pcg32.ts";

const SOURCES = [
  "\\bCT\\b|\\bComputed Tomography\\b",
  "\\bX-ray\\b|\\bRadiography\\b",
  "diagnos|clinical\\s+eval|test\\b|analy[sz]|acid.base|blood.gas",
  "acute\\s+(?:kidney|renal|liver)|graft.versus|risk",
  "\\bGenom|\\bkinase\\b",
];

/** Pieces that meet every rule by which Python and JavaScript differ, and words of the patterns. */
const PIECES = [
  ...["CT", "ct", "X-Ray", "computed tomography", "Diagnos", "clinical", "eval", "test", "analyz"],
  ..."acid base gas acute kidney graft versus risk genom kinase".split(" "),
  ...[" ", "-", "_", "1", ".", "\t", "\n", "\x1c", "\x1f", "\x7f", "é", "\u0130", "\u0131"],
  ...["\u017f", "\u212a", "\u0301", "中", "\u00a0", "\u2028", "😀", "𝔸", "²"],
];

Deno.test("pythonTest() says what pythonPattern() says, of plain text and of any other", () => {
  const random = pcg32({ seed: 7 });
  const found = { plain: 0, other: 0 };
  for (const source of SOURCES) {
    const [test, exact] = [pythonTest(source), pythonPattern(source)];
    for (let n = 0; n < 4000; n++) {
      const text = Array.from(
        { length: 1 + random.below(5) },
        () => PIECES[random.below(PIECES.length)] ?? "",
      ).join("");
      const isMatch = exact.test(text);
      assert.equal(test(text), isMatch, `${source} on ${JSON.stringify(text)}`);
      if (isMatch) found[/^[ -~]*$/.test(text) ? "plain" : "other"]++;
    }
  }
  assert.ok(found.plain > 300 && found.other > 300, JSON.stringify(found));
});
