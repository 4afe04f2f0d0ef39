import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  accuracyPlot,
  accuracyTable,
  benchmarks,
  casesFrame,
  questionsFrame,
  readResults,
  renderClean,
  saveFigure,
  showFrame,
  showRuns,
  tableToCsv,
  verdictsFrame,
} from "../../mod.ts";
import { record } from "../benchmarks/livemedbench/wards.ts";
import { completion, examRecord, runTask, writeExam } from "./eval_task.ts";

const KEY = "sk-planted-7Zq9XbT4kLmN2vRw";
const JUDGE_KEY = "jk+planted/4Hs8Wd2QpYe6Nc1Z==";
const BASE = "http://127.0.0.1";

/** The ways a key may be quoted in; the shortest prefix is what must not be found of it. */
function formsOf(key: string): readonly string[] {
  return [key, btoa(key), btoa(`user:${key}`), encodeURIComponent(key), key.slice(0, 14)];
}
const FORMS = formsOf(KEY);

/** What must be in no text: the key's beginning, which is in its plain form too, and its encoded forms. */
function assertAbsent(texts: readonly string[], key: string): void {
  const inner = btoa(`user:${key}`).slice(8, -4);
  const url = btoa(key).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  for (const text of texts) {
    for (const form of [key.slice(0, 8), btoa(key).slice(0, -4), url, inner, ...formsOf(key)]) {
      const at = text.indexOf(form);
      assert.equal(at, -1, `${text.slice(0, 60)}: ${text.slice(Math.max(0, at - 120), at + 60)}`);
    }
  }
}

/** Ways in which an endpoint or a proxy may quote the key it was sent. */
const LEAKS: readonly ((quoted: string) => Response)[] = [
  (quoted) => Response.json({ error: { message: `Bad key ${quoted}` } }, { status: 500 }),
  (quoted) =>
    Response.json({ error: { message: `Bad key ${quoted}`, code: quoted } }, { status: 400 }),
  (quoted) => new Response(`<html><title>${quoted}</title>${quoted}</html>`, { status: 502 }),
  (quoted) => new Response(`<html><title>${quoted}</title></html>`),
  (quoted) => Response.json({ error: { message: `Provider refused ${quoted}` } }),
  (quoted) => Response.json({ choices: [{ message: { content: 7, key: quoted } }] }),
  (quoted) => Response.json({ choices: quoted }),
  (quoted) => new Response(`{"choices": ${quoted}`),
  (quoted) => new Response(quoted, { status: 404, headers: { "x-request-id": quoted } }),
  (quoted) =>
    Response.json({ error: { message: `Authorization: Bearer ${quoted}` } }, { status: 422 }),
];

async function everyFile(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) files.push(...await everyFile(path));
    else files.push(path);
  }
  return files;
}

Deno.test("a key that endpoints quote in every form is in no file, log, error, display or figure", async () => {
  let asked = 0;
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      await request.body?.cancel();
      assert.equal(request.headers.get("authorization"), `Bearer ${KEY}`);
      const n = asked++;
      if (n % 12 === 11) {
        const good = completion("\\boxed{A}");
        good.headers.set("x-request-id", KEY);
        return good;
      }
      return LEAKS[n % LEAKS.length]?.(FORMS[n % FORMS.length] ?? KEY) ?? completion("B");
    },
  );
  const records = Array.from({ length: 30 }, (_, n) => examRecord(String(n), "AB"));
  const { folder, data, output } = await writeExam(records);
  const base = `${BASE}:${server.addr.port}/v1`;
  const flags = ["--model", "m", "--api-base", base, "--image-mode", "url", "--jsonl-path", data];
  const more = ["--output", output, "--max-retries", "2", "--no-preflight", "--verbose"];
  const env = { OPENAI_API_KEY: KEY };
  const printed: string[] = [];
  for (const again of [[], ["--resume"]]) {
    const { code, stdout, stderr } = await runTask("eval", [...flags, ...more, ...again], env);
    assert.ok(code === 1 || code === 2, stderr);
    printed.push(stdout, stderr);
  }
  for (const task of ["analyze", "verify"]) {
    const { stdout, stderr } = await runTask(task, [output, "--json"], env);
    printed.push(stdout, stderr);
  }
  await server.shutdown();
  const run = await readResults(output, { benchmarks });
  assert.ok(run.clean.outcomes.failed > 5);
  const figure = accuracyPlot(accuracyTable(questionsFrame([run]), { by: ["model"] }));
  await saveFigure(figure, join(folder, "figure.svg"));
  printed.push(
    renderClean(run),
    showRuns([run]).html,
    showFrame(questionsFrame([run]), { rows: 100, longest: 1000 }).html,
    tableToCsv(casesFrame([run])),
    figure.html,
  );
  for (const path of await everyFile(folder)) {
    printed.push(`${path}\n${await Deno.readTextFile(path)}`);
  }
  assertAbsent(printed, KEY);
  await Deno.remove(folder, { recursive: true });
});

/** Serves every request with a leak of the key it carries; one in so many is answered well, but for quotations. */
function leakyServer(good: (quoted: string) => Response, every = 12) {
  let asked = 0;
  return Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    await request.body?.cancel();
    const key = request.headers.get("authorization")?.replace("Bearer ", "") ?? "";
    const forms = formsOf(key);
    const n = asked++;
    const quoted = forms[n % forms.length] ?? key;
    if (n % every === every - 1) return good(quoted);
    return LEAKS[n % LEAKS.length]?.(quoted) ?? good(quoted);
  });
}

