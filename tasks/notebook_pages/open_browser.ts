import { setTimeout as delay } from "node:timers/promises";
import * as v from "valibot";

/** How a page is looked at. */
export interface LookOptions {
  /** Width of the window in CSS pixels. */
  readonly width: number;
  readonly dark: boolean;
  /** JavaScript whose value, as JSON, is given back. */
  readonly expression: string;
}

/** A page as it was seen. */
export interface Look {
  /** The value of the expression. */
  readonly value: unknown;
  /** The whole page, top to bottom: one picture, or several of a page that is taller than a picture can be. */
  readonly pictures: readonly Uint8Array[];
  /** Height of the page in CSS pixels. */
  readonly height: number;
}

/** Beyond some 16,000 pixels a picture comes out blank. */
const TALLEST = 8000;

/** A headless browser. */
export interface Browser {
  /** Opens a page with the network blocked, so that it must stand on its own, and looks at it. */
  look(url: string, options: LookOptions): Promise<Look>;
  close(): Promise<void>;
}

const reply = v.object({
  id: v.optional(v.number()),
  method: v.optional(v.string()),
  sessionId: v.optional(v.string()),
  result: v.optional(v.record(v.string(), v.unknown()), {}),
  error: v.optional(v.object({ message: v.string() })),
});
const target = v.object({ targetId: v.string() });
const session = v.object({ sessionId: v.string() });
const evaluated = v.object({ result: v.object({ value: v.unknown() }) });
const size = v.object({ cssContentSize: v.object({ width: v.number(), height: v.number() }) });
const screenshot = v.object({ data: v.string() });

/** Starts a Chromium and speaks the DevTools protocol with it. Throws an Error when it does not start. */
export async function openBrowser(program: string): Promise<Browser> {
  const folder = await Deno.makeTempDir({ prefix: "rounds-browser-" });
  try {
    // Chromium refuses its sandbox to the superuser, as in most containers; the pages are our own.
    const { child, url } = await start(program, folder, []) ??
      await start(program, folder, ["--no-sandbox"]) ?? {};
    if (child === undefined || url === undefined) throw new Error(`${program} does not start`);
    const socket = await connect(url);
    return {
      look: (page, options) => look(socket, page, options),
      async close(): Promise<void> {
        await socket.send("Browser.close").catch(() => {});
        await Promise.race([child.status, delay(3000, null, { ref: false })]);
        await end(child);
        await Deno.remove(folder, { recursive: true }).catch(() => {});
      },
    };
  } catch (error) {
    await Deno.remove(folder, { recursive: true }).catch(() => {});
    throw error;
  }
}

interface Started {
  readonly child: Deno.ChildProcess;
  readonly url: string;
}

async function start(
  program: string,
  folder: string,
  further: readonly string[],
): Promise<Started | null> {
  const child = new Deno.Command(program, {
    args: [
      ...["--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run"],
      ...["--remote-debugging-port=0", `--user-data-dir=${folder}`, ...further, "about:blank"],
    ],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const found = Promise.withResolvers<string | null>();
  const listen = async () => {
    let text = "";
    for await (const part of child.stderr.pipeThrough(new TextDecoderStream())) {
      text = (text + part).slice(-10_000);
      const url = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (url !== undefined) found.resolve(url);
    }
    found.resolve(null);
  };
  listen().catch(() => found.resolve(null));
  const url = await Promise.race([found.promise, delay(30_000, null, { ref: false })]);
  if (url !== null) return { child, url };
  await end(child);
  return null;
}

async function end(child: Deno.ChildProcess): Promise<void> {
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended by itself.
  }
  await child.status;
}

/** Commands out, results in. */
interface Socket {
  send(method: string, params?: object, sessionId?: string): Promise<unknown>;
  /** Resolves at the next event of that name. */
  event(method: string, sessionId: string): Promise<void>;
}

async function connect(url: string): Promise<Socket> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error("The browser does not answer"));
  });
  const waiting = new Map<string, PromiseWithResolvers<unknown>>();
  socket.onmessage = ({ data }) => {
    const message = v.parse(reply, JSON.parse(String(data)));
    const key = message.id === undefined
      ? `${message.method} ${message.sessionId}`
      : String(message.id);
    const waiter = waiting.get(key);
    waiting.delete(key);
    if (message.error === undefined) waiter?.resolve(message.result);
    else waiter?.reject(new Error(message.error.message));
  };
  const wait = (key: string) => {
    const waiter = Promise.withResolvers<unknown>();
    waiting.set(key, waiter);
    return waiter.promise;
  };
  let last = 0;
  return {
    send(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
      const id = ++last;
      const answered = wait(String(id));
      socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
      return answered;
    },
    async event(method: string, sessionId: string): Promise<void> {
      await wait(`${method} ${sessionId}`);
    },
  };
}

async function look(socket: Socket, url: string, options: LookOptions): Promise<Look> {
  const { width, dark, expression } = options;
  const { targetId } = v.parse(
    target,
    await socket.send("Target.createTarget", { url: "about:blank" }),
  );
  const { sessionId } = v.parse(
    session,
    await socket.send("Target.attachToTarget", { targetId, flatten: true }),
  );
  const send = (method: string, params?: object) => socket.send(method, params, sessionId);
  const scheme = { name: "prefers-color-scheme", value: dark ? "dark" : "light" };
  await send("Emulation.setEmulatedMedia", { features: [scheme] });
  await send("Emulation.setDeviceMetricsOverride", {
    width,
    height: 800,
    deviceScaleFactor: 1,
    mobile: false,
  });
  await send("Network.enable");
  await send("Network.setBlockedURLs", { urls: ["http://*", "https://*"] });
  await send("Page.enable");
  const loaded = socket.event("Page.loadEventFired", sessionId);
  await send("Page.navigate", { url });
  await loaded;
  const { result } = v.parse(
    evaluated,
    await send("Runtime.evaluate", { expression, returnByValue: true }),
  );
  const { cssContentSize } = v.parse(size, await send("Page.getLayoutMetrics"));
  const height = Math.ceil(cssContentSize.height);
  const pictures: Uint8Array[] = [];
  for (let y = 0; y < height; y += TALLEST) {
    const clip = { x: 0, y, width, height: Math.min(TALLEST, height - y), scale: 1 };
    const taken = await send("Page.captureScreenshot", {
      ...{ format: "png", captureBeyondViewport: true, clip },
    });
    pictures.push(Uint8Array.fromBase64(v.parse(screenshot, taken).data));
  }
  await socket.send("Target.closeTarget", { targetId });
  return { value: result.value, pictures, height };
}
