import { parseArgs } from "node:util";
import { CHECKS } from "./check/checks.ts";
import { readTree } from "./check/read_tree.ts";

const USAGE = `Usage: deno task shapes [--root FOLDER] [CHECK...]

Runs the shape checks over the repository, prints file:line and what to do, exits 1 on any finding.

Checks: ${Object.keys(CHECKS).join(", ")}`;

/** Runs the named checks, or all, over a tree; returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      root: { type: "string", default: "." },
      help: { type: "boolean", short: "h", default: false },
    },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const unknown = positionals.filter((name) => CHECKS[name] === undefined);
  if (unknown.length > 0) {
    console.error(`Unknown check: ${unknown.join(", ")}\n\n${USAGE}`);
    return 2;
  }
  const tree = await readTree(values.root);
  const selected = Object.entries(CHECKS).filter(([name]) =>
    positionals.length === 0 || positionals.includes(name)
  );
  const findings = selected.flatMap(([name, check]) =>
    check(tree).map((finding) => ({ name, ...finding }))
  );
  for (const { name, file, line, message } of findings) {
    console.log(`${file}:${line} ${message} [${name}]`);
  }
  console.log(`${selected.length} checks over ${tree.length} files: ${findings.length} findings`);
  return findings.length === 0 ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
