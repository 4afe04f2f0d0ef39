import type { SimulatedAnswer } from "./fault_types.ts";

/**
 * The parts of an error body.
 *
 * @internal
 */
export interface ApiErrorDetails {
  /** What a person reads. */
  readonly message: string;
  /** `invalid_request_error` unless told; null as some gateways send it. */
  readonly type?: string | null;
  /** The request parameter meant; null unless told. */
  readonly param?: string | null;
  /** A word for programs; null unless told. */
  readonly code?: string | null;
}

/**
 * An error answer in the shape of the OpenAI API: `{ error: { message, type, param, code } }`.
 *
 * @internal
 */
export function apiError(status: number, details: ApiErrorDetails): SimulatedAnswer {
  const { message, type = "invalid_request_error", param = null, code = null } = details;
  return {
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ error: { message, type, param, code } }),
    delivery: "whole",
  };
}
