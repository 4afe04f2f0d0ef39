/** Another process writes the same output. */
export class OutputLockedError extends Error {
  /** Always `OutputLockedError`. */
  override readonly name = "OutputLockedError";
}
