import assert from "node:assert/strict";
import { BadRecordsError } from "../../lib/datasets/bad_records_error.ts";
import { loadCases, type LoadCasesOptions } from "../../lib/datasets/load_cases.ts";
import type { CaseError } from "../../lib/parse/case_error.ts";
import type { Case } from "../../lib/types.ts";
import { temporaryFolder, tinyBenchmark } from "./fixtures.ts";

async function load(
  content: string | Uint8Array,
  options: Partial<LoadCasesOptions<Case>> = {},
): Promise<readonly Case[]> {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/set.jsonl`;
  await Deno.writeFile(
    path,
    typeof content === "string" ? new TextEncoder().encode(content) : content,
  );
  return await Array.fromAsync(loadCases(path, { benchmark: tinyBenchmark, ...options }));
}

const ids = (cases: readonly Case[]) => cases.map(({ id, line }) => [id, line]);

async function badRecords(content: string | Uint8Array): Promise<BadRecordsError> {
  const error = await load(content).then(() => null, (reason) => reason);
  assert.ok(error instanceof BadRecordsError, String(error));
  return error;
}

Deno.test("loadCases() numbers lines, ignores blank ones and needs no last line feed", async () => {
  const cases = await load('{"id":"a","key":"A"}\n\n   \n{"id":"b","key":"B"}');
  assert.deepEqual(ids(cases), [["a", 1], ["b", 4]]);
});

Deno.test("loadCases() takes CRLF line ends and a byte order mark", async () => {
  const cases = await load('\ufeff{"id":"a","key":"A"}\r\n\r\n{"id":"b","key":"B"}\r\n');
  assert.deepEqual(ids(cases), [["a", 1], ["b", 3]]);
});

Deno.test("loadCases() keeps U+2028 inside a text, as only a line feed ends a line", async () => {
  const cases = await load('{"id":"a\u2028b","key":"A"}\n');
  assert.deepEqual(ids(cases), [["a\u2028b", 1]]);
});

Deno.test("loadCases() reads one JSON array, with positions for lines", async () => {
  const cases = await load('\n[\n {"id":"a","key":"A"},\n {"id":"b","key":"B"}\n]\n');
  assert.deepEqual(ids(cases), [["a", 1], ["b", 2]]);
});

Deno.test("loadCases() yields nothing for a file without records", async () => {
  assert.deepEqual(await load(""), []);
  assert.deepEqual(await load("\n\n"), []);
  assert.deepEqual(await load("[]"), []);
});

Deno.test("loadCases() accepts what findDataset() found", async () => {
  await using folder = await temporaryFolder();
  const recordsPath = `${folder.path}/set.jsonl`;
  await Deno.writeTextFile(recordsPath, '{"id":"a","key":"A"}\n');
  const files = {
    name: "set",
    recordsPath,
    imageRoot: null,
    imageProblem: null,
    revision: null,
    sha256: "",
    origin: "file" as const,
  };
  const cases = await Array.fromAsync(loadCases(files, { benchmark: tinyBenchmark }));
  assert.deepEqual(ids(cases), [["a", 1]]);
});

Deno.test("loadCases() throws all bad records together before the first case", async () => {
  const error = await badRecords(
    '{"id":"a","key":"A"}\n{"id":"b","key":"K"}\n{"id":"c", key}\n[1]\n{"id":"a","key":"B"}\n{"id":"d","key":null}\n',
  );
  assert.deepEqual(error.errors.map(({ details }) => details.where), [
    "set.jsonl:2",
    "set.jsonl:3",
    "set.jsonl:4",
    "set.jsonl:5",
    "set.jsonl:6",
  ]);
  const lines = error.message.split("\n");
  assert.match(lines[0] ?? "", /^5 bad records in .*set\.jsonl:$/);
  assert.equal(
    lines[1],
    '  Cannot parse case at set.jsonl:2: "key" is "K", expected one of A-D',
  );
  assert.match(
    lines[2] ?? "",
    /set\.jsonl:3: it is no JSON from column 12 on: "\{\\"id\\":\\"c\\", ▸key\}"/,
  );
  assert.match(lines[4] ?? "", /set\.jsonl:5: "id" is "a", already the id of set\.jsonl:1/);
});

Deno.test("loadCases() says when a line ends too early, and where an array breaks", async () => {
  const torn = await badRecords('{"id":"a","key":"A"}\n{"id":"b","ke');
  assert.match(torn.message, /set\.jsonl:2: it is no JSON: it ends too early, at column 14/);
  const array = await badRecords('[\n {"id":"a","key":"A"},\n {"id":"b",, "key":"B"}\n]');
  assert.match(array.message, /set\.jsonl:3: it is no JSON from column 12 on/);
  assert.match(array.message, /expected one JSON array of objects/);
});

Deno.test("loadCases() refuses bytes that are not UTF-8, naming the line", async () => {
  const good = new TextEncoder().encode('{"id":"a","key":"A"}\n{"id":"');
  const error = await badRecords(Uint8Array.from([...good, 0xff, 0xfe, 0x22, 0x7d]));
  assert.match(
    error.message,
    /^1 bad record .*\n {2}Cannot parse case at set\.jsonl:2: it is not UTF-8/,
  );
});

Deno.test("loadCases() shows 50 bad records and keeps all", async () => {
  const error = await badRecords('{"id":"x"}\n'.repeat(60));
  assert.equal(error.errors.length, 60);
  const lines = error.message.split("\n");
  assert.equal(lines.length, 52);
  assert.equal(lines.at(-1), "  and 10 more");
});

Deno.test("loadCases() goes on without bad records when told, reporting each", async () => {
  const seen: CaseError[] = [];
  const cases = await load(
    '{"id":"a","key":"A"}\nnonsense\n{"id":"a","key":"B"}\n{"id":"b","key":"B"}\n',
    { skipBadCases: true, onBadRecord: (error) => seen.push(error) },
  );
  assert.deepEqual(ids(cases), [["a", 1], ["b", 4]]);
  assert.deepEqual(seen.map(({ details }) => details.where), ["set.jsonl:2", "set.jsonl:3"]);
});

Deno.test("loadCases() tells the line of a record without an id", async () => {
  assert.deepEqual(ids(await load('\n{"key":"A"}\n{"id":"","key":"B"}\n')), [
    ["line-2", 2],
    ["line-3", 3],
  ]);
});

Deno.test("loadCases() takes a limit and ids, in file order", async () => {
  const content = ["a", "b", "c", "d"].map((id) => `{"id":"${id}","key":"A"}`).join("\n");
  assert.deepEqual(ids(await load(content, { limit: 2 })), [["a", 1], ["b", 2]]);
  assert.deepEqual(ids(await load(content, { limit: 9 })).length, 4);
  assert.deepEqual(ids(await load(content, { caseIds: ["d", "b"] })), [["b", 2], ["d", 4]]);
  assert.deepEqual(ids(await load(content, { caseIds: ["d", "b"], limit: 1 })), [["b", 2]]);
});

Deno.test("loadCases() checks the whole file even when only the first case is wanted", async () => {
  await assert.rejects(load('{"id":"a","key":"A"}\nnonsense\n', { limit: 1 }), BadRecordsError);
});

Deno.test("loadCases() refuses an unknown id with near ones, and a limit of zero", async () => {
  const content = '{"id":"11695208","key":"A"}\n{"id":"11577515","key":"B"}\n';
  await assert.rejects(load(content, { caseIds: ["11695280", "zz"] }), {
    name: "RangeError",
    message: /^No case "11695280" \(near: 11695208\), "zz" among the 2 of .*set\.jsonl$/,
  });
  for (const limit of [0, -1, 1.5, NaN]) {
    await assert.rejects(
      load(content, { limit }),
      /limit is .*, expected an integer of at least 1/,
    );
  }
});

Deno.test("loadCases() is not harmed by __proto__ keys", async () => {
  const cases = await load(
    '{"id":"a","key":"A","__proto__":{"polluted":true},"x":{"__proto__":1}}\n',
  );
  assert.deepEqual(ids(cases), [["a", 1]]);
  assert.equal(Reflect.get({}, "polluted"), undefined);
});

Deno.test("loadCases() names the line when a benchmark itself fails", async () => {
  const benchmark = {
    parse(): Case {
      throw new TypeError("a mistake in the benchmark");
    },
  };
  const error = await load('{"id":"a"}\n', { benchmark }).then(() => null, (reason) => reason);
  assert.match(String(error), /failed to parse set\.jsonl:1/);
  assert.match(String(error.cause), /a mistake in the benchmark/);
});
