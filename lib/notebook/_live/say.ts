import type { Jupyter } from "../jupyter.ts";

/**
 * Prints a line to the standard error of the running cell; a kernel that went away is no error.
 */
export function say(kernel: Jupyter, text: string): void {
  try {
    Promise.resolve(kernel.broadcast("stream", { name: "stderr", text: `${text}\n` })).catch(
      () => {},
    );
  } catch {
    // Whoever calls this reports something worse than a message that could not be shown.
  }
}
