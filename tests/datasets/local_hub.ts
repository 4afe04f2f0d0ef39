import { createHash } from "node:crypto";

/** A request as one of the two servers saw it. */
export interface SeenRequest {
  readonly server: "hub" | "storage";
  readonly path: string;
  readonly range: string | null;
  readonly authorization: string | null;
  readonly acceptEncoding: string | null;
}

/** What a body shall do instead of arriving whole. */
export type Fault =
  /** Ends after so many bytes although more were announced. */
  | { readonly kind: "cut"; readonly after: number }
  /** Sends so many bytes and then nothing. */
  | { readonly kind: "hang"; readonly after: number }
  /** Answers a status. */
  | { readonly kind: "status"; readonly status: number; readonly headers?: Record<string, string> }
  /** Sends other bytes. */
  | { readonly kind: "content"; readonly content: Uint8Array<ArrayBuffer> };

/** Settings of the hub; all can be changed while it runs. */
export interface LocalHub extends AsyncDisposable {
  readonly url: string;
  readonly storageUrl: string;
  readonly requests: SeenRequest[];
  /** Files by revision, then by path. */
  readonly revisions: Map<string, Map<string, Uint8Array<ArrayBuffer>>>;
  /** Branches and tags. */
  readonly refs: Map<string, string>;
  /** Taken from the front, one for each request of that path's content. */
  readonly faults: Map<string, Fault[]>;
  /** Token that is asked for; null lets everybody in. */
  token: string | null;
  /** Whether ranges are honoured. */
  ranges: boolean;
  /** Whether the revision endpoint exists. */
  revisionEndpoint: boolean;
  /** Entries a page of the listing. */
  pageSize: number;
  /** Paths stored as large files. */
  isLarge: (path: string) => boolean;
  /** Resolves when the first body hangs. */
  readonly hanging: Promise<void>;
  /** Bytes of content sent so far, by path. */
  readonly sent: Map<string, number>;
}

export const REPO = "owner/set";

