import { stripVTControlCharacters } from "node:util";
import { collectOutputs } from "./_kernel/collect_outputs.ts";
import { dataFolders } from "./_kernel/data_folders.ts";
import { isVolatilePath } from "./_kernel/is_volatile_path.ts";
import type { KernelSpecOptions } from "./kernel_spec_types.ts";
import { readKernelSpec } from "./_kernel/read_kernel_spec.ts";
import { runCell } from "./_kernel/run_cell.ts";
import { type Kernel, startKernel } from "./_kernel/start_kernel.ts";

/** Options of `checkKernelSpec`. */
export interface CheckKernelSpecOptions extends KernelSpecOptions {
  /** Folder the kernel runs in; the current one unless told. */
  readonly cwd?: string;
  /** Milliseconds until the kernel must answer; 30,000 unless told. */
  readonly startTimeoutMs?: number;
}

/** How a kernel did. */
export interface KernelCheck {
  /** Whether it started and gave the right answer. */
  readonly ok: boolean;
  /** The `kernel.json`; null when there is none. */
  readonly path: string | null;
  /** The program it starts; null when there is none. */
  readonly program: string | null;
  /** Version of the Deno that answered; null when none did. */
  readonly version: string | null;
  /** From the start to the answer; null when none came. */
  readonly ms: number | null;
  /** What is wrong, or will be; one sentence each. */
  readonly problems: readonly string[];
}

/**
 * Starts an installed kernel exactly as Jupyter would, runs `1 + 1` in it and reports; needs no Jupyter and no Python.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { checkKernelSpec } from "@rounds/rounds";
 *
 * const folder = await Deno.makeTempDir();
 * const check = await checkKernelSpec({ env: { HOME: folder, JUPYTER_DATA_DIR: folder } });
 * assert.equal(check.ok, false);
 * assert.match(check.problems.join(), /not installed/);
 * await Deno.remove(folder);
 * ```
 */
export async function checkKernelSpec(options: CheckKernelSpecOptions = {}): Promise<KernelCheck> {
  const { name = "deno", cwd = Deno.cwd(), startTimeoutMs } = options;
  const none = { ok: false, path: null, program: null, version: null, ms: null };
  const spec = await readKernelSpec(options);
  if (spec === null) return { ...none, problems: [`The kernel "${name}" is not installed`] };
  const [program = ""] = spec.argv;
  const found = { ...none, path: spec.path, program };
  const kept = program.startsWith(dataFolders(options).rounds);
  const problems = !kept && isVolatilePath(program)
    ? [`${program} lies where it will not stay: install the kernel again`]
    : [];
  const started = performance.now();
  let kernel: Kernel | undefined;
  try {
    kernel = await startKernel({
      cwd,
      argv: spec.argv,
      env: spec.env,
      ...(startTimeoutMs === undefined ? {} : { startTimeoutMs }),
    });
    const answer = await valueOf(kernel, "1 + 1");
    const ms = performance.now() - started;
    if (answer !== "2") problems.push(`1 + 1 gave ${answer}`);
    const version = (await valueOf(kernel, "Deno.version.deno")).replaceAll('"', "");
    return { ...found, ok: answer === "2", version, ms, problems };
  } catch (error) {
    const why = error instanceof Deno.errors.NotFound
      ? `${program} is not there: install the kernel again`
      : error instanceof Error
      ? error.message
      : String(error);
    return { ...found, problems: [...problems, why] };
  } finally {
    await kernel?.stop();
  }
}

async function valueOf(kernel: Kernel, source: string): Promise<string> {
  const collector = collectOutputs();
  const onOutput = collector.add.bind(null, 1);
  const end = await runCell(kernel, source, { onOutput, timeoutMs: 30_000 });
  const output = collector.outputs(1)[0];
  if (output?.output_type !== "execute_result") return end.message || "nothing";
  const text = output.data["text/plain"];
  // A kernel without NO_COLOR paints its results.
  return typeof text === "string" ? stripVTControlCharacters(text) : "nothing";
}
