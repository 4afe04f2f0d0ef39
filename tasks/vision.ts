import type { Command } from "commander";
import {
  checkVision,
  type ErrorKind,
  httpModel,
  type VisionCheck,
  type VisionTest,
} from "../mod.ts";
import {
  collectHeader,
  collectParameter,
  filledName,
  httpUrl,
  timeoutSeconds,
  wholeNumber,
} from "./cli/flag_values.ts";
import { interruptSignal } from "./cli/interrupt_signal.ts";
import { printJson, printNote, printOut, runTask, UsageError } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly model?: string;
  readonly apiBase?: string;
  readonly apiKey?: string;
  readonly imageUrl?: string;
  readonly timeout: number;
  readonly maxTokens: number;
  readonly param?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, string>>;
  readonly json?: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const { model: name, apiBase, imageUrl } = flags;
  if (name === undefined || apiBase === undefined) {
    throw new UsageError(
      "missing --model and --api-base. For example:\n" +
        "  deno task vision --model gpt-5 --api-base https://api.openai.com/v1",
    );
  }
  const { signal, end } = interruptSignal();
  const model = httpModel({
    model: name,
    apiBase,
    apiKey: flags.apiKey ?? Deno.env.get("OPENAI_API_KEY") ?? "token",
    headers: flags.header ?? {},
    parameters: { n: 1, temperature: 0, max_tokens: flags.maxTokens, ...flags.param },
    timeoutMs: flags.timeout * 1000,
    maxRetries: 2,
  });
  const check = await checkVision(model, {
    signal,
    ...(imageUrl === undefined ? {} : { imageUrl }),
  });
  end();
  if (signal.aborted) return 130;
  if (flags.json) printJson(check);
  else printOut(checkText(check));
  if (isUnanswered(check)) {
    const { error } = check.local;
    const help = HELP[check.local.kind ?? "unknown"];
    const said = flags.json ? `${error}. ` : "";
    printNote(
      `error: ${said}No call was answered: nothing is known of what the model sees${help ?? ""}`,
    );
    return 2;
  }
  const { local, url } = check;
  const failed = local.passed === false || url.passed === false || url.error !== null;
  return failed ? 1 : 0;
}

/** Failures that say nothing of a model's eyes: a refusal of the image itself is none of them. */
const BLIND_SPOTS: ReadonlySet<ErrorKind | null> = new Set<ErrorKind | null>([
  ...["auth", "unknown_model", "rate_limited", "server", "timeout"] as const,
  ...["connection", "bad_body", "unknown"] as const,
  null,
]);

const HELP: Readonly<Partial<Record<ErrorKind, string>>> = {
  auth: ". Check OPENAI_API_KEY",
  unknown_model: ". Check --model",
  connection: ". Is the server running at --api-base?",
};

function isUnanswered({ local, url }: VisionCheck): boolean {
  return [local, url].every(({ error, kind }) => error !== null && BLIND_SPOTS.has(kind));
}

function checkText(check: VisionCheck): string {
  const { local, url, imageMode } = check;
  const own = url.passed === null;
  return [
    testText("image in the request (a yellow square)", local),
    testText(own ? "image by URL (your picture)" : "image by URL (a public picture)", url),
    ...(isUnanswered(check)
      ? []
      : [own ? imageMode === "local" ? OWN.local : OWN.none : CLOSING[imageMode]]),
  ].join("\n");
}

function testText(title: string, { passed, reply, error }: VisionTest): string {
  const unchecked = passed === null ? " (nothing checks this picture)" : "";
  const said = error === null
    ? `replied: ${shorten(reply ?? "")}${unchecked}`
    : `failed: ${shorten(error)}`;
  return `${passed === null ? "----" : passed ? "PASS" : "FAIL"}  ${title}\n      ${said}`;
}

/** Of a picture of one's own only a person can say whether the reply describes it. */
const OWN = {
  local:
    "The model sees images sent in the request: use --image-mode local. Whether it saw your picture, its words must show you.",
  none:
    "The model does not see images sent in the request. Whether it saw your picture, its words must show you.",
};

const CLOSING: Readonly<Record<VisionCheck["imageMode"], string>> = {
  either: "The model sees images both ways: use --image-mode url, or --image-mode local.",
  local: "The model sees images sent in the request only: use --image-mode local.",
  url: "The model sees images sent by URL only: use --image-mode url.",
  none:
    "The model sees no images: no --image-mode will help, and an evaluation would measure text alone.",
};

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "(nothing)";
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`;
}

function program(): Command {
  return taskCommand("vision")
    .description(
      "Tests whether an endpoint sees images before a full evaluation: one image inside the request, one by URL.\n\n" +
        "The key is read from OPENAI_API_KEY. Exit status: 0 no test failed, 1 one did, 2 bad usage, or no call was answered.",
    )
    .allowExcessArguments(false)
    .option("--model <name>", "model identifier (required)", filledName)
    .option("--api-base <url>", "API base URL (required), e.g. https://api.openai.com/v1", httpUrl)
    .option(
      "--api-key <key>",
      "API key; better in OPENAI_API_KEY, since a task runner echoes arguments (default: token)",
    )
    .option(
      "--image-url <url>",
      "public image to describe; what is said of it nothing checks (default: one of Wikimedia Commons)",
    )
    .option("--timeout <seconds>", "time a call may take", timeoutSeconds, 120)
    .option("--max-tokens <number>", "maximum tokens a reply", wholeNumber(1), 16384)
    .option("--param <name=value>", "further request field (repeatable)", collectParameter)
    .option("--header <name=value>", "further HTTP header (repeatable)", collectHeader)
    .option("--json", "print the outcome as JSON");
}

if (import.meta.main) await runTask(main);
