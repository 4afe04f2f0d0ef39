import { exportsOf } from "./exports_of.ts";
import type { Finding } from "./finding.ts";
import type { TreeFile } from "./tree_file.ts";

/** Exported functions of lib/ take at most two positional arguments, then one options object. */
export function signatures(tree: readonly TreeFile[]): readonly Finding[] {
  return tree.filter(({ path }) => path.startsWith("lib/")).flatMap((file) =>
    exportsOf(file).filter(({ parameters }) => {
      const third = parameters[2];
      return parameters.length > 3 ||
        (third !== undefined && third !== "options" && third !== "{}");
    }).map(({ name, line, parameters }) => ({
      file: file.path,
      line,
      message: `${name}(${
        parameters.join(", ")
      }): at most two positional arguments, then one object named options`,
    }))
  );
}
