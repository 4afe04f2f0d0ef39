import assert from "node:assert/strict";
import { liveclin } from "../../../lib/benchmarks/liveclin/liveclin.ts";
import type { Message, Part, TurnRequest } from "../../../lib/types.ts";
import { makeImage, makeMcq, makeRecord, makeStore, requestsOf } from "./fixtures.ts";

const INSTRUCTION =
  "Please provide the letter of the correct option, formatted as \\boxed{LETTER} (e.g., \\boxed{A}).";

function textOf(message: Message | undefined): string {
  const [first] = typeof message?.content === "object" ? message.content : [];
  return first?.type === "text" ? first.text : "";
}

function imagesOf(message: Message | undefined): readonly string[] {
  const parts: readonly Part[] = typeof message?.content === "object" ? message.content : [];
  return parts.filter((part) => part.type === "image").map(({ url }) => url);
}

function last(request: TurnRequest | undefined): Message | undefined {
  return request?.messages.at(-1);
}

Deno.test("converse() writes the first turn's blocks in the protocol's order", async () => {
  const record = makeRecord({
    scenario: "A man.\nHe falls.",
    images: [
      makeImage({ caption_prefix: "Figure 1", url: "https://example.org/1.png" }),
      makeImage({ caption_prefix: "Figure 2", url: "http://example.org/2.png" }),
    ],
    tables: [{
      caption_prefix: "Table 1",
      caption: "Labs",
      content: "| a |\n| - |\n",
      type: "Lab",
    }],
    mcqs: [makeMcq({
      question: "What?",
      options: { C: "three", A: "one", B: "two" },
      image_details: [makeImage({ caption_prefix: "Figure 3", url: "https://example.org/3.png" })],
      table_details: [
        { caption_prefix: "Table 2", caption: "Drugs", content: "x" },
        { caption_prefix: "Table 3", caption: "Empty", content: "" },
      ],
    })],
  });
  const [request, ...more] = await requestsOf(record, { imageMode: "url" });
  assert.equal(more.length, 0);
  assert.deepEqual(request?.items, ["q1"]);
  assert.equal(request?.messages.length, 1, "no system message");
  assert.equal(
    textOf(last(request)),
    [
      "* Scenario: A man.",
      "He falls.",
      "* Figures:",
      "Figure 1",
      "Figure 2",
      "* Tables:",
      "Table 1 Labs",
      "| a |",
      "| - |",
      "",
      "* Question: What?",
      "* Options:",
      "A. one",
      "B. two",
      "C. three",
      "",
      INSTRUCTION,
      "* Figures:",
      "Figure 3",
      "* Tables:",
      "Table 2 Drugs",
      "x",
    ].join("\n"),
  );
  assert.deepEqual(imagesOf(last(request)), [
    "https://example.org/1.png",
    "http://example.org/2.png",
    "https://example.org/3.png",
  ]);
  assert.deepEqual(request?.images.map(({ delivery }) => delivery), ["sent", "sent", "sent"]);
});

Deno.test("converse() keeps the model's own replies in the history, images included, and says nothing of right or wrong", async () => {
  const record = makeRecord({
    mcqs: [
      makeMcq({ image_details: [makeImage()] }),
      makeMcq({ question: "Next?" }),
      makeMcq({ question: "Last?", image_details: [makeImage({ caption_prefix: "Figure 9" })] }),
    ],
  });
  const replies = ["<think>B?</think>wrong \\boxed{B}", "\\boxed{A}", "C"];
  const requests = await requestsOf(record, { imageMode: "url" }, replies);
  assert.deepEqual(requests.map(({ items }) => items), [["q1"], ["q2"], ["q3"]]);
  assert.deepEqual(
    requests[2]?.messages.map(({ role }) => role),
    ["user", "assistant", "user", "assistant", "user"],
  );
  assert.equal(requests[2]?.messages[1]?.content, replies[0]);
  assert.equal(requests[2]?.messages[3]?.content, replies[1]);
  assert.deepEqual(requests[2]?.messages[0], requests[0]?.messages[0]);
  assert.deepEqual(requests[2]?.messages[2], requests[1]?.messages[2]);
  assert.deepEqual(requests[1]?.messages[2]?.content, [{
    type: "text",
    text: `* Question: Next?\n* Options:\nA. one\nB. two\nC. three\n\n${INSTRUCTION}`,
  }]);
  assert.deepEqual(requests[1]?.images, [], "a turn records the images it adds");
  assert.ok(textOf(last(requests[2])).endsWith("\n* Figures:\nFigure 9"));
});

