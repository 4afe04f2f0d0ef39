import type { Reply } from "../types.ts";
import { redactKey } from "./redact_key.ts";

/** Takes the secrets of one endpoint out of what comes back from it. */
export interface Redactor {
  /** Of an error's words, where any bearer token goes too. */
  readonly message: (text: string) => string;
  /** Of a reply, where everything else stays as it came. The same object when there was none in it. */
  readonly reply: (reply: Reply) => Reply;
}

/** Headers whose values are as good as a key. */
const SECRET_HEADER = /auth|key|token|secret|cookie/i;

/** What is sent to an endpoint beside the key. */
export interface RedactorOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Base URL: it may carry a password, or a key in its query. */
  readonly apiBase: string;
}

/** Knows the key and the other secrets that are sent to an endpoint, and so may be quoted by it or by an error. */
export function redactor(apiKey: string, options: RedactorOptions): Redactor {
  const { password = "", searchParams } = URL.parse(options.apiBase) ?? {};
  const secrets = Object.entries(options.headers)
    .filter(([name]) => SECRET_HEADER.test(name))
    .map(([, value]) => value.replace(/^(bearer|basic|token)\s+/i, ""));
  const all = [apiKey, ...secrets, password, ...searchParams?.values() ?? []];
  const messages = all.map((secret) => redactKey(secret));
  const texts = all.map((secret) => redactKey(secret, { bearerTokens: false }));
  const through = (steps: typeof texts) => (text: string) =>
    steps.reduce((clean, step) => step(clean), text);
  const clean = through(texts);
  const cleanOrNull = (text: string | null) => text === null ? null : clean(text);
  return {
    message: through(messages),
    reply: (reply) => {
      const { content, text, reasoning, refusal, finishReason, requestId, servedModel } = reply;
      const said = { content, text, reasoning, refusal, finishReason, requestId, servedModel };
      if (Object.values(said).every((one) => cleanOrNull(one) === one)) return reply;
      return {
        ...reply,
        content: clean(content),
        text: clean(text),
        reasoning: cleanOrNull(reasoning),
        refusal: cleanOrNull(refusal),
        finishReason: cleanOrNull(finishReason),
        requestId: cleanOrNull(requestId),
        servedModel: cleanOrNull(servedModel),
      };
    },
  };
}
