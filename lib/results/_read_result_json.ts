import { parseJson } from "../parse/parse_json.ts";
import { refuseNoFile } from "./_refuse_no_file.ts";
import { refuseSideFile } from "./_refuse_side_file.ts";

/** Larger files are refused. */
const MOST_BYTES = 2 * 2 ** 30;

/** Larger files are parsed case by case: one text of everything would pass the longest that the engine can hold. */
const WHOLE_BYTES = 256 * 2 ** 20;

/** How a result file is read; the limits are smaller in tests. */
export interface ReadResultJsonOptions {
  /** Most bytes read. */
  readonly mostBytes?: number;
  /** Up to so many bytes are parsed at once. */
  readonly wholeBytes?: number;
}

/** A file's parsed JSON and its content. */
export interface ResultJson {
  /** The parsed JSON. */
  readonly file: unknown;
  /** What was read. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Reads a result file's JSON within limits of size and depth. Throws a RangeError beyond them and a SyntaxError for what is
 * no JSON or no UTF-8, both naming the file.
 */
export async function readResultJson(
  path: string,
  options: ReadResultJsonOptions = {},
): Promise<ResultJson> {
  const { mostBytes = MOST_BYTES, wholeBytes = WHOLE_BYTES } = options;
  await refuseNoFile(path);
  const { size } = await Deno.stat(path);
  if (size > mostBytes) {
    throw new RangeError(
      `Cannot read ${path}: it holds ${size.toLocaleString("en-US")} bytes, more than the ${
        mostBytes.toLocaleString("en-US")
      } that are read`,
    );
  }
  const bytes = await Deno.readFile(path);
  refuseSideFile(bytes, path);
  try {
    const file = bytes.length > wholeBytes ? parseByLine(bytes) : parseJson(decode(bytes));
    return { file, bytes };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    if (cause instanceof RangeError) throw new RangeError(`Cannot read ${path}: ${why}`, { cause });
    throw new SyntaxError(`${path} is no JSON: ${why}`, { cause });
  }
}

function decode(bytes: Uint8Array): string {
  // The strict decoder takes ten times as long: it is asked where a replacement character says that there is a reason.
  const text = new TextDecoder().decode(bytes);
  if (!text.includes("\ufffd")) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SyntaxError("it is not UTF-8 text", { cause });
  }
}

/** Our files have one case a line between `"cases": [` and `]`; others are parsed at once, whatever their size. */
function parseByLine(bytes: Uint8Array): unknown {
  const frame: string[] = [];
  const cases: unknown[] = [];
  let isWithin = false;
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed;
    const line = decode(bytes.subarray(start, end));
    start = end + 1;
    if (isWithin && !line.startsWith("]")) cases.push(parseJson(line.replace(/,$/, "")));
    else {
      frame.push(line);
      isWithin = line === '"cases": [';
    }
  }
  const file = parseJson(frame.join("\n"));
  return cases.length === 0 ? file : { ...Object(file), cases };
}
