import { checkImageUrls, planRun, privateFetch } from "../../mod.ts";
import type { LoadedData } from "./load_data.ts";
import type { Privacy } from "./private_flags.ts";

/** An image that cannot be delivered, and whose it is. */
export interface BrokenImage {
  readonly caseId: string;
  readonly items: readonly string[];
  readonly source: string;
  readonly reason: string;
}

/** What a check of all images of a plan found. */
export interface ImageCheck {
  /** Different images that were looked for. */
  readonly images: number;
  /** Bytes of those whose size is known, as they are sent. */
  readonly bytes: number;
  /** Those that are resized before they are sent. */
  readonly resized: number;
  readonly broken: readonly BrokenImage[];
}

/** How images are checked. */
export interface CheckImagesOptions {
  /** What a private run may reach; null when it is none. */
  readonly privacy: Privacy | null;
  readonly signal: AbortSignal;
  /** Told of the URLs asked for. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** Looks for every image of the planned cases: local files where they lie, URLs at their servers. */
export async function checkImages(
  { benchmark, cases }: Pick<LoadedData, "benchmark" | "cases">,
  { privacy, ...options }: CheckImagesOptions,
): Promise<ImageCheck> {
  const uses = new Map<string, Omit<BrokenImage, "source" | "reason">[]>();
  const files = new Map<string, number>();
  const resized = new Set<string>();
  const { missingImages, doubtfulImages } = await planRun(cases, {
    benchmark,
    onRequest: (caseId, { images, items }) => {
      for (const { source, delivery, bytes, sent } of images) {
        if (sent !== undefined) resized.add(source);
        if (delivery === "sent" && URL.canParse(source) && /^https?:/i.test(source)) {
          uses.set(source, [...uses.get(source) ?? [], { caseId, items }]);
        } else if (delivery !== "withheld") files.set(source, sent?.bytes ?? bytes ?? 0);
      }
    },
  });
  const checked = await checkImageUrls(uses.keys(), {
    ...options,
    ...(privacy === null ? {} : { fetch: privateFetch(privacy) }),
  });
  const sizes = [...files.values(), ...checked.map(({ bytes }) => bytes ?? 0)];
  return {
    images: files.size + uses.size,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    resized: resized.size,
    broken: [
      ...missingImages.map(({ caseId, items, image }) => ({
        caseId,
        items,
        source: image.source,
        reason: image.delivery,
      })),
      ...doubtfulImages.map(({ caseId, items, image }) => ({
        caseId,
        items,
        source: image.source,
        reason: "not_an_image: its content is of no known format",
      })),
      ...checked.flatMap(({ url, problem, reason }) =>
        problem === null ? [] : (uses.get(url) ?? []).map((use) => ({
          ...use,
          source: url,
          reason: `${problem}: ${reason}`,
        }))
      ),
    ],
  };
}

/** One line: how many were looked for, and how many of them are not there. */
export function imageCheckLine({ images, bytes, resized, broken }: ImageCheck): string {
  const all = `${images.toLocaleString("en-US")} ${images === 1 ? "image" : "images"}`;
  if (broken.length > 0) {
    const different = new Set(broken.map(({ source }) => source)).size;
    return `${different.toLocaleString("en-US")} of ${all} cannot be delivered`;
  }
  const size = bytes === 0 ? "" : ` (${(bytes / 1e6).toFixed(1)} MB)`;
  const smaller = resized === 0 ? "" : `, ${resized.toLocaleString("en-US")} of them resized`;
  return `${all} checked, all can be delivered${size}${smaller}`;
}

/** The images that are not there, one a line, so many at most. */
export function brokenLines({ broken }: ImageCheck, most: number): readonly string[] {
  const lines = broken.slice(0, most).map(({ caseId, items, source, reason }) =>
    `  case ${caseId}, ${items.join(" ")}: ${source} (${reason})`
  );
  return broken.length > most ? [...lines, `  and ${broken.length - most} more`] : lines;
}
