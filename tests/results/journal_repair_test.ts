import assert from "node:assert/strict";
import { join } from "node:path";
import {
  CaseError,
  journalHeader,
  journalLine,
  openJournal,
  OutputError,
  OutputLockedError,
  parseJournal,
  replayTurns,
  runBenchmark,
  saveResults,
  type Turn,
} from "../../mod.ts";
import { quiz, quizCase, quizzer, replyOf, turnOf } from "../run/quiz.ts";

const HEAD = { manifest: { model: "m" }, runId: "r", startedAt: "2026-01-01T00:00:00Z" };
const HEADER = journalHeader(HEAD);
const DATASET = { name: "quiz", revision: null, sha256: "ab" };
const CASES = [quizCase("a", ["x", "y"], 1), quizCase("b", ["y", "x", "x"], 2)];

const line = (caseId: string, index: number, said = "x") =>
  journalLine({ caseId, trial: 1, turn: turnOf(index, replyOf(said)) });
const told = (turns: readonly Turn[]) => turns.map(({ reply }) => reply?.content);

async function fileOf(...pieces: readonly (string | Uint8Array<ArrayBuffer>)[]): Promise<string> {
  const path = join(await Deno.makeTempDir(), "o.json.journal.jsonl");
  await Deno.writeFile(path, new Uint8Array(await new Blob([...pieces]).arrayBuffer()));
  return path;
}

Deno.test("a journal torn at any byte gives every whole line before it and is appended to after them", async () => {
  const first = HEADER + line("ä", 0);
  const whole = new TextEncoder().encode(first + line("b", 0, "日本"));
  const firstBytes = new TextEncoder().encode(first).length;
  for (let cut = firstBytes; cut < whole.length - 1; cut += 7) {
    const path = await fileOf(whole.slice(0, cut));
    const journal = await openJournal(path);
    await journal.resume();
    journal.append({ caseId: "c", trial: 1, turn: turnOf(0, replyOf("z")) });
    await journal.close();
    assert.equal(await Deno.readTextFile(path), first + line("c", 0, "z"));
    await Deno.remove(path);
  }
});

Deno.test("a last line that lacks nothing but its line feed is kept, and the next begins a line of its own", async () => {
  const path = await fileOf(HEADER, line("a", 0), line("b", 0, "kept").slice(0, -1));
  const journal = await openJournal(path);
  const { entries, warnings, lacksLineFeed } = await journal.read();
  assert.deepEqual(told(entries.map(({ turn }) => turn)), ["x", "kept"]);
  assert.deepEqual(warnings, []);
  assert.equal(lacksLineFeed, true);
  await journal.resume();
  journal.append({ caseId: "c", trial: 1, turn: turnOf(0, replyOf("z")) });
  await journal.close();
  const whole = HEADER + line("a", 0) + line("b", 0, "kept") + line("c", 0, "z");
  assert.equal(await Deno.readTextFile(path), whole);
  const { line_check: _, ...older } = JSON.parse(HEADER);
  const unchecked = `${JSON.stringify(older)}\n${line("a", 0).slice(0, -1)}`;
  assert.equal(parseJournal(unchecked, "j").entries.length, 0, "nothing says that it is whole");
});

Deno.test("what calls took of which no turn tells is summed, also from a last line without its line feed", async () => {
  const path = await fileOf(HEADER, line("a", 0));
  const journal = await openJournal(path);
  await journal.resume();
  journal.appendUntold({ calls: 1, tokens: 1000, cost_usd: 0.25 });
  journal.appendUntold({ calls: 2, tokens: 50, cost_usd: 0 });
  assert.equal(journal.isFresh(), false);
  await journal.close();
  const text = await Deno.readTextFile(path);
  for (const read of [text, text.slice(0, -1)]) {
    const { untold, entries, warnings } = parseJournal(read, "j");
    assert.deepEqual(untold, { calls: 3, tokens: 1050, cost_usd: 0.25 });
    assert.equal(entries.length, 1);
    assert.deepEqual(warnings, []);
  }
  const damaged = parseJournal(text.replace("1000", "1001"), "j");
  assert.equal(damaged.untold.calls, 2);
  assert.match(damaged.warnings[0] ?? "", /j:3 is damaged.*checksum/);
});

Deno.test("a journal that begins with a blank line is refused with what it should begin with", () => {
  for (const text of ["\n", "\n\n\n", `\n${HEADER}`]) {
    assert.throws(() => parseJournal(text, "j"), {
      name: "CaseError",
      message: /j:1.*a blank line, expected the first line of a journal; move the file away/,
    });
  }
});

