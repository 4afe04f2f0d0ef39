import type { Command } from "commander";
import {
  limit,
  type LiveProgress,
  liveProgress,
  mapConcurrent,
  type Model,
  ModelError,
  type RequestParameters,
} from "../../mod.ts";
import { callNotes } from "./call_notes.ts";
import { httpUrl, wholeNumber } from "./flag_values.ts";
import type { JudgeFlags } from "./judge_flags.ts";
import { type CallFlags, defaultApiBase } from "./official_flags.ts";
import { judgeModel } from "./open_judge.ts";
import { judgeAddresses, openPrivacy, refuseAddresses } from "./private_flags.ts";
import { UsageError } from "./run_task.ts";

/** The flags of tasks that put one question of their own to a single judge. */
export interface SingleJudgeFlags extends CallFlags {
  readonly judge: string;
  readonly judgeApiBase?: string;
  readonly judgeMaxTokens: number;
}

/** Adds them to a command. */
export function singleJudgeOptions(command: Command): Command {
  return command
    .requiredOption(
      "--judge <model[@base]>",
      "judging model; its key is read from OPENAI_JUDGE_API_KEY",
    )
    .option(
      "--judge-api-base <url>",
      "API base URL (default: OPENAI_BASE_URL, else https://api.openai.com/v1)",
      httpUrl,
    )
    .option("--judge-max-tokens <number>", "maximum tokens of a reply", wholeNumber(1024), 2048);
}

/** What is asked. */
export interface AskJudgeOptions<T> {
  /** The judge, `MODEL` or `MODEL@BASE`. */
  readonly name: string;
  readonly flags: CallFlags & Pick<JudgeFlags, "judgeApiBase" | "judgeMaxTokens">;
  readonly parameters: RequestParameters;
  readonly signal: AbortSignal;
  /** What the progress line says is done. */
  readonly label: string;
  /** How many there are, those of an earlier run among them. */
  readonly total: number;
  /** How many of them are done already. */
  readonly done: number;
  /** Puts one question: null, or why nothing came of it. What it throws ends the task, but for an interruption. */
  readonly ask: (one: T, model: Model) => Promise<string | null>;
  /** What a question is about, e.g. `case 7`, as notes name it. */
  readonly nameOf: (one: T) => string;
  /** Writes what there is, also after an interruption or an error. */
  readonly save: () => Promise<unknown>;
}

/**
 * Puts one question for each thing to a judging model, with progress on the terminal, and saves at the end of any kind.
 * What fails in the same way is told once, with its number.
 */
export async function askJudge<T>(
  things: readonly T[],
  options: AskJudgeOptions<T>,
): Promise<void> {
  const { name, flags, parameters, signal, label, total, ask, nameOf, save } = options;
  const privacy = openPrivacy(flags);
  refuseAddresses(privacy, judgeAddresses({ ...flags, judge: [name] }, defaultApiBase()));
  const progress = liveProgress({ total, label });
  const note = (text: string) => progress.note(text);
  const model = judgeModel(name, {
    flags: { ...flags, judge: [name], seed: 1 },
    apiBase: defaultApiBase(),
    apiKey: Deno.env.get("OPENAI_API_KEY") || "token",
    limit: limit(flags.concurrency, { signal }),
    parameters,
    privacy,
    call: {
      breaker: { giveUpAfterMs: flags.patience * 1000, onNote: note },
      timeoutMs: flags.timeout * 1000,
      maxRetries: flags.maxRetries,
      ...callNotes({ note, warn: () => {}, verbose: flags.verbose ?? false, who: "judge" }),
    },
  });
  const failures = failureNotes(note);
  let answered = 0;
  const put = async (one: T): Promise<void> => {
    try {
      const reason = await ask(one, model);
      if (reason === null) answered++;
      else failures.add(nameOf(one), reason);
    } catch (error) {
      if (!(error instanceof ModelError) || error.failure.kind !== "aborted") throw error;
    }
  };
  try {
    const work = { concurrency: flags.concurrency, signal };
    for await (const _ of mapConcurrent(things, put, work)) {
      const failed = failures.count();
      progress.update({ done: options.done + answered + failed, failed });
    }
  } finally {
    failures.tellRest();
    await progress.close();
    await save();
  }
}

/** Tells the first failure of each kind at once and the number of the others at the end. */
function failureNotes(note: LiveProgress["note"]): {
  add(name: string, reason: string): void;
  tellRest(): void;
  count(): number;
} {
  const kinds = new Map<string, { readonly name: string; count: number }>();
  return {
    add(name: string, reason: string): void {
      // What a reply said differs from case to case; what is wrong with it does not.
      const kind = reason.replace(/"(?:[^"\\]|\\.)*(?:"|\.\.\.|$)|\{[^}]*(?:\}|\.\.\.|$)/g, "…");
      const known = kinds.get(kind);
      if (known !== undefined) known.count++;
      else {
        kinds.set(kind, { name, count: 1 });
        note(`${name}: ${reason}`);
      }
    },
    tellRest(): void {
      for (const { name, count } of kinds.values()) {
        if (count > 1) note(`${name}, and ${count - 1} more in the same way`);
      }
    },
    count: () => [...kinds.values()].reduce((sum, { count }) => sum + count, 0),
  };
}

/** Refuses an output of an earlier call that was made otherwise, by the first field of its head that differs. */
export function refuseOtherMaking(
  before: unknown,
  head: Readonly<Record<string, string | number>>,
  output: string,
): void {
  const fields = Object(before);
  for (const [field, now] of before === null ? [] : Object.entries(head)) {
    if (fields[field] === now) continue;
    throw new UsageError(
      `${output} was made otherwise (${field}): use --overwrite or another --output-file`,
    );
  }
}
