import { dirname } from "node:path";
import { DatasetError } from "../dataset_error.ts";
import { digestBuilder, type FileDigests } from "../_files/digest_builder.ts";
import { digestFile } from "../_files/digest_file.ts";
import { fileDigests } from "../_files/file_digests.ts";
import type { Fetch } from "../fetch.ts";
import { HubStatusError } from "./hub_status_error.ts";

/** One file to fetch, and what it must turn out to be. */
export interface DownloadFileOptions {
  /** Where it is. */
  readonly url: string;
  /** Where it goes; `<path>.part` until it is whole and verified. */
  readonly path: string;
  /** Expected length in bytes. */
  readonly bytes: number;
  /** Expected SHA-256, hex; null when unknown. */
  readonly sha256: string | null;
  /** Expected object id of Git, hex; null when unknown. */
  readonly gitSha1: string | null;
  /** A `hubFetch`. */
  readonly fetch: Fetch;
  /** Stops the transfer; what has arrived stays in the part file. */
  readonly signal?: AbortSignal;
  /** The attempt fails when no byte arrives for so long, in milliseconds; 60,000 unless told. */
  readonly stallTimeoutMs?: number;
  /** Told how many bytes of the file are there, each time that changes. */
  readonly onBytes?: (bytes: number) => void;
}

/** A file that is there and verified. */
export interface DownloadedContent extends FileDigests {
  /** Bytes that came over the network this time. */
  readonly fetched: number;
}

/**
 * Fetches one file, once: nothing when it is there already and verified; the rest of an earlier part by HTTP Range
 * where the server offers that; else all of it. Length and digest are checked before the part takes the file's name.
 * Throws `DatasetError`: `network` for a transfer that broke off (the part stays), `checksum` for wrong content (it goes).
 */
export async function downloadFile(options: DownloadFileOptions): Promise<DownloadedContent> {
  const { path, bytes, onBytes } = options;
  options.signal?.throwIfAborted();
  if (await sizeOf(path) === bytes) {
    const digests = await fileDigests(path);
    if (mismatch(digests, options) === null) {
      onBytes?.(bytes);
      return { ...digests, fetched: 0 };
    }
  }
  await Deno.mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  const partBytes = await sizeOf(part) ?? 0;
  // The transport of @huggingface/hub is not used for the content: its blobs cannot continue a part, swallow a body
  // that is cut, and send the token to the storage host behind some redirects.
  const { digests, fetched } = await transfer(part, {
    ...options,
    have: partBytes <= bytes ? partBytes : 0,
  });
  const problem = mismatch(digests, options);
  if (problem !== null) {
    await Deno.remove(part);
    onBytes?.(0);
    throw new DatasetError(`${path} arrived wrong: ${problem}`, {
      kind: "checksum",
      paths: [path],
    });
  }
  await Deno.rename(part, path);
  return { ...digests, fetched };
}

/** Length of a file, null when there is none. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await Deno.stat(path)).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function mismatch(digests: FileDigests, expected: DownloadFileOptions): string | null {
  if (digests.bytes !== expected.bytes) {
    return `${digests.bytes} bytes, expected ${expected.bytes}`;
  }
  if (expected.sha256 !== null && digests.sha256 !== expected.sha256) {
    return `SHA-256 is ${digests.sha256}, expected ${expected.sha256}`;
  }
  if (expected.gitSha1 !== null && digests.gitSha1 !== expected.gitSha1) {
    return `Git object id is ${digests.gitSha1}, expected ${expected.gitSha1}`;
  }
  return null;
}

/** Brings the part to its full length and digests all of it. */
async function transfer(
  part: string,
  options: DownloadFileOptions & { readonly have: number },
): Promise<{ readonly digests: FileDigests; readonly fetched: number }> {
  const { bytes, signal, stallTimeoutMs = 60_000, onBytes } = options;
  let builder = digestBuilder(bytes);
  if (options.have > 0) await digestFile(part, builder);
  onBytes?.(options.have);
  if (options.have === bytes && bytes > 0) return { digests: builder.digest(), fetched: 0 };

  const stall = stallAlarm(stallTimeoutMs, options.path);
  const either = signal === undefined ? stall.signal : AbortSignal.any([signal, stall.signal]);
  try {
    const { body, from } = await request(part, { ...options, signal: either });
    if (from === 0) builder = digestBuilder(bytes);
    let done = from;
    using file = await Deno.open(part, {
      create: true,
      write: true,
      ...(from === 0 ? { truncate: true } : { append: true }),
    });
    for await (const chunk of body ?? []) {
      stall.postpone();
      for (let written = 0; written < chunk.length;) {
        written += await file.write(chunk.subarray(written));
      }
      builder.update(chunk);
      done += chunk.length;
      if (done > bytes) break;
      onBytes?.(done);
    }
    either.throwIfAborted();
    if (done < bytes) throw new Error(`the transfer ended after ${done} of ${bytes} bytes`);
    return { digests: builder.digest(), fetched: done - from };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof DatasetError || error instanceof Deno.errors.NotCapable) throw error;
    if (isDiskError(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatasetError(`${options.path} is not complete: ${reason}`, {
      kind: "network",
      paths: [options.path],
      cause: error,
    });
  } finally {
    stall.clear();
  }
}

/** Asks for the rest, or for all where the server does not continue exactly at the part's end. */
async function request(
  part: string,
  options: DownloadFileOptions & { readonly have: number },
): Promise<{ readonly body: ReadableStream<Uint8Array> | null; readonly from: number }> {
  const { url, have, bytes, fetch, signal } = options;
  // A compressed body could neither be continued nor compared with the listed length.
  const headers = { "accept-encoding": "identity" };
  const init = signal === undefined ? {} : { signal };
  if (have > 0) {
    try {
      const range = `bytes=${have}-`;
      const response = await fetch(url, { ...init, headers: { ...headers, range } });
      if (response.status !== 206) return { body: response.body, from: 0 };
      const offered = response.headers.get("content-range")?.trim();
      if (offered === `bytes ${have}-${bytes - 1}/${bytes}`) {
        return { body: response.body, from: have };
      }
      await response.body?.cancel();
    } catch (error) {
      if (!(error instanceof HubStatusError && error.status === 416)) throw error;
    }
    await Deno.remove(part);
  }
  const response = await fetch(url, { ...init, headers });
  return { body: response.body, from: 0 };
}

/** Aborts its signal when nothing postpones it for a while. */
function stallAlarm(
  ms: number,
  path: string,
): { readonly signal: AbortSignal; postpone(): void; clear(): void } {
  const controller = new AbortController();
  const ring = () =>
    controller.abort(
      new DatasetError(`${path} is not complete: no byte came for ${ms / 1000} s`, {
        kind: "network",
        paths: [path],
      }),
    );
  let timer = setTimeout(ring, ms);
  return {
    signal: controller.signal,
    postpone() {
      clearTimeout(timer);
      timer = setTimeout(ring, ms);
    },
    clear: () => clearTimeout(timer),
  };
}

/** A full or failing disk is no reason to ask the hub again. */
function isDiskError(error: unknown): boolean {
  if (error instanceof Deno.errors.PermissionDenied) return true;
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "ENOSPC" || code === "EROFS" || code === "EDQUOT" || code === "EIO";
}
