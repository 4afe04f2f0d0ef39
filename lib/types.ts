/**
 * The nouns. Plain readonly data that survives JSON, and the few interfaces everything else meets at.
 * No code lives here and nothing is imported.
 *
 * @module
 */

/** Every planned item of a case ends in exactly one of these; the first that holds wins, in this order. */
export type Outcome =
  /** Planned, not asked: budget or interruption. */
  | "not_run"
  /** Not asked because an earlier turn of the case failed. */
  | "skipped"
  /** The call failed for good: network, server, rate limit, unusable body. */
  | "failed"
  /** An image it should have carried could not be delivered. */
  | "media_missing"
  /** The server demonstrably did not read the whole prompt. */
  | "context_cut"
  /** Answered, but the judge failed or its reply could not be read. */
  | "ungraded"
  /** Refusal field, content filter, or no answer and an explicit refusal. */
  | "refused"
  /** The reply holds no text. */
  | "empty"
  /** Stopped by the token limit before an answer could be read. */
  | "truncated"
  /** Text, but no answer could be read. */
  | "unreadable"
  /** Answered and graded. */
  | "graded";

/** Something a benchmark asks and grades: a question of a case, or one criterion of a rubric. */
export interface Item {
  /** Unique within the case, e.g. `q1`. */
  readonly id: string;
  /** 1-based place within the case. */
  readonly position: number;
  /** The key: an option letter, or null where there is none. */
  readonly expected: string | null;
  /** Number of options offered, null where the item is not multiple choice. */
  readonly optionCount: number | null;
  /** Points of a rubric criterion (may be negative); null where every item counts one. */
  readonly points: number | null;
  /** Single-valued attributes: `stage` (the benchmark's own stage names) and `stage_text` (as the dataset words it). Unknown is null. */
  readonly tags: Readonly<Record<string, string | null>>;
  /**
   * Multi-valued attributes: `image` and `table` hold the attachment types as the dataset words them, one entry an
   * attachment; `image_modality` and `table_modality` the modality names they map to, each name once.
   */
  readonly labels: Readonly<Record<string, readonly string[]>>;
}

/** A parsed dataset record. Benchmarks extend it with the fields their conversation needs. */
export interface Case {
  /** Stable id, unique within a dataset. */
  readonly id: string;
  /** 1-based line (or position) in the dataset file; null when read back from a result file without it. */
  readonly line: number | null;
  /** Single-valued attributes, e.g. `level1`, `rarity`, `date`. Unknown is null. */
  readonly tags: Readonly<Record<string, string | null>>;
  /** What the run plans to ask and grade, in order. */
  readonly items: readonly Item[];
  /** Licence of its text, named wherever the text is exported; absent when it was not loaded from a dataset. */
  readonly licence?: string;
}

/** A piece of text in a message. */
export interface TextPart {
  /** Tells the kinds of part apart. */
  readonly type: "text";
  /** The text as it is sent. */
  readonly text: string;
}

/**
 * An image in a message. `url` is `http(s):`, `data:` or `file:`; a model reads and encodes a `file:` URL
 * only when the request's turn comes, so messages stay small.
 */
export interface ImagePart {
  /** Tells the kinds of part apart. */
  readonly type: "image";
  /** `http(s):`, `data:` or `file:` URL. */
  readonly url: string;
  /** Media type for a `file:` URL, e.g. `image/png`; null when the URL speaks for itself. */
  readonly mediaType: string | null;
  /** SHA-256 (hex) of the file: other content is refused, equal content encoded once. Unknown unless told; never sent. */
  readonly sha256?: string;
  /** Size of the file. Looked up when needed unless told; never sent. */
  readonly bytes?: number;
}

/** One piece of a message. */
export type Part = TextPart | ImagePart;

/** One message of a conversation. A plain string and an array of parts are sent as such. */
export interface Message {
  /** Who speaks. */
  readonly role: "system" | "user" | "assistant";
  /** What is said: a string, or parts where there are images. */
  readonly content: string | readonly Part[];
}

