/** Smaller bodies are sent as they are. */
const LARGE = 262_144;
const CHUNK = 65_536;

/**
 * A large body in a form that `fetch` reads piece by piece, with its length announced. Bytes it would copy whole, twice, and the
 * copies of a long run outlive the collector's patience: with images of 1 MB they would be most of its memory. `onRead` is called once
 * when nobody reads the bytes any more; not when they were never read, since then somebody still might.
 */
export function upload(
  bytes: Uint8Array<ArrayBuffer>,
  onRead: (bytes: Uint8Array<ArrayBuffer>) => void,
): Blob | Uint8Array<ArrayBuffer> {
  if (bytes.length < LARGE) return bytes;
  let at = 0;
  const stream = () =>
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (controller) => {
        if (at < bytes.length) {
          controller.enqueue(bytes.subarray(at, at + CHUNK));
          at += CHUNK;
          return;
        }
        // Who asks for more has done with the last piece.
        controller.close();
        onRead(bytes);
      },
      cancel: () => onRead(bytes),
    }, { highWaterMark: 0 });
  // A blob's length is announced, a stream's is not, and some servers take no body without one.
  return Object.defineProperties(new Blob(), {
    size: { value: bytes.length },
    stream: { value: stream },
  });
}
