import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { printNote } from "../cli/run_task.ts";
import type { Finding } from "./finding.ts";

/** Wall time of `eval --help` against a Deno process that runs an empty file, in turns; the least of each counts. */
export async function startUp(
  { folder, times = 15 }: { readonly folder: string; readonly times?: number },
): Promise<Finding> {
  printNote("Start-up ...");
  const empty = join(folder, "empty.ts");
  await Deno.writeTextFile(empty, "");
  const task = fileURLToPath(new URL("../eval.ts", import.meta.url));
  const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
  const bare = ["run", "-q", "--no-config", empty];
  const help = ["run", "-q", "--config", config, "-P=network", "--no-prompt", task, "--help"];
  const least = { bare: Infinity, help: Infinity };
  // The first of each fills the caches.
  for (let time = 0; time <= times; time++) {
    const [bareMs, helpMs] = [await wallMs(bare), await wallMs(help)];
    if (time === 0) continue;
    least.bare = Math.min(least.bare, bareMs);
    least.help = Math.min(least.help, helpMs);
  }
  return {
    id: "start_up",
    name: "start-up, eval --help / an empty file",
    value: least.help / least.bare,
    atMost: null,
    tolerance: 0.25,
    detail: `${least.help.toFixed(0)} ms / ${least.bare.toFixed(0)} ms, the least of ${times}`,
  };
}

async function wallMs(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    stdout: "null",
    stderr: "null",
  }).output();
  if (!success) throw new Error(`deno ${args.join(" ")} failed`);
  return performance.now() - start;
}
