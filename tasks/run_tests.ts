import { stripVTControlCharacters } from "node:util";
import { inTempFolder } from "./cli/in_temp_folder.ts";

const USAGE = `Usage: deno task test [FILE...] [any option of deno test]

Runs the tests (all of tests/ unless files are given). The last line is "N passed, N failed".`;

/** What deno's own last line says. */
interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Reads the counts from the output of `deno test`; null when it holds no summary, as when a file does not
 * type-check. A run that failed counts at least one failure, whatever its summary says.
 */
export function testCounts(output: string, exitCode: number): Counts {
  const summary = [
    ...stripVTControlCharacters(output).matchAll(/\| (\d+) passed\b.*?\| (\d+) failed\b/g),
  ].at(-1);
  const passed = Number(summary?.[1] ?? 0);
  const failed = Number(summary?.[2] ?? 0);
  return { passed, failed: exitCode === 0 ? failed : Math.max(1, failed) };
}

/** Runs `deno test` with the permission set of the tests, showing its output as it comes; returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(USAGE);
    return 0;
  }
  return await inTempFolder((env) => runTests(args, env));
}

async function runTests(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "-P=tests", "--no-prompt", "--parallel", ...args],
    stdout: "piped",
    env,
  }).spawn();
  const decoder = new TextDecoder();
  let output = "";
  for await (const chunk of child.stdout) {
    output += decoder.decode(chunk, { stream: true });
    await writeAll(chunk);
  }
  const { code } = await child.status;
  const { passed, failed } = testCounts(output, code);
  console.log(`${passed} passed, ${failed} failed`);
  return code;
}

async function writeAll(bytes: Uint8Array): Promise<void> {
  for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await Deno.stdout.write(rest));
}

if (import.meta.main) Deno.exit(await main(Deno.args));
