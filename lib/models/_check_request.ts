import type { RequestParameters } from "../types.ts";

/** What every request of a model is made of. */
export interface CheckRequestOptions {
  readonly apiKey: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: RequestParameters;
  readonly timeoutMs: number;
}

/** The longest a timer can wait; what is more overflows and rings at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Throws a RangeError for what every single call would fail by, naming it but not its value: it may be a secret. */
export function checkRequest(options: CheckRequestOptions): void {
  const { apiKey, headers, parameters, timeoutMs } = options;
  if (!(timeoutMs > 0 && timeoutMs <= LONGEST_TIMER_MS)) {
    throw new RangeError(
      `timeoutMs is ${timeoutMs}, expected milliseconds above 0 and up to ${LONGEST_TIMER_MS}`,
    );
  }
  if (parameters["stream"] === true) {
    throw new RangeError("parameters.stream is true, but answers are read whole: leave it out");
  }
  refuseUncarriable("the API key (OPENAI_API_KEY, --api-key)", apiKey);
  for (const [name, value] of Object.entries(headers)) {
    refuseUncarriable(`the header ${name}`, value);
  }
}

function refuseUncarriable(what: string, value: string): void {
  const at = [...value].findIndex((character) => !isCarried(character.codePointAt(0) ?? 0));
  if (at === -1) return;
  throw new RangeError(
    `${what} holds a character that HTTP cannot carry, at place ${at + 1} of ${
      [...value].length
    }: ` +
      "was it copied with a letter of another alphabet, a quotation mark or a line break?",
  );
}

/** Bytes without control characters; the blank and the tabulator are none. */
function isCarried(code: number): boolean {
  return code === 9 || (code >= 32 && code <= 255 && code !== 127);
}
