import assert from "node:assert/strict";
import { startSimulatedServer } from "../../mod.ts";
import { runScript } from "./run_script.ts";

const NOWHERE = ["--image-url", "http://127.0.0.1:1/picture.png"];

function vision(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return runScript("vision.ts", args, { permissions: "network", env });
}

Deno.test("the vision task passes a model that sees and says which image mode to use", async () => {
  await using server = await startSimulatedServer({ port: 0 });
  const args = ["--model", "sim-strong", "--api-base", server.baseUrl];
  const { code, stdout } = await vision(args);
  assert.equal(code, 0, stdout);
  assert.match(
    stdout,
    /^PASS {2}image in the request .*\n +replied: Yellow\.\nPASS {2}image by URL/,
  );
  assert.match(stdout, /use --image-mode url, or --image-mode local\.\n$/);
});

Deno.test("the vision task does not pass a reply on a picture of one's own, which nothing checks", async () => {
  await using server = await startSimulatedServer({ port: 0 });
  const args = ["--model", "sim-strong", "--api-base", server.baseUrl, ...NOWHERE];
  const { code, stdout } = await vision(args);
  assert.equal(code, 0, stdout);
  assert.match(
    stdout,
    /\n---- {2}image by URL .*\n +replied: .* \(nothing checks this picture\)\n/,
  );
  assert.match(stdout, /use --image-mode local\. Whether it saw your picture/);
  assert.doesNotMatch(stdout, /--image-mode url/);
  const blind = await vision(["--model", "sim-blind", "--api-base", server.baseUrl, ...NOWHERE]);
  assert.equal(blind.code, 1, blind.stdout);
});

Deno.test("the vision task exits 2 when no call was answered: of a model's eyes nothing is known", async () => {
  await using server = await startSimulatedServer({ port: 0 });
  for (
    const [args, told] of [
      [["--model", "sim-strong", "--api-base", "http://127.0.0.1:1/v1"], /Is the server running/],
      [["--model", "nobody", "--api-base", server.baseUrl], /Check --model/],
    ] as const
  ) {
    const { code, stdout, stderr } = await vision(args);
    assert.equal(code, 2, stdout);
    assert.match(stderr, /^error: No call was answered: nothing is known of what the model sees/);
    assert.match(stderr, told);
    assert.doesNotMatch(stdout, /sees no images/);
  }
});

Deno.test("the vision task fails a model without eyes, with exit code 1", async () => {
  await using server = await startSimulatedServer({ port: 0 });
  const { code, stdout } = await vision([
    ...["--model", "sim-blind", "--api-base", server.baseUrl, "--json", ...NOWHERE],
  ]);
  assert.equal(code, 1);
  const { local, url, imageMode } = JSON.parse(stdout);
  assert.deepEqual([local.passed, url.passed, imageMode], [false, null, "none"]);
});

Deno.test("the vision task takes the key from the environment and never prints it", async () => {
  const key = "planted-key-0123456789";
  await using server = await startSimulatedServer({ port: 0, apiKey: "another-key-9876543210" });
  const args = ["--model", "sim-strong", "--api-base", server.baseUrl, ...NOWHERE];
  const wrong = await vision(args, { OPENAI_API_KEY: key });
  assert.equal(wrong.code, 2);
  assert.match(wrong.stdout, /failed: auth \(HTTP 401\)/);
  assert.match(wrong.stderr, /nothing is known of what the model sees\. Check OPENAI_API_KEY/);
  assert.ok(!(wrong.stdout + wrong.stderr).includes(key));
  const right = await vision(args, { OPENAI_API_KEY: "another-key-9876543210" });
  assert.equal(right.code, 0, right.stdout);
});

Deno.test("the vision task names what is missing, with exit code 2", async () => {
  const { code, stderr } = await vision(["--model", "m"]);
  assert.equal(code, 2);
  assert.match(stderr, /^error: missing --model and --api-base|^error: missing --api-base/);
  assert.equal((await vision(["--no-such-flag"])).code, 2);
});
