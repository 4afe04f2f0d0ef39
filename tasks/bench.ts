import { fileURLToPath } from "node:url";
import { Command } from "commander";
import type { ClientCost, ClientJob } from "./bench/client.ts";
import { wholeNumber } from "./cli/flag_values.ts";
import { printNote, printOut, runTask } from "./cli/run_task.ts";

interface Flags {
  readonly cases: number;
  readonly rounds: number;
  readonly json?: boolean;
}

/** One promise of the project, as a ratio: what was measured, and what it may be. */
interface Finding {
  readonly name: string;
  readonly ratio: number | null;
  readonly atMost: number;
  readonly detail: string;
}

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const { cases, rounds, json } = command.opts<Flags>();
  const folder = await Deno.makeTempDir({ prefix: "rounds-bench-" });
  try {
    const findings = [
      ...await cpuAndBytes({ cases, rounds, folder }),
      await schedule({ cases, folder }),
      await memory(folder),
    ];
    if (json) console.log(JSON.stringify(findings, null, 2));
    else for (const finding of findings) printOut(line(finding));
    return findings.every(({ ratio, atMost }) => ratio === null || ratio <= atMost) ? 0 : 1;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Client CPU a request against the bare openai package, in turns, and bytes written against what is left on disk. */
async function cpuAndBytes(
  { cases, rounds, folder }: {
    readonly cases: number;
    readonly rounds: number;
    readonly folder: string;
  },
): Promise<readonly Finding[]> {
  await using server = await startServer(0);
  const job = { base: server.base, cases, concurrency: 100, folder, image: null };
  const ratios: number[] = [];
  let ours: ClientCost | undefined;
  let bare: ClientCost | undefined;
  for (let round = 0; round < rounds; round++) {
    printNote(`CPU a request, round ${round + 1} of ${rounds} ...`);
    bare = await measure({ ...job, client: "openai" });
    ours = await measure({ ...job, client: "rounds" });
    ratios.push(ours.cpuMs / bare.cpuMs);
  }
  if (ours === undefined || bare === undefined) throw new RangeError("no round was run");
  const left = await sizeOf(folder);
  const each = ({ cpuMs, requests }: ClientCost) => (cpuMs / requests).toFixed(3);
  return [
    {
      name: "client CPU a request / bare openai package",
      ratio: median(ratios),
      atMost: 1.5,
      detail: `${each(ours)} ms / ${
        each(bare)
      } ms, ${ours.requests} requests, concurrency 100, median of ${rounds}`,
    },
    {
      name: "bytes written / (final file + journal)",
      ratio: ours.bytesWritten === null ? null : ours.bytesWritten / left,
      atMost: 1.5,
      detail: `${ours.bytesWritten ?? "unknown"} / ${left}`,
    },
  ];
}

/** Wall time at 300 ms latency against the best list schedule (longest conversations first) of the same cases. */
async function schedule(
  { cases, folder }: { readonly cases: number; readonly folder: string },
): Promise<Finding> {
  printNote("Wall time at 300 ms latency ...");
  await using server = await startServer(300);
  const job = {
    client: "rounds",
    base: server.base,
    cases,
    concurrency: 100,
    folder,
    image: null,
  } as const;
  const { wallMs, turns } = await measure(job);
  const best = listSchedule(turns.map((count) => count * 300), job.concurrency);
  return {
    name: "wall time / best list schedule",
    ratio: wallMs / best,
    atMost: 1.1,
    detail: `${(wallMs / 1000).toFixed(1)} s / ${
      (best / 1000).toFixed(1)
    } s, latency 300 ms, concurrency 100`,
  };
}

/** Peak memory with 1 MB images of four times as many cases, which concurrency alone should bound. */
async function memory(folder: string): Promise<Finding> {
  printNote("Peak memory with 1 MB images ...");
  const image = "image.png";
  const bytes = new Uint8Array(1 << 20);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  await Deno.writeFile(`${folder}/${image}`, bytes);
  await using server = await startServer(0);
  const job = { client: "rounds", base: server.base, concurrency: 20, folder, image } as const;
  const small = await measure({ ...job, cases: 60 });
  const large = await measure({ ...job, cases: 240 });
  const mb = ({ peakRssBytes }: ClientCost) => Math.round(peakRssBytes / 1e6);
  return {
    name: "peak memory, 240 cases / 60 cases with a 1 MB image",
    ratio: large.peakRssBytes / small.peakRssBytes,
    atMost: 1.3,
    detail: `${mb(large)} MB / ${mb(small)} MB, concurrency 20`,
  };
}

async function measure(job: ClientJob): Promise<ClientCost> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "-q", script("client.ts"), JSON.stringify(job)],
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`the measured client failed: ${decoder.decode(stderr)}`);
  return JSON.parse(decoder.decode(stdout));
}

async function startServer(
  latencyMs: number,
): Promise<{ readonly base: string } & AsyncDisposable> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "-q", script("server.ts"), String(latencyMs)],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  return {
    base: new TextDecoder().decode(value).trim(),
    [Symbol.asyncDispose]: async () => {
      await child.stdin.close();
      await reader.cancel();
      await child.status;
    },
  };
}

function script(name: string): string {
  return fileURLToPath(new URL(`bench/${name}`, import.meta.url));
}

async function sizeOf(folder: string): Promise<number> {
  let size = 0;
  for await (const { name } of Deno.readDir(folder)) {
    size += (await Deno.stat(`${folder}/${name}`)).size;
  }
  return size;
}

/** Milliseconds until the last of the jobs ends, each going to the first free worker, the longest first. */
function listSchedule(jobsMs: readonly number[], workers: number): number {
  const free = Array.from({ length: workers }, () => 0);
  for (const job of jobsMs.toSorted((a, b) => b - a)) {
    const first = free.indexOf(Math.min(...free));
    free[first] = (free[first] ?? 0) + job;
  }
  return Math.max(...free);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function line({ name, ratio, atMost, detail }: Finding): string {
  const verdict = ratio === null ? "not measured" : ratio <= atMost ? "ok" : "TOO MUCH";
  return `${verdict.padEnd(12)} ${
    ratio?.toFixed(2) ?? "-"
  } (at most ${atMost})  ${name}: ${detail}`;
}

function program(): Command {
  return new Command("bench")
    .description(
      "Measures what a run costs, as ratios in one go: CPU against the bare openai package, bytes against what is kept,\n" +
        "wall time against the best schedule, memory against four times the cases. Exit status 1 when one is too much.",
    )
    .allowExcessArguments(false)
    .option("--cases <number>", "generated cases", wholeNumber(1, 100_000), 1407)
    .option("--rounds <number>", "repetitions of the CPU comparison", wholeNumber(1, 100), 3)
    .option("--json", "print the findings as JSON")
    .configureHelp({ helpWidth: 110 })
    .exitOverride();
}

if (import.meta.main) await runTask(main);
