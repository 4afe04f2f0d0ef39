import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { inTree } from "./_in_tree.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const ASK = `
const state = (descriptor: Deno.PermissionDescriptor) => Deno.permissions.querySync(descriptor).state === "granted";
console.log(JSON.stringify({
  world: state({ name: "net", host: "example.org" }),
  loopback: state({ name: "net", host: "127.0.0.1:80" }),
  run: state({ name: "run" }),
  ffi: state({ name: "ffi" }),
  sys: state({ name: "sys" }),
  files: state({ name: "read", path: "/" }) && state({ name: "write", path: "/" }),
  home: Deno.env.get("HOME") === undefined,
  key: Deno.env.get("OPENAI_API_KEY") ?? null,
  other: Deno.env.get("ROUNDS_UNLISTED") ?? null,
}));`;

const NONE = {
  world: false,
  loopback: false,
  run: false,
  ffi: false,
  sys: false,
  files: false,
  home: true,
  key: null,
  other: null,
};

Deno.test("the narrow set reads data and results, writes results, and reaches one host", async () => {
  const script = `
const state = (descriptor: Deno.PermissionDescriptor) => Deno.permissions.querySync(descriptor).state === "granted";
const place = (path: string) => [state({ name: "read", path }), state({ name: "write", path })];
const root = Deno.args[0] ?? "${ROOT}";
console.log(JSON.stringify({
  data: place(root + "data/x"), results: place(root + "results/x"), code: place(root + "lib"), root: place(root),
  temp: place("/tmp"), other: state({ name: "net", host: "127.0.0.2" }), named: state({ name: "net", host: "localhost" }),
  umask: state({ name: "sys", kind: "umask" }), hostname: state({ name: "sys", kind: "hostname" }),
}));`;
  assert.deepEqual(JSON.parse(await runWith("narrow", script)), {
    data: [true, false],
    results: [true, true],
    code: [false, false],
    root: [false, false],
    temp: [false, false],
    other: false,
    named: false,
    umask: true,
    hostname: false,
  });
});

Deno.test("the permission sets grant what the tasks need and no more", async () => {
  const expected = {
    offline: { ...NONE, files: true },
    network: { ...NONE, world: true, loopback: true, files: true, home: false, key: "k" },
    narrow: { ...NONE, loopback: true, key: "k" },
    figures: { ...NONE, world: true, loopback: true, ffi: true, files: true, home: false },
    processes: {
      ...NONE,
      ...{ world: true, loopback: true, run: true, files: true, home: false, key: "k", other: "o" },
    },
    notebooks: {
      ...NONE,
      ...{ world: true, loopback: true, run: true, ffi: true, files: true, home: false },
      ...{ key: "k", other: "o" },
    },
    tests: {
      ...NONE,
      ...{ loopback: true, run: true, ffi: true, sys: true, files: true, home: false },
      ...{ key: "k", other: "o" },
    },
  };
  for (const [set, grants] of Object.entries(expected)) {
    assert.deepEqual(JSON.parse(await runWith(set, ASK)), grants, set);
  }
});

Deno.test("the figures set is enough for Polars, Plot, Vega and resvg", async () => {
  const text = await runWith(
    "figures",
    `import pl from "nodejs-polars";
import * as Plot from "@observablehq/plot";
import * as vega from "vega";
import { parseHTML } from "linkedom";
import { Resvg } from "@resvg/resvg-js";
const sum = pl.DataFrame({ a: [1, 2], b: ["x", "y"] }).groupBy("b").agg(pl.col("a").sum()).height;
const svg = Plot.plot({ document: parseHTML("<html></html>").document, marks: [Plot.dot([1, 2])] }).outerHTML;
const png = new Resvg("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>").render().asPng();
console.log(sum, svg.length > 0, png.length > 0, typeof vega.parse);`,
  );
  assert.equal(text, "2 true true function\n");
});

Deno.test("the network set is enough for openai and the hub client", async () => {
  const text = await runWith(
    "network",
    `import OpenAI from "openai";
import { listFiles } from "@huggingface/hub";
console.log(new OpenAI({ apiKey: "k", baseURL: "http://127.0.0.1:1" }).baseURL, typeof listFiles);`,
  );
  assert.equal(text, "http://127.0.0.1:1 function\n");
});

async function runWith(set: string, script: string): Promise<string> {
  const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
  return await inTree({ "script.ts": script }, async (root) => {
    const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-q", "--config", config, `-P=${set}`, "--no-prompt", `${root}/script.ts`],
      env: { OPENAI_API_KEY: "k", ROUNDS_UNLISTED: "o", NO_COLOR: "1" },
    }).output();
    assert.ok(success, `${set}: ${new TextDecoder().decode(stderr)}`);
    return new TextDecoder().decode(stdout);
  });
}
