import assert from "node:assert/strict";
import { type Adaptation, httpModel, JUDGE_PARAMETERS, rubricJudge } from "../../mod.ts";

Deno.test("an endpoint without JSON schemas or max_completion_tokens judges all the same, and is asked for them once", async () => {
  const bodies: Record<string, unknown>[] = [];
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      const body = await request.json();
      bodies.push(body);
      const refuse = (message: string) => Response.json({ error: { message } }, { status: 400 });
      if ("response_format" in body) return refuse("This response_format type is unavailable now");
      if ("max_completion_tokens" in body) {
        return refuse("Unrecognized request argument supplied: max_completion_tokens");
      }
      const message = { role: "assistant", content: '{"met": true, "evidence": ""}' };
      return Response.json({ choices: [{ message, finish_reason: "stop" }] });
    },
  );
  try {
    const adaptations: Adaptation[] = [];
    const judge = rubricJudge(httpModel({
      model: "old",
      apiBase: `http://127.0.0.1:${server.addr.port}/v1`,
      parameters: JUDGE_PARAMETERS,
      onAdaptation: (adaptation) => adaptations.push(adaptation),
    }));
    for (const answer of ["a", "b"]) {
      const { met } = await judge.judge({ query: "q", answer, criterion: "c" });
      assert.equal(met, true);
    }
    assert.deepEqual(adaptations, [
      { parameter: "response_format", sentAs: null },
      { parameter: "max_completion_tokens", sentAs: "max_tokens" },
    ]);
    assert.equal(bodies.length, 4);
    const last = bodies.at(-1) ?? {};
    assert.equal(last["max_tokens"], JUDGE_PARAMETERS["max_completion_tokens"]);
    assert.ok(!("response_format" in last));
  } finally {
    await server.shutdown();
  }
});
