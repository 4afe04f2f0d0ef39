import process from "node:process";
import { join } from "node:path";
import type { Command } from "commander";
import {
  type Case,
  journalHeader,
  journalLine,
  liveclin,
  makeManifest,
  openOutput,
  scriptedModel,
  type Turn,
} from "../mod.ts";
import { generateRecords } from "./generate_runs/generate_records.ts";
import { wholeNumber } from "./cli/flag_values.ts";
import { printOut, runTask } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly turns: number;
  readonly seconds: number;
  readonly megabytes: number;
  readonly child?: string;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  if (flags.child !== undefined) {
    console.log(JSON.stringify(await planResume(flags.child, flags.turns)));
    return 0;
  }
  const folder = await Deno.makeTempDir({ prefix: "rounds-resume-" });
  try {
    const bytes = await writeJournal(join(folder, "a.json"), flags.turns);
    // A process of its own, so that its peak memory is the resumption's.
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-q", "-P=offline", "--no-prompt", import.meta.filename ?? ""],
        ...["--child", join(folder, "a.json"), "--turns", String(flags.turns)],
      ],
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    const { ms, peakBytes, replayed } = JSON.parse(new TextDecoder().decode(stdout));
    const seconds = ms / 1000;
    const megabytes = peakBytes / 2 ** 20;
    printOut(
      `${replayed.toLocaleString("en-US")} turns (${Math.round(bytes / 2 ** 20)} MB) planned in ${
        seconds.toFixed(2)
      } s (at most ${flags.seconds}), peak memory ${
        Math.round(megabytes)
      } MB (at most ${flags.megabytes})`,
    );
    const isWhole = replayed === flags.turns;
    return isWhole && seconds <= flags.seconds && megabytes <= flags.megabytes ? 0 : 1;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Turns of a case, as many as most LiveClin cases have. */
const TURNS = 5;

/** Ids and items are all that planning needs of a case. */
function casesOf(turns: number): readonly Case[] {
  return Array.from({ length: Math.ceil(turns / TURNS) }, (_, n) => ({
    id: String(90_000_000 + n),
    line: n + 1,
    tags: {},
    items: [],
  }));
}

function headOf(turns: number) {
  const manifest = makeManifest(liveclin({ imageMode: "url" }), {
    dataset: { name: "generated", revision: null, sha256: "generated" },
    cases: casesOf(turns),
    model: scriptedModel([]),
    trials: 1,
  });
  return { manifest, runId: "resume", startedAt: "2026-01-01T00:00:00Z" };
}

async function writeJournal(output: string, turns: number): Promise<number> {
  const said = words();
  const file = await Deno.open(`${output}.journal.jsonl`, { createNew: true, write: true });
  const writer = file.writable.getWriter();
  const encoder = new TextEncoder();
  let text = journalHeader(headOf(turns));
  let bytes = 0;
  for (let n = 0; n < turns; n++) {
    const caseId = String(90_000_000 + Math.floor(n / TURNS));
    text += journalLine({ caseId, trial: 1, turn: turnOf(n, said) });
    if (text.length < 1 << 20 && n + 1 < turns) continue;
    const data = encoder.encode(text);
    bytes += data.length;
    await writer.write(data);
    text = "";
  }
  await writer.close();
  return bytes;
}

/** A reply of ordinary length, another one for each turn. */
function words(): string {
  const [record] = generateRecords({ cases: 1 });
  return JSON.stringify(record).slice(0, 600);
}

function turnOf(n: number, said: string): Turn {
  const content = `${n}: ${said}\n\\boxed{A}`;
  return {
    index: n % TURNS,
    items: [`q${n % TURNS + 1}`],
    promptSha256: n.toString(16).padStart(64, "0"),
    images: [],
    reply: {
      content,
      text: content,
      reasoning: null,
      refusal: null,
      finishReason: "stop",
      usage: {
        inputTokens: 1000 + n,
        outputTokens: 120,
        reasoningTokens: null,
        cachedTokens: null,
      },
      requestId: `req_${n}`,
      servedModel: "generated",
    },
    error: null,
    ms: n,
    attempts: 1,
    costUsd: null,
  };
}

async function planResume(
  output: string,
  turns: number,
): Promise<{ readonly ms: number; readonly peakBytes: number; readonly replayed: number }> {
  const head = headOf(turns);
  const cases = casesOf(turns);
  const start = performance.now();
  const { journal, replay } = await openOutput(output, {
    head,
    benchmark: liveclin({ imageMode: "url" }),
    resume: true,
    overwrite: false,
  });
  const replayed = cases.reduce((sum, { id }) => sum + replay(id, 1).length, 0);
  const ms = performance.now() - start;
  await journal.close();
  return { ms, peakBytes: process.resourceUsage().maxRSS * 1024, replayed };
}

function program(): Command {
  return taskCommand("resume-scale")
    .description(
      "Plans the resumption of a large journal in a process of its own, and measures time and peak memory.",
    )
    .allowExcessArguments(false)
    .option("--turns <number>", "turns in the journal", wholeNumber(1), 200_000)
    .option("--seconds <number>", "time it may take", wholeNumber(1), 5)
    .option("--megabytes <number>", "memory it may take", wholeNumber(1), 512)
    .option("--child <output>", "measures one journal; used by the task itself");
}

if (import.meta.main) await runTask(main);
