import process from "node:process";
import { join } from "node:path";
import type { OpenAI as OpenAIClient } from "openai";
import defer * as openai from "openai";
import { httpModel, imageStore, openBenchmark, runBenchmark } from "../../mod.ts";
import { generateRecords } from "../generate_runs/generate_records.ts";

/** One measured run in a process of its own; what it measured is printed as JSON. */
export interface ClientJob {
  readonly client: "rounds" | "openai";
  readonly base: string;
  readonly cases: number;
  readonly concurrency: number;
  /** Folder for the output. */
  readonly folder: string;
  /** Folder of `image_<n>.png`, one sent with every case n; null for none. */
  readonly images: string | null;
}

/** What one run cost. */
export interface ClientCost {
  readonly requests: number;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakRssBytes: number;
  /** Bytes handed to storage, by the operating system's account; null where it keeps none. */
  readonly bytesWritten: number | null;
  /** Bytes of what was asked and answered: the records, and every reply's content. */
  readonly textBytes: number;
  /** Turns of each case, for the best schedule. */
  readonly turns: readonly number[];
}

async function runJob(job: ClientJob): Promise<ClientCost> {
  const benchmark = openBenchmark("liveclin", {
    imageMode: "local",
    images: imageStore(job.images),
  });
  const records = generateRecords({
    cases: job.cases,
    attachments: job.images === null ? "none" : { file: "IMAGE" },
  }).map((record, n): unknown =>
    JSON.parse(JSON.stringify(record).replaceAll('"IMAGE"', `"image_${n}.png"`))
  );
  const cases = records.map((record, n) => benchmark.parse(record, `generated:${n + 1}`));
  // Before the run: what is measured is the run's memory, not that of the records it was made from.
  const recordBytes = records.reduce<number>((sum, one) => sum + JSON.stringify(one).length, 0);
  const bodies = job.client === "openai" ? await bodiesOf(benchmark, cases) : [];
  const before = { cpu: process.cpuUsage(), written: await bytesWritten() };
  const start = performance.now();
  if (job.client === "rounds") {
    await runBenchmark(benchmark, {
      cases,
      dataset: { name: "generated", revision: null, sha256: "generated" },
      model: httpModel({ model: "bench", apiBase: job.base, parameters: PARAMETERS }),
      output: join(job.folder, "bench_generated.json"),
      overwrite: true,
      keepJournal: true,
      concurrency: job.concurrency,
    });
  } else {
    await plainPool(bodies, job);
  }
  const wallMs = performance.now() - start;
  const cpu = process.cpuUsage(before.cpu);
  const after = await bytesWritten();
  const turns = cases.map(({ items }) => items.length);
  const requests = turns.reduce((sum, count) => sum + count, 0);
  return {
    requests,
    textBytes: recordBytes + requests * CONTENT.length,
    cpuMs: (cpu.user + cpu.system) / 1000,
    wallMs,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
    bytesWritten: after === null || before.written === null ? null : after - before.written,
    turns,
  };
}

/** What the server answers. */
const CONTENT = "The findings fit best.\n\\boxed{A}";
const PARAMETERS = { n: 1, temperature: 0, max_tokens: 16384 };

type Body = OpenAIClient.ChatCompletionCreateParamsNonStreaming;

/** The bodies a run sends, built beforehand: the reply is known, so the history is too. */
async function bodiesOf(
  benchmark: ReturnType<typeof openBenchmark>,
  cases: readonly Parameters<typeof benchmark.converse>[0][],
): Promise<readonly (readonly Body[])[]> {
  const reply = {
    content: CONTENT,
    text: CONTENT,
    reasoning: null,
    refusal: null,
    finishReason: "stop",
    usage: { inputTokens: 1, outputTokens: 1, reasoningTokens: null, cachedTokens: null },
    requestId: null,
    servedModel: null,
  };
  const all: Body[][] = [];
  for (const c of cases) {
    const bodies: Body[] = [];
    await benchmark.converse(c, ({ messages, items, images }) => {
      bodies.push(JSON.parse(JSON.stringify({ model: "bench", messages, ...PARAMETERS })));
      return Promise.resolve({
        index: bodies.length - 1,
        items,
        images,
        reply,
        promptSha256: null,
        error: null,
        ms: null,
        attempts: 1,
        costUsd: null,
      });
    });
    all.push(bodies);
  }
  return all;
}

/** The bare client: a pool of workers, each taking a case and posting its bodies one after another. */
async function plainPool(
  conversations: readonly (readonly Body[])[],
  job: ClientJob,
): Promise<void> {
  const client = new openai.OpenAI({ apiKey: "token", baseURL: job.base, maxRetries: 0 });
  const queue = conversations.values();
  const letters: string[] = [];
  await Promise.all(Array.from({ length: job.concurrency }, async () => {
    for (const bodies of queue) {
      for (const body of bodies) {
        const completion = await client.chat.completions.create(body);
        letters.push(completion.choices[0]?.message.content ?? "");
      }
    }
  }));
}

async function bytesWritten(): Promise<number | null> {
  try {
    const text = await Deno.readTextFile("/proc/self/io");
    return Number(/^write_bytes: (\d+)$/m.exec(text)?.[1] ?? NaN);
  } catch {
    return null;
  }
}

if (import.meta.main) {
  const job: ClientJob = JSON.parse(Deno.args[0] ?? "{}");
  console.log(JSON.stringify(await runJob(job)));
  Deno.exit(0);
}