/** What became of an image that a turn should have carried. */
export type Delivery =
  /** Part of the request, as it is. */
  | "sent"
  /** Part of the request, made smaller because the run's limit of pixels asks for it. */
  | "resized"
  /** No such file, or no URL in the record. */
  | "missing"
  /** Leaves the image root; never read. */
  | "outside_root"
  /** There, but cannot be read. */
  | "unreadable"
  /** Not an image media type, or not an http(s) URL. */
  | "not_an_image"
  /** Longer than the protocol's limit as a data URL, or above the limit of pixels and not resizable. */
  | "too_large"
  /** The record gives no caption prefix, so the protocol drops it. */
  | "no_caption_prefix"
  /** Withheld on purpose by the run's condition. */
  | "withheld";

/** An image of a turn as it was delivered; never its content. */
export interface ImageRecord {
  /** File name or URL as the dataset gives it. */
  readonly source: string;
  /** What became of it. */
  readonly delivery: Delivery;
  /** SHA-256 of the file, hex; null when it was not read. */
  readonly sha256: string | null;
  /** Size of the file; null when it was not read. */
  readonly bytes: number | null;
  /** Media type, e.g. `image/png`; null when unknown. */
  readonly mediaType: string | null;
  /** Width in pixels; null when unknown. */
  readonly width: number | null;
  /** Height in pixels; null when unknown. */
  readonly height: number | null;
  /** What was sent in its place, when it was resized; else absent. */
  readonly sent?: SentImage;
}

/** A resized image as it was sent. */
export interface SentImage {
  /** SHA-256 of what was sent, hex. */
  readonly sha256: string;
  /** Its size. */
  readonly bytes: number;
  /** Its media type. */
  readonly mediaType: string;
  /** Its width in pixels. */
  readonly width: number;
  /** Its height in pixels. */
  readonly height: number;
}

/** Tokens as the endpoint reported them; null where it did not. */
export interface Usage {
  /** Tokens of the prompt, those read from a cache included. */
  readonly inputTokens: number | null;
  /** Tokens of the completion, reasoning included. */
  readonly outputTokens: number | null;
  /** Those of the output spent on reasoning. */
  readonly reasoningTokens: number | null;
  /** Those of the input read from a cache. */
  readonly cachedTokens: number | null;
}

/** What came back from a model. */
export interface Reply {
  /** The message content as it came, trimmed (Python's white space): what the reference evaluator sees. */
  readonly content: string;
  /** Reasoning apart: `reasoning_content`, `reasoning`, parts that are reasoning, or the text of `<think>` blocks; null when none. */
  readonly reasoning: string | null;
  /** `content` without `<think>` blocks: what the strict reading sees. */
  readonly text: string;
  /** The API's refusal field; null when absent. */
  readonly refusal: string | null;
  /** As the endpoint worded it (`stop`, `length`, `content_filter`, …); null when absent. */
  readonly finishReason: string | null;
  /** Tokens spent. */
  readonly usage: Usage;
  /** The endpoint's id of the request; null when absent. */
  readonly requestId: string | null;
  /** The model name the endpoint says it served. */
  readonly servedModel: string | null;
  /** Calls made for this reply; absent when the model does not count them. */
  readonly attempts?: number;
  /** Wall milliseconds of the last call; absent when the model does not measure them. */
  readonly ms?: number;
}

/** Why a call failed. */
export type ErrorKind =
  /** 401, 402, 403 or the words of one: the key is wrong, or its account has no credit. Stops the run. */
  | "auth"
  /** The endpoint does not know the model. Stops the run. */
  | "unknown_model"
  /** 400, 404, 413, 415, 422 not explained by this item. */
  | "bad_request"
  /** The prompt does not fit the model's context. */
  | "context_too_long"
  /** The endpoint's content filter refused the prompt. */
  | "content_filter"
  /** The endpoint refused an image of this request. */
  | "image_refused"
  /** 429. */
  | "rate_limited"
  /** 5xx and 408, 409, 425. */
  | "server"
  /** No answer within the time-out, or a stall. */
  | "timeout"
  /** Refused, reset, DNS. */
  | "connection"
  /** The body was cut, is no JSON, is HTML, or lacks a choice. */
  | "bad_body"
  /** An answer without text (see `Turn.reply` for its refusal field and finish reason). */
  | "empty_reply"
  /** The run was interrupted before the call ended. */
  | "aborted"
  /** A reference evaluator's file says an error of unknown kind. */
  | "unknown";

