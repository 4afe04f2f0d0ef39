import assert from "node:assert/strict";
import { network } from "../../tasks/check/network.ts";
import { findingsIn } from "./_findings_in.ts";

Deno.test("network() accepts the network in models and datasets, kernel sockets in notebook, and fetch as an option", async () => {
  assert.deepEqual(
    await findingsIn(network, {
      "lib/models/a.ts":
        `export const f = () => fetch("http://localhost");\nDeno.serve(() => new Response());`,
      "lib/datasets/a.ts": `import { request } from "node:https";`,
      "lib/notebook/a.ts": `export const f = () => Deno.connect({ port: 1 });`,
      "lib/run/a.ts":
        `export interface O { readonly fetch: typeof fetch }\nexport const f = (options: O) => options.fetch("x");\nexport const g = ({ fetch }: O) => fetch("x");`,
      "lib/run/b.ts": `// fetch("x")\nexport const s = "Deno.connect(1)";`,
      "tasks/a.ts": `await fetch("http://localhost");`,
    }),
    [],
  );
});

Deno.test("network() finds fetch, sockets, servers and network modules elsewhere in lib/", async () => {
  const findings = await findingsIn(network, {
    "lib/run/a.ts":
      `import net from "node:net";\nexport const f = () => fetch("x");\nexport const g = (o: { fetch?: typeof fetch }) => (o.fetch ?? globalThis.fetch)("x");`,
    "lib/notebook/a.ts": `export const f = () => Deno.serve(() => new Response());`,
    "lib/plots/a.ts": `export const f = () => new WebSocket("ws://localhost");`,
  });
  assert.deepEqual(findings.map((finding) => finding.replace(/ in .*/, "")), [
    "lib/notebook/a.ts:1 Deno.serve",
    "lib/plots/a.ts:1 WebSocket",
    "lib/run/a.ts:1 node:net",
    "lib/run/a.ts:2 fetch",
    "lib/run/a.ts:3 globalThis.fetch",
  ]);
});