Deno.test("a header torn at its writing is started afresh, whatever byte it ends at", async () => {
  for (const torn of ["{", '{"schema":"rou', HEADER.slice(0, -1), "\0\0\0\0"]) {
    const content = parseJournal(torn, "j");
    assert.equal(content.head, null);
    assert.equal(content.validBytes, 0);
    assert.match(content.warnings[0] ?? "", /j:1 is torn/);
    const path = await fileOf(torn);
    const { status } = await runBenchmark(quiz(), {
      cases: CASES,
      dataset: DATASET,
      model: quizzer(() => "x"),
      output: path.replace(/\.journal\.jsonl$/, ""),
    });
    assert.equal(status, "complete");
  }
});

Deno.test("a file that is no journal is refused and left as it is, with and without a line feed", async () => {
  for (const other of ["my notes", "my notes\n", "[1,2]\n", `\0\0\n${line("a", 0)}`]) {
    const path = await fileOf(other);
    const journal = await openJournal(path);
    await assert.rejects(journal.read(), CaseError);
    await journal.close({ remove: journal.isFresh() });
    assert.equal(await Deno.readTextFile(path), other);
  }
});

Deno.test("a journal that only lost its turns to damage is kept when a run is refused", async () => {
  const path = await fileOf(HEADER, "damaged\n");
  const before = await Deno.readTextFile(path);
  await assert.rejects(
    runBenchmark(quiz(), {
      cases: CASES,
      dataset: DATASET,
      model: quizzer(() => "x"),
      output: path.replace(/\.journal\.jsonl$/, ""),
    }),
    /was begun by an interrupted run/,
  );
  assert.equal(await Deno.readTextFile(path), before);
});

Deno.test("a tail of zero bytes is cut, and a line after zero bytes is read", () => {
  const zeros = "\0".repeat(4096);
  const cut = parseJournal(HEADER + line("a", 0) + zeros, "j");
  assert.equal(cut.entries.length, 1);
  assert.equal(cut.validBytes, (HEADER + line("a", 0)).length);
  assert.match(cut.warnings[0] ?? "", /j:3 is torn/);
  const within = parseJournal(`${HEADER}${zeros}${line("a", 0)}${zeros}\n${line("a", 1)}`, "j");
  assert.deepEqual(within.entries.map(({ turn }) => turn.index), [0, 1]);
  assert.match(within.warnings[0] ?? "", /j:3 is damaged.*nothing but zero bytes/);
});

Deno.test("a changed byte anywhere in a line is noticed by its checksum, and only that turn is asked again", () => {
  const before = line("a", 0, "B");
  const bytes = new TextEncoder().encode(before);
  for (let at = 0; at < bytes.length - 1; at += 3) {
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x01;
    const content = parseJournal(
      new Uint8Array([
        ...new TextEncoder().encode(HEADER),
        ...changed,
        ...new TextEncoder().encode(line("a", 1)),
      ]),
      "j",
    );
    assert.deepEqual(content.entries.map(({ turn }) => turn.index), [1], `byte ${at}`);
  }
});

Deno.test("a line that is not UTF-8 is damaged, and what is valid is counted in bytes", async () => {
  const bad = new Uint8Array([...new TextEncoder().encode('{"case_id":"'), 0xff, 0xfe, 0x22, 0x0a]);
  const path = await fileOf(HEADER, bad, line("b", 0), "{torn");
  const journal = await openJournal(path);
  const { entries, validBytes, warnings } = await journal.read();
  assert.deepEqual(entries.map(({ caseId }) => caseId), ["b"]);
  assert.equal(validBytes, (await Deno.stat(path)).size - "{torn".length);
  assert.equal(warnings.length, 2);
  await journal.close();
});

Deno.test("repeated and reordered lines give the same turns; an answered turn is never lost to a failed one", () => {
  const failed = journalLine({
    caseId: "a",
    trial: 1,
    turn: {
      ...turnOf(1, replyOf("")),
      reply: null,
      error: { kind: "server", status: 500, message: "x" },
    },
  });
  const lines = [line("a", 0, "1"), line("a", 1, "2"), failed, line("a", 2, "3"), line("b", 0)];
  const read = (order: readonly string[]) =>
    told(replayTurns(parseJournal(HEADER + order.join(""), "j").entries)("a", 1));
  const expected = ["1", "2", "3"];
  assert.deepEqual(read(lines), expected);
  assert.deepEqual(read(lines.toReversed()), expected);
  assert.deepEqual(read([...lines, ...lines]), expected);
});