/** A failed call, as data. */
export interface CallFailure {
  /** Which way it failed. */
  readonly kind: ErrorKind;
  /** HTTP status; null when none came. */
  readonly status: number | null;
  /** Free of keys, at most a few hundred characters. */
  readonly message: string;
}

/** What one turn asks: the whole conversation so far, ending in a user message. */
export interface TurnRequest {
  /** The conversation so far, oldest first. */
  readonly messages: readonly Message[];
  /** Ids of the case's items this turn serves. */
  readonly items: readonly string[];
  /** The images this turn adds (not those the history repeats), delivered or not. */
  readonly images: readonly ImageRecord[];
}

/** One finished turn: asked, and answered or failed. */
export interface Turn {
  /** 0-based within the conversation. */
  readonly index: number;
  /** Ids of the items it serves. */
  readonly items: readonly string[];
  /** SHA-256 (hex) of the request's messages; equal prompts have equal digests. Null when read from a file without it. */
  readonly promptSha256: string | null;
  /** The images it added, delivered or not. */
  readonly images: readonly ImageRecord[];
  /** Null when no usable answer came. An `empty_reply` error keeps its reply. */
  readonly reply: Reply | null;
  /** Null when the turn was answered. */
  readonly error: CallFailure | null;
  /** Wall milliseconds of the last attempt; null when unknown. */
  readonly ms: number | null;
  /** Calls made for this turn, 0 when none was; null when unknown. */
  readonly attempts: number | null;
  /** US dollars; null when no price is known. */
  readonly costUsd: number | null;
}

/** Asks one turn and gives it back finished. The runner owns it: it records, retries, limits and replays. */
export type Ask = (request: TurnRequest) => Promise<Turn>;

/** Case × model × trial, with its turns. */
export interface Answer<C extends Case = Case> {
  /** What was asked. */
  readonly case: C;
  /** Name of the model that answered. */
  readonly model: string;
  /** 1-based repetition. */
  readonly trial: number;
  /** The finished turns, in order. */
  readonly turns: readonly Turn[];
}

