import { Command } from "commander";
import { checkVision, httpModel, type VisionCheck, type VisionTest } from "../mod.ts";
import { collectHeader, collectParameter, httpUrl, wholeNumber } from "./cli/flag_values.ts";
import { interruptSignal } from "./cli/interrupt_signal.ts";
import { printJson, printOut, runTask, UsageError } from "./cli/run_task.ts";

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
  return check.imageMode === "either" ? 0 : 1;
}

function checkText({ local, url, imageMode }: VisionCheck): string {
  const unanswered = local.error !== null && url.error !== null;
  return [
    testText("image in the request (a yellow square)", local),
    testText("image by URL (a public picture)", url),
    unanswered
      ? "Both calls failed: nothing is known about what the model sees."
      : CLOSING[imageMode],
  ].join("\n");
}

function testText(title: string, { passed, reply, error }: VisionTest): string {
  const said = error === null ? `replied: ${shorten(reply ?? "")}` : `failed: ${shorten(error)}`;
  return `${passed ? "PASS" : "FAIL"}  ${title}\n      ${said}`;
}

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
  return new Command("vision")
    .description(
      "Tests whether an endpoint sees images before a full evaluation: one image inside the request, one by URL.\n" +
        "The key is read from OPENAI_API_KEY. Exit status: 0 both pass, 1 at least one fails, 2 bad usage.",
    )
    .allowExcessArguments(false)
    .option("--model <name>", "model identifier (required)")
    .option("--api-base <url>", "API base URL (required), e.g. https://api.openai.com/v1", httpUrl)
    .option(
      "--api-key <key>",
      "API key; better in OPENAI_API_KEY, since a task runner echoes arguments (default: token)",
    )
    .option("--image-url <url>", "public image to describe (default: one of Wikimedia Commons)")
    .option("--timeout <seconds>", "time a call may take", wholeNumber(1), 120)
    .option("--max-tokens <number>", "maximum tokens a reply", wholeNumber(1), 16384)
    .option("--param <name=value>", "further request field (repeatable)", collectParameter)
    .option("--header <name=value>", "further HTTP header (repeatable)", collectHeader)
    .option("--json", "print the outcome as JSON")
    .configureHelp({ helpWidth: 110 })
    .exitOverride();
}

if (import.meta.main) await runTask(main);
