import type {
  Benchmark,
  Case,
  Grade,
  Item,
  Message,
  Model,
  Outcome,
  Reply,
  Result,
  Turn,
} from "../../mod.ts";
import { FieldReader, ModelError } from "../../mod.ts";

/** A case of the quiz: its keys are all there is. */
export type QuizCase = Case;

/** A case with one question a key. */
export function quizCase(id: string, keys: readonly string[], line = 1): QuizCase {
  const items = keys.map((expected, n): Item => ({
    id: `q${n + 1}`,
    position: n + 1,
    expected,
    optionCount: 2,
    points: null,
    tags: {},
    labels: {},
  }));
  return { id, line, tags: { ward: "3" }, items };
}

/** The smallest benchmark there can be: the right answer is the key, one question a turn, a failure ends the case. */
export function quiz(): Benchmark<QuizCase> {
  return {
    name: "quiz",
    version: "1",
    title: "Quiz",
    citation: "none",
    license: "CC0",
    source: { hubId: null, configs: [], notice: "" },
    identity: { prompt: "1" },
    meta: { quiz: true },
    itemsField: "answers",
    recognises: (file) =>
      new FieldReader(file, { where: "", thing: "file" }).object("meta")?.flag("quiz") === true,
    parse: (record, where) => {
      const read = new FieldReader(record, { where, thing: "case" });
      return quizCase(read.required("id", read.text("id")), ["a"]);
    },
    converse: async (c, ask) => {
      let history: readonly Message[] = [];
      for (const { id } of c.items) {
        const messages: readonly Message[] = [...history, {
          role: "user",
          content: `${c.id} ${id}`,
        }];
        const { reply } = await ask({ messages, items: [id], images: [] });
        if (reply === null) return;
        history = [...messages, { role: "assistant", content: reply.content }];
      }
    },
    grade: (c, turns) => c.items.map((item, n) => gradeOne(item, turns[n], turns)),
    toOfficial: (result) => ({
      case_id: result.case.id,
      answers: result.grades.map((grade, n) => ({
        key: grade.expected,
        given: result.turns[n]?.reply?.content ?? null,
        ok: grade.official.score === 1,
        error: grade.official.error,
      })),
    }),
    fromOfficial: (stored, where): Result => {
      const read = new FieldReader(stored, { where, thing: "case" });
      const answers = (read.list("answers") ?? []).map((answer) =>
        new FieldReader(answer, { where, thing: "answer" })
      );
      const c = quizCase(
        read.required("case_id", read.text("case_id")),
        answers.map((answer) => answer.text("key") ?? ""),
      );
      const turns = answers.flatMap((answer, index) => {
        const given = answer.text("given");
        return given === null ? [] : [turnOf(index, replyOf(given))];
      });
      return {
        case: c,
        model: "unknown",
        trial: 1,
        turns,
        grades: c.items.map((item, n) => ({
          ...gradeOne(item, turns[n], turns),
          official: {
            extracted: answers[n]?.text("given") ?? null,
            score: answers[n]?.flag("ok") ? 1 : 0,
            error: answers[n]?.text("error") ?? null,
          },
        })),
      };
    },
    officialSummary: (cases) => ({
      total: cases.length,
      right: cases.flatMap((c) => Object(c).answers).filter(({ ok }) => ok).length,
    }),
    renderSummary: (summary) => JSON.stringify(summary),
    examples: [],
  };
}

function gradeOne(item: Item, turn: Turn | undefined, turns: readonly Turn[]): Grade {
  const content = turn?.reply?.content ?? null;
  const outcome: Outcome = turn === undefined
    ? turns.some(({ error }) => error !== null) ? "skipped" : "not_run"
    : turn.error !== null
    ? "failed"
    : "graded";
  const score = outcome === "graded" ? Number(content === item.expected) : null;
  return {
    item: item.id,
    metric: "accuracy",
    outcome,
    score,
    reason: outcome === "graded" ? null : outcome,
    expected: item.expected,
    extracted: content,
    official: { extracted: content, score: score ?? 0, error: turn?.error?.message ?? null },
    turn: turn?.index ?? null,
    detail: {},
  };
}

/** A reply with that content. */
export function replyOf(content: string): Reply {
  return {
    content,
    text: content,
    reasoning: null,
    refusal: null,
    finishReason: "stop",
    usage: { inputTokens: 10, outputTokens: 2, reasoningTokens: null, cachedTokens: null },
    requestId: "req",
    servedModel: "quizzer-1",
  };
}

/** An answered turn. */
export function turnOf(index: number, reply: Reply): Turn {
  return {
    index,
    items: [`q${index + 1}`],
    promptSha256: null,
    images: [],
    reply,
    error: null,
    ms: null,
    attempts: 1,
    costUsd: null,
  };
}

/** A model that answers by a function of the last message, e.g. `case1 q2`, and remembers what it was asked. */
export function quizzer(
  answer: (asked: string, signal?: AbortSignal) => string | Error | Promise<string>,
): Model & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    name: "quizzer",
    origin: "scripted",
    parameters: { temperature: 0 },
    asked,
    async reply(messages, options = {}) {
      const last = messages.at(-1)?.content;
      const question = typeof last === "string" ? last : "";
      asked.push(question);
      const said = await answer(question, options.signal);
      if (said instanceof Error) throw said;
      return { ...replyOf(said), attempts: 1, ms: 5 };
    },
  };
}

/** A call that failed for good. */
export function failure(kind: ModelError["failure"]["kind"] = "server"): ModelError {
  return new ModelError({ kind, status: null, message: `simulated ${kind}` }, { attempts: 5 });
}
