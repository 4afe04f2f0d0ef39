import { ModelError } from "../parse/model_error.ts";

/** No chat completion is longer, in bytes; an endless one would fill the memory. */
const MOST_BYTES = 32_000_000;
/** What an error says is read no further. */
const MOST_OF_AN_ERROR = 256_000;

/**
 * The text of a response, of at most 32 MB: what is longer is a `bad_body`. A body of a told length is read at once; one
 * of an unknown length piece by piece.
 */
export async function bodyText(response: Response): Promise<string> {
  if (isShort(response.headers, MOST_BYTES)) return await response.text();
  const { text, isWhole } = await readPieces(response, MOST_BYTES);
  if (isWhole) return text;
  const message = `the answer is longer than ${MOST_BYTES / 1e6} MB: not read any further`;
  throw new ModelError({ kind: "bad_body", status: null, message });
}

/** The first part of what a refusal says; what went wrong with reading it when it cannot be read. */
export async function errorText(response: Response): Promise<string> {
  try {
    if (isShort(response.headers, MOST_OF_AN_ERROR)) return await response.text();
    return (await readPieces(response, MOST_OF_AN_ERROR)).text;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A compressed body is as long as it unpacks to. */
function isShort(headers: Headers, most: number): boolean {
  const length = headers.get("content-length");
  return length !== null && Number(length) <= most && headers.get("content-encoding") === null;
}

async function readPieces(
  response: Response,
  most: number,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  if (response.body === null) return { text: "", isWhole: true };
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode(), isWhole: true };
      bytes += value.length;
      text += decoder.decode(value, { stream: true });
      if (bytes > most) break;
    }
  } catch (error) {
    throw unpackError(error, response.headers.get("content-encoding"));
  }
  await reader.cancel().catch(() => {});
  return { text, isWhole: false };
}

/** The runtime says of bytes that are not what `content-encoding` promises that their file ends too soon. */
function unpackError(error: unknown, encoding: string | null): unknown {
  if (!(error instanceof TypeError) || encoding === null || /from connection/.test(error.message)) {
    return error;
  }
  const message =
    `the body cannot be unpacked as the ${encoding} its header promises: ${error.message} (cut, or no ${encoding} at all?)`;
  return new ModelError({ kind: "bad_body", status: null, message }, { cause: error });
}
