import {
  type Benchmark,
  type Case,
  cleanSummary,
  type Grade,
  type JournalHead,
  journalHeader,
  journalLine,
  liveclin,
  makeManifest,
  OUTCOMES,
  parseCompletion,
  parseJournal,
  parseJson,
  parseResults,
  replayTurns,
  type Reply,
  resultFileChunks,
  runBenchmark,
  scriptedModel,
  type Turn,
} from "../../mod.ts";
import { generateRecords } from "../generate_runs/generate_records.ts";
import { loadDemoSet } from "../cli/demo_set.ts";
import { oddBodies } from "./odd_bodies.ts";

/** One kind of text from outside. */
export interface FuzzTarget {
  readonly name: string;
  /** Well-formed texts that are changed. */
  readonly bases: readonly string[];
  /** Takes a changed text; throws what a user would see, or `BrokenPromise`. Says whether the text was accepted. */
  readonly take: (text: string) => boolean | Promise<boolean>;
}

/** Something was accepted that must not be. */
export class BrokenPromise extends Error {}

/** All of them, on small data. */
export async function fuzzTargets(): Promise<readonly FuzzTarget[]> {
  const benchmark = liveclin({ imageMode: "url" });
  const open = (await loadDemoSet("livemedbench")).benchmark;
  const records = fewOptions(generateRecords({ cases: 3, attachments: "none" }));
  const cases = records.map((record, n) => benchmark.parse(record, `base:${n + 1}`));
  const replies = cases.flatMap((c) => c.items.map((_, n) => REPLIES[n % REPLIES.length] ?? ""));
  const { run } = await runBenchmark(benchmark, {
    cases: cases.slice(0, 2),
    dataset: { name: "fuzz", revision: null, sha256: "ab" },
    model: scriptedModel(replies),
    output: null,
    concurrency: 1,
  });
  const head: JournalHead = {
    manifest: makeManifest(benchmark, {
      dataset: { name: "fuzz", revision: null, sha256: "ab" },
      cases,
      model: scriptedModel([]),
      trials: 1,
    }),
    runId: "fuzz",
    startedAt: "2026-01-01T00:00:00Z",
  };
  const lines = run.results.flatMap(({ case: c, trial, turns }) =>
    turns.map((turn) => journalLine({ caseId: c.id, trial, turn }))
  );
  return [
    {
      name: "dataset lines",
      bases: records.map((record) => JSON.stringify(record)),
      take: (text) => takeRecord(text, benchmark),
    },
    {
      name: "open dataset lines",
      bases: open.examples.map(({ record }) => JSON.stringify(record)),
      take: (text) => takeRecord(text, open),
    },
    {
      name: "reply texts",
      bases: REPLIES,
      take: (text) => takeReply(bodyOf(text, 0), benchmark, cases),
    },
    { name: "API replies", bases: BODIES, take: (text) => takeReply(text, benchmark, cases) },
    {
      name: "result files",
      bases: [[...resultFileChunks(run, benchmark)].join("")],
      take: (text) => takeResults(text, benchmark),
    },
    {
      name: "journals",
      bases: [journalHeader(head) + lines.join("")],
      take: (text) => takeJournal(text, new Set(lines.map((line) => line.trimEnd()))),
    },
  ];
}

/** Four options instead of ten, so that six letters are wrong in themselves. */
function fewOptions(records: readonly object[]): readonly unknown[] {
  return records.map((record) =>
    JSON.parse(JSON.stringify(record), (key, value: unknown) => {
      if (key === "correct_answer") return "B";
      if (key !== "options") return value;
      return Object.fromEntries(Object.entries(Object(value)).slice(0, 4));
    })
  );
}

const REPLIES = [
  "It fits.\n\\boxed{B}",
  "Answer: C",
  "I would order an MRI.",
  "<think>A</think>D",
  "\\boxed{J}",
];

const BODIES: readonly string[] = [...REPLIES.map(bodyOf), ...oddBodies()];

