import type { GenerateOptions } from "./generate_worker.ts";

/**
 * Writes simulated result files, in a worker: whoever reads them next starts with an empty heap and unused code, as
 * somebody does who reads files that are there.
 */
export async function generateFiles(options: GenerateOptions): Promise<readonly string[]> {
  const worker = new Worker(new URL("./generate_worker.ts", import.meta.url), { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
  worker.onmessage = ({ data }: MessageEvent<readonly string[]>) => resolve(data);
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(`Cannot generate runs: ${event.message}`));
  };
  worker.postMessage(options);
  try {
    return await promise;
  } finally {
    worker.terminate();
  }
}
