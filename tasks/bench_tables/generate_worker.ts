/// <reference lib="deno.worker" />
import { join } from "node:path";
import { liveclin, saveResults } from "../../mod.ts";
import { generateSet } from "../generate_runs/generate_set.ts";
import { profiles } from "../generate_runs/profiles.ts";
import { simulateRun } from "../generate_runs/simulate_run.ts";

/** How many runs, and where. */
export interface GenerateOptions {
  /** Folder to write to. */
  readonly folder: string;
  /** Number of runs. */
  readonly runs: number;
  /** Cases a run; all of the set unless told. */
  readonly cases?: number;
}

async function generate({ folder, runs, cases }: GenerateOptions): Promise<readonly string[]> {
  const set = generateSet({ seed: 1, ...(cases === undefined ? {} : { cases }) });
  const alike = profiles(2 * runs + 12)
    .filter(({ condition, trials }) => condition === "full" && trials === 1).slice(0, runs);
  const paths: string[] = [];
  for (const [place, profile] of alike.entries()) {
    const run = await simulateRun(profile, { ...set, seed: 1, place });
    const path = join(folder, `${place}.json`);
    await saveResults(run, path, { benchmark: liveclin({ imageMode: "url" }) });
    paths.push(path);
  }
  return paths;
}

self.onmessage = async ({ data }: MessageEvent<GenerateOptions>) => {
  self.postMessage(await generate(data));
};
