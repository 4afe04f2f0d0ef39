import assert from "node:assert/strict";
import { secondOpinion, type SecondOpinionQuestion } from "../../mod.ts";

const QUESTIONS: readonly SecondOpinionQuestion[] = [
  {
    kind: "clustered-mean",
    name: "secret model",
    y: [1, 0, 1, null, 1, 0, 0.5],
    cluster: ["a'''", "a'''", "b", "b", "c", "d", "d"],
  },
  {
    kind: "paired-difference",
    name: "gap",
    a: [1, 1, 0, 1, null, 1],
    b: [0, 1, 0, 0, 1, 1],
    cluster: [1, 1, 2, 3, 3, 4],
    level: 0.9,
  },
  { kind: "wilson", name: "share", x: 7, n: 20 },
  { kind: "mcnemar", name: "pairs", b: 15, c: 6 },
  { kind: "agreement", name: "judge", tp: 30, fp: 4, fn: 6, tn: 60 },
];

/** The Python of this machine; null when it has none. */
async function python(script: string): Promise<string | null> {
  try {
    const child = new Deno.Command("python3", { args: ["-"], stdin: "piped", stdout: "piped" })
      .spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(script));
    await writer.close();
    return new TextDecoder().decode((await child.output()).stdout);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

const version = await python("print('there')");

Deno.test({
  name: "secondOpinion() and Python agree on every number to nine digits",
  ignore: version === null,
  fn: async () => {
    const opinion = await secondOpinion(QUESTIONS, {
      run: async (script) => await python(script) ?? "",
    });
    assert.match(opinion.program, /^Python 3\./);
    assert.equal(opinion.rows.length, 6 + 7 + 3 + 2 + 4);
    assert.deepEqual(opinion.rows.filter(({ agrees }) => !agrees), []);
    assert.ok(opinion.rows.every(({ ours, theirs }) => ours !== null && theirs !== null));
    assert.ok(opinion.agrees);
  },
});

Deno.test("secondOpinion() sends numbers only: no name of a case or model is in the program text", async () => {
  let sent = "";
  const run = (script: string) => {
    sent = script;
    return Promise.resolve(JSON.stringify({ program: "none", answers: QUESTIONS.map(() => ({})) }));
  };
  const { agrees, rows } = await secondOpinion(QUESTIONS, { run });
  assert.ok(!sent.includes("secret") && !sent.includes("a'''"));
  assert.equal(agrees, false);
  assert.deepEqual([rows[0]?.theirs, rows[0]?.difference], [null, null]);
});

Deno.test("secondOpinion() takes two missing numbers for agreement, and says what differs", async () => {
  const run = () =>
    Promise.resolve(
      JSON.stringify({ program: "x", answers: [{ value: null }, { value: 0.3, lo: 0, hi: 1 }] }),
    );
  const { rows } = await secondOpinion([
    { kind: "wilson", name: "nothing", x: 0, n: 0 },
    { kind: "wilson", name: "some", x: 1, n: 4 },
  ], { run });
  assert.deepEqual(rows.map(({ agrees }) => agrees), [true, true, true, false, false, false]);
  assert.ok(Math.abs((rows[3]?.difference ?? 0) + 0.05) < 1e-12);
});

Deno.test("secondOpinion() refuses an answer it cannot read", async () => {
  const ask = (text: string) => secondOpinion(QUESTIONS, { run: () => Promise.resolve(text) });
  await assert.rejects(ask("Traceback"), { name: "SyntaxError", message: /is no JSON: Traceback/ });
  await assert.rejects(ask('{"program": "x", "answers": []}'), /has not 5 answers/);
});
