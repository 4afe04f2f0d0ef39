import { type DownloadProgress, terminalText } from "../../mod.ts";

/** Where progress is shown and by which clock; standard error and the machine's unless told. */
export interface DownloadReporterOptions {
  /** Writes text as it is. */
  readonly write?: (text: string) => void;
  /** Columns of a terminal; null for a file or a pipe, which gets a plain line now and then. */
  readonly columns?: () => number | null;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
}

/** A progress display of a download. */
export interface DownloadReporter {
  /** Shows a step: in a terminal a bar, at most ten times a second; elsewhere a line, at most every ten seconds. */
  update(progress: DownloadProgress): void;
  /** Ends the display. */
  close(): void;
}

/** Shows how far a download is: files, bytes, speed and the time that remains. */
export function downloadReporter(options: DownloadReporterOptions = {}): DownloadReporter {
  const { write = writeError, columns = errorColumns, now = () => performance.now() } = options;
  let first: { readonly at: number; readonly bytes: number } | null = null;
  let shownAt = -Infinity;
  let bar = false;
  const show = (progress: DownloadProgress, at: number) => {
    const width = columns();
    const text = progressText(progress, { first, at, width });
    write(width === null ? `${text}\n` : `\r\x1b[K${text}`);
    bar = width !== null;
    shownAt = at;
  };
  const endBar = () => {
    if (bar) write("\n");
    bar = false;
  };
  return {
    update(progress) {
      const at = now();
      if (progress.phase === "downloading") first ??= { at, bytes: progress.bytesDone };
      if (progress.note !== null) {
        endBar();
        write(`${terminalText(progress.note)}\n`);
      }
      if (progress.phase === "listing") return;
      const pause = columns() === null ? 10_000 : 100;
      if (progress.phase === "complete" || at - shownAt >= pause) show(progress, at);
    },
    close: endBar,
  };
}

function progressText(
  progress: DownloadProgress,
  display: {
    readonly first: { readonly at: number; readonly bytes: number } | null;
    readonly at: number;
    readonly width: number | null;
  },
): string {
  const { filesDone, filesTotal, bytesDone, bytesTotal } = progress;
  const { first, at, width } = display;
  const seconds = first === null ? 0 : (at - first.at) / 1000;
  const speed = first === null || seconds < 0.5 ? null : (bytesDone - first.bytes) / seconds;
  const share = bytesTotal === null || bytesTotal === 0 ? 1 : bytesDone / bytesTotal;
  const left = speed === null || speed <= 0 || bytesTotal === null
    ? null
    : Math.round((bytesTotal - bytesDone) / speed);
  const parts = [
    `${String(Math.floor(100 * share)).padStart(3)} %`,
    `${filesDone}/${filesTotal ?? "?"} files`,
    `${bytesText(bytesDone)} of ${bytesText(bytesTotal ?? 0)}`,
    ...(speed === null ? [] : [`${bytesText(speed)}/s`]),
    ...(left === null || progress.phase === "complete" ? [] : [`ETA ${clockText(left)}`]),
  ];
  const text = parts.join(" · ");
  if (width === null) return `download: ${text.trimStart()}`;
  const room = Math.min(30, width - text.length - 4);
  if (room < 5) return text.slice(0, width - 1);
  const filled = Math.floor(share * room);
  return `[${"#".repeat(filled)}${".".repeat(room - filled)}] ${text}`;
}

/** Bytes with a decimal unit, e.g. `1.2 GB`. */
export function bytesText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

function writeError(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}

function errorColumns(): number | null {
  if (!Deno.stderr.isTerminal()) return null;
  try {
    return Deno.consoleSize().columns;
  } catch {
    return 80;
  }
}
