import type { Frame } from "../frames/frame.ts";

/** Gives back what is kept of a frame under a name, or takes it out and keeps it. */
export type FrameMemo<T extends object> = (frame: Frame, key: string, take: () => T) => T;

/**
 * Keeps what tables take out of a frame for as long as the frame itself is kept: several tables are made of one frame, and
 * taking a column of hundreds of thousands of rows out of Polars costs more than most of them. A frame that was changed in
 * place since is read anew. What is kept must not be changed by whoever gets it.
 */
export function frameMemo<T extends object>(): FrameMemo<T> {
  const known = new WeakMap<FrameState, Map<string, T>>();
  return (frame, key, take) => {
    const state = stateOf(frame);
    const kept = known.get(state) ?? new Map<string, T>();
    known.set(state, kept);
    const before = kept.get(key);
    if (before !== undefined) return before;
    const taken = take();
    kept.set(key, taken);
    return taken;
  };
}

/** What a frame was when it was last looked at. */
interface FrameState {
  readonly columns: readonly string[];
  readonly height: number;
}

const states = new WeakMap<Frame, FrameState>();
const watched = new WeakSet<Frame>();

/** The same object as long as the frame is not changed in place: it shows in names or height, but for a column replaced. */
function stateOf(frame: Frame): FrameState {
  const { columns, height } = frame;
  const last = states.get(frame);
  if (last !== undefined && last.height === height && areAlike(last.columns, columns)) return last;
  const state = { columns, height };
  states.set(frame, state);
  if (!watched.has(frame)) watchReplacing(frame);
  return state;
}

function areAlike(before: readonly string[], now: readonly string[]): boolean {
  return before.length === now.length && before.every((name, place) => name === now[place]);
}

/** Assigning a column to a name that is there replaces it too. */
function watchReplacing(frame: Frame): void {
  const replaceAtIdx: Frame["replaceAtIdx"] = frame.replaceAtIdx;
  const value: Frame["replaceAtIdx"] = (index, column) => {
    states.delete(frame);
    return Reflect.apply(replaceAtIdx, frame, [index, column]);
  };
  Object.defineProperty(frame, "replaceAtIdx", { value, enumerable: false, configurable: true });
  watched.add(frame);
}
