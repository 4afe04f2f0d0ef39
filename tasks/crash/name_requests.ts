import {
  firstRequest,
  httpModel,
  JUDGE_PARAMETERS,
  JUDGE_PROMPT,
  judgePrompt,
  type JudgeRequest,
  rememberingJudge,
  type Result,
  rubricJudge,
  type Verdict,
} from "../../mod.ts";
import type { CrashSet } from "./crash_set.ts";

/** What requests and stored verdicts are about, by a name that is the same in every run. */
export interface RequestNames {
  /** Of a chat request's body; null when it is none. */
  readonly ofBody: (body: unknown) => string | null;
  /** Of a key in the verdict file. */
  readonly ofKey: (key: string) => string;
}

/** A turn's name: its case and its place. */
export function turnName(caseId: string, index: number): string {
  return `${caseId} turn ${index + 1}`;
}

/**
 * Names every request a run of the set can make: a turn by its case's opening and the replies in its history, a judgement by
 * its prompt. `results` are those of an uninterrupted run: they hold the answers that are judged.
 */
export async function nameRequests(
  set: CrashSet,
  options: { readonly apiBase: string; readonly results: readonly Result[] },
): Promise<RequestNames> {
  const openings = new Map<string, string>();
  for (const c of set.cases) {
    const request = await firstRequest(c, set.benchmark);
    openings.set(openingOf(request?.messages), c.id);
  }
  const prompts = new Map<string, string>();
  const keys = new Map<string, string>();
  for (const { name, request } of judgementsOf(set, options.results)) {
    prompts.set(judgePrompt(JUDGE_PROMPT, { ...request }), name);
    keys.set(await keyOf(request, options.apiBase), name);
  }
  return {
    ofBody: (body) => {
      const messages: unknown = Object(body).messages;
      if (!Array.isArray(messages)) return null;
      if (Object(body).model === "sim-judge") {
        return named(prompts, messages);
      }
      return turnName(
        named(openings, messages),
        messages.filter(({ role }) => role === "assistant").length,
      );
    },
    ofKey: (key) => {
      const name = keys.get(key);
      if (name === undefined) throw new Error(`No judgement has the key ${key}`);
      return name;
    },
  };
}

function named(names: ReadonlyMap<string, string>, messages: unknown): string {
  const opening = openingOf(messages);
  const name = names.get(opening);
  if (name === undefined) throw new Error(`Nothing asks for ${opening.slice(0, 200)}`);
  return name;
}

interface NamedJudgement {
  readonly name: string;
  readonly request: JudgeRequest;
}

function judgementsOf(set: CrashSet, results: readonly Result[]): readonly NamedJudgement[] {
  const answers = new Map(
    results.map(({ case: c, turns }) => [c.id, turns[0]?.reply?.text ?? ""]),
  );
  return set.cases.flatMap((c) =>
    (set.benchmark.judgements?.(c) ?? []).map(({ query, criterion }, n) => ({
      name: `${c.id} verdict ${n + 1}`,
      request: { query, answer: answers.get(c.id) ?? "", criterion },
    }))
  );
}

/** The key under which the evaluation's judge keeps a verdict: asked of a memory that keeps nothing else. */
async function keyOf(request: JudgeRequest, apiBase: string): Promise<string> {
  let found = "";
  const verdict: Verdict = {
    judge: "",
    met: true,
    evidence: null,
    reason: null,
    status: "read",
    repeat: 1,
    attempts: null,
    usage: null,
    servedModel: null,
    verdicts: [],
  };
  const parameters = { ...JUDGE_PARAMETERS, max_completion_tokens: 2048 };
  const model = httpModel({ model: "sim-judge", apiBase, parameters });
  const store = {
    get: (key: string) => {
      found = key;
      return verdict;
    },
    set: () => Promise.resolve(),
  };
  await rememberingJudge(rubricJudge(model), store).judge(request);
  return found;
}

/** The text of the first user message, which no two cases and no two judgements share. */
function openingOf(messages: unknown): string {
  if (!Array.isArray(messages)) return "";
  const content: unknown = messages[0]?.content;
  if (!Array.isArray(content)) return String(content);
  return content.map((part) => Object(part).text ?? "").join("");
}
