import assert from "node:assert/strict";
import {
  type Adaptation,
  answerCase,
  type ErrorKind,
  httpModel,
  liveclin,
  ModelError,
  type Outcome,
} from "../../mod.ts";

/** The forms an error body has, each holding nothing of the error but its words. */
const SHAPES: Readonly<Record<string, (words: string) => unknown>> = {
  "OpenAI": (message) => ({ error: { message, type: "some_error", param: null, code: null } }),
  "vLLM and SGLang": (message) => ({
    object: "error",
    message,
    type: "BadRequestError",
    param: null,
    code: 400,
  }),
  "LiteLLM": (message) => ({ error: { message, type: null, param: null, code: "400" } }),
  "FastAPI, a text": (detail) => ({ detail }),
  "FastAPI, a list": (msg) => ({
    detail: [{ type: "value_error", loc: ["body", "messages"], msg, input: { a: 1 } }],
  }),
  "FastAPI, an object": (message) => ({ detail: { message } }),
  "Gemini": (message) => [{ error: { code: 400, message, status: "INVALID_ARGUMENT" } }],
  "Anthropic": (message) => ({
    type: "error",
    error: { type: "invalid_request_error", message },
    request_id: "req_1",
  }),
  "TGI": (error) => ({ error, error_type: "validation" }),
  "Ollama": (error) => ({ error }),
  "Mistral": (message) => ({ object: "error", message: { detail: [{ msg: message }] } }),
  "OpenRouter": (raw) => ({
    error: {
      message: "Provider returned error",
      code: 400,
      metadata: { raw: JSON.stringify({ error: { message: raw } }), provider_name: "P" },
    },
  }),
  "a title and a detail": (detail) => ({ title: "Bad Request", status: 400, detail }),
  "a status and a message": (message) => ({ statusCode: 400, error: "Bad Request", message }),
  "a plain text": (words) => words,
};

/** What becomes of a question whose call was refused so; `stops` is a run that ends, resumably. */
type Fate = Outcome | "stops";

const WORDS: readonly (readonly [number, string, ErrorKind, Fate])[] = [
  [400, "At most 0 image(s) may be provided in one prompt.", "image_refused", "media_missing"],
  [400, "Invalid image data", "image_refused", "media_missing"],
  [404, "No endpoints found that support image input", "image_refused", "media_missing"],
  [400, "m is not a multimodal model", "image_refused", "media_missing"],
  [400, "Model m: image input is not supported", "image_refused", "media_missing"],
  [
    400,
    "This model's maximum context length is 4096 tokens. However, you requested 5000",
    "context_too_long",
    "failed",
  ],
  [
    400,
    "The input (5000 tokens) is longer than the model's context length (4096 tokens).",
    "context_too_long",
    "failed",
  ],
  [
    400,
    "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
    "context_too_long",
    "failed",
  ],
  [400, "prompt is too long: 213000 tokens > 200000 maximum", "context_too_long", "failed"],
  [
    422,
    "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens",
    "context_too_long",
    "failed",
  ],
  [
    400,
    "the request exceeds the available context size, try increasing it",
    "context_too_long",
    "failed",
  ],
  [404, "The model `m` does not exist.", "unknown_model", "stops"],
  [404, "The model `qwen-image-vision` does not exist", "unknown_model", "stops"],
  [404, 'model "m" not found, try pulling it first', "unknown_model", "stops"],
  [404, "Model m not found", "unknown_model", "stops"],
  [
    404,
    "models/m is not found for API version v1main, or is not supported",
    "unknown_model",
    "stops",
  ],
  [
    404,
    "The API deployment for this resource does not exist. DeploymentNotFound",
    "unknown_model",
    "stops",
  ],
  [400, "m is not a valid model ID", "unknown_model", "stops"],
  [400, "Model Not Exist", "unknown_model", "stops"],
  [404, "No endpoints found for some/m.", "unknown_model", "stops"],
  [401, "Invalid API key", "auth", "stops"],
  [403, "You may not use this model", "auth", "stops"],
  [403, "Your request was blocked.", "auth", "stops"],
  [403, "Your account was flagged for violating our usage policies", "auth", "stops"],
  [400, "API key not valid. Please pass a valid API key.", "auth", "stops"],
  [400, "Your credit balance is too low to access the API", "auth", "stops"],
  [402, "Insufficient Balance", "auth", "stops"],
  [
    429,
    "You exceeded your current quota, please check your plan and billing details.",
    "auth",
    "stops",
  ],
  [
    429,
    "You exceeded your current quota, please check your plan and billing details. Please retry in 23.5s.",
    "rate_limited",
    "failed",
  ],
  [
    429,
    "Rate limit reached. Please try again in 6ms. Add a payment method at example.org/billing.",
    "rate_limited",
    "failed",
  ],
  [
    403,
    'm requires moderation on P. Your input was flagged for "violence".',
    "content_filter",
    "refused",
  ],
  [
    400,
    "Invalid prompt: your prompt was flagged as potentially violating our usage policy.",
    "content_filter",
    "refused",
  ],
  [
    400,
    "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
    "content_filter",
    "refused",
  ],
  [400, "Input data may contain inappropriate content.", "content_filter", "refused"],
  [400, "'temperature' must be between 0 and 1 for this vision model", "bad_request", "failed"],
  [400, "top_k: not a known field", "bad_request", "failed"],
  [413, "Request Entity Too Large", "bad_request", "failed"],
  [500, "CUDA out of memory", "server", "failed"],
  [503, "The model is overloaded with images", "server", "failed"],
];

