import { setTimeout as delay } from "node:timers/promises";
import { mapConcurrent } from "../async/map_concurrent.ts";
import { lookAtUrl, NO_WEB_ADDRESS, type UrlLook } from "./_look_at_url.ts";
import type { Fetch } from "./fetch.ts";

/** What is wrong with the URL of an image. */
export type ImageUrlProblem =
  /** The server has nothing there: 404 or 410. */
  | "missing"
  /** The server gives it to nobody without a key or a cookie: 401, 403, 451 and other statuses below 500. */
  | "refused"
  /** No web address, no answer in time, no connection, or a failing server, also when asked again. */
  | "unreachable"
  /** Something else is there, a page for instance. */
  | "not_an_image"
  /** There, and without a byte. */
  | "empty";

/** What was found at the URL of an image. */
export interface CheckedImageUrl {
  /** As given. */
  readonly url: string;
  /** Null when an image is there. */
  readonly problem: ImageUrlProblem | null;
  /** What was found, in words; null when an image is there. */
  readonly reason: string | null;
  /** HTTP status of the last answer; null when none came. */
  readonly status: number | null;
  /** Media type, as the server or else the content tells; null when unknown. */
  readonly mediaType: string | null;
  /** Size; null when the server does not tell. */
  readonly bytes: number | null;
}

/** How URLs are checked. */
export interface CheckImageUrlsOptions {
  /** At most this many at once; 16 unless told. */
  readonly concurrency?: number;
  /** Milliseconds an answer may take; 20,000 unless told. */
  readonly timeoutMs?: number;
  /** Attempts where another may help (no answer, 408, 425, 429, 5xx); 3 unless told. */
  readonly tries?: number;
  /** Ends the check; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told after every URL. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Replaces `fetch`. */
  readonly fetch?: Fetch;
  /** Waits between attempts; replaced in tests. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

const LONGEST_WAIT_MS = 30_000;

/**
 * Asks for each URL once, however often it is given, whether an image is there: by HEAD, and by the first bytes of a GET where that is
 * refused or says no image type. Redirects are followed; nothing is kept. What an endpoint will find there later may differ: it
 * asks from elsewhere and at another time.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { checkImageUrls } from "@rounds/rounds";
 *
 * const found = await checkImageUrls(["https://example.org/a.png", "https://example.org/gone.png"], {
 *   fetch: (url) => Promise.resolve(
 *     String(url).includes("gone")
 *       ? new Response(null, { status: 404 })
 *       : new Response(null, { headers: { "content-type": "image/png", "content-length": "2048" } }),
 *   ),
 * });
 * assert.deepEqual(found.map(({ problem, bytes }) => [problem, bytes]), [[null, 2048], ["missing", null]]);
 * ```
 */
export async function checkImageUrls(
  urls: Iterable<string>,
  options: CheckImageUrlsOptions = {},
): Promise<readonly CheckedImageUrl[]> {
  const { concurrency = 16, signal, onProgress } = options;
  const different = [...new Set(urls)];
  const found = new Map<string, CheckedImageUrl>();
  const check = async (url: string) => ({ url, ...verdictOf(await lookAgain(url, options)) });
  const work = { concurrency, ...(signal === undefined ? {} : { signal }) };
  for await (const checked of mapConcurrent(different, check, work)) {
    found.set(checked.url, checked);
    onProgress?.({ done: found.size, total: different.length });
  }
  signal?.throwIfAborted();
  return different.map((url) => found.get(url)).filter((checked) => checked !== undefined);
}

/** Looks until there is an answer that will not change, or often enough. */
async function lookAgain(url: string, options: CheckImageUrlsOptions): Promise<UrlLook> {
  const { tries = 3, timeoutMs = 20_000, signal, fetch = globalThis.fetch } = options;
  if (!/^https?:/i.test(url)) return NO_WEB_ADDRESS;
  const wait = options.wait ??
    ((ms: number, signal?: AbortSignal) => delay(ms, undefined, signal ? { signal } : {}));
  for (let attempt = 1;; attempt++) {
    const look = await lookAtUrl(url, { fetch, timeoutMs, ...(signal ? { signal } : {}) });
    if (!isPassing(look) || attempt >= tries) return look;
    const asked = look.retryAfterMs ?? 500 * 2 ** (attempt - 1);
    await wait(Math.min(LONGEST_WAIT_MS, asked), signal);
  }
}

function isPassing({ status }: UrlLook): boolean {
  return status === null || status >= 500 || [408, 425, 429].includes(status);
}

function verdictOf(look: UrlLook): Omit<CheckedImageUrl, "url"> {
  const { status, mediaType, bytes, isImage, error } = look;
  const facts = { status, mediaType, bytes };
  const wrong = (problem: ImageUrlProblem, reason: string) => ({ ...facts, problem, reason });
  if (status === null) return wrong("unreachable", error ?? "no answer");
  if (status === 404 || status === 410) return wrong("missing", `HTTP ${status}`);
  if (isPassing(look)) return wrong("unreachable", `HTTP ${status}`);
  if (status >= 300) return wrong("refused", `HTTP ${status}`);
  if (bytes === 0) return wrong("empty", "it has no content");
  if (!isImage) return wrong("not_an_image", `it is ${mediaType ?? "of unknown type"}`);
  return { ...facts, problem: null, reason: null };
}