Deno.test("neither the subject's key nor the judge's is in a file or message of a judged run, quoted by both endpoints", async () => {
  const subject = leakyServer((quoted) => completion(`Rest. Your key is ${quoted}`), 2);
  const judge = leakyServer(
    (quoted) => completion(JSON.stringify({ met: true, evidence: quoted, key: quoted })),
    3,
  );
  const folder = await Deno.makeTempDir();
  const data = join(folder, "ward.json");
  const ids = Array.from({ length: 20 }, (_, n) => `w${n}`);
  await Deno.writeTextFile(data, JSON.stringify(ids.map((id) => record(id, [6, 4, -5]))));
  const output = join(folder, "out", "m.json");
  const env = { OPENAI_API_KEY: KEY, OPENAI_JUDGE_API_KEY: JUDGE_KEY };
  const flags = ["--benchmark", "livemedbench", "--model", "m", "--jsonl-path", data]
    .concat("--api-base", `${BASE}:${subject.addr.port}/v1`, "--output", output)
    .concat("--judge", `judge@${BASE}:${judge.addr.port}/v1`, "--max-retries", "2", "--verbose")
    .concat("--header", `x-api-key=${JUDGE_KEY}`);
  const texts: string[] = [];
  for (const more of [[], ["--no-preflight", "--overwrite"], ["--no-preflight", "--resume"]]) {
    const { stdout, stderr } = await runTask("eval", [...flags, ...more], env);
    texts.push(stdout, stderr);
  }
  const { stdout, stderr } = await runTask("analyze", [output], env);
  texts.push(stdout, stderr);
  await Promise.all([subject.shutdown(), judge.shutdown()]);
  const run = await readResults(output, { benchmarks });
  const { graded, failed, ungraded } = run.clean.outcomes;
  assert.ok(graded > 0 && failed + ungraded > 0, JSON.stringify(run.clean.outcomes));
  texts.push(showFrame(verdictsFrame([run]), { rows: 100, longest: 1000 }).html);
  for (const path of await everyFile(folder)) {
    texts.push(`${path}\n${await Deno.readTextFile(path)}`);
  }
  assert.ok(texts.some((text) => text.includes("[key]")), "the endpoints did quote it");
  for (const key of [KEY, JUDGE_KEY]) assertAbsent(texts, key);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("the key in the environment is in no output of a notebook full of failures", async () => {
  const server = leakyServer((quoted) => completion(`\\boxed{A} ${quoted}`), 4);
  const folder = await Deno.makeTempDir();
  const cells = [
    `import { httpModel, liveclin, runBenchmark, renderClean, showRuns } from "${MOD}";
     const benchmark = liveclin({ imageMode: "url" });
     const model = httpModel({
       model: "m", apiBase: "${BASE}:${server.addr.port}/v1", apiKey: Deno.env.get("OPENAI_API_KEY") ?? "",
       maxRetries: 1, limiter: null, onRetry: (note) => console.log(note),
     });
     model`,
    `for (let n = 0; n < 24; n++) {
       try {
         console.log(await model.reply([{ role: "user", content: "hello" }]));
       } catch (error) {
         console.error(error);
         console.log(error instanceof Error ? [error.stack, error.cause, JSON.stringify(error)] : error);
       }
     }`,
    `const cases = benchmark.examples.map(({ record }, n) => ({
       ...benchmark.parse(record, \`example:\${n + 1}\`), id: String(n),
     }));
     const { run } = await runBenchmark(benchmark, {
       cases, model, output: null, dataset: { name: "examples", revision: null, sha256: "ab" },
     });
     console.log(renderClean(run)); console.log(JSON.stringify(run)); showRuns([run])`,
    // The last one fails as it is: the kernel shows the error.
    `for (;;) await model.reply([{ role: "user", content: "hello" }]);`,
  ];
  const script = join(folder, "execute.ts");
  await Deno.writeTextFile(
    script,
    `import { executeNotebook, notebookText, parseNotebook } from "${MOD}";
     const cells = ${
      JSON.stringify(cells)
    }.map((source: string) => ({ cell_type: "code", source }));
     const text = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
     const run = await executeNotebook(parseNotebook(text, "leaks.ipynb"), { cwd: "${HERE}" });
     console.log(notebookText(run.notebook));
     console.error(run.problems);`,
  );
  const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
  const child = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "-q", "--no-check", "--config", config, script],
    env: { OPENAI_API_KEY: KEY, NO_COLOR: "1" },
  }).output();
  await server.shutdown();
  const [executed, problems] = [child.stdout, child.stderr].map((bytes) =>
    new TextDecoder().decode(bytes)
  );
  assert.match(executed ?? "", /"output_type": ?"error"/, problems);
  assert.match(executed ?? "", /\[key\]/);
  assert.match(executed ?? "", /Clean reading: m/);
  assertAbsent([executed ?? "", problems ?? ""], KEY);
  await Deno.remove(folder, { recursive: true });
});

const MOD = new URL("../../mod.ts", import.meta.url).href;
const HERE = import.meta.dirname ?? ".";
