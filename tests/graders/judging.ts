import type { Judge, Message, Model, Reply, Verdict } from "../../mod.ts";

/** What a judge's prompt holds, as a judge that follows its instructions reads it. */
export interface ReadPrompt {
  readonly query: string;
  readonly answer: string;
  readonly criterion: string;
}

/** Takes the data out of a judge's prompt by its marks, told apart by the code the prompt names. */
export function readPrompt(prompt: string): ReadPrompt {
  const code = /the code ([0-9a-f]{16}):/.exec(prompt)?.[1] ?? "";
  const block = (name: string): string => {
    const open = `<${name}-${code}>\n`;
    const start = prompt.indexOf(open) + open.length;
    if (start < open.length) throw new Error(`no ${name} in the prompt`);
    return prompt.slice(start, prompt.indexOf(`\n</${name}-${code}>`, start));
  };
  return { query: block("query"), answer: block("answer"), criterion: block("criterion") };
}

/** What a judging model says: a verdict, a text as it is, or a failure. */
export type Said = boolean | string | Error;

/** A model that judges by a rule and remembers what it was asked. */
export function judgingModel(
  decide: (asked: ReadPrompt, call: number) => Said | Promise<Said>,
  name = "judge-1",
): Model & { readonly asked: ReadPrompt[]; readonly prompts: string[] } {
  const asked: ReadPrompt[] = [];
  const prompts: string[] = [];
  return {
    name,
    origin: "scripted",
    parameters: { temperature: 0 },
    asked,
    prompts,
    async reply(messages: readonly Message[]): Promise<Reply> {
      const content = messages.at(-1)?.content;
      const prompt = typeof content === "string" ? content : "";
      const read = readPrompt(prompt);
      prompts.push(prompt);
      const call = asked.push(read);
      const said = await decide(read, call);
      if (said instanceof Error) throw said;
      const text = typeof said === "string" ? said : JSON.stringify({ met: said, evidence: "" });
      return { ...plainReply(text), attempts: 1 };
    },
  };
}

/** A reply of that text. */
export function plainReply(content: string): Reply {
  return {
    content,
    text: content,
    reasoning: null,
    refusal: null,
    finishReason: "stop",
    usage: { inputTokens: 100, outputTokens: 10, reasoningTokens: null, cachedTokens: null },
    requestId: null,
    servedModel: "judge-served",
  };
}

/** A judge of fixed verdicts, in the order asked; the last one again and again. */
export function fixedJudge(name: string, said: readonly (boolean | null)[]): Judge {
  let next = 0;
  return {
    name,
    promptSha256: "p",
    identity: [`${name} p`],
    judge: (_request, { repeat = 1 } = {}) => {
      const met = said[Math.min(next++, said.length - 1)] ?? null;
      return Promise.resolve(verdictOf(name, met, repeat));
    },
  };
}

/** A verdict. */
export function verdictOf(judge: string, met: boolean | null, repeat = 1): Verdict {
  return {
    judge,
    met,
    evidence: met === true ? "because" : null,
    reason: met === null ? "no word" : null,
    status: met === null ? "failed" : "read",
    repeat,
    attempts: 1,
    usage: null,
    servedModel: null,
    verdicts: [],
  };
}
