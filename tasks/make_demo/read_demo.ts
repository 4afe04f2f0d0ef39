import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { demoCases, type DemoSet } from "./demo_cases.ts";

/** Reads the demo set from its folder. */
export async function readDemo(root: string): Promise<DemoSet> {
  const files = (await readdir(join(root, "images"))).toSorted();
  const contents = await Promise.all(files.map((file) => readFile(join(root, "images", file))));
  return {
    cases: demoCases(await readFile(join(root, "rounds_demo.jsonl"), "utf8")),
    images: new Map(files.map((file, index) => [file, contents[index] ?? new Uint8Array()])),
    readme: await readFile(join(root, "README.md"), "utf8"),
  };
}
