/**
 * What a simulated model is and gets to see. No code lives here.
 *
 * @module
 */

/** One message of a chat request as a simulated model reads it. */
export interface ChatMessage {
  /** `system`, `developer`, `user`, `assistant` or `tool`. */
  readonly role: string;
  /** The text parts, joined by line feeds. */
  readonly text: string;
  /** The image URLs (`data:` or `http(s):`), in order. */
  readonly images: readonly string[];
}

/** A chat-completions request that passed the checks of `parseChatRequest`. */
export interface ChatRequest {
  /** The model asked for; whether it exists is not checked here. */
  readonly model: string;
  /** The conversation so far; at least one message. */
  readonly messages: readonly ChatMessage[];
  /** `max_completion_tokens`, else `max_tokens`; null when neither was sent. */
  readonly maxTokens: number | null;
  /** Null when not sent. */
  readonly temperature: number | null;
  /** The whole body as it came, for models and faults that read other parameters. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a simulated model says, before the token limit cuts it and usage is counted. */
export interface SimulatedCompletion {
  /** The message content; null goes with a refusal. */
  readonly content: string | null;
  /** Sent as `reasoning_content` and counted as reasoning tokens; absent when there is none. */
  readonly reasoning?: string;
  /** The API's refusal field; absent when the model did not refuse that way. */
  readonly refusal?: string;
  /** `stop` unless told; the token limit turns it into `length`. */
  readonly finishReason?: string;
}

/** One multiple-choice question and its key: what makes a simulated model right or wrong on purpose. */
export interface SimulatedQuestion {
  /** The question text, without scenario and options. */
  readonly question: string;
  /** Letter to option text, as offered. */
  readonly options: Readonly<Record<string, string>>;
  /** The right letter. */
  readonly letter: string;
  /** Whether the question's own turn carries an image. */
  readonly hasImage: boolean;
  /** 1-based place within its case. */
  readonly position: number;
  /** Any id of the case: its questions share a difficulty, so errors cluster. */
  readonly caseId: string;
  /** In logits, 0 is average; drawn from the seed when absent. */
  readonly difficulty?: number;
}

/** A question as it was found in a prompt. */
export interface AskedQuestion {
  /** Empty when the prompt offers options only. */
  readonly question: string;
  /** Letter to option text, as offered. */
  readonly options: Readonly<Record<string, string>>;
}

/** Finds the key of a question; null when it is not known. */
export interface AnswerKey {
  /** Number of questions known. */
  readonly size: number;
  /** By question and options, else by the question alone, else by the options alone; ambiguous is null. */
  find(asked: AskedQuestion): SimulatedQuestion | null;
}

/** One criterion of a rubric: what makes an open answer good or bad on purpose. */
export interface SimulatedCriterion {
  /** The statement a judge is to decide. */
  readonly criterion: string;
  /** Below 0 for an error; never shown to a judge. */
  readonly points: number;
}

/** One case with an open question and the rubric of its answer. */
export interface SimulatedRubric {
  /** Any id of the case: its criteria share a difficulty, so misses cluster. */
  readonly caseId: string;
  /** What a prompt shows of the case: narrative, empty line, request. */
  readonly query: string;
  /** In the order of the record. */
  readonly criteria: readonly SimulatedCriterion[];
  /** `YYYY-MM-DD`; null when the record gives none. */
  readonly date: string | null;
  /** Language the criteria are written in, and so the answer. */
  readonly language: "en" | "zh";
}

/** Finds the rubric of a case; null when it is not known. */
export interface RubricKey {
  /** Number of rubrics known. */
  readonly size: number;
  /** The rubric whose whole query, or else whose whole narrative, stands in the prompt; of several the longest. */
  find(prompt: string): SimulatedRubric | null;
}

/** What a simulated model may use besides the request. */
export interface SimulatedContext {
  /** The server's seed. */
  readonly seed: number;
  /** The questions whose right letter is known. */
  readonly key: AnswerKey;
  /** The cases whose rubric is known. */
  readonly rubrics: RubricKey;
  /** A number in [0,1) fixed by seed, model and labels (and the request's `seed` when temperature is above 0). */
  random(...labels: readonly (string | number)[]): number;
}

/** A simulated model: plain data and one function. Method syntax, so that lists of models type-check. */
export interface SimulatedModel {
  /** The name a request asks for. */
  readonly id: string;
  /** One line for help texts. */
  readonly description: string;
  /** Longer prompts are answered 400 `context_length_exceeded`. */
  readonly contextTokens: number;
  /** Request parameters this model refuses with a 400, as some hosted models do. */
  readonly refuses: readonly SimulatedRefusal[];
  /** Must be a function of its arguments alone, so that equal requests get equal replies. */
  reply(request: ChatRequest, context: SimulatedContext): SimulatedCompletion;
}

/** A parameter that a model refuses: `max_tokens` at all, `temperature` other than 1. */
export type SimulatedRefusal = "max_tokens" | "temperature";
