import assert from "node:assert/strict";
import { join } from "node:path";
import { livemedbench, runBenchmark, saveResults, startSimulatedServer } from "../../mod.ts";
import { answering, casesOf, record } from "../benchmarks/livemedbench/wards.ts";
import { fixedJudge } from "../graders/judging.ts";
import { completion } from "./eval_task.ts";
import { runScript } from "./run_script.ts";

const RECORDS = [record(0, [6, -5]), record("b", [4, 3]), record("c", [2])];

/** Three answers, of which two fall short. */
async function ward(): Promise<
  { readonly folder: string; readonly data: string; readonly file: string }
> {
  const folder = await Deno.makeTempDir();
  const data = join(folder, "data.json");
  await Deno.writeTextFile(data, JSON.stringify(RECORDS));
  const { run } = await runBenchmark(livemedbench(), {
    cases: casesOf(RECORDS),
    dataset: { name: "ward", revision: null, sha256: "ab" },
    model: answering((id) => `=answer of ${id}`),
    judge: fixedJudge("j", [false, true, false, false, true]),
    output: null,
    concurrency: 1,
    newId: () => "run-1",
  });
  const file = join(folder, "m_ward.json");
  await saveResults(run, file, { benchmark: livemedbench() });
  return { folder, data, file };
}

Deno.test("error-types tags answers that fall short, writes a sheet, goes on where it stopped; figures draws both", async () => {
  const { folder, data, file } = await ward();
  const asked: string[] = [];
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      const body = await request.json();
      asked.push(body.messages.at(-1).content);
      const type = asked.length === 1 ? "nonsense" : "CNIF";
      return completion(JSON.stringify({ gap: "g", cause: "c", type }));
    },
  );
  const output = join(folder, "errors.json");
  const sheet = join(folder, "sheet.csv");
  const args = [
    ...[file, "--data-file", data, "--judge", "judge-1", "--output-file", output],
    ...["--judge-api-base", `http://127.0.0.1:${server.addr.port}/v1`, "--concurrency", "1"],
  ];
  try {
    const first = await runScript("error_types.ts", [...args, "--max-cases", "1"], {
      permissions: "network",
    });
    assert.equal(first.code, 1, first.stderr);
    const again = await runScript("error_types.ts", args, { permissions: "network" });
    assert.equal(again.code, 2);
    assert.match(again.stderr, /exists: use --resume/);
    const end = await runScript(
      "error_types.ts",
      [...args, "--resume", "--sheet", sheet, "--rater", "dr-a"],
      { permissions: "network" },
    );
    assert.equal(end.code, 0, end.stderr);
    assert.match(end.stdout, /2 of 2 answers below 0.5 have a type of error/);
    assert.match(end.stdout, /CNIF\s+2 {2}contextual neglect/);
    // The first reply could not be read and was asked for again; nothing was asked twice.
    assert.equal(asked.length, 3);
    assert.match(asked[0] ?? "", /You are finding out why.*Story of 0/s);
    const { tags } = JSON.parse(await Deno.readTextFile(output));
    assert.deepEqual(tags.map((tag: { case_id: string }) => tag.case_id), ["0", "b"]);
    const text = await Deno.readTextFile(sheet);
    assert.match(text, /'=answer of/);
    await Deno.writeTextFile(sheet, text.replaceAll(/,,\n/g, ",KGOC,\n"));
    const drawn = await runScript(
      "figures.ts",
      [
        file,
        "--out",
        folder,
        "--errors",
        output,
        "--error-ratings",
        sheet,
        "--figure",
        "errors",
        "--json",
      ],
      { permissions: "figures" },
    );
    assert.equal(drawn.code, 0, drawn.stderr);
    const { title } = JSON.parse(drawn.stdout).figures.errors;
    assert.equal(title, "KGOC is the commonest type of error, 100.0 % of 2");
  } finally {
    await server.shutdown();
  }
});

Deno.test("error-types says what is wrong with its flags before it asks anybody", async () => {
  const { data, file, folder } = await ward();
  const args = [file, "--data-file", data, "--judge", "j", "--output-file", join(folder, "o.json")];
  for (
    const [flags, told] of [
      [["--below", "7"], /--below is 7, expected a score above 0 and up to 1/],
      [["--sheet", "s.csv"], /--sheet needs --rater/],
    ] as const
  ) {
    const end = await runScript("error_types.ts", [...args, ...flags], { permissions: "network" });
    assert.equal(end.code, 2);
    assert.match(end.stderr, told);
  }
});

Deno.test("error-types writes no sheet when nothing was typed, says why once, and figures draws no page of it", async () => {
  await using server = await startSimulatedServer({});
  const { folder, data, file } = await ward();
  const [output, sheet] = [join(folder, "errors.json"), join(folder, "sheet.csv")];
  const flags = (judge: string) => [
    ...[file, "--data-file", data, "--judge", judge, "--output-file", output, "--overwrite"],
    ...["--judge-api-base", server.baseUrl, "--sheet", sheet, "--rater", "dr-a"],
  ];
  const none = await runScript("error_types.ts", flags("sim-weak"), { permissions: "network" });
  assert.equal(none.code, 1);
  assert.equal(none.stdout, "");
  assert.equal(none.stderr.match(/is no JSON/g)?.length, 1, none.stderr);
  assert.match(none.stderr, /done 2\/2 \(100 %\) · failed 2/);
  assert.match(none.stderr, /error: none of 2 answers .* got a type of error: there is no sheet/);
  await assert.rejects(Deno.stat(sheet), Deno.errors.NotFound);
  const drawn = await runScript(
    "figures.ts",
    [file, "--out", folder, "--errors", output, "--figure", "errors"],
    { permissions: "figures" },
  );
  assert.equal(drawn.code, 1);
  assert.match(drawn.stderr, /errors: not drawn, the file of --errors types no answer/);
  const typed = await runScript("error_types.ts", flags("sim-judge"), { permissions: "network" });
  assert.equal(typed.code, 0, typed.stderr);
  assert.match(await Deno.readTextFile(sheet), /answer of 0[^]*answer of b/);
  await Deno.remove(folder, { recursive: true });
});
