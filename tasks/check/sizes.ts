import type { Finding } from "./finding.ts";
import type { TreeFile } from "./tree_file.ts";

const MAXIMUM_LINES = 250;

/** Files that may be longer, each with its reason. */
const LONGER: Readonly<Record<string, string>> = {
  "lib/types.ts": "the nouns are read as one page, and hold no code",
};

/** Files of lib/ and tasks/ stay within 250 lines. */
export function sizes(tree: readonly TreeFile[]): readonly Finding[] {
  return tree.filter(({ path }) =>
    /^(lib|tasks)\//.test(path) && path.endsWith(".ts") && LONGER[path] === undefined
  )
    .flatMap(({ path, text }) => {
      const lines = text.replace(/\n$/, "").split("\n").length;
      if (lines <= MAXIMUM_LINES) return [];
      const message =
        `${lines} lines, at most ${MAXIMUM_LINES}: split it, one exported function per file`;
      return [{ file: path, line: MAXIMUM_LINES + 1, message }];
    });
}
