import type { Fetch } from "../fetch.ts";
import { redactKey } from "../../parse/redact_key.ts";
import { DatasetError } from "../dataset_error.ts";
import { HubStatusError } from "./hub_status_error.ts";

/** Which hub, for whom. */
export interface HubFetchOptions {
  /** Address of the hub. */
  readonly hubUrl: string;
  /** Dataset id, for messages. */
  readonly repo: string;
  /** Sent to the hub's own origin only, and shown nowhere. */
  readonly accessToken?: string;
  /** Replaces the global `fetch`. */
  readonly fetch?: Fetch;
}

const MOST_REDIRECTS = 10;

/**
 * A `fetch` for a hub. It follows redirects itself, so that the token goes to the hub's origin and to no other, and it
 * rejects with a `DatasetError` for every answer that is no success (`access`, `not_on_hub`, `hub`, or `network` where
 * trying again may help) and for a connection that fails.
 */
export function hubFetch(options: HubFetchOptions): Fetch {
  const { hubUrl, repo, accessToken, fetch: send = fetch } = options;
  const origin = new URL(hubUrl).origin;
  const authorization = accessToken === undefined ? null : bearer(accessToken);
  const redact = redactKey((accessToken ?? "").trim());
  return async (input, init = {}) => {
    let url = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init.headers);
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      headers.delete("authorization");
      if (authorization !== null && url.origin === origin) {
        headers.set("authorization", authorization);
      }
      const request = { send, init: { ...init, headers, redirect: "manual" as const }, redact };
      const response = await reach(url, request);
      if (response.ok) return response;
      await response.body?.cancel();
      const location = response.headers.get("location");
      if (response.status < 300 || response.status > 399 || location === null) {
        throw statusError(response, {
          url,
          repo,
          hubUrl,
          hasToken: authorization !== null,
          redact,
        });
      }
      url = new URL(location, url);
    }
    throw new DatasetError(`More than ${MOST_REDIRECTS} redirects for ${repo} at ${hubUrl}`, {
      kind: "hub",
    });
  };
}

/** Checked here, because the error of `Headers` for a bad value would show the token. */
function bearer(accessToken: string): string {
  const token = accessToken.trim();
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new DatasetError("The access token is empty or holds blanks or unprintable characters", {
      kind: "access",
    });
  }
  return `Bearer ${token}`;
}

async function reach(
  url: URL,
  request: {
    readonly send: Fetch;
    readonly init: RequestInit;
    readonly redact: (text: string) => string;
  },
): Promise<Response> {
  try {
    return await request.send(url, request.init);
  } catch (cause) {
    const { signal } = request.init;
    const timedOut = cause instanceof DOMException && cause.name === "TimeoutError";
    if (signal?.aborted && cause === signal.reason && !timedOut) throw cause;
    // The address within the runtime's message may be a signed one, which is as good as a key.
    const reason = cause instanceof Error ? cause.message : String(cause);
    const shown = reason.replaceAll(/\s*(?:for url )?\(?https?:\/\/[^\s)]*\)?/g, "");
    const message = request.redact(`Cannot reach ${url.origin}: ${shown}`);
    throw new DatasetError(message, { kind: "network", cause });
  }
}

function statusError(
  response: Response,
  request: {
    readonly url: URL;
    readonly repo: string;
    readonly hubUrl: string;
    readonly hasToken: boolean;
    readonly redact: (text: string) => string;
  },
): HubStatusError {
  const { status, headers } = response;
  const { url, repo, hubUrl, hasToken, redact } = request;
  // A hub, or a proxy before it, may quote the request's own headers.
  const [code = null, said = null] = ["x-error-code", "x-error-message"].map((name) => {
    const text = headers.get(name);
    return text === null ? null : redact(text);
  });
  const detail = said === null ? (code === null ? "" : ` (${code})`) : ` (${said})`;
  const answer = { status, code, retryAfterMs: retryAfterMs(headers.get("retry-after")) };
  const what = `${url.origin} answered ${status}${detail} for ${repo}`;
  if (status === 401 || status === 403) {
    const page = `${hubUrl}/datasets/${repo}`;
    const cure = hasToken
      ? `the token in HF_TOKEN was not accepted: is it valid, may it read this dataset, and were the terms at ${page} accepted?`
      : `it is gated, private or not there. Accept its terms at ${page}, then set HF_TOKEN to an access token of yours`;
    return new HubStatusError(`${what}: ${cure}`, { ...answer, kind: "access" });
  }
  const passing = status === 408 || status === 425 || status === 429 || status >= 500;
  const kind = passing ? "network" : status === 404 || status === 410 ? "not_on_hub" : "hub";
  return new HubStatusError(`${what}: ${redact(url.pathname)}`, { ...answer, kind });
}

function retryAfterMs(header: string | null): number | null {
  const seconds = header === null || header.trim() === "" ? NaN : Number(header);
  return seconds >= 0 ? seconds * 1000 : null;
}
