import { isLoopback } from "./is_loopback.ts";

/** Which places a private run may reach. */
export interface PrivateOptions {
  /** Hosts beside this machine, as `name` (any port) or `name:port`; none unless told. */
  readonly hosts?: readonly string[];
}

/**
 * Whether a private run may send to an address: it is on this machine, or its host is listed by exactly that name.
 * Subdomains of a listed name are other hosts.
 *
 * Throws a RangeError for a listed host that is none, e.g. a URL.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isPrivateAddress } from "@rounds/rounds";
 *
 * const hosts = ["gpu1.ward.lan", "10.0.0.7:8000"];
 * assert.equal(isPrivateAddress("http://localhost:8000/v1"), true);
 * assert.equal(isPrivateAddress("https://gpu1.ward.lan/v1", { hosts }), true);
 * assert.equal(isPrivateAddress("http://10.0.0.7:9000/v1", { hosts }), false);
 * assert.equal(isPrivateAddress("https://api.example.org/v1", { hosts }), false);
 * ```
 */
export function isPrivateAddress(address: string, options: PrivateOptions = {}): boolean {
  const listed = (options.hosts ?? []).map(parseHost);
  if (isLoopback(address)) return true;
  const url = URL.parse(address);
  if (url === null) return false;
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  return listed.some((host) =>
    host.hostname === url.hostname && (host.port === null || host.port === port)
  );
}

function parseHost(host: string): { readonly hostname: string; readonly port: string | null } {
  // Ports that a scheme implies vanish in a URL of that scheme; this one implies none.
  const url = /^(\[[\da-f:.]+\]|[\p{L}\p{N}._-]+)(:\d+)?$/iu.test(host)
    ? URL.parse(`http://${host}`)
    : null;
  if (url === null) {
    throw new RangeError(`"${host}" is no host, expected a name or address such as gpu1.ward.lan`);
  }
  const port = /:(\d+)$/.exec(host)?.[1] ?? null;
  return { hostname: url.hostname, port: host.endsWith("]") ? null : port };
}
