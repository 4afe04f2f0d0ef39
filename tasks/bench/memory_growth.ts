import { join } from "node:path";
import { printNote } from "../cli/run_task.ts";
import type { ClientCost } from "./client.ts";
import type { Finding } from "./finding.ts";
import { measure, startServer } from "./measure.ts";

/** Two runs of the same kind, one longer than the other. */
export interface MemoryGrowthOptions {
  /** Key in the baseline. */
  readonly id: string;
  /** About so many turns. */
  readonly fewTurns: number;
  readonly manyTurns: number;
  /** Folder for images and output. */
  readonly folder: string;
  readonly concurrency?: number;
  /** Size of every image; 1 MB unless told. */
  readonly imageBytes?: number;
}

/** Turns of a case, on average. */
const TURNS = 4.69;
/** Images that differ; more would only fill the disk. What is kept encoded is far less than these. */
const DIFFERENT = 200;

/** Peak memory of a long run with local images against a short one's: concurrency alone should bound it, not the data. */
export async function memoryGrowth(options: MemoryGrowthOptions): Promise<Finding> {
  const { id, fewTurns, manyTurns, concurrency = 100, imageBytes = 1_000_000 } = options;
  const [few, many] = [fewTurns, manyTurns].map((turns) => Math.ceil(turns / TURNS));
  const folder = join(options.folder, "images");
  await writeImages(folder, { count: Math.max(few ?? 0, many ?? 0), bytes: imageBytes });
  await using server = await startServer(0);
  const run = async (cases: number): Promise<ClientCost> => {
    printNote(`Peak memory of ${cases} cases with an image of ${imageBytes / 1e6} MB each ...`);
    return await measure({
      client: "rounds",
      base: server.base,
      cases,
      concurrency,
      folder: options.folder,
      images: folder,
    });
  };
  const short = await run(few ?? 1);
  const long = await run(many ?? 1);
  const said = ({ peakRssBytes, requests }: ClientCost) =>
    `${Math.round(peakRssBytes / 1e6)} MB in ${requests.toLocaleString("en-US")} turns`;
  return {
    id,
    name: `peak memory, ${manyTurns.toLocaleString("en-US")} turns / ${
      fewTurns.toLocaleString("en-US")
    }, ${imageBytes / 1e6} MB images`,
    value: long.peakRssBytes / short.peakRssBytes,
    atMost: 1.3,
    tolerance: 0.15,
    detail: `${said(long)} / ${said(short)}, concurrency ${concurrency}, ${
      (long.cpuMs / long.requests).toFixed(1)
    } ms CPU a turn`,
  };
}

/** Files `image_<n>.png`, a name for each case; some of them are links to the same bytes. */
async function writeImages(
  folder: string,
  { count, bytes }: { readonly count: number; readonly bytes: number },
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const content = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65_536) {
    crypto.getRandomValues(content.subarray(at, at + 65_536));
  }
  content.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  for (let n = 0; n < count; n++) {
    const path = join(folder, `image_${n}.png`);
    if (n >= DIFFERENT) await Deno.link(join(folder, `image_${n % DIFFERENT}.png`), path);
    else {
      new DataView(content.buffer).setUint32(64, n);
      await Deno.writeFile(path, content);
    }
  }
}
