import assert from "node:assert/strict";
import { extractStrictLetter } from "../../lib/graders/extract_strict_letter.ts";

const LETTERS: readonly (readonly [reply: string, letter: string, rule: string])[] = [
  // Boxes.
  ["\\boxed{C}", "C", "boxed"],
  ["\\boxed{c}", "C", "boxed"],
  ["\\boxed{ C. }", "C", "boxed"],
  ["\\boxed{(C)}", "C", "boxed"],
  ["$$\\boxed{\\text{C}}$$", "C", "boxed"],
  ["\\boxed{\\mathbf{C}}", "C", "boxed"],
  ["\\boxed{\\textbf{(C) Vitamin D}}", "C", "boxed"],
  ["\\boxed{\\text{C. Vitamin D}}", "C", "boxed"],
  ["\\boxed{C: Vitamin D}", "C", "boxed"],
  ["\\boxed{C) difficile}", "C", "boxed"],
  ["\\boxed{C.维生素D}", "C", "boxed"],
  ["\\boxed{Option C}", "C", "boxed"],
  ["\\boxed{\\boxed{C}}", "C", "boxed"],
  ["\\boxed {C}", "C", "boxed"],
  ["\\boxed C", "C", "boxed"],
  ["\\boxed{A}? On reflection \\boxed{C}.", "C", "boxed"],
  ["\\boxed{C} given \\boxed{12 mg} and \\boxed{x^2}", "C", "boxed"],
  ["\\boxed{C}\nThe answer is D.", "C", "boxed"],
  ["\\boxed{C}\n(formatted as \\boxed{LETTER} (e.g., \\boxed{A}))", "C", "boxed"],
  ["\\boxed{C. E. coli}", "C", "boxed"],
  // Statements.
  ["Final answer: C", "C", "statement"],
  ["**Final Answer:** C", "C", "statement"],
  ["**Final answer: (C) Vitamin D**", "C", "statement"],
  ["## Final Answer\n\n**C. Vitamin D**", "C", "statement"],
  ["The answer is **C**.", "C", "statement"],
  ["The answer is C because the others fail.", "C", "statement"],
  ["So the correct answer is therefore C, not B.", "C", "statement"],
  ["Answer: C. Vitamin D", "C", "statement"],
  ["Answer: c", "C", "statement"],
  ["answer: (c)\n", "C", "statement"],
  ["Answer: C (Vitamin D)", "C", "statement"],
  ["Answer: C - Vitamin D", "C", "statement"],
  ["Answer: C — Vitamin D", "C", "statement"],
  ["Answer: C) difficile", "C", "statement"],
  ["Answer: $C$", "C", "statement"],
  ["Answer: \\text{C}", "C", "statement"],
  ["The answer is “C”.", "C", "statement"],
  ['{"answer": "C"}', "C", "statement"],
  ["<answer>C</answer>", "C", "statement"],
  ["<answer>\nc\n</answer>", "C", "statement"],
  ["The best option is C.", "C", "statement"],
  ["The most appropriate choice would be option C.", "C", "statement"],
  ["My answer to this question is C.", "C", "statement"],
  ["I would choose option C.", "C", "statement"],
  ["I’d go with C, since it fits.", "C", "statement"],
  ["I'm going with (C).", "C", "statement"],
  ["Therefore, C is the correct answer.", "C", "statement"],
  ["**C** is the best option here.", "C", "statement"],
  ["The answer is A. Wait: the answer is C.", "C", "statement"],
  ["If the answer is A then fine, but the answer is C.", "C", "statement"],
  ["The answer is C.\nSome may say the answer is A.", "C", "statement"],
  ["The answer is I.", "I", "statement"],
  ["The answer is C, I think.", "C", "statement"],
  ["Answer: C. E. coli", "C", "statement"],
  ["Final: (C)", "C", "statement"],
  ["If A fails, the answer is C.", "C", "statement"],
  ["It is not a tumour so the answer is C.", "C", "statement"],
  ["The correct letter is C.", "C", "statement"],
  ["**Answer: C. CT**\n\n- **A. MRI**: slow.\n- **B. X-ray**: flat.", "C", "statement"],
  ["答案：C", "C", "statement"],
  ["C是正确答案。", "C", "statement"],
  ["选项C为最佳选择", "C", "statement"],
  ["答案:C。", "C", "statement"],
  ["正确答案是C。", "C", "statement"],
  ["最终答案为 C", "C", "statement"],
  ["**答案：C. 维生素D**", "C", "statement"],
  ["答案：Ｃ", "C", "statement"],
  ["故选C。", "C", "statement"],
  ["因此应选择 C 项", "C", "statement"],
  ["本题选C", "C", "statement"],
  ["不选A，选C。", "C", "statement"],
  ["答案是C，因为其他都不对。", "C", "statement"],
  // Last line, only line.
  ["C", "C", "last_line"],
  ["c", "C", "last_line"],
  ["(C).", "C", "last_line"],
  ["**C**", "C", "last_line"],
  ["Let me think about it.\n\nC", "C", "last_line"],
  ["Reasons.\n**Option C**\n", "C", "last_line"],
  ["**C**\n\nExplanation: A has no rash.", "C", "first_line"],
  ["C. Vitamin D deficiency", "C", "only_line"],
  ["(C) vitamin D deficiency", "C", "only_line"],
  ["**C: Vitamin D**", "C", "only_line"],
];

