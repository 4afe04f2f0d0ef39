import { fileURLToPath } from "node:url";
import type { ClientCost, ClientJob } from "./client.ts";

/** Runs one job in a process of its own. */
export async function measure(job: ClientJob): Promise<ClientCost> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "-q", script("client.ts"), JSON.stringify(job)],
    // As `deno task eval` has it: large pieces go back to the system at once, instead of leaving gaps nothing fits into.
    env: { MALLOC_MMAP_THRESHOLD_: "131072" },
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`the measured client failed: ${decoder.decode(stderr)}`);
  return JSON.parse(decoder.decode(stdout));
}

/** Starts an endpoint that answers after so many milliseconds, in a process of its own. */
export async function startServer(
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
  return fileURLToPath(new URL(name, import.meta.url));
}
