import assert from "node:assert/strict";
import { join } from "node:path";
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
} from "../../mod.ts";
import { completion, examRecord, runTask, writeExam } from "./eval_task.ts";

const KEY = "sk-planted-7Zq9XbT4kLmN2vRw";
const FORMS = [KEY, btoa(KEY), encodeURIComponent(KEY), KEY.slice(0, 14)];

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
  const base = `http://127.0.0.1:${server.addr.port}/v1`;
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
  for (const text of printed) {
    for (const form of FORMS) {
      const at = text.indexOf(form);
      assert.equal(at, -1, `${text.slice(0, 60)}: ${text.slice(Math.max(0, at - 120), at + 60)}`);
    }
  }
  await Deno.remove(folder, { recursive: true });
});
