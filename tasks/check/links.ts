import { posix } from "node:path";
import type { Finding } from "./finding.ts";
import type { TreeFile } from "./tree_file.ts";

/** Relative links of Markdown pages lead to a file or folder of the tree. Images and other binaries are taken on trust. */
export function links(tree: readonly TreeFile[]): readonly Finding[] {
  const known = new Set(tree.flatMap(({ path }) => withFolders(path.replace(/#.*$/, ""))));
  return tree.filter(({ path }) => path.endsWith(".md")).flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) =>
      [...line.matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)/g)].flatMap(([, link]) => {
        if (link === undefined || /\.(png|jpe?g|gif|webp|pdf)$|(^|\/)LICENSE$/.test(link)) {
          return [];
        }
        const target = posix.normalize(posix.join(posix.dirname(path), link)).replace(/\/$/, "");
        return known.has(target)
          ? []
          : [{ file: path, line: index + 1, message: `${link} does not exist: mend the link` }];
      })
    )
  );
}

function withFolders(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
