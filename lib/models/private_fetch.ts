import { ModelError } from "../parse/model_error.ts";
import { isPrivateAddress, type PrivateOptions } from "../parse/is_private_address.ts";

/** Where a private fetch may go, and what it goes by. */
export interface PrivateFetchOptions extends PrivateOptions {
  /** Replaces `fetch`. */
  readonly fetch?: typeof fetch;
  /** Reads an environment variable; `Deno.env.get` unless told. */
  readonly environment?: (name: string) => string | undefined;
}

const MOST_REDIRECTS = 10;

/**
 * A `fetch` that reaches this machine and listed hosts only. Everything else is refused before a byte is sent, and so is a
 * redirect to it; a request with a body follows no redirect at all. A proxy that the environment names for the address is
 * refused too: `NO_PROXY` excepts hosts from it. What is refused is a `ModelError` that stops a run.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { privateFetch } from "@rounds/rounds";
 *
 * const send = privateFetch({ hosts: ["gpu1.ward.lan"] });
 * await assert.rejects(send("https://api.example.org/v1"), /nothing is sent to api\.example\.org/);
 * ```
 */
export function privateFetch(options: PrivateFetchOptions = {}): typeof fetch {
  const { hosts = [], fetch: send = fetch } = options;
  const environment = options.environment ?? ((name: string) => Deno.env.get(name));
  const looked = new Set<string>();
  let client: Deno.HttpClient | undefined;
  return async (input, init = {}) => {
    let url = new URL(input instanceof Request ? input.url : String(input));
    const request = input instanceof Request ? input : null;
    const method = (init.method ?? request?.method ?? "GET").toUpperCase();
    const mode = init.redirect ?? request?.redirect ?? "follow";
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      if (!isPrivateAddress(url.href, { hosts })) throw refused(`nothing is sent to ${url.host}`);
      if (!looked.has(url.origin)) refuseProxy(url, environment);
      looked.add(url.origin);
      if (url.protocol === "https:" && options.fetch === undefined) {
        client ??= Deno.createHttpClient({ http2: false });
      }
      const response = await send(hops === 0 && request !== null ? request : url, {
        ...init,
        redirect: "manual",
        ...(url.protocol === "https:" && client !== undefined ? { client } : {}),
      });
      const location = response.headers.get("location");
      if (response.status < 300 || response.status > 399 || location === null) return response;
      const next = new URL(location, url);
      // Whoever follows by hand comes back here with the new address.
      if (mode === "manual") return response;
      await response.body?.cancel();
      if (method !== "GET" && method !== "HEAD") {
        throw refused(`${url.host} redirects to ${next.host}: not followed, nothing is sent there`);
      }
      url = next;
    }
    throw refused(`${url.host} redirects more than ${MOST_REDIRECTS} times`);
  };
}

function refused(what: string): ModelError {
  const message =
    `${what} (a private run reaches this machine and the hosts listed by --private-host only)`;
  return new ModelError({ kind: "bad_request", status: null, message }, {
    stopsRun: true,
    attempts: 0,
  });
}

/** The runtime takes proxies from the environment, even for this machine, and asks no permission for them. */
function refuseProxy(url: URL, environment: (name: string) => string | undefined): void {
  const scheme = url.protocol.slice(0, -1);
  const names = [`${scheme}_proxy`, `${scheme.toUpperCase()}_PROXY`, "all_proxy", "ALL_PROXY"];
  const proxy = names.find((name) => environment(name));
  if (proxy === undefined) return;
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  // Of the two only one may count, and ranges are not understood here: a doubtful exception is none.
  const exceptions = ["no_proxy", "NO_PROXY"].map(environment).filter((list) => list);
  const isExcepted = exceptions.length > 0 &&
    exceptions.every((list) =>
      (list ?? "").split(",").map((entry) => entry.trim()).some((entry) =>
        entry === "*" || entry === hostname
      )
    );
  if (isExcepted) return;
  throw refused(
    `${proxy} is set, so ${url.host} would be reached through a proxy: put ${hostname} into NO_PROXY`,
  );
}