const NOTHING: readonly string[] = [
  "",
  "   \n",
  "The answer is a benign lesion.",
  "The answer is A benign lesion.",
  "I cannot answer this question.",
  "I recommend MRI.",
  "A 45-year-old man",
  "\\boxed{LETTER}",
  "\\boxed{}",
  "\\boxed{A",
  "\\boxed{a benign lesion}",
  "\\boxed{Vitamin D}",
  "\\boxed{E. coli}",
  "\\boxed{C. difficile colitis}",
  "\\boxed{e.g. this}",
  "\\boxed{C-reactive protein}",
  "\\boxed{A, C}",
  "\\boxed{A and C}",
  "\\boxed{AC}",
  "\\boxed{A}, no: \\boxed{B or C}",
  "\\boxed{K}",
  "\\boxed{A} \\boxed{K}",
  "Please answer as \\boxed{LETTER} (e.g., \\boxed{A}).",
  "Answer: K",
  "Answer: B cell lymphoma",
  "Answer: B12 deficiency",
  "Answer: C-reactive protein",
  "Answer: C's",
  "Answer: E. coli",
  "Answer: A/B",
  "Answer: A and B",
  "The answer is A or B.",
  "The answer is not C.",
  "The answer isn't C.",
  "The answer is either A or B.",
  "The answer is I think unclear.",
  "If the answer is A, then the scan is normal.",
  "Is the answer C?",
  "Some say the answer is B.",
  "Vitamin C is the best choice.",
  "Neither A nor B is the correct answer.",
  "Option A is plausible. Option B is less so.",
  "hepatitis B",
  "E. coli infection",
  "答案是C反应蛋白升高",
  "不选C",
  "不应选择C。",
  "选择题C",
  "如果答案是C",
  "答案是A或B",
  "Findings:\na",
  "I do not think the answer is C.",
  "- A. MRI\n- B. CT",
];

Deno.test("extractStrictLetter() reads what a reply commits to", () => {
  for (const [reply, letter, rule] of LETTERS) {
    const found = extractStrictLetter(reply);
    assert.deepEqual([found?.letter, found?.rule], [letter, rule], JSON.stringify(reply));
  }
});

Deno.test("extractStrictLetter() reads no letter from prose, organisms, several letters or letters not offered", () => {
  for (const reply of NOTHING) {
    assert.equal(extractStrictLetter(reply), null, JSON.stringify(reply));
  }
});

Deno.test("extractStrictLetter() reads nothing when the last word names a letter not offered", () => {
  const letters = ["A", "B", "D"];
  assert.equal(extractStrictLetter("\\boxed{D}", { letters })?.letter, "D");
  assert.equal(extractStrictLetter("\\boxed{A} … \\boxed{C}", { letters }), null);
  assert.equal(extractStrictLetter("The answer is A. No, the answer is C.", { letters }), null);
});

Deno.test("extractStrictLetter() trusts no bare letter at the end of a cut reply", () => {
  const cut = { complete: false };
  for (const reply of ["A", "The answer is A", "Answer: E.", "Reasoning.\n\nA", "答案是C"]) {
    assert.notEqual(extractStrictLetter(reply), null, reply);
    assert.equal(extractStrictLetter(reply, cut), null, reply);
  }
  for (const reply of ["\\boxed{A}", "The answer is **A**", "Answer: A\n", "Reasoning.\n\n(A)"]) {
    assert.equal(extractStrictLetter(reply, cut)?.letter, "A", reply);
  }
});

Deno.test("extractStrictLetter() gives a span that holds the letter, whatever blanks surround the reply", () => {
  for (const [reply, letter] of LETTERS) {
    for (const padded of [reply, `\n  ${reply}`, `${reply} \n\n`]) {
      const found = extractStrictLetter(padded);
      assert.equal(found?.letter, letter, JSON.stringify(padded));
      const words = padded.slice(...(found?.span ?? [0, 0])).normalize("NFKC").toUpperCase();
      assert.ok(words.includes(letter), JSON.stringify([padded, words]));
    }
  }
});

Deno.test("extractStrictLetter() gives a letter only when it is offered", () => {
  for (const [reply, letter] of LETTERS) {
    assert.equal(extractStrictLetter(reply, { letters: [letter] })?.letter, letter);
    assert.equal(extractStrictLetter(reply, { letters: [] }), null);
  }
});

Deno.test("extractStrictLetter() comes to an end on hostile replies of 100,000 characters", () => {
  const pieces = [
    "answer ",
    "answer: ",
    "\\boxed{",
    "\\boxed{A, ",
    "\n",
    " ",
    "*",
    "#",
    "(",
    "A",
    "A.",
    "选",
    "答案",
    "C is the ",
    "best final correct ",
    "if ",
    "I am ",
    "\\text{",
    "<answer>",
    "\t",
  ];
  for (const piece of pieces) {
    const hostile = piece.repeat(Math.ceil(100_000 / piece.length));
    for (const reply of [hostile, `answer:${hostile}`, `${hostile}answer is`, `${hostile}\nB`]) {
      extractStrictLetter(reply);
    }
  }
});
