/** Takes an exact number of bytes at a time from a stream of chunks. */
export interface ByteReader {
  /** Resolves with exactly `count` bytes; throws an Error when the stream ends before. */
  take(count: number): Promise<Uint8Array>;
}

/**
 * Reads exact numbers of bytes from a source of chunks (null at its end), keeping what a chunk holds beyond. What is taken is
 * a copy, and a chunk is used up before the next is asked for, so the source may fill the same memory again.
 */
export function byteReader(next: () => Promise<Uint8Array | null>): ByteReader {
  let rest: Uint8Array = new Uint8Array(0);
  return {
    async take(count: number): Promise<Uint8Array> {
      if (rest.length < count) {
        const whole = new Uint8Array(count);
        whole.set(rest);
        let filled = rest.length;
        while (filled < count) {
          const chunk = await next();
          if (chunk === null) {
            throw new Error(`The connection ended after ${filled} of ${count} bytes`);
          }
          whole.set(chunk.subarray(0, count - filled), filled);
          rest = chunk.subarray(count - filled);
          filled += chunk.length;
        }
        return whole;
      }
      const taken = rest.slice(0, count);
      rest = rest.subarray(count);
      return taken;
    },
  };
}
