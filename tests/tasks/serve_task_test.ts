import assert from "node:assert/strict";
import { join } from "node:path";
import { fakePython, freePort, hasEnded } from "../models/fake_python.ts";
import { runScript, type RunScriptOptions } from "./run_script.ts";

function serve(args: readonly string[], options: Partial<RunScriptOptions> = {}) {
  return runScript("serve.ts", args, { permissions: "processes", ...options });
}

Deno.test("the serve task prints the eval command when the server is ready, and stops it with itself", async () => {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    await using python = await fakePython({ behaviour: "serve" });
    const port = freePort();
    let sent = false;
    const { code, stdout } = await serve(
      ["--model-path", "m", "--port", String(port), "--python", python.path],
      {
        onText: (text, signal) => {
          if (sent || !text.includes("Stop with Ctrl-C")) return;
          sent = true;
          signal(name);
        },
      },
    );
    assert.equal(code, 0, name);
    assert.match(stdout, /^Ready: http:\/\/127\.0\.0\.1:\d+\/v1 serves fake-model\n/);
    assert.ok(
      stdout.includes(
        `deno task eval --model fake-model --api-base http://127.0.0.1:${port}/v1 --image-mode local\n`,
      ),
    );
    assert.ok(await hasEnded(await python.workerPid()));
  }
});

Deno.test("the serve task shows the last lines of a server that dies early and exits 2", async () => {
  await using python = await fakePython({ behaviour: "die" });
  const { code, stderr } = await serve([
    ...["--model-path", "m", "--port", String(freePort()), "--python", python.path],
  ]);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /error: The server ended with exit code 1\. Its last lines:\nTraceback[^\n]*\nOutOfMemoryError/,
  );
});

Deno.test("the serve task stops a start that is interrupted, with exit code 130", async () => {
  await using python = await fakePython({ behaviour: "hang" });
  let sent = false;
  const { code } = await serve(
    ["--model-path", "m", "--port", String(freePort()), "--python", python.path],
    {
      onText: (text, signal) => {
        if (sent || !text.includes("loading the model")) return;
        sent = true;
        signal("SIGINT");
      },
    },
  );
  assert.equal(code, 130);
  assert.ok(await hasEnded(await python.workerPid()));
});

Deno.test("the serve task serves, evaluates and stops in one command, with the exit code of the evaluation", async () => {
  await using python = await fakePython({ behaviour: "serve" });
  const folder = await Deno.makeTempDir();
  try {
    const records = join(folder, "one.jsonl");
    await Deno.writeTextFile(records, JSON.stringify(RECORD) + "\n");
    const output = join(folder, "result.json");
    const { code, stdout, stderr } = await serve([
      ...["--model-path", "m", "--port", String(freePort()), "--python", python.path],
      ...["--evaluate", "--", "--jsonl-path", records, "--image-root", folder, "--output", output],
    ]);
    assert.equal(code, 0, stdout + stderr);
    const { meta, summary } = JSON.parse(await Deno.readTextFile(output));
    assert.deepEqual([meta.model, summary.total_mcqs, summary.correct_mcqs], ["fake-model", 1, 1]);
    assert.ok(await hasEnded(await python.workerPid()));

    const bad = await serve([
      ...["--model-path", "m", "--port", String(freePort()), "--python", python.path],
      ...["--evaluate", "--", "--no-such-flag"],
    ]);
    assert.equal(bad.code, 2);
    assert.match(bad.stderr, /unknown option '--no-such-flag'/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

const RECORD = {
  pmc: "1",
  Level1: "Chapter 1: Made up",
  Level2: "Made up (A00-A09)",
  Rarity: "rare",
  exam_creation: {
    final_policy: {
      scenario: "A made-up patient has a made-up complaint.",
      mcqs: [{
        stage: "Initial assessment",
        question: "What now?",
        options: { A: "This", B: "That" },
        correct_answer: "A",
      }],
    },
  },
};

Deno.test("the serve task answers bad usage with exit code 2 before it starts anything", async () => {
  const missing = await serve([]);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /--model-path/);
  const stray = await serve(["--model-path", "m", "--", "--limit", "1"]);
  assert.equal(stray.code, 2);
  assert.match(stray.stderr, /flags of eval go after --evaluate --/);
});
