import * as v from "valibot";
import { JUPYTER_DELIMITER } from "./encode_jupyter_message.ts";
import { jupyterSignature } from "./jupyter_signature.ts";

/** One message from a kernel. */
export interface JupyterMessage {
  /** E.g. `stream`, `status`, `execute_reply`. */
  readonly type: string;
  /** Id of the request it answers; null when it answers none. */
  readonly parentId: string | null;
  /** What the message says. */
  readonly content: Readonly<Record<string, unknown>>;
}

const header = v.object({ msg_type: v.string() });
const parent = v.object({ msg_id: v.optional(v.string()) });
const content = v.record(v.string(), v.unknown());

/**
 * Reads the frames of a Jupyter message; whatever stands before the delimiter is its route and is left out.
 *
 * Throws a SyntaxError for frames that are no Jupyter message, and when the signature is wrong.
 */
export function decodeJupyterMessage(frames: readonly Uint8Array[], key: string): JupyterMessage {
  const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
  const start = frames.findIndex((bytes) =>
    bytes.length === JUPYTER_DELIMITER.length && decode(bytes) === JUPYTER_DELIMITER
  );
  const parts = frames.slice(start + 2, start + 6);
  if (start < 0 || parts.length < 4) {
    throw new SyntaxError(`Cannot read a Jupyter message of ${frames.length} frames`);
  }
  if (decode(frames[start + 1]) !== jupyterSignature(parts, key)) {
    throw new SyntaxError(
      "a message arrived damaged (its signature is wrong): Deno's kernel mixes up outputs of many megabytes; " +
        "show less, or save it to a file",
    );
  }
  try {
    const [head, parentHead, , body] = parts.map((part): unknown => JSON.parse(decode(part)));
    return {
      type: v.parse(header, head).msg_type,
      parentId: v.parse(parent, parentHead ?? {}).msg_id ?? null,
      content: v.parse(content, body),
    };
  } catch (cause) {
    throw new SyntaxError("Cannot read a Jupyter message: a part is not what it should be", {
      cause,
    });
  }
}
