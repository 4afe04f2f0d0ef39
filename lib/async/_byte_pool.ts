/**
 * Memory for pieces of many kilobytes, used again and again. As garbage it would be collected late, and in a long run ever later:
 * the collector goes by the size of objects, which these hardly have.
 */
export interface BytePool {
  /** So many bytes, of any content. */
  take(length: number): Uint8Array<ArrayBuffer>;
  /** Says that nobody looks at them any more. What did not come from here, or came back already, is passed over. */
  giveBack(bytes: Uint8Array): void;
}

/** Smaller ones are collected at once, being young. */
const SMALLEST = 65_536;
/** Bytes kept for the next pieces. */
const MOST_KEPT = 64_000_000;

/** Buffers in sizes of four steps an octave, so that at most a quarter lies idle. */
export function bytePool(): BytePool {
  const free = new Map<number, ArrayBuffer[]>();
  const lent = new WeakSet<ArrayBufferLike>();
  let kept = 0;
  return {
    take(length) {
      if (length < SMALLEST) return new Uint8Array(length);
      const size = classOf(length);
      const known = free.get(size)?.pop();
      if (known !== undefined) kept -= size;
      const buffer = known ?? new ArrayBuffer(size);
      lent.add(buffer);
      return new Uint8Array(buffer, 0, length);
    },
    giveBack({ buffer }) {
      const size = buffer.byteLength;
      if (!(buffer instanceof ArrayBuffer) || !lent.delete(buffer)) return;
      if (kept + size > MOST_KEPT) return;
      kept += size;
      const others = free.get(size);
      if (others === undefined) free.set(size, [buffer]);
      else others.push(buffer);
    },
  };
}

function classOf(length: number): number {
  const step = 2 ** Math.floor(Math.log2(length)) / 4;
  return Math.ceil(length / step) * step;
}

let shared: BytePool | undefined;

/** The one of this process. */
export function sharedPool(): BytePool {
  return shared ??= bytePool();
}
