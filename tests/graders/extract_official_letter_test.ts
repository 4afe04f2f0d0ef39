import assert from "node:assert/strict";
import { extractOfficialLetter } from "../../lib/graders/extract_official_letter.ts";
import { readOfficialLetter } from "../../lib/graders/read_official_letter.ts";

/** Worked out with the same rules as expressions in CPython 3.11. */
const TABLE: readonly (readonly [reply: string, letter: string | null, rule: string | null])[] = [
  // 1. The first box.
  ["\\boxed{C}", "C", "boxed"],
  ["\\BOXED{ c }", "C", "boxed"],
  ["\\boxed{\x1c\u00a0\u3000D\n}", "D", "boxed"],
  ["\\boxed{\ufeffD}", "D", "capital"],
  ["\\boxed{A} then \\boxed{B}", "A", "boxed"],
  ["The answer is B. \\boxed{A}", "A", "boxed"],
  ["\\boxed{A. Vitamin D}", "D", "capital"],
  ["\\boxed{\\text{C}}", "C", "capital"],
  ["\\boxed {C}", "C", "capital"],
  ["boxed{C}", "C", "capital"],
  ["\\boxed{K}", null, null],
  ["\\boxed{K} \\boxed{J}", "J", "boxed"],
  ["\\boxed{\u0131}", "I", "boxed"],
  ["\\boxed{\u0130}", "\u0130", "boxed"],
  // 2. After answer, option or choice.
  ["answer: b", "B", "phrase"],
  ["ANSWER IS - c", "C", "phrase"],
  ["answerA", "A", "phrase"],
  ["unanswerable: A", "A", "capital"],
  ["The answer is a benign lesion, so option C fits.", "A", "phrase"],
  ["selected option: d.", "D", "phrase"],
  ["Option (C)", "C", "capital"],
  ["option *C*", "C", "capital"],
  ["answer is i", "I", "phrase"],
  ["answer is isisi", "I", "phrase"],
  ["answer is isis", null, null],
  ["answer is i s x", "I", "phrase"],
  ["answer: i i i x", "I", "phrase"],
  ["answer i i\u0301", "I", "phrase"],
  ["answer:-is\u0085\u2028E", "E", "phrase"],
  ["answer\ufeffE", "E", "capital"],
  ["answer_E", null, null],
  ["answer C\u0301", "C", "phrase"],
  ["answer C²", null, null],
  ["answer C中", null, null],
  ["answer C𝒞", null, null],
  ["answer C😀", "C", "phrase"],
  ["an\u017fwer \u0131\u017f C", "C", "phrase"],
  ["opt\u0130on C", "C", "phrase"],
  ["cho\u0131ce \u0131", "I", "phrase"],
  ["answer \u0130", "\u0130", "phrase"],
  ["answers the choice of B", "B", "capital"],
  ["answer option C", "C", "phrase"],
  // 3. The last line that is one letter.
  ["Because.\nc", "C", "line"],
  ["B\nD.) \n then some text", "D", "line"],
  ["C]", "C", "capital"],
  ["c]", null, null],
  ["x\rc", null, null],
  ["x\n\x1cc\x85)", "C", "line"],
  ["\ufeffc", null, null],
  ["\n", null, null],
  ["\nb", "B", "line"],
  ["b\n", "B", "line"],
  ["b\n\n\n", "B", "line"],
  ["\u0131", "I", "line"],
  ["j . . )", "J", "line"],
  // 4. The last capital that stands alone.
  ["I recommend MRI.", "I", "capital"],
  ["A 45-year-old man", "A", "capital"],
  ["A or B?", "B", "capital"],
  ["éA", null, null],
  ["A\u0301", "A", "capital"],
  ["_A_", null, null],
  ["-A-", "A", "capital"],
  ["A𝔸 B", "B", "capital"],
  ["A𝔸", null, null],
  ["no capital k K", null, null],
  // 5. One letter, which rule 3 finds.
  ["c", "C", "line"],
  [" C ", "C", "line"],
  ["k", null, null],
  ["", null, null],
  [" \n\t ", null, null],
];

