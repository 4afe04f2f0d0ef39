import { sha256Hex } from "../../parse/sha256_hex.ts";
import { answerChat } from "./answer_chat.ts";
import { answerKey } from "./answer_key.ts";
import { apiError } from "./api_error.ts";
import { faultChooser } from "./fault_chooser.ts";
import { parseChatRequest } from "./parse_chat_request.ts";
import { rubricKey } from "./rubric_key.ts";
import { SIMULATED_MODELS } from "./simulated_models.ts";
import type { SimulatedAnswer } from "./fault_types.ts";
import type {
  SimulatedEndpoint,
  SimulatedEndpointOptions,
  SimulatedHttpRequest,
} from "./server_types.ts";
import type { SimulatedModel } from "./types.ts";

const SECRET_HEADERS = ["authorization", "api-key", "x-api-key", "cookie"];

/**
 * An OpenAI-compatible endpoint without the wire: `POST /v1/chat/completions`, `GET /v1/models`, `GET /v1/models/{id}`;
 * anything else is a 404 in the API's error shape. `startSimulatedServer` puts it on HTTP.
 *
 * Throws RangeError for no models, two of one id, or an impossible fault.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { simulatedEndpoint } from "@rounds/rounds";
 *
 * const endpoint = simulatedEndpoint({ seed: 1 });
 * const body = JSON.stringify({
 *   model: "sim-weak",
 *   messages: [{ role: "user", content: "Which?\nA. This\nB. That" }],
 * });
 * const request = { method: "POST", path: "/v1/chat/completions", headers: {}, body };
 * const { answer } = endpoint.answer(request);
 * assert.equal(answer.status, 200);
 * assert.match(JSON.parse(answer.body).choices[0].message.content, /^\\boxed\{[AB]\}$/);
 * ```
 */
export function simulatedEndpoint(options: SimulatedEndpointOptions = {}): SimulatedEndpoint {
  const { seed = 1, apiKey, now = () => new Date(), onRequest } = options;
  const models = indexModels(options.models ?? SIMULATED_MODELS);
  const key = answerKey(options.questions ?? []);
  const rubrics = rubricKey(options.rubrics ?? []);
  const chooseFault = faultChooser(options.faults ?? [], { seed });
  const startedSeconds = Math.floor(now().getTime() / 1000);
  let total = 0;
  const modelCounts = new Map<string, number>();
  const faultCounts = new Map<string, number>();

  const route = (request: SimulatedHttpRequest): ReturnType<SimulatedEndpoint["answer"]> => {
    const index = total++;
    const keyless = apiKey === undefined ? null : checkKey(request, apiKey);
    const path = request.path.replace(/\?.*$/s, "");
    const isChat = path === "/v1/chat/completions" && request.method === "POST";
    const parsed = isChat ? parseChatRequest(request.body) : null;
    const chat = parsed?.request ?? null;
    const refusal = keyless ?? (isChat ? refuseChat(parsed, models) : null);
    const fault = chat === null || refusal !== null ? null : chooseFault(chat);
    if (chat !== null) count(modelCounts, chat.model);
    if (fault !== null) count(faultCounts, fault.kind);
    onRequest?.({
      index,
      method: request.method,
      path: request.path,
      headers: withoutSecrets(request.headers),
      keySent: /^bearer\s+\S/i.test(request.headers.authorization ?? ""),
      body: chat?.body ?? parseLoosely(request.body),
      fault: fault?.kind ?? null,
    });
    const model = chat === null ? undefined : models.get(chat.model);
    const answer = refusal ??
      (chat === null || model === undefined
        ? answerModels(request.method, path, { models, created: startedSeconds })
        : answerChat(chat, {
          model,
          fault,
          key,
          rubrics,
          seed,
          now: now(),
          id: `chatcmpl-${digest(seed, "completion", index)}`,
        }));
    return { chat, answer: withRequestId(answer, digest(seed, "request", index)) };
  };
  return {
    answer: route,
    counts: () => ({
      total,
      models: Object.fromEntries(modelCounts),
      faults: Object.fromEntries(faultCounts),
    }),
  };
}

