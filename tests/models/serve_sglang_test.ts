import assert from "node:assert/strict";
import { serveSglang } from "../../mod.ts";
import { fakePython, freePort, hasEnded, isRunning } from "./fake_python.ts";

Deno.test("serveSglang() starts the launcher with its flags, waits for the models and stops the whole group", async () => {
  await using python = await fakePython({ behaviour: "serve" });
  const port = freePort();
  const texts: string[] = [];
  const server = await serveSglang({
    modelPath: "/models/some-model",
    tensorParallel: 2,
    dataParallel: 4,
    port,
    python: python.path,
    furtherArgs: ["--mem-fraction-static", "0.8"],
    onText: (text) => void texts.push(text),
  });
  assert.equal(server.baseUrl, `http://127.0.0.1:${port}/v1`);
  assert.deepEqual(server.models, ["fake-model"]);
  assert.match(texts.join(""), /loading the model/);
  assert.deepEqual(await python.args(), [
    ...["-m", "sglang.launch_server", "--model-path", "/models/some-model", "--tp", "2"],
    ...["--dp", "4", "--port", String(port), "--host", "127.0.0.1", "--trust-remote-code"],
    ...["--enable-multimodal", "--log-level", "info", "--mem-fraction-static", "0.8"],
  ]);
  const worker = await python.workerPid();
  assert.equal(await isRunning(worker), true);
  await server.stop();
  assert.ok(await hasEnded(worker));
  assert.deepEqual((await server.ended).lastLines, ["loading the model"]);
});

Deno.test("serveSglang() leaves flags out when told, and reaches a server that listens everywhere", async () => {
  await using python = await fakePython({ behaviour: "serve" });
  const server = await serveSglang({
    modelPath: "m",
    host: "0.0.0.0",
    port: freePort(),
    python: python.path,
    trustRemoteCode: false,
    enableMultimodal: false,
    logLevel: "warning",
  });
  await server.stop();
  assert.match(server.baseUrl, /^http:\/\/127\.0\.0\.1:/);
  const args = (await python.args()).join(" ");
  assert.match(args, /--tp 1 --dp 1 .*--host 0\.0\.0\.0 --log-level warning$/);
});

Deno.test("serveSglang() shows the last lines of a server that ends early", async () => {
  await using python = await fakePython({ behaviour: "die" });
  await assert.rejects(serveSglang({ modelPath: "m", port: freePort(), python: python.path }), {
    name: "ServerStartError",
    message: "The server ended with exit code 1. Its last lines:\n" +
      "Traceback (most recent call last):\nOutOfMemoryError: no GPU is free",
  });
});

Deno.test("serveSglang() stops a server that is not ready in time", async () => {
  await using python = await fakePython({ behaviour: "hang" });
  const loading = Promise.withResolvers<void>();
  await assert.rejects(
    serveSglang({
      modelPath: "m",
      port: freePort(),
      python: python.path,
      readyTimeoutMs: 10,
      onText: (text) => text.includes("model\n") && loading.resolve(),
      // However long the launcher takes to say its line, it is asked and found wanting only after that.
      fetch: async () => {
        await loading.promise;
        throw new TypeError("connection refused");
      },
    }),
    /^ServerStartError: The server was not ready within 0\.01 s\. Its last lines:\nloading the model$/,
  );
  assert.ok(await hasEnded(await python.workerPid()));
});

Deno.test("serveSglang() stops the start when its signal says so", async () => {
  await using python = await fakePython({ behaviour: "hang" });
  const controller = new AbortController();
  const options = { modelPath: "m", port: freePort(), python: python.path };
  const starting = serveSglang({
    ...options,
    signal: controller.signal,
    onText: () => controller.abort(new DOMException("Interrupted", "AbortError")),
  });
  await assert.rejects(starting, { name: "AbortError" });
  assert.ok(await hasEnded(await python.workerPid()));
  await assert.rejects(serveSglang({ ...options, signal: AbortSignal.abort() }), {
    name: "AbortError",
  });
});

Deno.test("serveSglang() refuses a taken port and an interpreter that is not there", async () => {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  await assert.rejects(serveSglang({ modelPath: "m", port }), {
    name: "ServerStartError",
    message: `Port ${port} is taken: something listens there; choose another`,
  });
  listener.close();
  await assert.rejects(serveSglang({ modelPath: "m", port, python: "no-such-interpreter" }), {
    message:
      'There is no interpreter "no-such-interpreter": name one that has SGLang with --python',
  });
});
