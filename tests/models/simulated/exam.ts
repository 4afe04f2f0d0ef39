import { simulatedEndpoint } from "../../../lib/models/simulated/simulated_endpoint.ts";
import type {
  SimulatedEndpoint,
  SimulatedEndpointOptions,
} from "../../../lib/models/simulated/server_types.ts";
import type { SimulatedQuestion } from "../../../lib/models/simulated/types.ts";

const LETTERS = [..."ABCDEFGHIJ"];

/** Generated cases of 3 to 6 questions with ten options; two questions in five carry an image. */
export const CASES: readonly (readonly SimulatedQuestion[])[] = Array.from(
  { length: 120 },
  (_, index) =>
    Array.from({ length: 3 + index % 4 }, (_, place) => ({
      question: `What holds for case ${index}, step ${place + 1}?`,
      options: Object.fromEntries(
        LETTERS.map((letter) => [letter, `finding ${letter}${index}x${place}`]),
      ),
      letter: LETTERS[(index * 7 + place * 3) % 10] ?? "A",
      hasImage: (index + place) % 5 < 2,
      position: place + 1,
      caseId: `case-${index}`,
    })),
);

/** All questions of `CASES`. */
export const QUESTIONS: readonly SimulatedQuestion[] = CASES.flat();

/** The user message that asks a question, in the protocol's words. */
export function userMessage(
  question: SimulatedQuestion,
  options: { readonly image?: boolean } = {},
): { readonly role: "user"; readonly content: readonly unknown[] } {
  const { image = question.hasImage } = options;
  const lines = Object.entries(question.options).map(([letter, text]) => `${letter}. ${text}`);
  const scenario = question.position === 1 ? `* Scenario: Case ${question.caseId}.\n\n` : "";
  const text = `${scenario}* Question: ${question.question}\n* Options:\n${lines.join("\n")}\n\n` +
    "Please provide the letter of the correct option, formatted as \\boxed{LETTER} (e.g., \\boxed{A}).";
  const picture = { type: "image_url", image_url: { url: "https://example.org/figure.png" } };
  return { role: "user", content: [{ type: "text", text }, ...(image ? [picture] : [])] };
}

/** What the tests read of a completion body. */
export interface Completion {
  readonly id: string;
  readonly object: string;
  readonly created: number;
  readonly model: string;
  readonly choices: readonly {
    readonly finish_reason: string;
    readonly message: {
      readonly content: string | null;
      readonly refusal: string | null;
      readonly reasoning_content?: string;
    };
  }[];
  readonly usage: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly total_tokens: number;
    readonly prompt_tokens_details: { readonly cached_tokens: number };
    readonly completion_tokens_details: { readonly reasoning_tokens: number };
  };
}

/** Posts a chat body to an endpoint without a wire. */
export function post(
  endpoint: SimulatedEndpoint,
  body: unknown,
): { readonly status: number; readonly text: string; readonly headers: Record<string, string> } {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const { answer } = endpoint.answer({
    method: "POST",
    path: "/v1/chat/completions",
    headers: { authorization: "Bearer planted-key-1234567890" },
    body: text,
  });
  return { status: answer.status, text: answer.body, headers: { ...answer.headers } };
}

/** The completion of a request that is answered. */
export function complete(endpoint: SimulatedEndpoint, body: unknown): Completion {
  const { status, text } = post(endpoint, body);
  if (status !== 200) throw new Error(`status ${status}: ${text}`);
  return JSON.parse(text);
}

/** One answered question of a walk. */
export interface Walked {
  readonly question: SimulatedQuestion;
  readonly completion: Completion;
  /** Boxed last, or said in "The answer is"; null when neither. */
  readonly letter: string | null;
}

/** Walks a model through all cases, its own replies in the history. */
export function walk(model: string, options: SimulatedEndpointOptions = {}): readonly Walked[] {
  const endpoint = simulatedEndpoint({ questions: QUESTIONS, ...options });
  return CASES.flatMap((questions) => {
    const messages: unknown[] = [];
    return questions.map((question) => {
      messages.push(userMessage(question));
      const completion = complete(endpoint, { model, messages });
      const content = completion.choices[0]?.message.content ?? "";
      messages.push({ role: "assistant", content });
      const visible = content.replace(/<think>[\s\S]*<\/think>/, "");
      const letter = /(?:\\boxed\{|The answer is )([A-J])/.exec(visible)?.[1] ?? null;
      return { question, completion, letter };
    });
  });
}

/** Share of a walk's questions answered right. */
export function shareRight(walked: readonly Walked[]): number {
  return walked.filter(({ question, letter }) => letter === question.letter).length / walked.length;
}
