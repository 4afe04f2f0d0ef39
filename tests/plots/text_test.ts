import assert from "node:assert/strict";
import { accuracyDomain } from "../../lib/plots/_accuracy_domain.ts";
import { cleanText } from "../../lib/plots/_clean_text.ts";
import { escapeXml } from "../../lib/plots/_escape_xml.ts";
import { textWidth } from "../../lib/plots/_text_width.ts";
import { wrapCount } from "../../lib/plots/_wrap_count.ts";
import { wrapText } from "../../lib/plots/_wrap_text.ts";

const FONT = { fontSize: 12 };

Deno.test("wrapText() makes lines that fit and loses no character", () => {
  const texts = [
    "Accuracy falls from 82 % at Q1 to 61 % at Q5 (sim-strong)",
    "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8",
    "x".repeat(200),
    "模型".repeat(40),
    "",
  ];
  for (const text of texts) {
    for (const width of [60, 120, 400]) {
      const lines = wrapText(text, { width, ...FONT });
      for (const line of lines) assert.ok(textWidth(line, FONT) <= width, line);
      assert.equal(lines.join("").replaceAll(" ", ""), text.replaceAll(" ", ""));
    }
  }
});

Deno.test("wrapText() keeps a number and its unit together", () => {
  for (let width = 40; width < 200; width += 7) {
    const lines = wrapText("from 82 % at Q1 to 61 % at Q5", { width, ...FONT });
    for (const line of lines) assert.doesNotMatch(line, /^%/);
  }
});

Deno.test("wrapCount() breaks a range after its dash only", () => {
  assert.deepEqual(wrapCount("n 1,380–1,407", { width: 60, ...FONT }), ["n 1,380–", "1,407"]);
  assert.deepEqual(wrapCount("n 77–80", { width: 60, ...FONT }), ["n 77–80"]);
});

Deno.test("textWidth() grows with text and font and knows wide from narrow", () => {
  assert.equal(textWidth("", FONT), 0);
  assert.ok(textWidth("WWW", FONT) > 2 * textWidth("iii", FONT));
  assert.ok(textWidth("模型", FONT) > textWidth("mi", FONT));
  assert.equal(textWidth("abc", { fontSize: 24 }), 2 * textWidth("abc", FONT));
});

Deno.test("escapeXml() leaves nothing that XML forbids", () => {
  assert.equal(escapeXml(`<b a="1" c='2'>&`), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
  assert.equal(cleanText("a\nb\u0000\ud800\uffff\u202e"), "a b\uFFFD\uFFFD\uFFFD\uFFFD");
});

Deno.test("accuracyDomain() holds every interval, ends at full tenths and stays in [0,1]", () => {
  for (let value = 0; value <= 1; value += 0.05) {
    for (const half of [0, 0.01, 0.2]) {
      const [lo, hi] = [Math.max(0, value - half), Math.min(1, value + half)];
      const [from, to] = accuracyDomain({ points: [{ value, lo, hi }] });
      assert.ok(from >= 0 && from <= lo + 1e-9 && hi - 1e-9 <= to && to <= 1, `${value} ± ${half}`);
      assert.ok(to - from >= 0.1);
      assert.ok(Math.abs(from * 10 - Math.round(from * 10)) < 1e-9);
    }
  }
  assert.deepEqual(accuracyDomain({ points: [] }), [0, 1]);
  assert.deepEqual(accuracyDomain({ points: [{ value: null, lo: null, hi: null }] }), [0, 1]);
});