/** Starts a hub and, on another loopback origin, the storage it redirects large files to. */
export function localHub(
  files: Record<string, string | Uint8Array<ArrayBuffer>>,
  repo = REPO,
): LocalHub {
  const commit = "a".repeat(40);
  const encoded = Object.entries(files).map(([path, content]) =>
    [path, typeof content === "string" ? new TextEncoder().encode(content) : content] as const
  );
  const abandoned = new AbortController();
  const hanging = Promise.withResolvers<void>();
  const apiPath = new RegExp(`^/api/datasets/${repo}/(revision|tree)/([^/]+)/?(.*)$`);
  const resolvePath = new RegExp(`^/datasets/${repo}/resolve/([^/]+)/(.+)$`);
  const storage = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
    const url = new URL(request.url);
    see("storage", request);
    const [, revision = "", ...segments] = url.pathname.split("/");
    const path = segments.map(decodeURIComponent).join("/");
    return serveContent(request, path, hub.revisions.get(revision)?.get(path));
  });
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
    see("hub", request);
    if (hub.token !== null && request.headers.get("authorization") !== `Bearer ${hub.token}`) {
      return Response.json({ error: "Access to this dataset is restricted." }, {
        status: 401,
        headers: { "x-error-code": "GatedRepo" },
      });
    }
    const url = new URL(request.url);
    const api = apiPath.exec(url.pathname);
    const resolve = resolvePath.exec(url.pathname);
    if (api !== null) {
      const [, kind, name = "", prefix = ""] = api;
      if (kind === "revision" && !hub.revisionEndpoint) return new Response(null, { status: 404 });
      const revision = toCommit(decodeURIComponent(name));
      if (revision === null) return notFound("RevisionNotFound");
      return kind === "revision"
        ? Response.json({ _id: "1", id: repo, sha: revision, lastModified: "2025-01-01" })
        : tree(url, { revision, prefix: decodeURIComponent(prefix) });
    }
    if (resolve !== null) {
      const [, name = "", rawPath = ""] = resolve;
      const revision = toCommit(decodeURIComponent(name));
      const path = rawPath.split("/").map(decodeURIComponent).join("/");
      const content = revision === null ? undefined : hub.revisions.get(revision)?.get(path);
      if (content === undefined) return notFound("EntryNotFound");
      if (!hub.isLarge(path)) return serveContent(request, path, content);
      return new Response(null, {
        status: 302,
        headers: {
          location: `${hub.storageUrl}/${revision}/${rawPath}?signature=secret`,
          "x-linked-size": String(content.length),
          "x-linked-etag": `"${sha256(content)}"`,
        },
      });
    }
    return notFound("RepoNotFound");
  });

  const hub: LocalHub = {
    url: `http://127.0.0.1:${server.addr.port}`,
    storageUrl: `http://127.0.0.1:${storage.addr.port}`,
    requests: [],
    revisions: new Map([[commit, new Map(encoded)]]),
    refs: new Map([["main", commit]]),
    faults: new Map(),
    token: null,
    ranges: true,
    revisionEndpoint: true,
    pageSize: 1000,
    isLarge: (path) => path.endsWith(".png"),
    sent: new Map(),
    hanging: hanging.promise,
    async [Symbol.asyncDispose]() {
      abandoned.abort();
      await Promise.all([server.shutdown(), storage.shutdown()]);
    },
  };

  function see(name: SeenRequest["server"], request: Request): void {
    hub.requests.push({
      server: name,
      path: decodeURIComponent(new URL(request.url).pathname),
      range: request.headers.get("range"),
      authorization: request.headers.get("authorization"),
      acceptEncoding: request.headers.get("accept-encoding"),
    });
  }

  function toCommit(name: string): string | null {
    return hub.revisions.has(name) ? name : hub.refs.get(name) ?? null;
  }

  function tree(url: URL, at: { readonly revision: string; readonly prefix: string }): Response {
    const listed = [...hub.revisions.get(at.revision) ?? []]
      .filter(([path]) => at.prefix === "" || path.startsWith(`${at.prefix}/`));
    if (listed.length === 0) return notFound("EntryNotFound");
    const entries = [
      { type: "directory", oid: "0".repeat(40), size: 0, path: at.prefix || "data" },
      ...listed.map(([path, content]) => listEntry(path, content)),
    ];
    const from = Number(url.searchParams.get("cursor") ?? 0);
    const next = new URL(url);
    next.searchParams.set("cursor", String(from + hub.pageSize));
    const headers = from + hub.pageSize < entries.length
      ? { link: `<${next.href}>; rel="next"` }
      : undefined;
    return Response.json(
      entries.slice(from, from + hub.pageSize),
      headers === undefined ? {} : { headers },
    );
  }

  function listEntry(path: string, content: Uint8Array): Record<string, unknown> {
    const oid = createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
    const entry = { type: "file", oid, size: content.length, path };
    if (!hub.isLarge(path)) return entry;
    const lfs = { oid: sha256(content), size: content.length, pointerSize: 130 };
    return { ...entry, oid: "0".repeat(40), lfs };
  }

  function serveContent(
    request: Request,
    path: string,
    stored: Uint8Array<ArrayBuffer> | undefined,
  ): Response {
    const fault = hub.faults.get(path)?.shift();
    if (fault?.kind === "status") {
      return new Response("fault", { status: fault.status, headers: fault.headers ?? {} });
    }
    const content = fault?.kind === "content" ? fault.content : stored;
    if (content === undefined) return notFound("EntryNotFound");
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
    const from = hub.ranges && range !== null ? Number(range[1]) : 0;
    if (from >= content.length && from > 0) return new Response(null, { status: 416 });
    const body = content.subarray(from);
    const headers = { "content-length": String(body.length) };
    const partial = hub.ranges && range !== null
      ? { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` }
      : {};
    const stop = fault?.kind === "cut" || fault?.kind === "hang" ? fault : null;
    const sent = body.subarray(0, stop?.after ?? body.length);
    hub.sent.set(path, (hub.sent.get(path) ?? 0) + sent.length);
    return new Response(bodyOf(sent, stop?.kind ?? "whole"), {
      status: range !== null && hub.ranges ? 206 : 200,
      headers: { ...headers, ...partial },
    });
  }

  function bodyOf(
    bytes: Uint8Array<ArrayBuffer>,
    ending: "whole" | "cut" | "hang",
  ): BodyInit {
    if (ending === "whole") return bytes;
    let given = false;
    let cancelled = false;
    return new ReadableStream<Uint8Array>({
      cancel() {
        cancelled = true;
      },
      pull(controller) {
        if (!given) {
          given = true;
          controller.enqueue(bytes);
          return;
        }
        // Less than the announced length: the server then breaks the connection.
        if (ending === "cut") return controller.close();
        hanging.resolve();
        return new Promise<void>((resolve) => {
          abandoned.signal.addEventListener("abort", () => {
            if (!cancelled) controller.close();
            resolve();
          });
        });
      },
    });
  }

  return hub;
}

function notFound(code: string): Response {
  return Response.json({ error: "not found" }, { status: 404, headers: { "x-error-code": code } });
}

function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
