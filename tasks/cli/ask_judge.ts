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
  /** Puts one question; what it throws ends the task, but for an interruption. */
  readonly ask: (one: T, tools: JudgeTools) => Promise<void>;
  /** Writes what there is, also after an interruption or an error. */
  readonly save: () => Promise<unknown>;
}

/** What a question is put with. */
export interface JudgeTools {
  readonly model: Model;
  readonly note: LiveProgress["note"];
}

/** Puts one question for each thing to a judging model, with progress on the terminal, and saves at the end of any kind. */
export async function askJudge<T>(
  things: readonly T[],
  options: AskJudgeOptions<T>,
): Promise<void> {
  const { name, flags, parameters, signal, label, total, ask, save } = options;
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
      breaker: { onNote: note },
      timeoutMs: flags.timeout * 1000,
      maxRetries: flags.maxRetries,
      ...callNotes({ note, warn: () => {}, verbose: flags.verbose ?? false, who: "judge" }),
    },
  });
  let { done } = options;
  const put = async (one: T): Promise<void> => {
    try {
      await ask(one, { model, note });
      done++;
    } catch (error) {
      if (!(error instanceof ModelError) || error.failure.kind !== "aborted") throw error;
    }
  };
  try {
    const work = { concurrency: flags.concurrency, signal };
    for await (const _ of mapConcurrent(things, put, work)) progress.update({ done });
  } finally {
    await progress.close();
    await save();
  }
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
