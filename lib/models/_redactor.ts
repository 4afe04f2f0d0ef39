import type { Reply } from "../types.ts";
import { redactKey } from "../parse/redact_key.ts";

/** Takes the secrets of one endpoint out of what comes back from it. */
export interface Redactor {
  /** Of an error's words, where any bearer token goes too. */
  readonly message: (text: string) => string;
  /** Of a reply, where everything else stays as it came. The same object when there was none in it. */
  readonly reply: (reply: Reply) => Reply;
}

/** Headers, and fields of a query, whose values are as good as a key. */
const SECRET_HEADER = /auth|key|token|secret|cookie/i;

/**
 * Any of them may carry a secret, but a value such as `stroke` or a date is a word of the replies: it is taken out of them
 * where it looks like none, and out of errors always.
 */
function looksSecret(name: string, value: string): boolean {
  if (SECRET_HEADER.test(name)) return true;
  return value.length >= 8 && /^\S+$/.test(value) && /\d/.test(value) && /[a-z]/i.test(value) &&
    !/^https?:/.test(value);
}

/** What is sent to an endpoint beside the key. */
export interface RedactorOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Base URL: it may carry a password, or a key in its query. */
  readonly apiBase: string;
}

/** Knows the key and the other secrets that are sent to an endpoint, and so may be quoted by it or by an error. */
export function redactor(apiKey: string, options: RedactorOptions): Redactor {
  const { password = "", searchParams } = URL.parse(options.apiBase) ?? {};
  const values = [...Object.entries(options.headers), ...searchParams?.entries() ?? []]
    .map(([name, value]) => ({
      isSecret: looksSecret(name, value),
      value: value.replace(/^(bearer|basic|token)\s+/i, ""),
    }));
  const all = [
    apiKey,
    password,
    ...values.filter(({ isSecret }) => isSecret).map(({ value }) => value),
  ];
  const open = values.filter(({ isSecret }) => !isSecret).map(({ value }) => value);
  const messages = [...all, ...open].map((secret) => redactKey(secret));
  const texts = all.map((secret) => redactKey(secret, { bearerTokens: false, plainWords: false }));
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
