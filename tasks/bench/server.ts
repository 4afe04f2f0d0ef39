/**
 * A chat-completions endpoint that answers at once (or after LATENCY_MS) with the same letter: as little work as a real
 * HTTP server can do, in a process of its own. Prints its base URL; ends with its standard input.
 */
const latencyMs = Number(Deno.args[0] ?? 0);
const body = new TextEncoder().encode(JSON.stringify({
  id: "c",
  object: "chat.completion",
  model: "bench",
  choices: [{
    index: 0,
    message: { role: "assistant", content: "The findings fit best.\n\\boxed{A}" },
    finish_reason: "stop",
  }],
  usage: { prompt_tokens: 1000, completion_tokens: 12, total_tokens: 1012 },
}));
const headers = { "content-type": "application/json" };
const server = Deno.serve(
  { hostname: "127.0.0.1", port: 0, onListen: () => {} },
  async (request) => {
    await request.arrayBuffer();
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    return new Response(body, { headers });
  },
);
console.log(`http://127.0.0.1:${server.addr.port}/v1`);
for await (const _ of Deno.stdin.readable);
await server.shutdown();
