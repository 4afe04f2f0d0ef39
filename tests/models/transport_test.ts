import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { httpModel, ModelError } from "../../mod.ts";
import { TLS_AUTHORITY, TLS_CERTIFICATE } from "./tls_certificate.ts";

const MOD = new URL("../../mod.ts", import.meta.url).href;
const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));

/** Runs code in a process that trusts the certificate of these tests, and gives what it prints. */
async function trusting(code: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  const [script, certificate] = [join(folder, "client.ts"), join(folder, "cert.pem")];
  await Deno.writeTextFile(script, code);
  await Deno.writeTextFile(certificate, TLS_AUTHORITY);
  const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "-q", "--no-check", "--config", CONFIG, "--cert", certificate, script],
    env: { HTTPS_PROXY: "", https_proxy: "", ALL_PROXY: "", all_proxy: "", NO_COLOR: "1" },
  }).output();
  await Deno.remove(folder, { recursive: true });
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trim();
}

const body = JSON.stringify({
  choices: [{ message: { content: "\\boxed{A}" }, finish_reason: "stop" }],
});

Deno.test("httpModel() over TLS has as many sockets as calls, so that no limit of streams caps the run", async () => {
  const AT_ONCE = 40;
  const ports = new Set<number>();
  let waiting: (() => void)[] = [];
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, ...TLS_CERTIFICATE, onListen: () => {} },
    async (_, { remoteAddr }) => {
      ports.add(remoteAddr.port);
      // Nobody is answered before all have asked: with fewer sockets or streams this would never end.
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === AT_ONCE) {
          for (const go of waiting) go();
          waiting = [];
        }
      });
      return new Response(body);
    },
  );
  const said = await trusting(`
    import { httpModel } from "${MOD}";
    const apiBase = "https://localhost:${server.addr.port}/v1";
    const model = httpModel({ model: "m", apiBase, limiter: null, maxRetries: 1, timeoutMs: 20_000 });
    const ask = () => model.reply([{ role: "user", content: "hello" }]);
    const burst = () => Promise.all(Array.from({ length: ${AT_ONCE} }, ask));
    const replies = [];
    for (let n = 0; n < 4; n++) replies.push(...await burst());
    console.log(replies.filter(({ content }) => content === "\\\\boxed{A}").length);
    Deno.exit();
  `);
  assert.equal(said, String(4 * AT_ONCE));
  // One socket each, kept for the next bursts; some may not be back yet when the next one begins.
  assert.ok(ports.size >= AT_ONCE && ports.size < 2 * AT_ONCE, `${ports.size} sockets`);
});

/** What a server does with a request it has read: bytes on the wire, then the end or silence. */
const FAULTS: readonly (readonly [string, string, "close" | "stay", string])[] = [
  [
    "a body cut before its announced length",
    `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 30)}`,
    "close",
    "bad_body",
  ],
  [
    "a chunked body without its end",
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${
      body.length.toString(16)
    }\r\n${body}\r\n`,
    "close",
    "bad_body",
  ],
  [
    "JSON that breaks off",
    `HTTP/1.1 200 OK\r\ncontent-length: 30\r\n\r\n${body.slice(0, 30)}`,
    "close",
    "bad_body",
  ],
  [
    "a stall in the body",
    `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 30)}`,
    "stay",
    "timeout",
  ],
  ["a stall before the headers", "HTTP/1.1 200", "stay", "timeout"],
  ["no HTTP at all", "SSH-2.0-server\r\n\r\n", "close", "connection"],
];

/** Reads a request to its end: what is left unread when a connection is closed would reset it. */
async function readRequest(connection: Deno.Conn): Promise<void> {
  const piece = new Uint8Array(65_536);
  let text = "";
  for (;;) {
    const count = await connection.read(piece);
    if (count === null) return;
    text += new TextDecoder("latin1").decode(piece.subarray(0, count));
    const [head = "", ...rest] = text.split("\r\n\r\n");
    const announced = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (rest.length > 0 && rest.join("\r\n\r\n").length >= announced) return;
  }
}

/** Answers every connection of a listener in that way. */
async function misbehave(
  listener: Deno.Listener<Deno.TcpConn | Deno.TlsConn>,
  answer: string,
  end: "close" | "stay",
): Promise<void> {
  const open: (Deno.TcpConn | Deno.TlsConn)[] = [];
  try {
    for await (const connection of listener) {
      open.push(connection);
      void (async () => {
        try {
          await readRequest(connection);
          await connection.write(new TextEncoder().encode(answer));
          if (end === "close") connection.close();
        } catch {
          // The client gave up.
        }
      })();
    }
  } finally {
    for (const connection of open) {
      try {
        connection.close();
      } catch {
        // Closed already.
      }
    }
  }
}

/** Short only where the end of it is what is waited for. */
const timeoutFor = (end: "close" | "stay" | undefined) => end === "stay" ? 80 : 20_000;

for (const [what, answer, end, kind] of FAULTS) {
  Deno.test(`httpModel() notices ${what}: ${kind}`, async () => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const serving = misbehave(listener, answer, end);
    const model = httpModel({
      model: "m",
      apiBase: `http://127.0.0.1:${listener.addr.port}/v1`,
      maxRetries: 1,
      limiter: null,
      timeoutMs: timeoutFor(end),
    });
    await assert.rejects(
      model.reply([{ role: "user", content: "hello" }]),
      (error) => error instanceof ModelError && error.failure.kind === kind,
    );
    listener.close();
    await serving;
  });
}

Deno.test("httpModel() notices cut bodies, broken JSON and stalls over TLS just the same", async () => {
  const listeners = FAULTS.map(() =>
    Deno.listenTls({ hostname: "127.0.0.1", port: 0, ...TLS_CERTIFICATE })
  );
  const serving = listeners.map((listener, n) => {
    const [, answer = "", end = "close"] = FAULTS[n] ?? [];
    return misbehave(listener, answer, end);
  });
  const said = await trusting(`
    import { httpModel } from "${MOD}";
    const kinds = await Promise.all(${
    JSON.stringify(listeners.map(({ addr }, n) => [addr.port, timeoutFor(FAULTS[n]?.[2])]))
  }.map(([port, timeoutMs]) => {
      const apiBase = "https://localhost:" + port + "/v1";
      const model = httpModel({ model: "m", apiBase, limiter: null, maxRetries: 1, timeoutMs });
      return model.reply([{ role: "user", content: "hello" }]).then(
        ({ content }) => "answered: " + content,
        ({ failure }) => failure.kind,
      );
    }));
    console.log(JSON.stringify(kinds));
    Deno.exit();
  `);
  assert.deepEqual(JSON.parse(said), FAULTS.map(([, , , kind]) => kind));
  for (const listener of listeners) listener.close();
  await Promise.all(serving);
});