function bodyOf(content: string, n: number): string {
  return JSON.stringify({
    id: "c",
    model: "m",
    choices: [{
      index: 0,
      message: {
        role: "assistant",
        content,
        refusal: null,
        reasoning_content: n === 0 ? "A" : null,
      },
      finish_reason: n === 2 ? "length" : "stop",
    }],
    usage: {
      prompt_tokens: 1000 + n,
      completion_tokens: 12,
      completion_tokens_details: { reasoning_tokens: 3 },
    },
  });
}

function takeRecord(text: string, benchmark: Benchmark): boolean {
  const c = benchmark.parse(parseJson(text), "fuzz.jsonl:1");
  for (const [n, { expected, optionCount, id }] of c.items.entries()) {
    const offered = lettersOf(c, n);
    const isOffered = offered === null
      ? expected === null
      : expected !== null && offered.includes(expected) && offered.length === optionCount;
    if (!isOffered) throw new BrokenPromise(`${id} has the key ${expected} among ${offered}`);
  }
  return true;
}

function lettersOf(c: Case, n: number): readonly string[] | null {
  const questions: unknown = "questions" in c ? c.questions : null;
  return Array.isArray(questions) ? Object.keys(Object(questions[n]).options) : null;
}

async function takeReply(
  body: string,
  benchmark: Benchmark,
  cases: readonly Case[],
): Promise<boolean> {
  const reply = parseCompletion(body, { requestId: null });
  for (const [name, tokens] of Object.entries(reply.usage)) {
    if (tokens !== null && !(Number.isSafeInteger(tokens) && tokens >= 0)) {
      throw new BrokenPromise(`${name} is ${tokens}`);
    }
  }
  for (const c of cases) {
    const turns = c.items.map((item, index) => turnOf(index, item.id, reply));
    for (const grade of await benchmark.grade(c, turns)) checkGrade(grade, 4);
  }
  return true;
}

function turnOf(index: number, item: string, reply: Reply): Turn {
  return {
    index,
    items: [item],
    promptSha256: null,
    images: [],
    reply,
    error: null,
    ms: null,
    attempts: 1,
    costUsd: null,
  };
}

function checkGrade(grade: Grade, options: number): void {
  const { extracted, expected, score, outcome, official } = grade;
  if (!OUTCOMES.includes(outcome)) throw new BrokenPromise(`there is no outcome ${outcome}`);
  if (extracted !== null && !"ABCDEFGHIJ".slice(0, options).split("").includes(extracted)) {
    throw new BrokenPromise(`the strict letter ${extracted} is not among ${options} options`);
  }
  if (official.extracted !== null && !/^[A-J]$/.test(official.extracted)) {
    throw new BrokenPromise(`the official letter is ${official.extracted}`);
  }
  if (score === 1 && (outcome !== "graded" || extracted !== expected)) {
    throw new BrokenPromise(`${outcome} with ${extracted} for ${expected} scores 1`);
  }
}

async function takeResults(text: string, benchmark: Benchmark): Promise<boolean> {
  const run = parseResults(text, { where: "fuzz.json", benchmarks: [benchmark] });
  const { outcomes, items } = cleanSummary(run.results, { planned: run.planned });
  const counted = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  if (counted !== items.planned) {
    throw new BrokenPromise(`${counted} outcomes for ${items.planned} items`);
  }
  for (const result of run.results) {
    // What is read again from the replies may hold only letters that were offered, whatever the file says.
    for (const grade of await benchmark.grade(result.case, result.turns)) {
      const item = result.case.items.find(({ id }) => id === grade.item);
      checkGrade(grade, item?.optionCount ?? 10);
    }
  }
  for (const _ of resultFileChunks(run, benchmark));
  return true;
}

/** With its checksums named in the header, a line is taken as it was written or not at all. */
function takeJournal(text: string, lines: ReadonlySet<string>): boolean {
  const { head, entries } = parseJournal(text, "fuzz.journal.jsonl");
  if (head === null) return false;
  replayTurns(entries)("90000000", 1);
  if (!/^[^\n]*"line_check":"crc32"/.test(text)) return true;
  for (const entry of entries) {
    if (!lines.has(journalLine(entry).trimEnd())) {
      throw new BrokenPromise(`a changed line of ${entry.caseId} was taken`);
    }
  }
  return true;
}
