import type { Delivery, FoundImage, ImagePart, ImageRecord } from "../../types.ts";
import { isDelivered } from "../../parse/is_delivered.ts";
import type { LiveClinImage, LiveClinOptions } from "./liveclin_types.ts";

/** What becomes of an image. */
export interface PlannedImage {
  /** For the turn's record. */
  readonly record: ImageRecord;
  /** Its line under the figures; null when the protocol drops the image. */
  readonly caption: string | null;
  /** What is sent; null when it is not, although its line may stand. */
  readonly part: ImagePart | null;
}

/**
 * Decides for each image, in order, whether its line is written and whether it is sent. An image needs a caption prefix
 * and a URL, or a file below the image root, to be named; what is named but not sendable keeps its line.
 */
export async function planImages(
  images: readonly LiveClinImage[],
  options: LiveClinOptions,
): Promise<readonly PlannedImage[]> {
  const planned: PlannedImage[] = [];
  for (const image of images) planned.push(await planImage(image, options));
  return planned;
}

async function planImage(image: LiveClinImage, options: LiveClinOptions): Promise<PlannedImage> {
  const { captionPrefix, file, url } = image;
  const { imageMode, images: store, condition = "full" } = options;
  if (condition === "no_image" || condition === "options_only") return left(image, "withheld");
  if (captionPrefix === null) return left(image, "no_caption_prefix");
  if (imageMode === "url") {
    if (url === null) return left(image, "missing");
    const sendable = /^https?:\/\//.test(url);
    return {
      record: plainRecord(url, sendable ? "sent" : "not_an_image"),
      caption: captionPrefix,
      part: sendable ? { type: "image", url, mediaType: null } : null,
    };
  }
  if (file === null || store === undefined) return left(image, "missing");
  const found = await store.find(file);
  return {
    record: found.record,
    caption: found.url === null ? null : captionPrefix,
    part: partOf(found),
  };
}

function partOf({ url, record }: FoundImage): ImagePart | null {
  if (url === null || !isDelivered(record)) return null;
  const { sha256, bytes, mediaType } = record.sent ?? record;
  return {
    type: "image",
    url,
    mediaType,
    ...(sha256 === null ? {} : { sha256 }),
    ...(bytes === null ? {} : { bytes }),
  };
}

function left({ file, url, captionPrefix }: LiveClinImage, delivery: Delivery): PlannedImage {
  const source = file ?? url ?? captionPrefix ?? "unnamed image";
  return { record: plainRecord(source, delivery), caption: null, part: null };
}

function plainRecord(source: string, delivery: Delivery): ImageRecord {
  return {
    source,
    delivery,
    sha256: null,
    bytes: null,
    mediaType: null,
    width: null,
    height: null,
  };
}
