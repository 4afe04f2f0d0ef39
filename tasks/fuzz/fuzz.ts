import {
  BadRecordsError,
  CaseError,
  ModelError,
  OutputError,
  pcg32,
  SetUpError,
} from "../../mod.ts";
import { BrokenPromise, type FuzzTarget, fuzzTargets } from "./fuzz_targets.ts";
import { fuzzOutput } from "./fuzz_output.ts";
import { mutateText } from "./mutate_text.ts";

/** How much is tried. */
export interface FuzzOptions {
  /** Changed texts in all, shared among the kinds. */
  readonly cases: number;
  /** Fixes every text. */
  readonly seed: number;
  /** Folder for the texts that are tried as files. */
  readonly folder: string;
  /** Told now and then. */
  readonly onProgress?: (done: number) => void;
}

/** What came of one kind of text. */
export interface FuzzFinding {
  readonly target: string;
  readonly tried: number;
  readonly accepted: number;
  readonly refused: number;
  readonly slowestMs: number;
  /** Texts that broke a promise, with how; empty when none did. */
  readonly broken: readonly { readonly what: string; readonly text: string }[];
}

/** Slower than this is a hang. */
const MOST_MS = 2000;

/** Errors that say to a user what is wrong. */
const MESSAGES = [
  BadRecordsError,
  CaseError,
  ModelError,
  OutputError,
  RangeError,
  SetUpError,
  SyntaxError,
];

/** Changes dataset lines, API replies, result files and journals at random, and looks at what becomes of them. */
export async function fuzz(options: FuzzOptions): Promise<readonly FuzzFinding[]> {
  const targets = [...await fuzzTargets(), fuzzOutput(options.folder)];
  // A file is written and locked for each of the outputs, which costs more than parsing a text.
  const outputs = Math.ceil(options.cases / 50);
  const texts = Math.ceil((options.cases - outputs) / (targets.length - 1));
  const own = ownNames();
  const findings: FuzzFinding[] = [];
  let done = 0;
  for (const [n, target] of targets.entries()) {
    const random = pcg32({ seed: options.seed, stream: n });
    const share = target.name === "outputs" ? outputs : texts;
    const broken: { what: string; text: string }[] = [];
    let accepted = 0;
    let slowestMs = 0;
    for (let tried = 0; tried < share; tried++) {
      const base = target.bases[random.below(target.bases.length)] ?? "";
      const text = mutateText(base, random);
      const start = performance.now();
      const found = await tryOne(target, text);
      const ms = performance.now() - start;
      slowestMs = Math.max(slowestMs, ms);
      if (found === "accepted") accepted++;
      else if (found !== "refused") broken.push({ what: found, text });
      if (ms > MOST_MS) broken.push({ what: `took ${Math.round(ms)} ms`, text });
      if (ownNames() !== own) {
        broken.push({ what: "a prototype was changed", text });
        break;
      }
      if (++done % 10_000 === 0) options.onProgress?.(done);
    }
    const refused = share - accepted - broken.length;
    findings.push({ target: target.name, tried: share, accepted, refused, slowestMs, broken });
  }
  return findings;
}

async function tryOne({ take }: FuzzTarget, text: string): Promise<string> {
  try {
    return await take(text) ? "accepted" : "refused";
  } catch (error) {
    if (error instanceof BrokenPromise) return error.message;
    const isTold = MESSAGES.some((kind) => error instanceof kind);
    if (isTold && error instanceof Error && error.message.trim() !== "") return "refused";
    return `crashed: ${error instanceof Error ? error.stack ?? error.message : String(error)}`;
  }
}

/** What every object inherits. */
function ownNames(): string {
  return [Object.prototype, Array.prototype, Function.prototype]
    .map((prototype) => Object.getOwnPropertyNames(prototype).join()).join(";");
}
