import { jupyterSignature } from "./jupyter_signature.ts";

/** One message to a kernel. */
export interface JupyterRequest {
  /** E.g. `execute_request`. */
  readonly type: string;
  /** What the message says. */
  readonly content: Readonly<Record<string, unknown>>;
  /** Unique; answers name it as their parent. */
  readonly id: string;
  /** The same for all messages of one client. */
  readonly session: string;
  /** ISO 8601. */
  readonly date: string;
}

/** Stands between a message's route and its signature. */
export const JUPYTER_DELIMITER = "<IDS|MSG>";

/**
 * The frames of a Jupyter message (protocol 5.3), signed with HMAC-SHA-256.
 */
export function encodeJupyterMessage(request: JupyterRequest, key: string): Uint8Array[] {
  const encode = (text: string) => new TextEncoder().encode(text);
  const header = {
    msg_id: request.id,
    session: request.session,
    username: "rounds",
    date: request.date,
    msg_type: request.type,
    version: "5.3",
  };
  const parts = [header, {}, {}, request.content].map((part) => encode(JSON.stringify(part)));
  return [encode(JUPYTER_DELIMITER), encode(jupyterSignature(parts, key)), ...parts];
}
