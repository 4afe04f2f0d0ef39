import { apiError } from "./api_error.ts";
import { contextTooLong } from "./context_too_long.ts";
import type {
  FaultContext,
  SimulatedAnswer,
  SimulatedFault,
  SimulatedFaultBehaviour,
  SimulatedFaultKind,
} from "./fault_types.ts";
import type { ChatMessage, ChatRequest } from "./types.ts";

const CHARACTERS_PER_TOKEN = 4;
const HTML_PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n" +
  "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

/** Prompt tokens that a `context_cut` fault reads unless it says otherwise. */
const WINDOW_TOKENS = 256;

/** How each fault looks. To add one: its name in `SimulatedFaultKind`, and its behaviour here. */
export const SIMULATED_FAULTS: Readonly<Record<SimulatedFaultKind, SimulatedFaultBehaviour>> = {
  "429": {
    description: "rate limit, with Retry-After in seconds",
    answer: rateLimited,
  },
  "429_quota": {
    description: "quota used up: a 429 that no waiting cures",
    answer: () =>
      apiError(429, {
        message:
          "You exceeded your current quota, please check your plan and billing details. For more " +
          "information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
        type: "insufficient_quota",
        code: "insufficient_quota",
      }),
  },
  "500": {
    description: "server error",
    answer: () =>
      apiError(500, {
        message: "The server had an error while processing your request. Sorry about that!",
        type: "server_error",
      }),
  },
  "502_html": {
    description: "a proxy's HTML error page",
    answer: () => ({ status: 502, headers: { "content-type": "text/html" }, body: HTML_PAGE }),
  },
  "503": {
    description: "overloaded",
    answer: () =>
      apiError(503, {
        message: "The engine is currently overloaded, please try again later.",
        type: "server_error",
      }),
  },
  hang: { description: "never answers", delivery: "hang" },
  reset: { description: "connection reset before any byte", delivery: "reset" },
  cut_body: { description: "half of the announced body, then closed", delivery: "cut" },
  stall: { description: "half of the announced body, then nothing more", delivery: "stall" },
  malformed_json: {
    description: "a complete body whose JSON stops in the middle",
    text: (body) => body.slice(0, Math.floor(body.length / 2)),
  },
  empty_body: { description: "status 200 and no body", text: () => "" },
  html_200: {
    description: "status 200 and an HTML page",
    answer: () => ({
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8" },
      body: "<!doctype html><html><head><title>Sign in</title></head><body>Please sign in to the " +
        "network.</body></html>",
    }),
  },
  error_200: {
    description: "status 200 and an error object",
    answer: () => ({
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ error: { message: "Provider returned error", code: 502 } }),
    }),
  },
  choice_error: {
    description: "status 200, the answer, and an error of the provider beside it",
    body: (body) => ({
      ...body,
      choices: [{
        ...Object(Array.isArray(body["choices"]) ? body["choices"][0] : null),
        finish_reason: "error",
        error: { message: "Provider disconnected", code: 502 },
      }],
    }),
  },
  empty_choices: {
    description: "no choices in the body",
    body: (body) => ({ ...body, choices: [] }),
  },
  empty_content: {
    description: "the content is an empty text",
    say: () => ({ content: "" }),
  },
  null_content: {
    description: "the content is null",
    say: () => ({ content: null }),
  },
  no_usage: {
    description: "no usage in the body",
    body: (body) => Object.fromEntries(Object.entries(body).filter(([name]) => name !== "usage")),
  },
  zero_usage: {
    description: "every count of usage is 0",
    body: (body) => ({
      ...body,
      usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
    }),
  },
  truncation: {
    description: "stopped by the token limit before the answer",
    say: () => ({
      content: "Let us consider the course step by step. The first finding that matters is",
      finishReason: "length",
    }),
  },
  context_cut: {
    description: "only the tail of the prompt is read, prompt tokens stay constant",
    perConversation: true,
    read: tailOnly,
    promptTokens: (tokens, fault) => Math.min(tokens, fault.windowTokens ?? WINDOW_TOKENS),
  },
  content_filter: {
    description: "finish reason content_filter and no content",
    say: () => ({ content: null, finishReason: "content_filter" }),
  },
  content_filter_400: {
    description: "status 400, the prompt was filtered",
    answer: () =>
      apiError(400, {
        message:
          "The response was filtered due to the prompt triggering the content management policy. " +
          "Please modify your prompt and retry.",
        type: null,
        param: "prompt",
        code: "content_filter",
      }),
  },
  flagged_403: {
    description: "status 403, a moderation flagged the prompt",
    answer: ({ request }) => ({
      ...apiError(403, { message: "" }),
      body: JSON.stringify({
        error: {
          code: 403,
          message: `${request.model} requires moderation. Your input was flagged for "violence".`,
          metadata: { reasons: ["violence"] },
        },
      }),
    }),
  },
  context_too_long: {
    description: "status 400, the prompt does not fit the context",
    answer: ({ promptTokens }) => contextTooLong(Math.max(1, promptTokens - 1), promptTokens),
  },
  image_refused: {
    description: "status 400 for a prompt with an image",
    applies: ({ messages }) => messages.some(({ images }) => images.length > 0),
    answer: () =>
      apiError(400, {
        message: "You uploaded an unsupported image. Please make sure your image is valid.",
        code: "image_parse_error",
      }),
  },
  wrong_key: { description: "status 401, the key is no longer accepted", answer: keyRefused },
};

function rateLimited({ request, fault, now }: FaultContext): SimulatedAnswer {
  const seconds = fault.retryAfterSeconds ?? 1;
  const error = apiError(429, {
    message: `Rate limit reached for ${request.model} in organization org-simulated on requests ` +
      `per min (RPM): Limit 60, Used 60, Requested 1. Please try again in ${seconds}s.`,
    type: "requests",
    code: "rate_limit_exceeded",
  });
  if (fault.retryAfter === "none") return error;
  return {
    ...error,
    headers: {
      ...error.headers,
      "x-ratelimit-limit-requests": "60",
      "x-ratelimit-remaining-requests": "0",
      "x-ratelimit-reset-requests": `${seconds}s`,
      "retry-after": fault.retryAfter === "date"
        ? new Date(now.getTime() + seconds * 1000).toUTCString()
        : String(seconds),
    },
  };
}

function keyRefused(): SimulatedAnswer {
  return apiError(401, {
    message: "Incorrect API key provided. You can find your API key at " +
      "https://platform.openai.com/account/api-keys.",
    code: "invalid_api_key",
  });
}

function tailOnly(request: ChatRequest, fault: SimulatedFault): ChatRequest {
  let room = (fault.windowTokens ?? WINDOW_TOKENS) * CHARACTERS_PER_TOKEN;
  const kept: ChatMessage[] = [];
  for (const message of request.messages.toReversed()) {
    if (room <= 0) break;
    kept.unshift({ ...message, text: message.text.slice(-room), images: [] });
    room -= message.text.length;
  }
  return { ...request, messages: kept };
}
