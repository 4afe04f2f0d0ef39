import assert from "node:assert/strict";
import { answerKey } from "../../../lib/models/simulated/answer_key.ts";
import { chooseLetter } from "../../../lib/models/simulated/choose_letter.ts";
import { hashFraction } from "../../../lib/models/simulated/hash_fraction.ts";
import { parseChatRequest } from "../../../lib/models/simulated/parse_chat_request.ts";
import { readAskedQuestion } from "../../../lib/models/simulated/read_asked_question.ts";
import { rubricKey } from "../../../lib/models/simulated/rubric_key.ts";
import type { ChatRequest, SimulatedQuestion } from "../../../lib/models/simulated/types.ts";
import { CASES, QUESTIONS, userMessage } from "./exam.ts";

const KEY = answerKey(QUESTIONS);

function request(messages: readonly unknown[]): ChatRequest {
  const parsed = parseChatRequest(JSON.stringify({ model: "m", messages }));
  return parsed.request ?? assert.fail(parsed.refusal.message);
}

function choose(
  messages: readonly unknown[],
  ability: { readonly skill: number; readonly seesImages?: boolean },
): ReturnType<typeof chooseLetter> {
  return chooseLetter(request(messages), {
    seed: 1,
    key: KEY,
    rubrics: rubricKey([]),
    random: (...labels) => hashFraction("m", ...labels),
    seesImages: true,
    ...ability,
  });
}

/** Share of questions answered right when each is asked alone, after the given history. */
function shareRight(
  skill: number,
  ask: (question: SimulatedQuestion) => readonly unknown[],
  seesImages = true,
): number {
  const right = QUESTIONS.filter((question) =>
    choose(ask(question), { skill, seesImages })?.letter === question.letter
  );
  return right.length / QUESTIONS.length;
}

Deno.test("chooseLetter() is nearly always right with great skill and at chance with none", () => {
  assert.equal(shareRight(99, (question) => [userMessage(question)]), 1);
  assert.ok(shareRight(-99, (question) => [userMessage(question)]) < 0.01);
});

Deno.test("chooseLetter() offers another letter as the rival, and the text behind the letter", () => {
  for (const question of QUESTIONS.slice(0, 50)) {
    const choice = choose([userMessage(question)], { skill: 1 });
    assert.ok(choice);
    assert.notEqual(choice.rival, choice.letter);
    assert.ok(Object.hasOwn(question.options, choice.rival));
    assert.equal(choice.text, question.options[choice.letter]);
  }
});

Deno.test("chooseLetter() loses most of its skill when the image did not come or cannot be seen", () => {
  const withImage = QUESTIONS.filter(({ hasImage }) => hasImage);
  const share = (image: boolean, seesImages: boolean): number =>
    withImage.filter((question) =>
      choose([userMessage(question, { image })], { skill: 2, seesImages })?.letter ===
        question.letter
    ).length / withImage.length;
  const seen = share(true, true);
  assert.ok(share(false, true) < seen - 0.3);
  assert.ok(share(true, false) < seen - 0.3);
});

Deno.test("chooseLetter() is worse later in a case and after an own wrong answer", () => {
  const [one] = CASES[0] ?? [];
  assert.ok(one);
  const wrong = one.letter === "A" ? "B" : "A";
  const after = (letter: string) => (question: SimulatedQuestion): readonly unknown[] => [
    userMessage(one),
    { role: "assistant", content: `\\boxed{${letter}}` },
    userMessage(question),
  ];
  const alone = shareRight(1, (question) => [userMessage(question)]);
  const afterRight = shareRight(1, after(one.letter));
  const afterWrong = shareRight(1, after(wrong));
  assert.ok(afterRight <= alone + 0.02, `${afterRight} after ${alone}`);
  assert.ok(afterWrong < afterRight - 0.03, `${afterWrong} after ${afterRight}`);
});

Deno.test("chooseLetter() knows a question by its options alone, with little skill left", () => {
  const optionsOnly = (question: SimulatedQuestion): readonly unknown[] => {
    const lines = Object.entries(question.options).map(([letter, text]) => `${letter}. ${text}`);
    return [{ role: "user", content: `* Question: \n* Options:\n${lines.join("\n")}` }];
  };
  const share = shareRight(2, optionsOnly);
  const whole = shareRight(2, (question) => [userMessage(question)]);
  assert.ok(share > 0.1 && share < whole - 0.3, `${share} against ${whole}`);
});

Deno.test("chooseLetter() gives null when no multiple-choice question is asked", () => {
  assert.equal(choose([{ role: "user", content: "Hello" }], { skill: 1 }), null);
  assert.equal(choose([{ role: "system", content: "A. x\nB. y" }], { skill: 1 }), null);
});

Deno.test("answerKey() finds a question by its wording unless that is ambiguous", () => {
  const known = (letter: string, options: Record<string, string>): SimulatedQuestion => ({
    question: "Which is most likely?",
    options,
    letter,
    hasImage: false,
    position: 1,
    caseId: letter,
  });
  const first = known("A", { A: "gout", B: "lupus" });
  const second = known("B", { A: "stroke", B: "migraine" });
  const key = answerKey([first, second]);
  assert.equal(key.size, 2);
  assert.equal(key.find(first), first);
  assert.equal(key.find(second), second);
  const question = "Which is most likely?";
  assert.equal(key.find({ question, options: { A: "?", B: "!" } }), null);
  assert.equal(key.find({ question: "", options: second.options }), second);
  assert.equal(answerKey([first]).find({ question, options: { A: "?", B: "!" } }), first);
  assert.equal(answerKey([]).find({ question: "", options: {} }), null);
});

Deno.test("readAskedQuestion() reads the last question of a prompt, whatever stands around it", () => {
  const options = { A: "one", B: "two" };
  const list = "A. one\nB. two";
  const table: readonly (readonly [string, ReturnType<typeof readAskedQuestion>])[] = [
    [`* Question: Q?\n* Options:\n${list}\n\nSay it.`, { question: "Q?", options }],
    [
      `* Scenario: A. not this\nB. nor this\n\n* Question: Q?\n* Options:\n${list}\n\nSay.\n* Tables:\nA. x\nB. y`,
      { question: "Q?", options },
    ],
    [`Q?\n(A) one\n(B) two`, { question: "Q?", options }],
    [`Q?\n\nA) one\nB) two\nC. three`, { question: "Q?", options: { ...options, C: "three" } }],
    [`* Options:\n${list}`, { question: "", options }],
    ["Only A. one is here", null],
    ["A. one", null],
    ["", null],
  ];
  for (const [prompt, expected] of table) {
    assert.deepEqual(readAskedQuestion(prompt), expected, prompt);
  }
});

Deno.test("hashFraction() is spread evenly over [0,1) and keeps labels apart", () => {
  const numbers = Array.from({ length: 2000 }, (_, index) => hashFraction(1, index));
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  assert.ok(Math.abs(mean - 0.5) < 0.02);
  assert.ok(numbers.every((value) => value >= 0 && value < 1));
  assert.notEqual(hashFraction("a", "bc"), hashFraction("ab", "c"));
});
