import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { serveOnce } from "./serve_once.ts";

const MOD = new URL("../../mod.ts", import.meta.url).href;
const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));

Deno.test("httpModel() goes through the proxy the environment names", async () => {
  await using proxy = serveOnce(() =>
    Response.json({ choices: [{ message: { content: "by proxy" }, finish_reason: "stop" }] })
  );
  const code = `
    import { httpModel } from "${MOD}";
    const model = httpModel({ model: "m", apiBase: "http://api.example.invalid/v1", maxRetries: 1 });
    console.log((await model.reply([{ role: "user", content: "hello" }])).content);
  `;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "-q", "--no-check", "--config", CONFIG, "-"],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { HTTP_PROXY: new URL(proxy.base).origin, NO_PROXY: "" },
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(code));
  await writer.close();
  const { stdout, stderr } = await child.output();
  assert.equal(
    new TextDecoder().decode(stdout).trim(),
    "by proxy",
    new TextDecoder().decode(stderr),
  );
  assert.equal(proxy.requests[0]?.headers.get("host"), "api.example.invalid");
});
