import { liveclin } from "../../../lib/benchmarks/liveclin/liveclin.ts";
import type {
  LiveClinCase,
  LiveClinOptions,
} from "../../../lib/benchmarks/liveclin/liveclin_types.ts";
import { splitReasoning } from "../../../lib/parse/split_reasoning.ts";
import type {
  CallFailure,
  Delivery,
  Grade,
  ImageRecord,
  ImageStore,
  Reply,
  Turn,
  TurnRequest,
  Usage,
} from "../../../lib/types.ts";

/** The parts of a record that tests vary. */
export interface RecordParts {
  readonly scenario?: unknown;
  readonly mcqs?: unknown;
  readonly images?: unknown;
  readonly tables?: unknown;
  /** Further top-level fields; undefined ones are left out. */
  readonly top?: Readonly<Record<string, unknown>>;
}

/** A record with one question unless told. */
export function makeRecord(parts: RecordParts = {}): Record<string, unknown> {
  const { scenario = "S", mcqs = [makeMcq()], images, tables, top = {} } = parts;
  const policy = {
    scenario,
    mcqs,
    ...(images === undefined ? {} : { scenario_image_details: images }),
    ...(tables === undefined ? {} : { scenario_table_details: tables }),
  };
  const record = {
    pmc: "100",
    doi: "10.1/x",
    Level1: "Chapter 2: Neoplasms",
    Level2: "Group (C00-C14)",
    Rarity: "rare",
    exam_creation: { final_policy: policy },
    ...top,
  };
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** A question with key A and options A, B, C unless told; undefined fields are left out. */
export function makeMcq(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const mcq = {
    stage: "Initial Assessment",
    question: "Q",
    options: { A: "one", B: "two", C: "three" },
    correct_answer: "A",
    ...fields,
  };
  return Object.fromEntries(Object.entries(mcq).filter(([, value]) => value !== undefined));
}

/** An image of a record. */
export function makeImage(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    label: null,
    caption: "SECRET",
    file: "a.png",
    id: "f1",
    url: "https://example.org/a.png",
    caption_prefix: "Figure 1",
    type: "CT Scan",
    ...fields,
  };
}

/** An image store that knows what becomes of each file; every other one is missing. */
export function makeStore(files: Readonly<Record<string, Delivery>>): ImageStore {
  return {
    find(file) {
      const delivery = files[file] ?? "missing";
      const isThere = delivery !== "missing" && delivery !== "outside_root";
      return Promise.resolve({
        record: makeImageRecord(file, delivery),
        url: isThere ? `file:///images/${file}` : null,
      });
    },
  };
}

/** An image as a turn records it. */
export function makeImageRecord(source: string, delivery: Delivery): ImageRecord {
  const mediaType = delivery === "sent" ? "image/png" : null;
  return { source, delivery, sha256: null, bytes: null, mediaType, width: null, height: null };
}

/** What a scripted turn comes to. */
export interface ScriptedTurn {
  readonly content?: string;
  readonly inputTokens?: number;
  readonly cachedTokens?: number;
  readonly finishReason?: string;
  readonly refusal?: string;
  readonly error?: CallFailure["kind"];
  readonly images?: readonly ImageRecord[];
}

/** A finished turn; a text is an answer. */
export function makeTurn(
  scripted: string | ScriptedTurn,
  place: { readonly index: number; readonly items?: readonly string[] },
): Turn {
  const turn = typeof scripted === "string" ? { content: scripted } : scripted;
  const { error = null, images = [] } = turn;
  const keepsReply = error === null || error === "empty_reply";
  return {
    index: place.index,
    items: place.items ?? [`q${place.index + 1}`],
    promptSha256: null,
    images,
    reply: keepsReply ? makeReply(turn) : null,
    error: error === null ? null : { kind: error, status: null, message: `${error} happened` },
    ms: 1,
    attempts: 1,
    costUsd: null,
  };
}

function makeReply(turn: ScriptedTurn): Reply {
  const content = turn.content ?? "";
  const usage: Usage = {
    inputTokens: turn.inputTokens ?? null,
    outputTokens: null,
    reasoningTokens: null,
    cachedTokens: turn.cachedTokens ?? null,
  };
  return {
    content,
    ...splitReasoning(content),
    refusal: turn.refusal ?? null,
    finishReason: turn.finishReason ?? "stop",
    usage,
    requestId: null,
    servedModel: null,
  };
}

/** Parses a record as line 1 of a file. */
export function parseRecord(record: unknown): LiveClinCase {
  return liveclin({ imageMode: "url" }).parse(record, "cases.jsonl:1");
}

/** The requests of a conversation in which every turn is answered in the given words, the last repeated. */
export async function requestsOf(
  record: unknown,
  options: LiveClinOptions,
  replies: readonly (string | ScriptedTurn)[] = ["\\boxed{B}"],
): Promise<readonly TurnRequest[]> {
  const benchmark = liveclin(options);
  const requests: TurnRequest[] = [];
  await benchmark.converse(benchmark.parse(record, "cases.jsonl:1"), (request) => {
    const index = requests.length;
    requests.push(request);
    const scripted = replies[index] ?? replies.at(-1) ?? "";
    return Promise.resolve(makeTurn(scripted, { index, items: request.items }));
  });
  return requests;
}

/** The grades of a case of so many questions, all with key A, after the given turns. */
export async function gradesOf(
  questions: number,
  scripted: readonly (string | ScriptedTurn)[],
  options: LiveClinOptions = { imageMode: "url" },
): Promise<readonly Grade[]> {
  const mcqs = Array.from({ length: questions }, () => makeMcq());
  const turns = scripted.map((turn, index) => makeTurn(turn, { index }));
  return await liveclin(options).grade(parseRecord(makeRecord({ mcqs })), turns);
}
