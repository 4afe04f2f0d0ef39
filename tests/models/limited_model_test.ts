import assert from "node:assert/strict";
import { limit, limitedModel, scriptedModel } from "../../mod.ts";

Deno.test("limitedModel() keeps the identity of its model and shares one limit with others", async () => {
  const model = scriptedModel(["a"], "subject");
  const shared = limit(1);
  const limited = limitedModel(model, shared);
  assert.deepEqual([limited.name, limited.origin, limited.parameters], ["subject", "scripted", {}]);
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const judge = limitedModel({
    ...scriptedModel(["b"], "judge"),
    reply: async () => {
      order.push("judge asked");
      await gate.promise;
      return await scriptedModel(["b"]).reply([]);
    },
  }, shared);
  const verdict = judge.reply([]).then(({ content }) => order.push(content));
  const answer = limited.reply([]).then(({ content }) => order.push(content));
  gate.resolve();
  await Promise.all([verdict, answer]);
  assert.deepEqual(order, ["judge asked", "b", "a"]);
});

Deno.test("limitedModel() reports an interrupt in the queue as an aborted call", async () => {
  const interrupt = new AbortController();
  interrupt.abort();
  await assert.rejects(
    limitedModel(scriptedModel(["a"]), limit(1)).reply([], { signal: interrupt.signal }),
    { name: "ModelError", message: /aborted: interrupted before the call was made/ },
  );
});
