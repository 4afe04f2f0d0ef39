import { DatasetError, type DatasetErrorKind } from "../dataset_error.ts";

/** An answer of the hub (or of the storage it redirects to) that is no success. */
export class HubStatusError extends DatasetError {
  /** HTTP status. */
  readonly status: number;
  /** The hub's own error code, e.g. `RevisionNotFound`; null when it gave none. */
  readonly code: string | null;
  /** How long it asks to wait; null when it does not say. */
  readonly retryAfterMs: number | null;

  /** Takes a message and what the answer said. */
  constructor(
    message: string,
    answer: {
      readonly kind: DatasetErrorKind;
      readonly status: number;
      readonly code: string | null;
      readonly retryAfterMs: number | null;
    },
  ) {
    super(message, { kind: answer.kind });
    this.status = answer.status;
    this.code = answer.code;
    this.retryAfterMs = answer.retryAfterMs;
  }
}
