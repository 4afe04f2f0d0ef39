import assert from "node:assert/strict";
import { join } from "node:path";
import { openVerdicts, OutputError, type Verdict } from "../../mod.ts";

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
  assert.match(again.warnings[0] ?? "", /jsonl:3 is damaged; its verdict will be asked for again/);
  assert.match(again.warnings[1] ?? "", /jsonl:4 is torn .* and is dropped/);
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

/** A file of these verdicts, as it is written. */
async function written(...keys: readonly string[]): Promise<string> {
  const path = await place();
  const file = await openVerdicts(path);
  for (const key of keys) await file.set(key, { ...VERDICT, reason: `日本 ${key}` });
  await file.close();
  return path;
}

const keysOf = async (path: string, keys: readonly string[]) => {
  const file = await openVerdicts(path);
  const found = keys.filter((key) => file.get(key) !== undefined);
  await file.close();
  return { found, warnings: file.warnings };
};

Deno.test("a file of verdicts torn at any byte keeps every whole line and is appended to after them", async () => {
  const whole = await Deno.readFile(await written("a", "b"));
  const first = await Deno.readFile(await written("a"));
  for (let cut = first.length; cut < whole.length; cut += 5) {
    const path = await place();
    await Deno.writeFile(path, whole.subarray(0, cut));
    const file = await openVerdicts(path);
    await file.set("b", { ...VERDICT, reason: "日本 b" });
    await file.close();
    assert.deepEqual(await Deno.readFile(path), whole, `byte ${cut}`);
  }
});

Deno.test("a header torn at its writing is begun afresh; any other file is refused and left as it is", async () => {
  for (const torn of ["{", '{"schema":"rounds.verd', "\0\0\0\0"]) {
    const path = await place(torn);
    const file = await openVerdicts(path);
    assert.match(file.warnings[0] ?? "", /:1 is torn/);
    await file.set("a", VERDICT);
    await file.close();
    assert.deepEqual((await keysOf(path, ["a"])).warnings, []);
  }
  for (const other of ["my notes", "my notes\n", "[1]\n", '{"schema":"rounds.journal/1"}\n']) {
    const path = await place(other);
    await assert.rejects(openVerdicts(path), /Cannot parse verdict file/);
    assert.equal(await Deno.readTextFile(path), other);
  }
});

Deno.test("a changed byte anywhere in a verdict is noticed by its checksum, and only that one is asked for again", async () => {
  const path = await written("a", "b");
  const bytes = await Deno.readFile(path);
  const start = bytes.indexOf(0x0a) + 1;
  const end = bytes.indexOf(0x0a, start);
  for (let at = start; at < end; at += 3) {
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x01;
    await Deno.writeFile(path, changed);
    const { found, warnings } = await keysOf(path, ["a", "b"]);
    assert.deepEqual(found, ["b"], `byte ${at}`);
    assert.match(warnings[0] ?? "", /:2 is damaged/);
  }
});

Deno.test("repeated and reordered verdicts, zero bytes before one and two joined files give the same verdicts", async () => {
  const [header = "", a = "", b = ""] = (await Deno.readTextFile(await written("a", "b"))).split(
    "\n",
  ).map((line) => `${line}\n`);
  for (const text of [header + b + a, header + a + b + a, header + a + header + b]) {
    assert.deepEqual(await keysOf(await place(text), ["a", "b"]), {
      found: ["a", "b"],
      warnings: [],
    });
  }
  const zeros = "\0".repeat(512);
  const { found, warnings } = await keysOf(await place(`${header}${zeros}${a}${b}${zeros}`), [
    "a",
    "b",
  ]);
  assert.deepEqual(found, ["a", "b"]);
  assert.match(warnings[0] ?? "", /:4 is torn/);
});

Deno.test("a file written before lines had checksums is read and gone on with", async () => {
  const old = (await Deno.readTextFile(await written("a")))
    .replace(',"line_check":"crc32"', "").replace(/,"crc32":"[0-9a-f]{8}"/, "");
  const path = await place(old);
  const file = await openVerdicts(path);
  assert.equal(file.size, 1);
  await file.set("b", VERDICT);
  await file.close();
  assert.deepEqual(await keysOf(path, ["a", "b"]), { found: ["a", "b"], warnings: [] });
});

Deno.test("a file whose every verdict is damaged is not empty: it is kept", async () => {
  const path = await place('{"schema":"rounds.verdicts/1"}\ndamaged\n');
  await (await openVerdicts(path)).close();
  assert.match(await Deno.readTextFile(path), /damaged/);
});

/** Lets so many bytes through, then says that the disk is full, as the system does: after a part of a line. */
function fullDisk(bytes: number): Disposable {
  const { writeSync } = Deno.FsFile.prototype;
  let left = bytes;
  Deno.FsFile.prototype.writeSync = function (data) {
    if (left === 0) throw new Error("No space left on device (os error 28)");
    const part = data.subarray(0, left);
    left -= part.length;
    return writeSync.call(this, part);
  };
  return { [Symbol.dispose]: () => void (Deno.FsFile.prototype.writeSync = writeSync) };
}

Deno.test("a full disk is said, whole lines are kept, no verdict that was not written is given out", async () => {
  const path = await place();
  const file = await openVerdicts(path);
  await file.set("a", VERDICT);
  {
    using _disk = fullDisk(50);
    await assert.rejects(
      file.set("b", VERDICT),
      (error) =>
        error instanceof OutputError && /No space left.*make room, then resume/.test(error.message),
    );
  }
  await assert.rejects(file.set("c", VERDICT), OutputError);
  assert.equal(file.get("b"), undefined);
  await file.close();
  assert.deepEqual(await keysOf(path, ["a", "b", "c"]), { found: ["a"], warnings: [] });
});

Deno.test("a disk too full for the header leaves nothing", async () => {
  const path = join(await Deno.makeTempDir(), "v.jsonl");
  using _disk = fullDisk(10);
  await assert.rejects(openVerdicts(path), OutputError);
  await assert.rejects(Deno.stat(path), Deno.errors.NotFound);
});
