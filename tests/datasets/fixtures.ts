import { deflateSync } from "node:zlib";
import { CaseError } from "../../lib/parse/case_error.ts";
import type { Case, DatasetSource } from "../../lib/types.ts";

/** A folder that goes away with the test. */
export async function temporaryFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await Deno.realPath(await Deno.makeTempDir({ prefix: "rounds-datasets-" }));
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

/** Writes files below a folder, making the folders between. */
export async function writeFiles(
  folder: string,
  files: Record<string, string | Uint8Array>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const full = `${folder}/${path}`;
    await Deno.mkdir(full.slice(0, full.lastIndexOf("/")), { recursive: true });
    if (typeof content === "string") await Deno.writeTextFile(full, content);
    else await Deno.writeFile(full, content);
  }
}

/** The smallest benchmark: an id, and a key out of A-D. */
export const tinyBenchmark = {
  parse(record: unknown, where: string): Case {
    const line = Number(/:(\d+)$/.exec(where)?.[1]);
    if (typeof record !== "object" || record === null || Array.isArray(record)) {
      const received = JSON.stringify(record);
      throw new CaseError({ where, field: null, expected: "an object", received });
    }
    const fields = new Map<string, unknown>(Object.entries(record));
    const id = fields.get("id") ?? "";
    const key = fields.get("key");
    if (typeof key !== "string" || !/^[A-D]$/.test(key)) {
      const received = JSON.stringify(key) ?? "missing";
      throw new CaseError({ where, field: "key", expected: "one of A-D", received });
    }
    return {
      id: id === "" ? `line-${line}` : String(id),
      line,
      tags: {},
      items: [{
        id: "q1",
        position: 1,
        expected: key,
        optionCount: 4,
        points: null,
        tags: {},
        labels: {},
      }],
    };
  },
};

/** A source with the usual layouts. */
export const tinySource: DatasetSource = {
  hubId: "owner/set",
  notice: "For tests only.",
  configs: [
    {
      name: "demo",
      revision: null,
      hubPaths: ["data/demo"],
      layouts: [
        { records: "demo/demo.jsonl", images: "demo/image" },
        { records: "data/demo/demo.jsonl", images: "data/demo/image" },
        { records: "first/Demo.jsonl", images: "first/images" },
      ],
    },
    { name: "full", revision: null, hubPaths: ["data/full/"], layouts: [] },
    { name: "no_such_embedded_set", revision: null, hubPaths: [], layouts: [] },
  ],
  imageFiles(record) {
    const images: unknown = Object(record).images;
    return Array.isArray(images) ? images.map(String) : [];
  },
};

/** The text that stands for a file in a clone made without Git LFS. */
export const LFS_POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${
  "0".repeat(64)
}\nsize 12345\n`;

/** A black PNG of a given size. */
export function blackPng(width: number, height: number): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8);
  const rows = deflateSync(new Uint8Array((width + 1) * height));
  return Uint8Array.from([
    0x89,
    0x50,
    0x4e,
    0x47,
    0x0d,
    0x0a,
    0x1a,
    0x0a,
    ...chunk("IHDR", new Uint8Array(header.buffer)),
    ...chunk("IDAT", rows),
    ...chunk("IEND", new Uint8Array()),
  ]);
}

/** Without a checksum: no reader under test looks at it. */
function chunk(name: string, data: Uint8Array): readonly number[] {
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, data.length);
  return [...new Uint8Array(length.buffer), ...new TextEncoder().encode(name), ...data, 0, 0, 0, 0];
}