Deno.test("extractOfficialLetter() reads what the reference evaluator reads, false positives included", () => {
  for (const [reply, letter] of TABLE) {
    assert.equal(extractOfficialLetter(reply), letter, JSON.stringify(reply));
  }
});

Deno.test("readOfficialLetter() names the rule and gives a span that holds the letter", () => {
  for (const [reply, letter, rule] of TABLE) {
    const found = readOfficialLetter(reply);
    assert.equal(found?.rule ?? null, rule, JSON.stringify(reply));
    if (found === null) continue;
    assert.equal(found.letter, letter);
    assert.ok(reply.slice(...found.span).toUpperCase().includes(found.letter));
  }
  assert.deepEqual(readOfficialLetter("My selected option is D!")?.span, [3, 23]);
  assert.deepEqual(readOfficialLetter("B\n  d. \nend")?.span, [4, 6]);
});

Deno.test("extractOfficialLetter() does not change when blanks are added at the end", () => {
  for (const [reply, letter] of TABLE) {
    // A blank after a letter that nothing followed changes no boundary.
    assert.equal(extractOfficialLetter(`${reply} \n\t`), letter, JSON.stringify(reply));
  }
});

/** The published expressions, written with the classes that Python gives them, backtracking and all. */
function naive(reply: string): string | null {
  const space =
    "\\t\\n\\v\\f\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const i = "[iI\\u0130\\u0131]";
  const boxed = new RegExp(`\\\\boxed\\{[${space}]*([A-Ja-j\\u0130\\u0131])[${space}]*\\}`, "u");
  const phrase = new RegExp(
    `(?:[aA]n[s\\u017f]wer|opt${i}on|cho${i}ce|[s\\u017f]elected opt${i}on)[:\\-iIsS\\u0130\\u0131\\u017f${space}]*` +
      `[${space}]*([A-Ja-j\\u0130\\u0131])(?![\\p{L}\\p{N}_])`,
    "u",
  );
  const early = boxed.exec(reply)?.[1] ?? phrase.exec(reply)?.[1];
  if (early !== undefined) return early.toUpperCase();
  for (const line of reply.split("\n").reverse()) {
    const match = new RegExp(
      `^[${space}]*([A-Ja-j\\u0130\\u0131])[${space}.)]*$`,
      "u",
    ).exec(line);
    if (match?.[1] !== undefined) return match[1].toUpperCase();
  }
  const capitals = [...reply.matchAll(/(?<![\p{L}\p{N}_])[A-J](?![\p{L}\p{N}_])/gu)];
  return capitals.at(-1)?.[0] ?? null;
}

Deno.test("extractOfficialLetter() agrees with a backtracking reading of the rules on random replies", () => {
  const pieces = [
    "answer",
    "Answer",
    "option",
    "choice",
    "selected option",
    "an\u017fwer",
    "opt\u0131on",
    "\\boxed{",
    "}",
    " ",
    "\n",
    "\t",
    "\x1c",
    "\u0085",
    "\ufeff",
    ":",
    "-",
    "is",
    "i",
    "s",
    "I",
    "\u0131",
    "\u0130",
    "\u017f",
    "A",
    "B",
    "J",
    "K",
    "a",
    "c",
    "k",
    "_",
    "1",
    "é",
    "\u0301",
    "中",
    "𝔸",
    "😀",
    ".",
    ")",
    "]",
    "(",
    "The",
  ];
  let seed = 20260221;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor(seed / 2 ** 32 * below);
  };
  for (let round = 0; round < 20_000; round++) {
    const reply = Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)]).join(
      "",
    );
    assert.equal(extractOfficialLetter(reply), naive(reply), JSON.stringify(reply));
  }
});

Deno.test("extractOfficialLetter() comes to an end on hostile replies of 100,000 characters", () => {
  const pieces = [
    "answer",
    "answer ",
    "i",
    " ",
    "i_",
    "is:-",
    "\\boxed{",
    "\\boxed{ ",
    "\n",
    "A",
    "A.",
    "a\n",
    "(",
  ];
  for (const piece of pieces) {
    const hostile = piece.repeat(Math.ceil(100_000 / piece.length));
    for (const reply of [hostile, `answer${hostile}`, `\\boxed{${hostile}`, `a${hostile}`]) {
      extractOfficialLetter(reply);
    }
  }
});