const benchmark = liveclin({ imageMode: "url" });
const record = benchmark.examples[0]?.record;

/** One call to an endpoint that answers so, and what becomes of its question. */
async function refusedBy(response: () => Response): Promise<{
  readonly failure: ModelError["failure"];
  readonly fate: Fate;
}> {
  const model = httpModel({
    model: "m",
    apiBase: "https://api.example.org/v1",
    limiter: null,
    maxRetries: 1,
    fetch: () => Promise.resolve(response()),
  });
  const c = benchmark.parse(record, "example:1");
  try {
    const answer = await answerCase(c, { benchmark, model });
    const [turn] = answer?.turns ?? [];
    const [grade] = await benchmark.grade(c, answer?.turns ?? []);
    assert.ok(turn?.error && grade);
    return { failure: turn.error, fate: grade.outcome };
  } catch (error) {
    assert.ok(error instanceof ModelError, String(error));
    return { failure: error.failure, fate: "stops" };
  }
}

const respond = (body: unknown, status: number) => () =>
  typeof body === "string" ? new Response(body, { status }) : Response.json(body, { status });

for (const [status, words, kind, fate] of WORDS) {
  Deno.test(`${status} "${words.slice(0, 60)}" is ${kind} in every form of error body`, async () => {
    for (const [shape, make] of Object.entries(SHAPES)) {
      const { failure, fate: became } = await refusedBy(respond(make(words), status));
      assert.equal(failure.kind, kind, shape);
      assert.equal(failure.status, status, shape);
      assert.ok(failure.message.includes(words), `${shape}: ${failure.message}`);
      assert.equal(became, fate, shape);
    }
  });
}

/** An endpoint's own code, where its form has a place for one. */
const CODES: readonly (readonly [number, object, ErrorKind])[] = [
  [404, { error: { code: "model_not_found", message: "no" } }, "unknown_model"],
  [404, { error: { code: "DeploymentNotFound", message: "no" } }, "unknown_model"],
  [
    404,
    { type: "error", error: { type: "not_found_error", message: "model: claude-x" } },
    "unknown_model",
  ],
  [400, { error: { code: "context_length_exceeded", message: "no" } }, "context_too_long"],
  [400, { error: { code: "content_filter", message: "no" } }, "content_filter"],
  [
    400,
    { error: { code: "x", innererror: { code: "ResponsibleAIPolicyViolation" }, message: "no" } },
    "content_filter",
  ],
  [429, { error: { code: "insufficient_quota", message: "no" } }, "auth"],
  [
    429,
    [{ error: { code: 429, status: "RESOURCE_EXHAUSTED", message: "check billing" } }],
    "rate_limited",
  ],
  [400, { error: { code: "invalid_image_url", message: "Failed to download" } }, "image_refused"],
  [400, { error: { code: "x" } }, "bad_request"],
  [400, { error: {} }, "bad_request"],
  [400, [], "bad_request"],
];

Deno.test("an endpoint's own code counts as its words do", async () => {
  for (const [status, body, kind] of CODES) {
    const { failure } = await refusedBy(respond(body, status));
    assert.equal(failure.kind, kind, JSON.stringify(body));
    assert.notEqual(failure.message.trim(), "");
  }
});

Deno.test("a page of HTML is named by its title, and its mark-up decides nothing", async () => {
  const page = "<html><head><title>413 Too Large</title></head><style>background-image</style>";
  const { failure } = await refusedBy(respond(page, 413));
  assert.equal(failure.kind, "bad_request");
  assert.match(failure.message, /HTML page \(title "413 Too Large"\)/);
  assert.doesNotMatch(failure.message, /background/);
});

Deno.test("an endless or a huge error body is read no further than it says something", async () => {
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new TextEncoder().encode("no room ".repeat(5000))),
  });
  const { failure } = await refusedBy(() => new Response(endless, { status: 503 }));
  assert.equal(failure.kind, "server");
  assert.match(failure.message, /^no room/);
  assert.ok(failure.message.length <= 400);
});

/** Refusals that a parameter can be adapted to. */
const REFUSED: readonly (readonly [string, Adaptation | null])[] = [
  [
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    { parameter: "max_tokens", sentAs: "max_completion_tokens" },
  ],
  [
    "Unsupported value: 'temperature' does not support 0 with this model.",
    { parameter: "temperature", sentAs: null },
  ],
  ["invalid temperature: only 1 is allowed for this model", {
    parameter: "temperature",
    sentAs: null,
  }],
  ["Unsupported parameter: 'n'", { parameter: "n", sentAs: null }],
  [
    "'max_tokens' or 'max_completion_tokens' is too large: 16384. This model's maximum context length is 4096",
    null,
  ],
];

Deno.test("a parameter is adapted whatever the form of the refusal", async () => {
  for (const [words, adaptation] of REFUSED) {
    for (const [shape, make] of Object.entries(SHAPES)) {
      const learned: Adaptation[] = [];
      let calls = 0;
      const model = httpModel({
        model: "m",
        apiBase: "https://api.example.org/v1",
        limiter: null,
        maxRetries: 1,
        parameters: { n: 1, temperature: 0, max_tokens: 16 },
        onAdaptation: (one) => learned.push(one),
        fetch: () =>
          Promise.resolve(
            calls++ === 0
              ? respond(make(words), 400)()
              : Response.json({ choices: [{ message: { content: "A" } }] }),
          ),
      });
      await model.reply([{ role: "user", content: "q" }]).catch(() => {});
      assert.deepEqual(learned, adaptation === null ? [] : [adaptation], `${shape}: ${words}`);
    }
  }
});
