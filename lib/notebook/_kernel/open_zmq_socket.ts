import { type ByteReader, byteReader } from "./byte_reader.ts";

/** Options of one socket. */
export interface ZmqSocketOptions {
  /** `DEALER` asks and is answered; `SUB` listens to everything published. */
  readonly type: "DEALER" | "SUB";
  /** How the peer tells dealers apart. */
  readonly identity?: string;
  /** Called with the frames of every message. */
  readonly onMessage: (frames: readonly Uint8Array[]) => void;
  /** Loopback unless told. */
  readonly hostname?: string;
}

/** A connected ZeroMQ socket. */
export interface ZmqSocket {
  /** Sends one message of one or more frames; messages leave in the order of the calls. */
  send(frames: readonly Uint8Array[]): Promise<void>;
  /** Closes the connection; closing twice is no error. */
  close(): void;
  /** Settles when the connection has ended: null after `close()`, else why. */
  readonly closed: Promise<Error | null>;
}

const MORE = 1;
const LONG = 2;
const COMMAND = 4;

/**
 * Connects a ZeroMQ socket over TCP: ZMTP 3.0 without encryption (https://rfc.zeromq.org/spec/23/), enough for a
 * Jupyter kernel on loopback.
 *
 * Throws an Error when nothing listens or the peer speaks another protocol.
 */
export async function openZmqSocket(port: number, options: ZmqSocketOptions): Promise<ZmqSocket> {
  const { type, identity = "", onMessage, hostname = "127.0.0.1" } = options;
  const connection = await Deno.connect({ port, hostname });
  connection.setNoDelay(true);
  const reader = byteReader(chunksOf(connection));
  try {
    await writeAll(connection, greeting());
    checkGreeting(await reader.take(64), port);
    await writeAll(connection, frame(readyCommand(type, identity), COMMAND));
    await readFrame(reader);
    if (type === "SUB") await writeAll(connection, frame(Uint8Array.of(1), 0));
  } catch (error) {
    connection.close();
    throw error;
  }

  let open = true;
  let writing: Promise<void> = Promise.resolve();
  const close = () => {
    if (!open) return;
    open = false;
    connection.close();
  };
  const closed = pump(reader, onMessage).then(
    () => null,
    (error: unknown) => open ? error instanceof Error ? error : new Error(String(error)) : null,
  ).finally(close);
  return {
    send(frames: readonly Uint8Array[]): Promise<void> {
      // One write a message: split writes wait for each other's acknowledgement, 40 ms each.
      const bytes = concat(
        frames.map((body, index) => frame(body, index < frames.length - 1 ? MORE : 0)),
      );
      writing = writing.catch(() => {}).then(() => writeAll(connection, bytes));
      return writing;
    },
    close,
    closed,
  };
}

async function pump(
  reader: ByteReader,
  onMessage: (frames: readonly Uint8Array[]) => void,
): Promise<never> {
  let frames: Uint8Array[] = [];
  for (;;) {
    const { flags, body } = await readFrame(reader);
    if ((flags & COMMAND) !== 0) continue;
    frames.push(body);
    if ((flags & MORE) !== 0) continue;
    onMessage(frames);
    frames = [];
  }
}

async function readFrame(reader: ByteReader): Promise<{ flags: number; body: Uint8Array }> {
  const [flags = 0] = await reader.take(1);
  const size = await reader.take((flags & LONG) !== 0 ? 8 : 1);
  const view = new DataView(size.buffer, size.byteOffset, size.byteLength);
  const length = (flags & LONG) !== 0 ? Number(view.getBigUint64(0)) : view.getUint8(0);
  return { flags, body: await reader.take(length) };
}

function frame(body: Uint8Array, flags: number): Uint8Array {
  const header = new Uint8Array(9);
  header[0] = flags | LONG;
  new DataView(header.buffer).setBigUint64(1, BigInt(body.length));
  return concat([header, body]);
}

/** Signature, version 3.0, mechanism NULL, client role. */
function greeting(): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes[0] = 0xff;
  bytes[9] = 0x7f;
  bytes[10] = 3;
  bytes.set(new TextEncoder().encode("NULL"), 12);
  return bytes;
}

function checkGreeting(bytes: Uint8Array, port: number): void {
  if (bytes[0] !== 0xff || bytes[9] !== 0x7f || (bytes[10] ?? 0) < 3) {
    throw new Error(`The peer on port ${port} does not speak ZMTP 3`);
  }
}

function readyCommand(type: string, identity: string): Uint8Array {
  const encode = (text: string) => new TextEncoder().encode(text);
  const property = (name: string, value: string) => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, encode(value).length);
    return concat([Uint8Array.of(name.length), encode(name), length, encode(value)]);
  };
  return concat([
    Uint8Array.of(5),
    encode("READY"),
    property("Socket-Type", type),
    identity === "" ? new Uint8Array(0) : property("Identity", identity),
  ]);
}

/**
 * Large reads into one buffer: the kernel of Deno 2.9 mixes messages up when a large one meets a full socket, so the socket
 * is emptied as fast as can be.
 */
function chunksOf(connection: Deno.TcpConn): () => Promise<Uint8Array | null> {
  let buffer: Uint8Array | undefined;
  return async () => {
    buffer ??= new Uint8Array(4_194_304);
    const count = await connection.read(buffer);
    return count === null ? null : buffer.subarray(0, count);
  };
}

async function writeAll(connection: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += await connection.write(bytes.subarray(written));
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