function refuseChat(
  parsed: ReturnType<typeof parseChatRequest> | null,
  models: ReadonlyMap<string, SimulatedModel>,
): SimulatedAnswer | null {
  if (parsed === null) return null;
  if (parsed.request === null) return apiError(400, parsed.refusal);
  const { request } = parsed;
  const model = models.get(request.model);
  if (model === undefined) return unknownModel(request.model);
  if (model.refuses.includes("max_tokens") && isGiven(request.body.max_tokens)) {
    return apiError(400, {
      message: "Unsupported parameter: 'max_tokens' is not supported with this model. Use " +
        "'max_completion_tokens' instead.",
      param: "max_tokens",
      code: "unsupported_parameter",
    });
  }
  if (model.refuses.includes("temperature") && (request.temperature ?? 1) !== 1) {
    return apiError(400, {
      message: `Unsupported value: 'temperature' does not support ${request.temperature} with ` +
        "this model. Only the default (1) value is supported.",
      param: "temperature",
      code: "unsupported_value",
    });
  }
  return null;
}

function answerModels(method: string, path: string, known: {
  readonly models: ReadonlyMap<string, SimulatedModel>;
  readonly created: number;
}): SimulatedAnswer {
  const card = (id: string): unknown => ({
    id,
    object: "model",
    created: known.created,
    owned_by: "simulated",
  });
  if (method === "GET" && path === "/v1/models") {
    return ok({ object: "list", data: [...known.models.keys()].map(card) });
  }
  const id = /^\/v1\/models\/(.+)$/.exec(path)?.[1];
  if (method === "GET" && id !== undefined) {
    return known.models.has(id) ? ok(card(id)) : unknownModel(id);
  }
  return apiError(404, {
    message: `Unknown request URL: ${method} ${path}. Please check the URL for typos.`,
    code: "unknown_url",
  });
}

function checkKey(request: SimulatedHttpRequest, apiKey: string): SimulatedAnswer | null {
  const sent = /^bearer\s+(.*)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (sent === apiKey) return null;
  return apiError(401, {
    message: sent === undefined
      ? "You didn't provide an API key. You need to provide your API key in an Authorization " +
        "header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)."
      : `Incorrect API key provided: ${masked(sent)}. You can find your API key at ` +
        "https://platform.openai.com/account/api-keys.",
    code: sent === undefined ? null : "invalid_api_key",
  });
}

/** The API quotes a refused key with its middle starred out; a client must not pass even that on. */
function masked(key: string): string {
  return key.length <= 12 ? "*".repeat(key.length) : `${key.slice(0, 8)}********${key.slice(-4)}`;
}

function unknownModel(id: string): SimulatedAnswer {
  return apiError(404, {
    message: `The model \`${id}\` does not exist or you do not have access to it.`,
    code: "model_not_found",
  });
}

function ok(body: unknown): SimulatedAnswer {
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    delivery: "whole",
  };
}

function indexModels(models: readonly SimulatedModel[]): ReadonlyMap<string, SimulatedModel> {
  const index = new Map(models.map((model) => [model.id, model]));
  if (models.length === 0) throw new RangeError("models is empty, expected at least one");
  if (index.size < models.length) {
    throw new RangeError(`Two models share an id: ${models.map(({ id }) => id).join(", ")}`);
  }
  return index;
}

function withRequestId(answer: SimulatedAnswer, id: string): SimulatedAnswer {
  return { ...answer, headers: { "x-request-id": `req_${id}`, ...answer.headers } };
}

function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !SECRET_HEADERS.includes(name)),
  );
}

function parseLoosely(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** 24 hexadecimal digits. */
function digest(...labels: readonly (string | number)[]): string {
  return sha256Hex(JSON.stringify(labels)).slice(0, 24);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
