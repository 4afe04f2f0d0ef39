import defer * as hub from "@huggingface/hub";
import { DatasetError } from "../dataset_error.ts";
import type { Fetch } from "../fetch.ts";
import { HubStatusError } from "./hub_status_error.ts";

/** A file as the hub lists it. */
export interface HubFile {
  /** Path within the repository. */
  readonly path: string;
  /** Length in bytes. */
  readonly bytes: number;
  /** SHA-256, hex, for large (LFS) files; else null. */
  readonly sha256: string | null;
  /** Git's object id, hex, for small files; else null. */
  readonly gitSha1: string | null;
}

/** What the hub has below the paths asked for. */
export interface HubListing {
  /** Commit the revision stands for (the revision as asked where the hub cannot tell). */
  readonly revision: string;
  /** Files, in the hub's order. */
  readonly files: readonly HubFile[];
}

/** What to list. */
export interface ListHubFilesOptions {
  /** Address of the hub. */
  readonly hubUrl: string;
  /** Dataset id. */
  readonly repo: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  /** Folders or files, without a slash at the end. */
  readonly paths: readonly string[];
  /** A `hubFetch`: it carries the token, so that the package never sees it. */
  readonly fetch: Fetch;
}

/**
 * Lists the files of a hub dataset below some paths, at the commit that a revision stands for now. Throws
 * `DatasetError` (`not_on_hub`) naming what is there instead when a path is not.
 */
export async function listHubFiles(options: ListHubFilesOptions): Promise<HubListing> {
  const revision = await commitOf(options);
  let everything: readonly HubFile[] | null = null;
  const files = new Map<string, HubFile>();
  for (const prefix of options.paths) {
    let listed: readonly HubFile[];
    try {
      listed = await filesBelow(prefix, { ...options, revision });
    } catch (error) {
      if (!(error instanceof HubStatusError && error.status === 404)) throw error;
      // The hub lists folders only: where the path is a file, the whole listing has it.
      everything ??= await filesBelow("", { ...options, revision });
      listed = everything;
    }
    const wanted = listed.filter(({ path }) => path === prefix || path.startsWith(`${prefix}/`));
    if (wanted.length === 0) {
      everything ??= await filesBelow("", { ...options, revision });
      throw nothingAt(prefix, { ...options, revision, files: everything });
    }
    for (const file of wanted) files.set(file.path, file);
  }
  return { revision, files: [...files.values()] };
}

async function commitOf(options: ListHubFilesOptions): Promise<string> {
  const { repo, revision, hubUrl, fetch } = options;
  if (/^[0-9a-f]{40}$/.test(revision)) return revision;
  try {
    const fields = { additionalFields: ["sha" as const], hubUrl, fetch };
    const { sha } = await hub.datasetInfo({ name: repo, revision, ...fields });
    return typeof sha === "string" && sha !== "" ? sha : revision;
  } catch (error) {
    // Some mirrors serve files only. A hub that knows the question says which part it does not have.
    if (error instanceof HubStatusError && error.status === 404 && error.code === null) {
      return revision;
    }
    if (error instanceof HubStatusError && error.code === "RevisionNotFound") {
      throw new DatasetError(`${hubUrl}/datasets/${repo} has no revision ${revision}`, {
        kind: "not_on_hub",
        cause: error,
      });
    }
    throw error;
  }
}

async function filesBelow(
  prefix: string,
  options: ListHubFilesOptions,
): Promise<readonly HubFile[]> {
  const { repo, hubUrl, fetch } = options;
  const entries = hub.listFiles({
    repo: { type: "dataset", name: repo },
    recursive: true,
    // The package puts both into the address as they are.
    path: prefix.split("/").map(encodeURIComponent).join("/"),
    revision: encodeURIComponent(options.revision),
    hubUrl,
    fetch,
  });
  const files: HubFile[] = [];
  for await (const { type, path, size, oid, lfs } of entries) {
    if (type !== "file") continue;
    const sha256 = lfs?.oid.replace(/^sha256:/, "").toLowerCase() ?? null;
    const gitSha1 = sha256 === null ? oid?.toLowerCase() ?? null : null;
    files.push({ path, bytes: lfs?.size ?? size, sha256, gitSha1 });
  }
  return files;
}

function nothingAt(
  prefix: string,
  listing: ListHubFilesOptions & { readonly files: readonly HubFile[] },
): DatasetError {
  const depth = prefix.split("/").length;
  const folders = new Set(
    listing.files.map(({ path }) => path.split("/"))
      .filter((segments) => segments.length > depth)
      .map((segments) => segments.slice(0, depth).join("/")),
  );
  const there = [...folders].slice(0, 20).join(", ") || "nothing of that depth";
  return new DatasetError(
    `${listing.hubUrl}/datasets/${listing.repo} has no ${prefix} at revision ${listing.revision}; it has ${there}`,
    { kind: "not_on_hub", paths: [prefix] },
  );
}
