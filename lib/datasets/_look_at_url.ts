import defer * as imageSize from "image-size";
import type { Fetch } from "./fetch.ts";

/** What one look at a URL found. */
export interface UrlLook {
  /** Null when no answer came. */
  readonly status: number | null;
  readonly mediaType: string | null;
  readonly bytes: number | null;
  readonly isImage: boolean;
  /** How long the server asks to wait; null when it does not. */
  readonly retryAfterMs: number | null;
  /** Why no answer came; null when one did. */
  readonly error: string | null;
}

/** How a URL is looked at. */
export interface LookAtUrlOptions {
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Asks by HEAD; unless that says that an image is there, by GET for the first bytes. Throws only when the signal aborts. */
export async function lookAtUrl(url: string, options: LookAtUrlOptions): Promise<UrlLook> {
  const head = await ask(url, { ...options, method: "HEAD" });
  if (head.status === 200 && head.isImage && head.bytes !== 0) return head;
  return await ask(url, { ...options, method: "GET" });
}

async function ask(
  url: string,
  { fetch, timeoutMs, signal, method }: LookAtUrlOptions & { readonly method: "HEAD" | "GET" },
): Promise<UrlLook> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), timeoutMs);
  const stop = signal === undefined ? timeout.signal : AbortSignal.any([signal, timeout.signal]);
  try {
    const response = await fetch(url, {
      method,
      signal: stop,
      headers: { accept: "image/*", ...(method === "GET" ? { range: "bytes=0-4095" } : {}) },
    });
    const start = method === "GET" && response.ok ? await firstBytes(response) : null;
    await response.body?.cancel();
    return lookOf(response, start);
  } catch (error) {
    signal?.throwIfAborted();
    const reason = timeout.signal.aborted
      ? `no answer within ${timeoutMs / 1000} s`
      : error instanceof Error
      ? withCause(error)
      : String(error);
    return { ...NOTHING, error: reason };
  } finally {
    clearTimeout(timer);
  }
}

const NOTHING: UrlLook = {
  status: null,
  mediaType: null,
  bytes: null,
  isImage: false,
  retryAfterMs: null,
  error: null,
};

/** Whatever is neither http nor https is never opened: a `file:` URL would be read from this machine. */
export const NO_WEB_ADDRESS: UrlLook = { ...NOTHING, error: "it is no http or https address" };

function lookOf({ status, headers }: Response, start: Uint8Array | null): UrlLook {
  const told = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() || null;
  const seen = start === null ? null : mediaTypeIn(start);
  const mediaType = told?.startsWith("image/") ? told : seen ?? told;
  const seconds = Number(headers.get("retry-after") ?? NaN);
  const whole = headers.get("content-range")?.split("/")[1] ?? headers.get("content-length");
  const length = Number(whole ?? NaN);
  return {
    ...NOTHING,
    status: status === 206 ? 200 : status,
    mediaType,
    bytes: start?.length === 0 ? 0 : Number.isSafeInteger(length) ? length : null,
    isImage: mediaType?.startsWith("image/") ?? false,
    retryAfterMs: Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : null,
  };
}

/** At least so many bytes tell a format. */
const ENOUGH = 64;

async function firstBytes(response: Response): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  let bytes = new Uint8Array(0);
  while (reader !== undefined && bytes.length < ENOUGH) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes = Uint8Array.from([...bytes, ...value.subarray(0, 4096)]);
  }
  reader?.releaseLock();
  return bytes;
}

function mediaTypeIn(start: Uint8Array): string | null {
  try {
    const { type } = imageSize.imageSize(start);
    return type === undefined ? null : `image/${type === "jpg" ? "jpeg" : type}`;
  } catch {
    // A JPEG tells its size far behind its first bytes.
    const [first, second, third] = start;
    return first === 0xff && second === 0xd8 && third === 0xff ? "image/jpeg" : null;
  }
}

function withCause({ message, cause }: Error): string {
  const why = cause instanceof Error ? cause.message : message;
  // The URL is told beside it.
  return why.replace(/^error sending request for url \([^)]*\): (?:client error \(\w+\): )?/, "");
}
