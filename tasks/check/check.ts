import type { Finding } from "./finding.ts";
import type { TreeFile } from "./tree_file.ts";

/** Looks at a whole tree and lists what is wrong with it. Pure. */
export type Check = (tree: readonly TreeFile[]) => readonly Finding[];
