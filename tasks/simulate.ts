import { fileURLToPath } from "node:url";
import { type Command, CommanderError, InvalidArgumentError } from "commander";
import {
  parseSimulatedFault,
  readRecords,
  SIMULATED_FAULTS,
  SIMULATED_MODELS,
  type SimulatedFault,
  type SimulatedModel,
  type SimulatedQuestion,
  simulatedQuestions,
  type SimulatedRubric,
  simulatedRubrics,
  startSimulatedServer,
} from "../mod.ts";
import { taskCommand } from "./cli/task_command.ts";

const DEMO_DATA = ["rounds_demo.jsonl", "rounds_meddemo.json"].map((name) =>
  fileURLToPath(new URL(`../data/demo/${name}`, import.meta.url))
);

/** Bad usage or set-up: one message, exit code 2. */
class UsageError extends Error {}

interface Flags {
  readonly port: number;
  readonly seed: number;
  readonly model?: readonly SimulatedModel[];
  readonly fault?: readonly SimulatedFault[];
  readonly latency: number;
  readonly data?: readonly string[];
  readonly apiKey?: string;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  try {
    command.parse(args, { from: "user" });
    await serve(command.opts<Flags>());
    return 0;
  } catch (error) {
    // Commander has printed its own message or help by now.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

function program(): Command {
  return taskCommand("simulate")
    .description(
      "Serves simulated models on loopback, speaking the OpenAI chat-completions and models endpoints.\n\n" +
        "Prints its base URL and serves until Ctrl-C or SIGTERM. Its answers follow rules: they measure nothing.",
    )
    .allowExcessArguments(false)
    .option("--port <number>", "port on 127.0.0.1; 0 takes a free one", wholeNumber(0, 65535), 0)
    .option("--seed <number>", "fixes every answer and fault", wholeNumber(0, 2 ** 31 - 1), 1)
    .option("--model <id>", "serve this model only (repeatable); default all", addModel)
    .option("--fault <kind=share>", "inject a fault (repeatable), see below", addFault)
    .option("--latency <ms>", "wait before each answer", wholeNumber(0, 3_600_000), 0)
    .option(
      "--data <file>",
      "JSON or JSONL records whose keys and rubrics the models may know (repeatable; default: both demo sets)",
      (file: string, files: readonly string[] = []) => [...files, file],
    )
    .option("--api-key <key>", "ask for this bearer key; default none")
    .addHelpText("after", () => `\n${table("Models", SIMULATED_MODELS)}\n\n${faultHelp()}\n`);
}

async function serve(flags: Flags): Promise<void> {
  const known = await readKnown(flags.data);
  const models = flags.model ?? SIMULATED_MODELS;
  const stopped = new Promise<void>((resolve) => {
    Deno.addSignalListener("SIGINT", resolve);
    Deno.addSignalListener("SIGTERM", resolve);
  });
  await using server = await startSimulatedServer({
    port: flags.port,
    seed: flags.seed,
    ...known,
    models,
    faults: flags.fault ?? [],
    latencyMs: flags.latency,
    ...(flags.apiKey === undefined ? {} : { apiKey: flags.apiKey }),
  }).catch((error: unknown) => {
    throw isTaken(error)
      ? new UsageError(`Port ${flags.port} is taken; choose another or leave --port out`)
      : error;
  });
  console.log(server.baseUrl);
  console.error(
    `Simulated models: ${models.map(({ id }) => id).join(", ")}; ` +
      `${known.questions.length} questions and ${known.rubrics.length} rubrics known; ` +
      `seed ${flags.seed}. Stop with Ctrl-C.`,
  );
  await stopped;
  console.error(`Stopped after ${server.requests.total} requests.`);
}

/** What the models may know: the questions of one record format, the rubrics of the other. */
interface Known {
  readonly questions: readonly SimulatedQuestion[];
  readonly rubrics: readonly SimulatedRubric[];
}

async function readKnown(files: readonly string[] | undefined): Promise<Known> {
  const questions: SimulatedQuestion[] = [];
  const rubrics: SimulatedRubric[] = [];
  for (const path of files ?? DEMO_DATA) {
    const records = await Array.fromAsync(readRecords(path)).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      if (files !== undefined) throw new UsageError(`Cannot read --data ${path}: ${reason}`);
      console.error(`No demo cases (${reason}): they will not be known.`);
      return [];
    });
    for (const { value, where, error } of records) {
      if (error !== null) throw new UsageError(error.message);
      if (hasRubric(value)) rubrics.push(...simulatedRubrics(value, where));
      else questions.push(...simulatedQuestions(value, where));
    }
  }
  return { questions, rubrics };
}

function hasRubric(record: unknown): boolean {
  return typeof record === "object" && record !== null && "rubric_items" in record;
}

function addModel(id: string, models: readonly SimulatedModel[] = []): readonly SimulatedModel[] {
  const model = SIMULATED_MODELS.find((known) => known.id === id);
  if (model === undefined) {
    throw new InvalidArgumentError(
      `Expected one of ${SIMULATED_MODELS.map((known) => known.id).join(", ")}.`,
    );
  }
  return models.includes(model) ? models : [...models, model];
}

function addFault(text: string, faults: readonly SimulatedFault[] = []): readonly SimulatedFault[] {
  try {
    return [...faults, parseSimulatedFault(text)];
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < low || value > high) {
      throw new InvalidArgumentError(`Expected a whole number from ${low} to ${high}.`);
    }
    return value;
  };
}

function faultHelp(): string {
  const faults = Object.entries(SIMULATED_FAULTS).map(([id, { description }]) => ({
    id,
    description,
  }));
  return `${table("Faults", faults)}

  --fault 429=0.2       strikes a fifth of the prompts, always the same for one seed, at every attempt
  --fault 429=0.2:1     only at the first attempt: a retry succeeds
  --fault context_cut   strikes every request`;
}

function table(
  title: string,
  rows: readonly { readonly id: string; readonly description: string }[],
): string {
  const width = Math.max(...rows.map(({ id }) => id.length));
  return `${title}:\n${
    rows.map(({ id, description }) => `  ${id.padEnd(width)}  ${description}`).join("\n")
  }`;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

if (import.meta.main) Deno.exit(await main(Deno.args));