Deno.test("converse() ends at a turn without an answer", async () => {
  const record = makeRecord({ mcqs: [makeMcq(), makeMcq(), makeMcq()] });
  for (const condition of ["full", "no_image", "options_only", "gold_history"] as const) {
    const requests = await requestsOf(record, { imageMode: "url", condition }, ["A", {
      error: "server",
    }]);
    assert.equal(requests.length, 2, condition);
  }
});

Deno.test("converse() decides by caption prefix and URL which images are named and which are sent", async () => {
  const url = (caption_prefix: string, url: unknown) => makeImage({ caption_prefix, url });
  const record = makeRecord({
    mcqs: [makeMcq({
      image_details: [
        url("Figure 1", "https://example.org/1.png"),
        url("Figure 2", "ftp://example.org/2.png"),
        url("Figure 3", "HTTPS://example.org/3.png"),
        url("Figure 4", ""),
        url("Figure 5", null),
        url("", "https://example.org/6.png"),
        makeImage({ caption_prefix: undefined }),
        url(" ", "data:image/png;base64,AA"),
      ],
    })],
  });
  const [request] = await requestsOf(record, { imageMode: "url" });
  const [, figures] = textOf(last(request)).split("* Figures:\n");
  assert.deepEqual(figures?.split("\n"), ["Figure 1", "Figure 2", "Figure 3", " "]);
  assert.deepEqual(imagesOf(last(request)), ["https://example.org/1.png"]);
  assert.deepEqual(request?.images.map(({ delivery }) => delivery), [
    "sent",
    "not_an_image",
    "not_an_image",
    "missing",
    "missing",
    "no_caption_prefix",
    "no_caption_prefix",
    "not_an_image",
  ]);
  assert.equal(request?.images[3]?.source, "a.png", "what has no URL is known by its file");
});

Deno.test("converse() names a local file that is there, and sends it when it can be sent", async () => {
  const images = makeStore({
    "sent.png": "sent",
    "big.png": "too_large",
    "note.txt": "not_an_image",
    "torn.png": "unreadable",
    "../out.png": "outside_root",
  });
  const files = ["sent.png", "big.png", "note.txt", "torn.png", "../out.png", "gone.png", "", null];
  const record = makeRecord({
    images: files.map((file, n) => makeImage({ file, caption_prefix: `Figure ${n + 1}` })),
  });
  const [request] = await requestsOf(record, { imageMode: "local", images });
  const [scenario] = textOf(last(request)).split("\n\n");
  assert.equal(
    scenario,
    "* Scenario: S\n* Figures:\nFigure 1\nFigure 2\nFigure 3\nFigure 4",
  );
  assert.deepEqual(last(request)?.content.slice(1), [{
    type: "image",
    url: "file:///images/sent.png",
    mediaType: "image/png",
  }]);
  assert.deepEqual(request?.images.map(({ delivery }) => delivery), [
    "sent",
    "too_large",
    "not_an_image",
    "unreadable",
    "outside_root",
    "missing",
    "missing",
    "missing",
  ]);
});