/** The reading of one item. */
export interface Grade {
  /** Item id. */
  readonly item: string;
  /** What the score means, e.g. `accuracy` or `criterion`. */
  readonly metric: string;
  /** What became of the item. */
  readonly outcome: Outcome;
  /** 0…1 in the clean denominator, null where the outcome is unknown. */
  readonly score: number | null;
  /** One line saying why the outcome is not `graded`; null when it is. */
  readonly reason: string | null;
  /** The key; null where the item has none. */
  readonly expected: string | null;
  /** What the strict reading found; null when nothing. */
  readonly extracted: string | null;
  /** The reference evaluator's reading of the same reply. */
  readonly official: {
    /** What it read; null when nothing. */
    readonly extracted: string | null;
    /** 1 right, 0 wrong or failed. */
    readonly score: number;
    /** The error text it would have stored; null when none. */
    readonly error: string | null;
  };
  /** Index of the turn that served this item; null when none did, or when many items share it. */
  readonly turn: number | null;
  /** Further facts of the reading, stored with the item (letter rule, span, judge, evidence). */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An answer with its grades. */
export interface Result<C extends Case = Case> extends Answer<C> {
  /** One grade for each item of the case. */
  readonly grades: readonly Grade[];
  /** It is of a private run: its text is not exported. Absent otherwise. */
  readonly private?: true;
}

/** An official summary: the reference evaluator's own keys. */
export type Summary = Readonly<Record<string, unknown>>;

/** Sampling parameters and other fields of the request body, as sent. */
export type RequestParameters = Readonly<Record<string, unknown>>;

/** Options of one call. */
export interface ReplyOptions {
  /** Aborts the call. */
  readonly signal?: AbortSignal;
}

/** Messages in, reply out. Throws `ModelError` for a failed call. Method syntax, so that lists of models type-check. */
export interface Model {
  /** The model identifier asked for. */
  readonly name: string;
  /** Scheme, host and port (or a word such as `scripted`): part of a run's identity. Never a key. */
  readonly origin: string;
  /** Request parameters that can change an answer: part of a run's identity. */
  readonly parameters: RequestParameters;
  /** Answers the conversation, or throws `ModelError`. */
  reply(messages: readonly Message[], options?: ReplyOptions): Promise<Reply>;
}

/** Where a benchmark's data lies: hub repository, configurations, and the layouts a folder may have. */
export interface DatasetSource {
  /** Hub dataset id, e.g. `AQ-MedAI/LiveClin`; null when there is none. */
  readonly hubId: string | null;
  /** Known configurations; the first is the default. */
  readonly configs: readonly DatasetConfig[];
  /** A configuration of that name beside the known ones, e.g. a later snapshot; null when the name cannot be one. */
  configNamed?(name: string): DatasetConfig | null;
  /** Shown before a download. */
  readonly notice: string;
  /** File names of the images a raw record refers to, for checking that they are there; absent when it refers to none. */
  imageFiles?(record: unknown): readonly string[];
}

/** One configuration of a dataset. */
export interface DatasetConfig {
  /** Name of the configuration, e.g. `2025_H1`. */
  readonly name: string;
  /** Hub revision (commit or tag) pinned by default; null means the hub's main. */
  readonly revision: string | null;
  /**
   * Paths relative to a data root, in order of preference: where the records and the images may lie. A download
   * goes to the first one. A configuration without hub paths is embedded in the package: it is
   * `data/demo/<name>.jsonl` or `.json`.
   */
  readonly layouts: readonly { readonly records: string; readonly images: string | null }[];
  /** Hub folders or files to download, as path prefixes, e.g. `data/demo`. */
  readonly hubPaths: readonly string[];
}

/** One example of a benchmark: documentation, offline demonstration and contract test at once. */
export interface Example {
  /** A dataset record as it would be read from a file. */
  readonly record: unknown;
  /** The replies given in order, one a turn. */
  readonly replies: readonly string[];
  /** What a judge says of the items in order (null: no verdict); absent where nothing is judged. */
  readonly verdicts?: readonly (boolean | null)[];
  /** The grades expected, in item order. */
  readonly grades: readonly {
    /** Item id. */
    readonly item: string;
    /** Outcome expected. */
    readonly outcome: Outcome;
    /** Score expected; null where the outcome is unknown. */
    readonly score: number | null;
    /** What the strict reading should find; null when nothing. */
    readonly extracted: string | null;
  }[];
}

/** Reads open answers. A judge's failure is `ungraded`, never a verdict. */
export interface Judge {
  /** Name of the judging model; a panel's names, joined. */
  readonly name: string;
  /** Digest of the judge's instructions: part of a run's identity. */
  readonly promptSha256: string;
  /** One line a judging model: everything that can change its verdicts. Never a key. */
  readonly identity: readonly string[];
  /** Where the judging models are asked (see `Model.origin`); absent when the judge does not tell, which no private run takes. */
  readonly origins?: readonly string[];
  /**
   * Says whether the answer meets the criterion; a failure is a verdict of null. Throws `ModelError` only for what every
   * other call would meet too (a wrong key, an unknown model) and when it is interrupted.
   */
  judge(request: JudgeRequest, options?: JudgeOptions): Promise<Verdict>;
}

/** What a judge gets to see: never the points. */
export interface JudgeRequest {
  /** What was asked. */
  readonly query: string;
  /** What the model answered. */
  readonly answer: string;
  /** The one criterion to judge by. */
  readonly criterion: string;
}

/** Options of one judgement. */
export interface JudgeOptions extends ReplyOptions {
  /** Which repetition is wanted, from 1; a judge with a memory asks every repetition once. 1 unless told. */
  readonly repeat?: number;
}

/** One judge's word on one criterion. */
export interface Verdict {
  /** Name of the judge. */
  readonly judge: string;
  /** Null when the judge failed, could not be read, or a panel was tied. */
  readonly met: boolean | null;
  /** The passage the judge cites; null when it cites none. */
  readonly evidence: string | null;
  /** Why there is no verdict; null when there is one. */
  readonly reason: string | null;
  /** How it ended: read, unreadable reply, failed call, tied panel. */
  readonly status: VerdictStatus;
  /** Which repetition, from 1. */
  readonly repeat: number;
  /** Calls made; null when unknown. */
  readonly attempts: number | null;
  /** Tokens spent, over all calls that reported them; null when none did. */
  readonly usage: Usage | null;
  /** US dollars for them; null or absent when no price is known. */
  readonly costUsd?: number | null;
  /** How the call failed, right after it did; absent otherwise, and in what is read back from a file. */
  readonly failure?: CallFailure;
  /** The model the endpoint says it served; null when it did not say. */
  readonly servedModel: string | null;
  /** A panel's single verdicts, in the panel's order; empty for a single judge. */
  readonly verdicts: readonly Verdict[];
}

/** How a judgement ended. */
export type VerdictStatus =
  /** The judge said met or not met. */
  | "read"
  /** The judge answered, but no reply could be read as a verdict. */
  | "unreadable"
  /** The judge's call failed for good. */
  | "failed"
  /** As many judges of a panel said met as not met, or too few said anything. */
  | "tied";

/** How much of an official case is read. */
export interface FromOfficialOptions {
  /**
   * False where the caller has turns and strict readings from elsewhere (our own files store them): replies are then
   * taken as they stand and not read again. True unless told.
   */
  readonly readReplies?: boolean;
}

/** An official number that stands for a run. */
export interface Headline {
  /** What it is, e.g. `official mean`. */
  readonly label: string;
  /** In [0,1]; null when there is none. */
  readonly value: number | null;
}

/** How to parse, converse and grade. In full in one room of `benchmarks/`. Method syntax on purpose. */
export interface Benchmark<C extends Case = Case> {
  /** Short name used in commands and files, e.g. `liveclin`. */
  readonly name: string;
  /** Changes whenever an answer or a grade could. */
  readonly version: string;
  /** Title shown above summaries, e.g. `LiveClin`. */
  readonly title: string;
  /** How to cite it. */
  readonly citation: string;
  /** Licence of the data. */
  readonly license: string;
  /** Where its data lies. */
  readonly source: DatasetSource;
  /** What of the benchmark's own options can change an answer or a grade: part of a run's identity. */
  readonly identity: Readonly<Record<string, string>>;
  /** Fields of the request body as the protocol sends them; absent means `{ n: 1, temperature: 0, max_tokens: 16384 }`. */
  readonly parameters?: RequestParameters;
  /** Fields of the official file's `meta` that are the benchmark's own, e.g. `image_mode`, `liveclin_version`. */
  readonly meta: Readonly<Record<string, unknown>>;
  /** The field of an official case that lists its items (an array or an object). */
  readonly itemsField: string;
  /** Whether a result file (its parsed JSON) is of this benchmark, ours or the reference evaluator's. */
  recognises(file: unknown): boolean;
  /** Throws `CaseError` naming where, field, expected and received. */
  parse(record: unknown, where: string): C;
  /** The protocol, top to bottom: one `await ask(...)` per turn. */
  converse(c: C, ask: Ask): Promise<void>;
  /** Reads the turns of one case: one grade for each item, in item order. */
  grade(c: C, turns: readonly Turn[], judge?: Judge): readonly Grade[] | Promise<readonly Grade[]>;
  /** What a judge is asked of a case, whatever the answer; absent where nothing is judged. */
  judgements?(c: C): readonly Pick<JudgeRequest, "query" | "criterion">[];
  /** The reference evaluator's shape of one case. */
  toOfficial(result: Result): Readonly<Record<string, unknown>>;
  /** From the reference evaluator's shape of one case (extra fields are ignored). */
  fromOfficial(caseResult: unknown, where: string, options?: FromOfficialOptions): Result;
  /**
   * Whether a case is certainly one that `fromOfficial` reads and `officialSummary` counts without an error: such cases are
   * read when they are first wanted. Asked of every case of a file, so it must cost little; absent means that only reading tells.
   */
  isOfficial?(caseResult: unknown): boolean;
  /** Pure, from official-shaped cases: the reference evaluator's summary. */
  officialSummary(cases: readonly unknown[]): Summary;
  /** The official numbers to be shown side by side, in order; absent means `question_accuracy` and `case_accuracy`. */
  headlines?(summary: Summary): readonly Headline[];
  /** What a reader of these results must know, one sentence each; absent means nothing. */
  warnings?(results: readonly Result[]): readonly string[];
  /** The terminal text of an official summary. */
  renderSummary(
    summary: Summary,
    meta: { readonly model: string; readonly dataset: string },
  ): string;
  /** Worked examples: documentation, offline demonstration and contract test. */
  readonly examples: readonly Example[];
}

/** Finds images by their bare file name below one image root; never leaves it. */
export interface ImageStore {
  /** Looks up once per name and remembers. Never throws for a bad image: its record says what is wrong. */
  find(file: string): Promise<FoundImage>;
  /** What of the store can change an answer (a limit of pixels): part of a run's identity. Absent when nothing does. */
  readonly identity?: Readonly<Record<string, string>>;
}

/** An image as an `ImageStore` found it. */
export interface FoundImage {
  /** `delivery` is `sent` or `resized` when the image can be sent; digest and size are filled when it was read. */
  readonly record: ImageRecord;
  /** `file:` URL of what is sent; when it cannot be, of the file inside the root if there is one; else null. */
  readonly url: string | null;
  /** Why it is not `sent`, in words; null or absent when it is. */
  readonly reason?: string | null;
}

/** The identity of a run: everything that can change an answer. Never a key. */
export interface Manifest {
  /** Name of the benchmark. */
  readonly benchmark: string;
  /** Its version. */
  readonly benchmark_version: string;
  /** The benchmark's own options: image mode, condition, prompt digests, extractor versions. */
  readonly identity: Readonly<Record<string, string>>;
  /** Name of the dataset, e.g. `2025_H1`. */
  readonly dataset: string;
  /** Hub revision, or null for local files. */
  readonly dataset_revision: string | null;
  /** SHA-256 of the records file. */
  readonly dataset_sha256: string;
  /** SHA-256 of the planned case ids, in order. */
  readonly cases_sha256: string;
  /** Model identifier asked for. */
  readonly model: string;
  /** Scheme, host and port of the endpoint. */
  readonly origin: string;
  /** Request parameters as sent. */
  readonly parameters: RequestParameters;
  /** Repetitions of each case. */
  readonly trials: number;
  /** One line a judging model (name, origin, parameters, prompt digest); empty where nothing is judged. */
  readonly judges: readonly string[];
  /** Version of this toolkit. */
  readonly toolkit: string;
  /** Version of Deno. */
  readonly deno: string;
  /** The run was private: its files are for their owner, and exports leave the text of cases out. Absent otherwise. */
  readonly private?: true;
  /** Where earlier parts of the run were answered, when a local server came back at another address; absent otherwise. */
  readonly earlier_origins?: readonly string[];
  /** Which part of a plan this run is; absent for a whole one. */
  readonly shard?: ManifestShard;
}

/** One part of a plan that is split over machines: the cases whose id falls to it. */
export interface ManifestShard {
  /** From 1. */
  readonly index: number;
  /** How many parts there are. */
  readonly count: number;
  /** Cases of the whole plan. */
  readonly plan_cases: number;
  /** Items of the whole plan. */
  readonly plan_items: number;
  /** What `cases_sha256` of the whole plan is. */
  readonly plan_sha256: string;
}

/**
 * The reading of items with points (criteria of a rubric). A case score is the points of its met criteria over its positive
 * points, 0 where it has none; unknown criteria widen the bounds by their sign.
 */
export interface CleanPoints {
  /** Mean of unclipped case scores over the cases where it is known; null when it is in none. May be below 0. */
  readonly mean_unclipped: number | null;
  /** Cases of that mean. */
  readonly n: number;
  /** Over all planned cases with every unknown criterion at its worst; null when a case has no result yet. */
  readonly low_unclipped: number | null;
  /** The same with every unknown criterion at its best. */
  readonly high_unclipped: number | null;
  /** Share of positive points earned: `right` of `n` points known, `planned` those of cases with a result. */
  readonly earned: CleanRate;
  /** Share of penalty points triggered, as positive numbers: lower is better. */
  readonly triggered: CleanRate;
}

/** A mean with what it leaves open. Scores are in [0,1]. */
export interface CleanRate {
  /** Sum of scores over the denominator. */
  readonly right: number;
  /** Items (or cases) in the clean denominator. */
  readonly n: number;
  /** Items (or cases) the run set out to do. */
  readonly planned: number;
  /** `right / n`; null when n is 0. */
  readonly score: number | null;
  /** `n / planned`; null when nothing was planned. */
  readonly coverage: number | null;
  /** All unknown wrong; null when nothing was planned. */
  readonly low: number | null;
  /** All unknown right; null when nothing was planned. */
  readonly high: number | null;
}

/** The clean reading of a run, as stored under `rounds.clean` and printed by `--json`. */
export interface CleanSummary {
  /** Over single items. A criterion counts as right when it is met and worth points, or is a penalty that a judged answer avoided. */
  readonly items: CleanRate;
  /**
   * A case is right when every item is right; decided wrong as soon as one is wrong. Where items carry points: the
   * mean of case scores, each clipped to 0…1; a case counts once what is unknown cannot move its score. The bounds also
   * use what is known of open cases, so they may exclude the mean of the decided ones; the bounds hold.
   */
  readonly cases: CleanRate;
  /** What points add; null where no item carries any. */
  readonly points: CleanPoints | null;
  /** Counts that sum to `items.planned`. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** What needs no model: null where items have no key. */
  readonly baselines: {
    /** Always the same answer: the best one and its accuracy. */
    readonly constant: { readonly answer: string; readonly accuracy: number } | null;
    /** Guessing with the key's own frequencies: expected accuracy. */
    readonly key_distribution: number | null;
    /** Guessing evenly among the options offered: expected accuracy. */
    readonly uniform: number | null;
  };
  /** Items whose official and strict readings differ. */
  readonly disagreements: readonly {
    /** Case id. */
    readonly case_id: string;
    /** 1-based repetition. */
    readonly trial: number;
    /** Item id. */
    readonly item: string;
    /** The official reading. */
    readonly official: string | null;
    /** The strict reading. */
    readonly strict: string | null;
    /** The key. */
    readonly expected: string | null;
  }[];
}

/** Tokens and money of a run as stored; null where no turn reported them. */
export interface Spend {
  /** Turns with a reported usage. */
  readonly turns: number;
  /** Prompt tokens. */
  readonly input_tokens: number | null;
  /** Tokens of the answers, reasoning included where the endpoint counts it so. */
  readonly output_tokens: number | null;
  /** Tokens of reasoning. */
  readonly reasoning_tokens: number | null;
  /** Prompt tokens served from a cache. */
  readonly cached_tokens: number | null;
  /** US dollars; null when no price is known. */
  readonly cost_usd: number | null;
  /** Answered turns whose cost is unknown: no price, or no tokens told. */
  readonly unpriced_turns: number;
  /** What judging took beside that; null where nothing was judged. */
  readonly judge: JudgeSpend | null;
  /** What answered turns of unfinished cases took beside that; absent when there are none. */
  readonly unfinished?: UnfinishedSpend;
  /** What calls of which no answered turn tells took beside that; absent when there are none, or no budget counted them. */
  readonly untold?: Untold;
}

/** What turns of unfinished cases took; null where none reported it. */
export interface UnfinishedSpend {
  /** Answered turns. */
  readonly turns: number;
  /** Prompt tokens. */
  readonly input_tokens: number | null;
  /** Tokens of the answers. */
  readonly output_tokens: number | null;
  /** US dollars; null when no price is known. */
  readonly cost_usd: number | null;
}

/** What calls took at most that broke off, told no tokens or were made again: the budget keeps what was reserved for them. */
export interface Untold {
  /** Such calls, those of judges included. */
  readonly calls: number;
  /** Tokens, those of prompts and of answers together. */
  readonly tokens: number;
  /** US dollars; 0 where no price is known. */
  readonly cost_usd: number;
}

/** What judging took; null where no judge reported it. */
export interface JudgeSpend {
  /** Verdicts of single judges, those that could not be read included; one that several trials share counts once. */
  readonly verdicts: number;
  /** Prompt tokens. */
  readonly input_tokens: number | null;
  /** Tokens of the judges' replies. */
  readonly output_tokens: number | null;
  /** US dollars; null when no price is known. */
  readonly cost_usd: number | null;
  /** Verdicts whose cost is unknown: no price, or no tokens told. */
  readonly unpriced_verdicts: number;
}

/** One run read back from its result file, or just finished. */
export interface Run {
  /** Path of the result file; null when it was never saved. */
  readonly file: string | null;
  /** Ours: `rounds.run_id`; a reference evaluator's file: digest of its content. */
  readonly id: string;
  /** Name of the benchmark. */
  readonly benchmark: string;
  /** Name of the model. */
  readonly model: string;
  /** Name of the dataset. */
  readonly dataset: string;
  /** ISO 8601; null when unknown. */
  readonly startedAt: string | null;
  /** ISO 8601; null when unknown or not finished. */
  readonly finishedAt: string | null;
  /** The `meta` object as stored. */
  readonly meta: Readonly<Record<string, unknown>>;
  /** Null in a reference evaluator's file. */
  readonly manifest: Manifest | null;
  /** Finished cases in dataset order, one for each trial. */
  readonly results: readonly Result[];
  /** Cases (× trials) and items the run set out to do, finished or not. */
  readonly planned: { readonly cases: number; readonly items: number };
  /** Case ids planned but not in `results`. */
  readonly unfinished: readonly string[];
  /** The reference evaluator's counting. */
  readonly official: Summary;
  /** The numbers of it that stand for the run; absent means `question_accuracy` and `case_accuracy`. */
  readonly headlines?: readonly Headline[];
  /** The clean reading beside it. */
  readonly clean: CleanSummary;
  /** What a reader of the run should know, one sentence each. */
  readonly warnings: readonly string[];
  /** Tokens and money, counted from the turns and verdicts; absent when nobody counted. */
  readonly spend?: Spend;
  /** What the limiter of each endpoint did, as stored; null or absent when unknown. */
  readonly limiter?: readonly object[] | null;
}

/** What is publicly known about a model; null is unknown, with the reason in `unknown`. */
export interface ModelFacts {
  /** Name as published. */
  readonly model: string;
  /** Other names it is asked for by. */
  readonly aliases: readonly string[];
  /** Family, e.g. `Gemini`. */
  readonly family: string;
  /** Weights closed, open, or open and made for medicine. */
  readonly type: "proprietary" | "open" | "medical";
  /** Parameters as its makers name them; null when not disclosed. */
  readonly parameters: number | null;
  /** `yyyy-mm`. */
  readonly release: string | null;
  /** Knowledge cut-off, `yyyy-mm`: the last month it has seen. */
  readonly cutoff: string | null;
  /** Where this is from. */
  readonly source: string;
  /** Why a field is null, by its name. */
  readonly unknown: Readonly<Record<string, string>>;
}

/** Scores that a paper reports. */
export interface PublishedScores {
  /** Name of the benchmark. */
  readonly benchmark: string;
  /** Where they are from. */
  readonly source: string;
  /** What a unit of the score is: right questions, right cases, or the points of a case. */
  readonly unit: "question" | "case" | "case score";
  /** People, to compare with; `n` is null when the paper does not say on how many cases. */
  readonly references: readonly {
    /** Who. */
    readonly label: string;
    /** Proportion. */
    readonly value: number;
    /** Cases they answered. */
    readonly n: number | null;
    /** Why `n` is null. */
    readonly unknown: string | null;
  }[];
  /** Models, best first. */
  readonly models: readonly {
    /** Name as published. */
    readonly model: string;
    /** Proportion. */
    readonly value: number;
    /** Cases. */
    readonly n: number;
    /** Proportion on the cases after the model's knowledge cut-off, where published. */
    readonly after?: number | undefined;
    /** Who may use it, where published. */
    readonly type?: "proprietary" | "open" | "medical" | undefined;
  }[];
}
