import assert from "node:assert/strict";
import { wording } from "../../tasks/check/wording.ts";
import { findingsIn } from "./_findings_in.ts";

/** Broken lines are joined from pieces, so that the check does not find them here. */
const join = (...pieces: readonly string[]) => pieces.join("");

Deno.test("wording() finds unfinished work, silenced checkers and machine paths in any text", async () => {
  const broken: readonly (readonly [string, string])[] = [
    ["lib/a.ts", join("// TO", "DO later")],
    ["README.md", join("FIX", "ME")],
    ["lib/b.ts", join("// @ts-", "ignore")],
    ["lib/c.ts", join("// @ts-", "expect-error it fails")],
    ["lib/d.ts", join("// deno-lint-", "ignore no-explicit-any")],
    ["tasks/e.ts", join('const path = "/wo', 'rk/main";')],
    ["README.md", join("see /ho", "me/someone/results")],
    [".ci/run", join("mkdir /t", "mp/out")],
    ["CONTRIBUTING.md", join("as iss", "ue 2 asks")],
    ["tests/f_test.ts", join("Deno.test.on", 'ly("a", () => {});')],
    [
      "notebooks/a.ipynb",
      JSON.stringify({ cells: [{ cell_type: "code", source: join("// X", "XX") }] }),
    ],
  ];
  for (const [path, text] of broken) {
    const findings = await findingsIn(wording, {
      [path]: `fine\n${text}\n`.replace(/^fine\n(?=\{)/, ""),
    });
    assert.equal(findings.length, 1, `${path}: ${text}`);
  }
});

Deno.test("wording() finds any as a type and casts that get round the checker, not the word", async () => {
  const text = [
    "// any word",
    "export const f = (x: an" + "y) => x;",
    "export const g = (x: unknown) => x as an" + "y;",
    "export const h = (x: string) => x as unknown as number;",
    "export const i = (x: string) => x as never;",
    "export const j = { any: 1 } as const;",
    "export const k: readonly unknown[] = ['any'];",
  ].join("\n");
  const findings = await findingsIn(wording, { "lib/a.ts": text });
  assert.deepEqual(
    findings.map((finding) => finding.split(" ")[0]),
    [2, 3, 4, 5].map((line) => `lib/a.ts:${line}`),
  );
});

Deno.test("wording() finds an ignored test unless a comment says why", async () => {
  const off = join("ign", "ore: true");
  assert.deepEqual(
    await findingsIn(wording, { "tests/a_test.ts": `// needs a screen\nDeno.test({ ${off} });` }),
    [],
  );
  const findings = await findingsIn(wording, { "tests/a_test.ts": `\nDeno.test({ ${off} });` });
  assert.deepEqual(findings, [
    "tests/a_test.ts:2 a test that never runs: mend it, or say why in a comment above",
  ]);
});

Deno.test("wording() leaves ordinary text alone, results and files that are not kept unread", async () => {
  assert.deepEqual(
    await findingsIn(wording, {
      "README.md":
        "https://example.org/work/item, ../work/x, a homework/page, /home/ada/results, tissue 12, network/root.",
      "tests/b_test.ts": String.raw`assert.match(x, /\/gone\/root\/a/);`,
      "lib/a.ts": "// deno-lint-" +
        "ignore no-control-regex -- the protocol names control characters",
      "results/a.json": join("TO", "DO"),
      "data/private.json": join("TO", "DO"),
      "notebooks/a.ipynb": JSON.stringify({
        cells: [{ cell_type: "code", source: "1", outputs: [join("X", "XX")] }],
      }),
    }),
    [],
  );
});
