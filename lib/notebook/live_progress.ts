import { randomUUID } from "node:crypto";
import { display } from "./display.ts";
import { type Jupyter, jupyter } from "./jupyter.ts";
import { type ProgressState, progressText } from "./progress_text.ts";
import { say } from "./_live/say.ts";
import { throttled } from "./_live/throttled.ts";

/** What is counted, and where it is shown. */
export interface LiveProgressOptions {
  /** How many there are to do. */
  readonly total: number;
  /** Stands before the numbers, e.g. the model's name. */
  readonly label?: string;
  /** The kernel; the one this code runs in unless told. */
  readonly jupyter?: Jupyter | null;
  /** The terminal outside a kernel; standard error unless told. */
  readonly terminal?: ProgressTerminal;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
  /** Calls back after that many milliseconds and gives a way to call it off. */
  readonly schedule?: (callback: () => void, ms: number) => () => void;
}

/** Where progress goes outside a kernel. */
export interface ProgressTerminal {
  /** Writes text as it is. */
  write(text: string): void;
  /** Columns of a real terminal; null for a file or a pipe, which gets a plain line now and then. */
  columns(): number | null;
}

/** What an update may tell. */
export interface ProgressUpdate {
  /** Finished, failed ones included. */
  readonly done: number;
  /** 0 unless told. */
  readonly failed?: number;
  /** Finished each second; measured since the start unless told; null when unknown. */
  readonly rate?: number | null;
  /** Seconds that remain; from the rate unless told; null when unknown. */
  readonly etaSeconds?: number | null;
}

/** A progress display. */
export interface LiveProgress {
  /** Shows a new state, at most ten times a second (in a file: once in ten seconds); the last one is never dropped. */
  update(state: ProgressUpdate): void;
  /** Prints a line of its own, such as a warning, without breaking the display. */
  note(text: string): void;
  /** Shows the last state and ends the display. */
  close(): Promise<void>;
}

/**
 * Shows how far a run is: in a notebook one output of the running cell, in a terminal one line of standard error, and in
 * a file a plain line each ten seconds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liveProgress } from "@rounds/rounds";
 *
 * const lines: string[] = [];
 * const terminal = { write: (text: string) => void lines.push(text), columns: () => null };
 * const progress = liveProgress({ total: 2, label: "demo", terminal });
 * progress.update({ done: 2, failed: 1, rate: 4, etaSeconds: 0 });
 * await progress.close();
 * assert.deepEqual(lines, ["demo: done 2/2 (100 %) · failed 1 · 4.0/s · ETA 0:00\n"]);
 * ```
 */
export function liveProgress(options: LiveProgressOptions): LiveProgress {
  const { total, label = "", now = () => performance.now() } = options;
  const kernel = options.jupyter === undefined ? jupyter() : options.jupyter;
  const terminal = options.terminal ?? standardError();
  const schedule = options.schedule ?? timer;
  const prefix = label === "" ? "" : `${harmless(label)}: `;
  const started = now();
  const inTerminal = kernel === null && terminal.columns() !== null;

  const displayId = `rounds-progress-${randomUUID()}`;
  let shown = false;
  let sent: Promise<unknown> = Promise.resolve();
  const showInCell = (state: ProgressState, settle: boolean) => {
    const update = shown;
    shown = true;
    const bundle = cellBundle(prefix, state);
    const wait = settle ? {} : { wait: () => Promise.resolve() };
    sent = sent.then(() => display(bundle, { jupyter: kernel, displayId, update, ...wait }))
      // Progress is a courtesy: a front end that went away must not end the run.
      .catch(() => {});
  };
  const showInTerminal = (state: ProgressState) => {
    const width = Math.max(20, terminal.columns() ?? 80);
    terminal.write(`\r\x1b[2K${terminalLine(prefix, state, width - 1)}`);
  };
  const show = (state: ProgressState, last = false) => {
    if (kernel !== null) showInCell(state, last);
    else if (inTerminal) showInTerminal(state);
    else terminal.write(`${prefix}${progressText(state)}\n`);
  };

  let current: ProgressState | null = null;
  let closed = false;
  const everyMs = kernel === null && !inTerminal ? 10_000 : 100;
  const throttle = throttled((state: ProgressState) => show(state), { everyMs, now, schedule });
  return {
    update(state: ProgressUpdate): void {
      if (closed) return;
      current = complete(state, total, (now() - started) / 1000);
      throttle.call(current);
    },
    note(note: string): void {
      // A note may quote what an endpoint or a dataset says.
      const text = harmless(note);
      if (kernel !== null) {
        sent = sent.then(() => say(kernel, text));
        return;
      }
      terminal.write(inTerminal ? `\r\x1b[2K${text}\n` : `${text}\n`);
      if (inTerminal && current !== null && !closed) show(current);
    },
    async close(): Promise<void> {
      if (closed) return;
      closed = true;
      const pending = throttle.cancel();
      // In a cell the last state is sent again, so that the settling wait follows it.
      if (current !== null && (pending || kernel !== null)) show(current, true);
      if (inTerminal && current !== null) terminal.write("\n");
      await sent;
    },
  };
}

function complete(state: ProgressUpdate, total: number, elapsedSeconds: number): ProgressState {
  const { done, failed = 0 } = state;
  const measured = done > 0 && elapsedSeconds > 0 ? done / elapsedSeconds : null;
  const rate = state.rate === undefined ? measured : state.rate;
  const left = Math.max(0, total - done);
  const eta = rate === null || rate <= 0 ? null : left / rate;
  return {
    done,
    failed,
    total,
    rate,
    etaSeconds: state.etaSeconds === undefined ? eta : state.etaSeconds,
  };
}

function cellBundle(prefix: string, state: ProgressState): Readonly<Record<string, string>> {
  const text = `${prefix}${progressText(state)}`;
  const bar = `<progress value="${state.done}" max="${Math.max(1, state.total)}" ` +
    `style="width:16em;vertical-align:middle"></progress>`;
  return { "text/html": `<div>${bar} ${escapeHtml(text)}</div>`, "text/plain": text };
}

/** A bar takes what width the text leaves; without room for one, the text alone is cut. */
function terminalLine(prefix: string, state: ProgressState, width: number): string {
  const text = `${prefix}${progressText(state)}`;
  const room = Math.min(30, width - text.length - 3);
  if (room < 5) return text.slice(0, width);
  const filled = state.total > 0
    ? Math.floor((room * Math.min(state.done, state.total)) / state.total)
    : 0;
  return `[${"#".repeat(filled)}${"-".repeat(room - filled)}] ${text}`;
}

/** Control characters and marks that reorder text are shown as their code instead of being obeyed. */
function harmless(text: string): string {
  // deno-lint-ignore no-control-regex -- control characters are what this is about
  const unsafe = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
  return text.replace(unsafe, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

function standardError(): ProgressTerminal {
  const encoder = new TextEncoder();
  return {
    write(text: string): void {
      Deno.stderr.writeSync(encoder.encode(text));
    },
    columns(): number | null {
      if (!Deno.stderr.isTerminal()) return null;
      try {
        return Deno.consoleSize().columns;
      } catch {
        return 80;
      }
    },
  };
}

/** A pending line never keeps a process alive. */
function timer(callback: () => void, ms: number): () => void {
  const id = setTimeout(callback, ms);
  Deno.unrefTimer(Number(id));
  return () => clearTimeout(id);
}
