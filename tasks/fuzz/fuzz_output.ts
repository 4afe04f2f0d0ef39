import { join } from "node:path";
import {
  type Case,
  type JournalHead,
  journalHeader,
  journalLine,
  liveclin,
  makeManifest,
  openOutput,
  parseJournal,
  scriptedModel,
  type Turn,
} from "../../mod.ts";
import { BrokenPromise, type FuzzTarget } from "./fuzz_targets.ts";

const CASES: readonly Case[] = ["1", "2"].map((id, n) => ({
  id,
  line: n + 1,
  tags: {},
  items: [],
}));

/** A changed journal lies where a run wants to write: without --overwrite nothing of it may be lost. */
export function fuzzOutput(folder: string): FuzzTarget {
  const benchmark = liveclin({ imageMode: "url" });
  const manifest = makeManifest(benchmark, {
    dataset: { name: "fuzz", revision: null, sha256: "ab" },
    cases: CASES,
    model: scriptedModel([]),
    trials: 1,
  });
  const head: JournalHead & { manifest: typeof manifest } = {
    manifest,
    runId: "fuzz",
    startedAt: "2026-01-01T00:00:00Z",
  };
  const lines = CASES.flatMap(({ id }) =>
    [0, 1, 2].map((index) => journalLine({ caseId: id, trial: 1, turn: turnOf(index) }))
  );
  const output = join(folder, "fuzz.json");
  const path = `${output}.journal.jsonl`;
  return {
    name: "outputs",
    bases: [journalHeader(head) + lines.join(""), journalHeader(head), "notes\n", "{}"],
    take: async (text) => {
      const before = new TextEncoder().encode(text);
      for (const resume of [false, true]) {
        await Deno.writeFile(path, before);
        try {
          const { journal } = await openOutput(output, {
            head,
            benchmark,
            resume,
            overwrite: false,
          });
          await journal.close();
        } catch (error) {
          if (!isSame(await Deno.readFile(path), before)) {
            throw new BrokenPromise("a refused journal was changed");
          }
          throw error;
        }
        const kept = new Set(turnsOf(await Deno.readFile(path)));
        const lost = turnsOf(before).find((turn) => !kept.has(turn));
        if (lost !== undefined) throw new BrokenPromise(`a turn was lost: ${lost}`);
        if (kept.size === 0 && before.length > 0 && turnsOf(before).length > 0) {
          throw new BrokenPromise("a journal with turns was started afresh");
        }
      }
      return true;
    },
  };
}

function turnsOf(bytes: Uint8Array): readonly string[] {
  try {
    return parseJournal(bytes, "j").entries.map((entry) => journalLine(entry));
  } catch {
    return [];
  }
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, n) => byte === right[n]);
}

function turnOf(index: number): Turn {
  const content = `\\boxed{${"ABC"[index] ?? "A"}}`;
  return {
    index,
    items: [`q${index + 1}`],
    promptSha256: "ab",
    images: [],
    reply: {
      content,
      text: content,
      reasoning: null,
      refusal: null,
      finishReason: "stop",
      usage: { inputTokens: 1, outputTokens: 1, reasoningTokens: null, cachedTokens: null },
      requestId: null,
      servedModel: null,
    },
    error: null,
    ms: 1,
    attempts: 1,
    costUsd: null,
  };
}
