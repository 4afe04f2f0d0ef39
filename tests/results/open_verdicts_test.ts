import assert from "node:assert/strict";
import { openVerdicts, type Verdict } from "../../mod.ts";

const VERDICT: Verdict = {
  judge: "j",
  met: false,
  evidence: "a \u2028 b\n",
  reason: null,
  status: "read",
  repeat: 2,
  attempts: 1,
  usage: { inputTokens: 5, outputTokens: null, reasoningTokens: null, cachedTokens: 0 },
  servedModel: "served",
  verdicts: [],
};

async function place(text?: string): Promise<string> {
  const path = await Deno.makeTempFile({ suffix: ".jsonl" });
  if (text !== undefined) await Deno.writeTextFile(path, text);
  return path;
}

Deno.test("openVerdicts() gives every verdict back as it was, the later of two under one key", async () => {
  const path = await place();
  const file = await openVerdicts(path);
  assert.equal(file.size, 0);
  await Promise.all(
    Array.from({ length: 50 }, (_, n) => file.set(`k${n}`, { ...VERDICT, repeat: n + 1 })),
  );
  await file.set("k0", { ...VERDICT, met: true });
  await file.close();
  const again = await openVerdicts(path);
  assert.equal(again.size, 50);
  assert.deepEqual(again.judges(), ["j"]);
  assert.deepEqual(again.get("k7"), { ...VERDICT, repeat: 8 });
  assert.equal(again.get("k0")?.met, true);
  assert.equal(again.get("none"), undefined);
  assert.deepEqual(again.warnings, []);
  await again.close();
});

Deno.test("openVerdicts() drops a torn last line, passes over a damaged one, and goes on after them", async () => {
  const path = await place();
  const file = await openVerdicts(path);
  await file.set("a", VERDICT);
  await file.close();
  const whole = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, `${whole}not json\n{"key":"b","judge":"j","met":true,"sta`);
  const again = await openVerdicts(path);
  assert.equal(again.size, 1);
  assert.match(again.warnings[0] ?? "", /jsonl:4 is torn .* and is dropped/);
  assert.match(again.warnings[1] ?? "", /jsonl:3 is damaged; its verdict will be asked for again/);
  await again.set("b", VERDICT);
  await again.close();
  const third = await openVerdicts(path);
  assert.deepEqual(third.get("b"), VERDICT);
  await third.close();
});

Deno.test("openVerdicts() refuses another format, a newer version and a second writer", async () => {
  await assert.rejects(openVerdicts(await place("[]\n")), /Cannot parse verdict file/);
  await assert.rejects(
    openVerdicts(await place('{"schema":"rounds.verdicts/2"}\n')),
    /"schema" is "rounds\.verdicts\/2", expected one of rounds\.verdicts\/1/,
  );
  const path = await place();
  const file = await openVerdicts(path);
  await assert.rejects(openVerdicts(path), /another process writes these verdicts/);
  await file.close();
  await (await openVerdicts(path)).close();
});
