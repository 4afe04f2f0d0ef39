import assert from "node:assert/strict";
import { simulatedEndpoint } from "../../../lib/models/simulated/simulated_endpoint.ts";
import { SIMULATED_MODELS } from "../../../lib/models/simulated/simulated_models.ts";
import { CASES, complete, QUESTIONS, shareRight, userMessage, walk, type Walked } from "./exam.ts";

const contents = (model: string): readonly string[] =>
  walk(model).map(({ completion }) => completion.choices[0]?.message.content ?? "");

const isWrong = ({ question, letter }: Walked): boolean => letter !== question.letter;

const share = (list: readonly boolean[]): number => list.filter(Boolean).length / list.length;

/** Those that answer multiple-choice questions; the others have tests of their own. */
const EXAMINEES = ["strong", "weak", "blind", "refuser", "forgetful", "reasoner"].map((name) =>
  `sim-${name}`
);

Deno.test("every simulated model has an id and a description of its own", () => {
  const ids = SIMULATED_MODELS.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(
    new Set(SIMULATED_MODELS.map(({ description }) => description)).size,
    ids.length,
  );
  for (const id of EXAMINEES) assert.ok(ids.includes(id));
});

for (const id of EXAMINEES) {
  Deno.test(`${id} answers the same for the same seed, and differently for another`, () => {
    const said = (seed: number): readonly unknown[] =>
      walk(id, { seed }).map(({ completion }) => completion.choices);
    assert.deepEqual(said(4), said(4));
    assert.notDeepEqual(said(4), said(5));
  });

  Deno.test(`${id} answers a question alone as it does after others were asked`, () => {
    const [first, second] = CASES;
    assert.ok(first?.[0] && second?.[0]);
    const body = (question: typeof first[0]): unknown => ({
      model: id,
      messages: [userMessage(question)],
    });
    const alone = complete(simulatedEndpoint({ questions: QUESTIONS }), body(first[0]));
    const endpoint = simulatedEndpoint({ questions: QUESTIONS });
    complete(endpoint, body(second[0]));
    assert.deepEqual(complete(endpoint, body(first[0])).choices, alone.choices);
  });

  Deno.test(`${id} answers a question it does not know with an offered letter, and small talk with text`, () => {
    const endpoint = simulatedEndpoint({});
    const letters = new Set<string>();
    for (let index = 0; index < 60; index++) {
      const content = `Which of ${index}?\nA. red\nB. green\nC. blue\n\nReply with a letter.`;
      const { message } =
        complete(endpoint, { model: id, messages: [{ role: "user", content }] }).choices[0] ??
          assert.fail("no choice");
      const letter = /(?:\\boxed\{|The answer is )([A-Z])/.exec(
        message.content?.replace(/<think>[\s\S]*<\/think>/, "") ?? "",
      )?.[1];
      if (letter !== undefined) letters.add(letter);
    }
    assert.deepEqual([...letters].sort(), ["A", "B", "C"]);
    const hello = complete(endpoint, { model: id, messages: [{ role: "user", content: "Hello" }] });
    assert.match(hello.choices[0]?.message.content ?? "", /a simulated model/);
  });
}

Deno.test("sim-strong is right about four times in five, sim-weak less than half of the time", () => {
  const strong = shareRight(walk("sim-strong"));
  const weak = shareRight(walk("sim-weak"));
  assert.ok(strong > 0.74 && strong < 0.88, `strong ${strong}`);
  assert.ok(weak > 0.37 && weak < 0.55, `weak ${weak}`);
});

Deno.test("sim-strong gives a rationale and one box, sim-weak the box alone", () => {
  for (const content of contents("sim-strong")) {
    assert.match(content, /^The history .+\n\n\\boxed\{[A-J]\}$/s);
  }
  for (const content of contents("sim-weak")) assert.match(content, /^\\boxed\{[A-J]\}$/);
});

Deno.test("sim-blind is good without images and near guessing with them", () => {
  const walked = walk("sim-blind");
  const text = shareRight(walked.filter(({ question }) => !question.hasImage));
  const image = shareRight(walked.filter(({ question }) => question.hasImage));
  assert.ok(text > 0.7, `text ${text}`);
  assert.ok(image < 0.45, `image ${image}`);
  const all = shareRight(walked);
  assert.ok(all > 0.5 && all < 0.7, `all ${all}`);
});

Deno.test("sim-refuser refuses one question in seven, by the field and in words", () => {
  const messages = walk("sim-refuser").map(({ completion }) => completion.choices[0]?.message);
  const byField = messages.filter((message) => message?.refusal != null);
  const inWords = messages.filter((message) => message?.content?.startsWith("I'm sorry") === true);
  for (const message of byField) assert.equal(message?.content, null);
  const share = (byField.length + inWords.length) / messages.length;
  assert.ok(share > 0.09 && share < 0.2, `share ${share}`);
  assert.ok(byField.length > 10 && inWords.length > 10);
});

Deno.test("sim-forgetful boxes half of its letters, says others plainly, and gives some replies no letter", () => {
  const said = contents("sim-forgetful");
  const matching = (pattern: RegExp): number =>
    said.filter((content) => pattern.test(content)).length / said.length;
  const boxed = matching(/\\boxed\{[A-J]\}/);
  const plain = matching(/The answer is [A-J]\.$/);
  const prose = matching(/(?:That would be|Here I would go with) "finding [A-J]/);
  assert.ok(boxed > 0.43 && boxed < 0.57, `boxed ${boxed}`);
  assert.ok(plain > 0.27 && plain < 0.43, `plain ${plain}`);
  assert.ok(Math.abs(boxed + plain + prose - 1) < 1e-9 && prose > 0.08, `prose ${prose}`);
});

Deno.test("sim-reasoner thinks apart or in tags, and its thoughts weigh another letter", () => {
  const walked = walk("sim-reasoner");
  let inTags = 0;
  let drafts = 0;
  for (const { completion } of walked) {
    const message = completion.choices[0]?.message;
    const { reasoning_content: reasoning } = message ?? {};
    const tagged = /^<think>\n([\s\S]+)\n<\/think>\n\n\\boxed\{[A-J]\}$/.exec(
      message?.content ?? "",
    );
    if (tagged !== null) inTags++;
    else assert.match(message?.content ?? "", /^\\boxed\{[A-J]\}$/);
    const thoughts = tagged?.[1] ?? reasoning ?? "";
    assert.equal(tagged === null, reasoning !== undefined);
    assert.match(thoughts, /Option [A-J] is tempting at first sight\./);
    if (/\\boxed/.test(thoughts)) drafts++;
    const { reasoning_tokens } = completion.usage.completion_tokens_details;
    assert.equal(reasoning_tokens, Math.ceil((reasoning ?? "").length / 4));
  }
  const share = inTags / walked.length;
  assert.ok(share > 0.2 && share < 0.4, `share ${share}`);
  assert.ok(drafts > 10 && drafts < walked.length / 4, `drafts ${drafts}`);
});

Deno.test("errors cluster by case and are shared between models", () => {
  const strong = walk("sim-strong").map(isWrong);
  const weak = walk("sim-weak").map(isWrong);
  const both = strong.filter((wrong, index) => wrong && weak[index]).length / strong.length;
  assert.ok(both > share(strong) * share(weak) * 1.1, `both wrong ${both}`);

  const byCase = Map.groupBy(walk("sim-strong"), ({ question }) => question.caseId);
  const spotless = [...byCase.values()].filter((walked) => !walked.some(isWrong)).length /
    byCase.size;
  const independent = [...byCase.values()].reduce(
    (sum, walked) => sum + (1 - share(strong)) ** walked.length,
    0,
  ) / byCase.size;
  assert.ok(spotless > independent, `${spotless} cases all right, ${independent} if independent`);
});

Deno.test("a model that sees images names the colour of a plain PNG, sim-blind does not", () => {
  const yellow =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4/58BAAT/Af9dfQKHAAAAAElFTkSuQmCC";
  const content = [
    { type: "text", text: "What is the dominant color of this image? One word." },
    { type: "image_url", image_url: { url: yellow } },
  ];
  const endpoint = simulatedEndpoint({});
  const say = (model: string): string | null | undefined =>
    complete(endpoint, { model, messages: [{ role: "user", content }] }).choices[0]?.message
      .content;
  assert.equal(say("sim-strong"), "Yellow.");
  assert.equal(say("sim-blind"), "No image.");
});