Deno.test("converse() writes tables as the reference does, trimmed as Python trims, null captions included", async () => {
  const tables: readonly (readonly [Readonly<Record<string, unknown>>, string | null])[] = [
    [{ caption_prefix: "Table 1", caption: "Labs", content: "x" }, "Table 1 Labs\nx"],
    [{ content: "x" }, "x"],
    [{ caption_prefix: "", caption: "", content: " " }, ""],
    [{ caption_prefix: "T", content: "x\x85\x1c" }, "T \nx"],
    [{ caption: "Labs", content: "\ufeff" }, "Labs\n\ufeff"],
    [{ caption_prefix: null, caption: null, content: "x" }, "None None\nx"],
    [{ caption_prefix: "T", caption: "Labs", content: "" }, null],
    [{ caption_prefix: "T", caption: "Labs", content: null }, null],
    [{ caption_prefix: "T", caption: "Labs" }, null],
  ];
  for (const [table, written] of tables) {
    const record = makeRecord({ mcqs: [makeMcq({ table_details: [table] })] });
    const [request] = await requestsOf(record, { imageMode: "url" });
    const [, block] = textOf(last(request)).split(`${INSTRUCTION}`);
    assert.equal(block, written === null ? "" : `\n* Tables:\n${written}`, JSON.stringify(table));
  }
});

Deno.test("no_image withholds images and the lines that name them, and nothing else", async () => {
  const record = makeRecord({
    images: [makeImage()],
    tables: [{ caption_prefix: "Table 1", caption: "Labs", content: "x" }],
    mcqs: [
      makeMcq({
        question: "See Figure 1?",
        image_details: [makeImage({ caption_prefix: undefined })],
      }),
    ],
  });
  const [full] = await requestsOf(record, { imageMode: "url" });
  const [blind] = await requestsOf(record, { imageMode: "url", condition: "no_image" });
  assert.equal(textOf(last(blind)), textOf(last(full)).replace("* Figures:\nFigure 1\n", ""));
  assert.deepEqual(imagesOf(last(blind)), []);
  assert.deepEqual(blind?.images.map(({ delivery }) => delivery), ["withheld", "withheld"]);
});

Deno.test("options_only gives options and instruction alone, each question in a conversation of its own", async () => {
  const record = makeRecord({
    images: [makeImage()],
    mcqs: [makeMcq(), makeMcq({ options: { A: "x", B: "y" } })],
  });
  const requests = await requestsOf(record, { imageMode: "url", condition: "options_only" });
  assert.deepEqual(requests.map(({ messages }) => messages.length), [1, 1]);
  assert.equal(textOf(last(requests[1])), `* Options:\nA. x\nB. y\n\n${INSTRUCTION}`);
  assert.equal(textOf(last(requests[0])), `* Options:\nA. one\nB. two\nC. three\n\n${INSTRUCTION}`);
  assert.deepEqual(requests[0]?.images.map(({ delivery }) => delivery), ["withheld"]);
});

Deno.test("gold_history puts the keys in place of the model's replies, and changes no other word", async () => {
  const record = makeRecord({ mcqs: [makeMcq({ correct_answer: "c" }), makeMcq(), makeMcq()] });
  const full = await requestsOf(record, { imageMode: "url" });
  const gold = await requestsOf(record, { imageMode: "url", condition: "gold_history" });
  const said = gold[2]?.messages.filter(({ role }) => role === "assistant").map(({ content }) =>
    content
  );
  assert.deepEqual(said, ["\\boxed{C}", "\\boxed{A}"]);
  const asked = (requests: readonly TurnRequest[]) =>
    requests[2]?.messages.filter(({ role }) => role === "user");
  assert.deepEqual(asked(gold), asked(full));
});

Deno.test("liveclin() refuses an unknown mode or condition, and says in its identity what it was given", () => {
  const options = { imageMode: "url", condition: "no_image" } as const;
  const { identity, meta } = liveclin(options);
  assert.equal(identity.image_mode, "url");
  assert.equal(identity.condition, "no_image");
  assert.match(identity.prompt_sha256 ?? "", /^[0-9a-f]{64}$/);
  assert.deepEqual(meta, { image_mode: "url", liveclin_version: "1.0.0" });
  assert.throws(() => liveclin(JSON.parse('{"imageMode":"ftp"}')), {
    name: "TypeError",
    message: 'imageMode is "ftp", expected "url" or "local"',
  });
  assert.throws(
    () => liveclin(JSON.parse('{"imageMode":"url","condition":"none"}')),
    /condition is "none", expected one of full, no_image, options_only, gold_history/,
  );
  assert.throws(() => liveclin({ imageMode: "local" }), /needs an image store/);
});