Deno.test("two journals of one run may be joined; turns of another run are refused", () => {
  const joined = parseJournal(HEADER + line("a", 0) + HEADER + line("b", 0), "j");
  assert.deepEqual(joined.entries.map(({ caseId }) => caseId), ["a", "b"]);
  const other = journalHeader({ ...HEAD, manifest: { model: "n" } });
  assert.throws(
    () => parseJournal(HEADER + line("a", 0) + other + line("b", 0), "j"),
    /Cannot parse journal at j:3: it is the header of another run/,
  );
});

Deno.test("a journal without checksums, as older ones are, is read", () => {
  const { line_check: _, ...older } = JSON.parse(HEADER);
  const { crc32: __, ...entry } = JSON.parse(line("a", 0));
  const content = parseJournal(`${JSON.stringify(older)}\n${JSON.stringify(entry)}\n`, "j");
  assert.equal(content.entries.length, 1);
  assert.deepEqual(content.warnings, []);
});

Deno.test("a thousand damaged lines are told in a few warnings", () => {
  const { warnings } = parseJournal(HEADER + "{}\n".repeat(1000), "j");
  assert.equal(warnings.length, 21);
  assert.equal(warnings.at(-1), "j: 980 further lines are damaged");
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

Deno.test("a full disk stops the run, says so, keeps whole lines only, and the run resumes without asking twice", async () => {
  const output = join(await Deno.makeTempDir(), "o.json");
  const options = { cases: CASES, dataset: DATASET, output, concurrency: 2 };
  const first = quizzer((asked) => asked.startsWith("a") ? "x" : "y");
  const room = HEADER.length + 800 + 1500;
  {
    using _disk = fullDisk(room);
    await assert.rejects(
      runBenchmark(quiz(), { ...options, model: first }),
      (error) =>
        error instanceof OutputError && /No space left.*make room, then resume/.test(error.message),
    );
  }
  const journal = await Deno.readTextFile(`${output}.journal.jsonl`);
  assert.ok(journal.endsWith("}\n"));
  const kept = parseJournal(journal, "j").entries;
  assert.ok(kept.length > 0 && kept.length < 5);
  assert.deepEqual(parseJournal(journal, "j").warnings, []);
  const second = quizzer((asked) => asked.startsWith("a") ? "x" : "y");
  const { status } = await runBenchmark(quiz(), { ...options, model: second, resume: true });
  assert.equal(status, "complete");
  assert.equal(second.asked.length, 5 - kept.length);
});

Deno.test("a disk too full for the header refuses the run and leaves nothing", async () => {
  const output = join(await Deno.makeTempDir(), "o.json");
  using _disk = fullDisk(10);
  await assert.rejects(
    runBenchmark(quiz(), { cases: CASES, dataset: DATASET, model: quizzer(() => "x"), output }),
    OutputError,
  );
  await assert.rejects(Deno.stat(`${output}.journal.jsonl`), Deno.errors.NotFound);
});

Deno.test("a result file that cannot be written leaves the earlier one and the journal", async () => {
  const folder = await Deno.makeTempDir();
  const output = join(folder, "o.json");
  const { run } = await runBenchmark(quiz(), {
    cases: CASES,
    dataset: DATASET,
    model: quizzer(() => "x"),
    output: null,
  });
  await Deno.mkdir(output);
  await assert.rejects(saveResults(run, output, { benchmark: quiz() }), OutputError);
  assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["o.json"]);
});

Deno.test("openJournal() does not take a file that its owner removes at that moment", async () => {
  const path = join(await Deno.makeTempDir(), "j.jsonl");
  const first = await openJournal(path);
  await first.begin(HEAD);
  await assert.rejects(openJournal(path), OutputLockedError);
  const { tryLock } = Deno.FsFile.prototype;
  let tries = 0;
  Deno.FsFile.prototype.tryLock = async function (exclusive) {
    // The owner ends between opening and locking.
    if (tries++ === 0) await first.close({ remove: true });
    return await tryLock.call(this, exclusive);
  };
  try {
    const second = await openJournal(path);
    await second.begin(HEAD);
    await second.close();
  } finally {
    Deno.FsFile.prototype.tryLock = tryLock;
  }
  assert.equal(tries, 2);
  assert.equal(await Deno.readTextFile(path), HEADER);
});
