import { join } from "node:path";

/** How the launcher behaves. */
export interface FakePythonOptions {
  /** `serve` lists a model; `die` prints and ends; `hang` never listens. */
  readonly behaviour: "serve" | "die" | "hang";
}

/** A folder with an executable that stands for a Python with SGLang. */
export interface FakePython extends AsyncDisposable {
  /** The interpreter. */
  readonly path: string;
  /** What the launcher was started with. */
  args(): Promise<readonly string[]>;
  /** Process id of the worker the launcher started. */
  workerPid(): Promise<number>;
}

/** Writes a shell script that runs a Deno program in place of `sglang.launch_server`. */
export async function fakePython({ behaviour }: FakePythonOptions): Promise<FakePython> {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "python");
  const program = join(folder, "launch.ts");
  await Deno.writeTextFile(program, LAUNCHER);
  await Deno.writeTextFile(
    path,
    `#!/bin/sh\nexec "${Deno.execPath()}" run -q -A "${program}" "${folder}" ${behaviour} "$@"\n`,
  );
  await Deno.chmod(path, 0o755);
  return {
    path,
    args: async () => JSON.parse(await Deno.readTextFile(join(folder, "args.json"))),
    workerPid: async () => Number(await Deno.readTextFile(join(folder, "worker"))),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** Whether a process runs; a zombie waits to be reaped, and runs no more. */
export async function isRunning(pid: number): Promise<boolean> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "stat=", "-p", String(pid)] })
    .output();
  return /^[^Z\s]/.test(new TextDecoder().decode(stdout));
}

/** Whether a process ends: a killed one takes the system a moment, so it is looked at again, at most 200 times. */
export async function hasEnded(pid: number): Promise<boolean> {
  for (let look = 0; look < 200; look++) {
    if (!await isRunning(pid)) return true;
  }
  return false;
}

/** A port nobody listens on, below those a system gives to whoever asks for any: no test beside this one gets it. */
export function freePort(): number {
  for (;;) {
    const port = 12_000 + Math.floor(20_000 * Math.random());
    try {
      Deno.listen({ port, hostname: "127.0.0.1" }).close();
      return port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
}

const LAUNCHER = `
const [folder, behaviour, ...args] = Deno.args;
Deno.writeTextFileSync(folder + "/args.json", JSON.stringify(args));
if (behaviour === "die") {
  console.error("Traceback (most recent call last):");
  console.error("OutOfMemoryError: no GPU is free");
  Deno.exit(1);
}
const worker = new Deno.Command(Deno.execPath(), {
  args: ["eval", "setInterval(() => {}, 1000)"], stdin: "null", stdout: "null", stderr: "null",
}).spawn();
Deno.writeTextFileSync(folder + "/worker", String(worker.pid));
console.log("loading the model");
if (behaviour === "serve") {
  const port = Number(args[args.indexOf("--port") + 1]);
  let asked = 0;
  Deno.serve({ port, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/v1/models" && ++asked === 1) return new Response("not yet", { status: 503 });
    if (pathname === "/v1/models") return Response.json({ data: [{ id: "fake-model" }] });
    await request.text();
    return Response.json({ choices: [{ message: { content: "\\\\boxed{A}" }, finish_reason: "stop" }] });
  });
} else {
  setInterval(() => {}, 1000);
}
`;
