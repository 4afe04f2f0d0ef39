import type { Check } from "../../tasks/check/check.ts";
import { readTree } from "../../tasks/check/read_tree.ts";
import { inTree } from "./_in_tree.ts";

/** What a check says about files written to a temporary folder, as `file:line message`. */
export function findingsIn(
  check: Check,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  return inTree(files, async (root) => {
    const findings = check(await readTree(root));
    return findings.map(({ file, line, message }) => `${file}:${line} ${message}`);
  });
}
