import { Worker } from "node:worker_threads";
import type { ResizedImage } from "./resize_image.ts";

/** Resizes images beside the main thread, so that nobody waits for it but who asked. */
export type ImageResizer = (content: Uint8Array, maxPixels: number) => Promise<ResizedImage | null>;

/** An image that could not be resized, with the reason as its message. */
export class ResizeError extends Error {
  /** Its content cannot be decoded; otherwise it is sound, and too much or of a kind that is not resized. */
  readonly isBroken: boolean;

  constructor(message: string, { isBroken = false }: { readonly isBroken?: boolean } = {}) {
    super(message);
    this.isBroken = isBroken;
  }
}

/** Milliseconds without work after which the worker ends. */
const IDLE_MS = 250;

interface Job {
  readonly content: Uint8Array;
  readonly maxPixels: number;
  readonly done: PromiseWithResolvers<ResizedImage | null>;
}

/** One worker, started when there is work and ended when there is none: decoding takes a hundred times an image's size. */
export function imageResizer(): ImageResizer {
  const jobs: Job[] = [];
  let worker: Worker | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;
  const next = () => {
    const [job] = jobs;
    if (job === undefined) idle = setTimeout(end, IDLE_MS);
    else worker?.postMessage({ content: job.content, maxPixels: job.maxPixels });
  };
  const end = () => {
    void worker?.terminate();
    worker = undefined;
  };
  const start = () => {
    worker = new Worker(new URL("./_resize_worker.ts", import.meta.url));
    worker.on("message", ({ resized, problem, isBroken }) => {
      const { done } = jobs.shift() ?? {};
      if (problem === undefined) done?.resolve(resized);
      else done?.reject(new ResizeError(problem, { isBroken }));
      next();
    });
    worker.on("error", (error) => {
      jobs.shift()?.done.reject(new ResizeError(`it cannot be resized: ${error.message}`));
      end();
      if (jobs.length > 0) start();
    });
    next();
  };
  return (content, maxPixels) => {
    const done = Promise.withResolvers<ResizedImage | null>();
    jobs.push({ content, maxPixels, done });
    clearTimeout(idle);
    if (worker === undefined) start();
    else if (jobs.length === 1) next();
    return done.promise;
  };
}
