import { printNote } from "../cli/run_task.ts";
import type { ClientCost } from "./client.ts";
import type { Finding } from "./finding.ts";
import { measure, startServer } from "./measure.ts";
import { median } from "./median.ts";

/** How the costs of a run are measured. */
export interface RunCostsOptions {
  readonly cases: number;
  /** Repetitions of the comparison. */
  readonly rounds: number;
  /** Folder for the output. */
  readonly folder: string;
}

/** Client CPU a request against the bare openai package, in turns, and the bytes written for what is kept. */
export async function runCosts(
  { cases, rounds, folder }: RunCostsOptions,
): Promise<readonly Finding[]> {
  await using server = await startServer(0);
  const job = { base: server.base, cases, concurrency: 100, folder, images: null };
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
  const { bytesWritten, requests } = ours;
  const each = ({ cpuMs, requests }: ClientCost) => (cpuMs / requests).toFixed(3);
  return [
    {
      id: "client_cpu",
      name: "client CPU a request / bare openai package",
      value: median(ratios),
      atMost: 1.5,
      tolerance: 0.15,
      detail: `${each(ours)} ms / ${
        each(bare)
      } ms, ${requests} requests, concurrency 100, median of ${rounds}`,
    },
    {
      id: "bytes_written",
      name: "bytes written / (final file + journal)",
      value: bytesWritten === null ? null : bytesWritten / left,
      atMost: 1.5,
      tolerance: 0.05,
      detail: `${bytesWritten ?? "unknown"} / ${left}`,
    },
    {
      id: "bytes_per_turn",
      name: "bytes on disk a turn / bytes of its reply and question",
      value: left / ours.textBytes,
      atMost: null,
      tolerance: 0.03,
      detail: `${Math.round(left / requests)} / ${
        Math.round(ours.textBytes / requests)
      }, file and journal together`,
    },
  ];
}

async function sizeOf(folder: string): Promise<number> {
  let size = 0;
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (isFile) size += (await Deno.stat(`${folder}/${name}`)).size;
  }
  return size;
}
