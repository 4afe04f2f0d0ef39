import {
  type Answer,
  answerCases,
  httpModel,
  type Limit,
  limit,
  limitedModel,
  livemedbench,
  livemedbenchAnswerFile,
  livemedbenchAnswers,
  type LiveMedBenchCase,
  liveProgress,
  loadCases,
  makeManifest,
  manifestDifferences,
  type Model,
  openJournal,
  replayTurns,
  sha256Hex,
  writeAtomically,
} from "../mod.ts";
import { type AnswerFlags, answerProgram } from "./cli/answer_flags.ts";
import { callNotes } from "./cli/call_notes.ts";
import { interruptSignal } from "./cli/interrupt_signal.ts";
import { jsonText, readOutput } from "./cli/json_files.ts";
import { defaultApiBase } from "./cli/official_flags.ts";
import { openPrivacy, refuseAddresses } from "./cli/private_flags.ts";
import { refuseInputs } from "./cli/refuse_inputs.ts";
import { requestParameters } from "./cli/request_parameters.ts";
import { printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";

async function main(args: readonly string[]): Promise<number> {
  const command = answerProgram();
  command.parse(args, { from: "user" });
  const flags = command.opts<AnswerFlags>();
  const apiBase = flags.apiBase ?? defaultApiBase();
  refuseAddresses(openPrivacy(flags), { "the model": apiBase });
  const benchmark = livemedbench({ promptStyle: flags.promptStyle });
  const cases = await Array.fromAsync(loadCases(flags.dataFile, { benchmark }));
  await refuseInputs({ "--output-file": flags.outputFile }, [flags.dataFile]);
  const before = await readOutput(flags.outputFile, flags);
  const known = before === null ? [] : livemedbenchAnswers(before, {
    cases,
    model: flags.model,
    where: flags.outputFile,
  }).answers;
  const { signal, end } = interruptSignal();
  try {
    return await answer(flags, { benchmark, cases, known, signal });
  } finally {
    end();
  }
}

interface Work {
  readonly benchmark: ReturnType<typeof livemedbench>;
  readonly cases: readonly LiveMedBenchCase[];
  /** Answers the output holds already. */
  readonly known: readonly Answer<LiveMedBenchCase>[];
  readonly signal: AbortSignal;
}

async function answer(
  flags: AnswerFlags,
  { benchmark, cases, known, signal }: Work,
): Promise<number> {
  const progress = liveProgress({ total: cases.length, label: flags.model });
  const model = openModel(flags, {
    limit: limit(flags.concurrency, { signal }),
    note: (text) => progress.note(text),
    parameters: requestParameters(benchmark, flags),
  });
  const isPrivate = openPrivacy(flags) !== null;
  const journal = await openJournal(`${flags.outputFile}.journal.jsonl`, { private: isPrivate });
  let isComplete = false;
  try {
    const manifest = makeManifest(benchmark, {
      dataset: {
        name: flags.dataFile,
        revision: null,
        sha256: sha256Hex(await Deno.readFile(flags.dataFile)),
      },
      cases,
      model,
      trials: 1,
      private: isPrivate,
    });
    const found = flags.overwrite ? null : await journal.read();
    const earlier = found?.head ?? null;
    if (earlier !== null && !flags.resume) {
      throw new UsageError(
        `${flags.outputFile} was begun by an interrupted run: use --resume to go on with it, --overwrite to begin anew`,
      );
    }
    if (earlier !== null) refuseOther(manifestDifferences(earlier.manifest, manifest));
    if (earlier === null) {
      await journal.begin({
        manifest,
        runId: crypto.randomUUID(),
        startedAt: new Date().toISOString(),
      });
    } else await journal.resume();
    const journaled = replayTurns(earlier === null ? [] : found?.entries ?? []);
    const inFile = new Map(known.map((answer) => [answer.case.id, answer.turns]));
    const replay = (id: string) => {
      const turns = journaled(id, 1);
      return turns.length > 0
        ? turns
        : (inFile.get(id) ?? []).filter(({ error }) => error === null);
    };
    const planned = plan(cases, { isKnown: (id) => replay(id).length > 0, most: flags.maxCases });
    const answers = new Map<string, Answer<LiveMedBenchCase>>();
    let failed = 0;
    const asked = answerCases(planned, {
      benchmark,
      model,
      concurrency: flags.concurrency,
      signal,
      replay,
      record: (entry) => journal.append(entry),
    });
    for await (const done of asked) {
      answers.set(done.case.id, done);
      if (done.turns.some(({ error }) => error !== null)) failed++;
      progress.update({ done: answers.size, failed });
    }
    const written = cases.flatMap((c) => answers.get(c.id) ?? []);
    await writeAtomically(flags.outputFile, [jsonText(livemedbenchAnswerFile(written))], {
      private: isPrivate,
    });
    isComplete = written.length === planned.length && failed === 0;
    await progress.close();
    return report(flags, {
      answered: written.length - failed,
      failed,
      planned: planned.length,
      signal,
    });
  } finally {
    await progress.close();
    await journal.close({ remove: isComplete || journal.isFresh() });
  }
}

/** `--max-cases` counts new cases; what is answered already stays. */
function plan(
  cases: readonly LiveMedBenchCase[],
  { isKnown, most = Infinity }: {
    readonly isKnown: (id: string) => boolean;
    readonly most: number | undefined;
  },
): readonly LiveMedBenchCase[] {
  let fresh = 0;
  return cases.filter(({ id }) => isKnown(id) || fresh++ < most);
}

function openModel(
  flags: AnswerFlags,
  options: {
    readonly limit: Limit;
    readonly note: (text: string) => void;
    readonly parameters: Readonly<Record<string, unknown>>;
  },
): Model {
  const { note, parameters } = options;
  const privacy = openPrivacy(flags);
  const model = httpModel({
    ...callNotes({ note, warn: () => {}, verbose: flags.verbose ?? false }),
    model: flags.model,
    apiBase: flags.apiBase ?? defaultApiBase(),
    apiKey: flags.apiKey || Deno.env.get("OPENAI_API_KEY") || "token",
    headers: flags.header ?? {},
    parameters,
    timeoutMs: flags.timeout * 1000,
    maxRetries: flags.maxRetries,
    breaker: { giveUpAfterMs: flags.patience * 1000, onNote: note },
    ...(privacy ? { privateHosts: privacy.hosts } : {}),
  });
  return limitedModel(model, options.limit);
}

function refuseOther(differences: ReturnType<typeof manifestDifferences>): void {
  if (differences.length === 0) return;
  const list = differences.map(({ field, before, now }) =>
    `  ${field}: ${before} before, ${now} now`
  );
  throw new UsageError(
    `The interrupted run was another one; resuming would mix the two:\n${list.join("\n")}`,
  );
}

function report(
  flags: AnswerFlags,
  counts: {
    readonly answered: number;
    readonly failed: number;
    readonly planned: number;
    readonly signal: AbortSignal;
  },
): number {
  const { answered, failed, planned, signal } = counts;
  printOut(`${answered} of ${planned} cases answered, ${failed} failed: ${flags.outputFile}`);
  if (answered < planned) printNote("To go on: the same command with --resume");
  if (signal.aborted) return 130;
  return answered === planned ? 0 : 1;
}

if (import.meta.main) await runTask(main);
