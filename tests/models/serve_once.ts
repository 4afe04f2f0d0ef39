/** A request as the server saw it. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: Headers;
  readonly authorization: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A server on loopback for one test. */
export interface TestServer extends AsyncDisposable {
  /** Base URL ending in /v1. */
  readonly base: string;
  readonly requests: readonly SeenRequest[];
}

/** Serves every request with `respond` until disposed; hanging answers are cut then. */
export function serveOnce(
  respond: (request: SeenRequest) => Response | Promise<Response>,
): TestServer {
  const requests: SeenRequest[] = [];
  const stop = new AbortController();
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    signal: stop.signal,
    onListen: () => {},
    onError: () => new Response("cut", { status: 500 }),
  }, async (request) => {
    const seen = {
      path: new URL(request.url).pathname,
      headers: request.headers,
      authorization: request.headers.get("authorization"),
      body: await request.json(),
    };
    requests.push(seen);
    return await respond(seen);
  });
  return {
    base: `http://127.0.0.1:${server.addr.port}/v1`,
    requests,
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await server.finished;
    },
  };
}
