import { parentPort } from "node:worker_threads";
import { UndecodedError } from "./_raster_of.ts";
import { resizeImage } from "./resize_image.ts";

/*
 * A module of its own that a worker starts from: it resizes what it is sent, one image after the other.
 */
parentPort?.on("message", ({ content, maxPixels }) => {
  try {
    parentPort?.postMessage({ resized: resizeImage(content, { maxPixels }) });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ problem, isBroken: !(error instanceof UndecodedError) });
  }
});
