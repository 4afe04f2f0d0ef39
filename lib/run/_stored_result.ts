import type { Case, Result, Run } from "../types.ts";
import { isRecord } from "../parse/is_record.ts";
import { caseIdsSha256 } from "../results/case_ids_sha256.ts";
import { manifestSha256 } from "../results/manifest_sha256.ts";
import { type DeepDifference, deepDifferences } from "./_deep_differences.ts";

/** The parts of a file as it stands, before anything is made of it. */
export class StoredResult {
  readonly cases: readonly unknown[];
  readonly summary: unknown;
  readonly meta: unknown;
  readonly rounds: Readonly<Record<string, unknown>>;
  readonly isOurs: boolean;

  constructor(file: unknown) {
    const fields = isRecord(file) ? file : {};
    this.cases = Array.isArray(fields.cases) ? fields.cases : [];
    this.summary = fields.summary;
    this.meta = fields.meta;
    // Taken off the file, it is still in its cases.
    this.isOurs = isRecord(fields.rounds) ||
      this.cases.some((one) => isRecord(one) && isRecord(one.rounds));
    this.rounds = isRecord(fields.rounds) ? fields.rounds : {};
  }

  /** Parts that every file of ours has, and this one has not. */
  missing(): readonly DeepDifference[] {
    const absent = (field: string): DeepDifference => ({
      field,
      stored: "missing",
      recomputed: "part of every file",
    });
    return [
      ...(this.summary === undefined ? [absent("summary")] : []),
      ...["manifest", "manifest_sha256", "planned", "clean", "outcomes", "unfinished", "spend"]
        .filter((name) => !Object.hasOwn(this.rounds, name)).map((name) =>
          absent(`rounds.${name}`)
        ),
    ];
  }
}

/** What the case is sorted by, against what follows from the official fields beside it; what these do not tell is passed over. */
export function sortingDifferences(
  { case: stored, grades }: Result,
  derived: Case,
): readonly DeepDifference[] {
  const told = (fields: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  const compare = (left: Pick<Case, "tags">, right: Pick<Case, "tags">, path: string) =>
    deepDifferences(left.tags, told(right.tags), { path });
  return [
    ...compare(stored, derived, "tags"),
    ...stored.items.flatMap((item, n) => {
      const other = derived.items[n];
      if (other === undefined) return [];
      // The reference keeps no attachments of a question that went wrong.
      const isWhole = grades[n]?.official.error === null;
      return [
        ...compare(item, other, `${item.id} tags`),
        ...(isWhole
          ? deepDifferences(item.labels, other.labels, { path: `${item.id} labels` })
          : []),
      ];
    }),
  ];
}

/** The head of the file tells the run as its manifest does. */
export function metaDifferences({ meta, rounds }: StoredResult): readonly DeepDifference[] {
  const { manifest } = rounds;
  if (!isRecord(meta) || !isRecord(manifest)) return [];
  const { model, dataset, identity } = manifest;
  const told = { model, dataset, ...(isRecord(identity) ? identity : {}) };
  return Object.entries(told).flatMap(([name, value]) =>
    Object.hasOwn(meta, name) ? deepDifferences(meta[name], value, { path: `meta.${name}` }) : []
  );
}

/** The digests of the manifest, and of what it names. */
export function manifestDifferences(
  stored: StoredResult,
  { run, sha256 }: { readonly run: Run; readonly sha256: string | null },
): readonly DeepDifference[] {
  const { manifest, manifest_sha256 } = stored.rounds;
  if (!isRecord(manifest)) return [];
  const ids = [...new Set(run.results.map(({ case: c }) => c.id))];
  return [
    ...deepDifferences(manifest_sha256, manifestSha256(manifest), { path: "manifest_sha256" }),
    ...(run.unfinished.length > 0 || run.planned.cases > run.results.length
      ? []
      : deepDifferences(manifest.cases_sha256, caseIdsSha256(ids), { path: "cases_sha256" })),
    ...(sha256 === null
      ? []
      : deepDifferences(manifest.dataset_sha256, sha256, { path: "dataset_sha256" })),
  ];
}
