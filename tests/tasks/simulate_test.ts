import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

function command(...args: readonly string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    cwd: ROOT,
    args: ["run", "-q", "-P=network", "--no-prompt", "tasks/simulate.ts", ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

async function run(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const { code, stdout, stderr } = await command(...args).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** Starts the task, lets `use` work with its base URL, stops it, and gives what it printed and its exit code. */
async function served(
  args: readonly string[],
  signal: Deno.Signal,
  use: (baseUrl: string) => Promise<void>,
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const child = command(...args).spawn();
  const stderr = new Response(child.stderr).text();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let stdout = "";
  try {
    while (!stdout.includes("\n")) {
      const { value, done } = await reader.read();
      if (done) assert.fail(`ended early: ${await stderr}`);
      stdout += value;
    }
    await use(stdout.trim());
  } finally {
    child.kill(signal);
  }
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    stdout += chunk.value;
  }
  return { code: (await child.status).code, stdout, stderr: await stderr };
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(`simulate prints its base URL alone, serves, and exits 0 on ${signal}`, async () => {
    const ended = await served(["--port", "0"], signal, async (baseUrl) => {
      const models = await fetch(`${baseUrl}/models`);
      assert.equal((await models.json()).data.length, 11);
    });
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /^http:\/\/127\.0\.0\.1:\d+\/v1\n$/);
    assert.match(ended.stderr, /95 questions and 32 rubrics known; seed 1/);
  });
}

Deno.test("simulate serves the models, faults, key and cases asked for", async () => {
  const folder = await mkdtemp(join(tmpdir(), "simulate-"));
  const data = join(folder, "cases.jsonl");
  const options = { A: "gout", B: "lupus" };
  const mcqs = [{ question: "Which?", options, correct_answer: "B" }];
  const record = { pmc: "1", exam_creation: { final_policy: { scenario: "A man.", mcqs } } };
  await writeFile(data, `${JSON.stringify(record)}\n\n`);
  const args = ["--data", data, "--model", "sim-weak", "--fault", "503=1:1", "--api-key", "right"];
  const ended = await served(args, "SIGTERM", async (baseUrl) => {
    const headers = { authorization: "Bearer right" };
    const models = await fetch(`${baseUrl}/models`, { headers });
    assert.deepEqual(
      (await models.json()).data.map(({ id }: { readonly id: string }) => id),
      ["sim-weak"],
    );
    const body = JSON.stringify({
      model: "sim-weak",
      messages: [{ role: "user", content: "* Question: Which?\n* Options:\nA. gout\nB. lupus" }],
    });
    const statuses: number[] = [];
    for (const key of ["right", "wrong", "right"]) {
      const response = await fetch(`${baseUrl}/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}` },
        body,
      });
      statuses.push(response.status);
      await response.body?.cancel();
    }
    assert.deepEqual(statuses, [503, 401, 200]);
  });
  assert.match(ended.stderr, /Simulated models: sim-weak; 1 questions and 0 rubrics known/);
  assert.ok(!ended.stderr.includes("right"));
  await rm(folder, { recursive: true });
});

Deno.test("simulate knows the records of several files, of either format", async () => {
  const folder = await mkdtemp(join(tmpdir(), "simulate-"));
  const record = {
    case_id: 0,
    post_time: "",
    narrative: "I have a cold.",
    core_request: "Do I need antibiotics?",
    rubric_items: [{ criterion: "States that colds are caused by viruses", points: 5 }],
  };
  const [list, lines] = [join(folder, "cases.json"), join(folder, "cases.jsonl")];
  await writeFile(list, JSON.stringify([record, { ...record, case_id: "a" }], null, 2));
  await writeFile(lines, `${JSON.stringify({ ...record, narrative: "I have a cough." })}\n`);
  const ended = await served(["--data", list, "--data", lines], "SIGTERM", async (baseUrl) => {
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: "POST",
      body: JSON.stringify({
        model: "sim-physician",
        messages: [{ role: "user", content: "I have a cough.\n\nDo I need antibiotics?" }],
      }),
    });
    const { choices } = await response.json();
    assert.match(choices[0].message.content, /^Thank you for describing this so carefully\./);
  });
  assert.match(ended.stderr, /; 0 questions and 3 rubrics known/);
  await rm(folder, { recursive: true });
});

Deno.test("simulate --help lists every model and fault", async () => {
  const { code, stdout } = await run("--help");
  assert.equal(code, 0);
  assert.match(stdout, /sim-reasoner +thinks/);
  assert.match(stdout, /sim-judge-unreliable +judge/);
  assert.match(stdout, /context_cut +only the tail/);
  assert.match(stdout, /--fault 429=0\.2:1/);
});

Deno.test("simulate refuses bad usage with one message, exit code 2 and nothing on stdout", async () => {
  const table: readonly (readonly [readonly string[], RegExp])[] = [
    [["--port", "70000"], /whole number from 0 to 65535/],
    [["--fault", "418=1"], /No fault is named "418"/],
    [["--model", "gpt-9"], /Expected one of sim-strong/],
    [["--data", join(tmpdir(), "not-there.jsonl")], /Cannot read --data .*not-there\.jsonl/],
    [["--nonsense"], /unknown option '--nonsense'/],
  ];
  for (const [args, message] of table) {
    const { code, stdout, stderr } = await run(...args);
    assert.deepEqual({ code, stdout }, { code: 2, stdout: "" }, stderr);
    assert.match(stderr, message);
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
  }
});
