import { randomUUID } from "node:crypto";
import { decodeJupyterMessage, type JupyterMessage } from "./decode_jupyter_message.ts";
import { encodeJupyterMessage } from "./encode_jupyter_message.ts";
import { openZmqSocket } from "./open_zmq_socket.ts";

/** Where a kernel listens. */
export interface KernelAddress {
  /** Channel of outputs and status. */
  readonly iopubPort: number;
  /** Channel of requests and their answers. */
  readonly shellPort: number;
  /** Key that signs messages. */
  readonly key: string;
}

/** A message with the channel it came by. */
export interface KernelMessage extends JupyterMessage {
  /** `shell` answers requests, `iopub` carries outputs and status. */
  readonly channel: "shell" | "iopub";
}

/** A connection to a kernel's two channels that a notebook needs. */
export interface KernelConnection {
  /** Sends a request on the shell channel and gives its id at once; a failed send ends the connection. */
  request(type: string, content: Readonly<Record<string, unknown>>): string;
  /** Hands every message to the listener from now on, instead of the one before. */
  listen(listener: (message: KernelMessage) => void): void;
  /** Resolves with the reason when a channel breaks or carries what cannot be read; with null after `close()`. */
  readonly closed: Promise<string | null>;
  /** Closes both channels. */
  close(): void;
}

/**
 * Connects to a listening kernel: outputs first, so that none is published unheard.
 *
 * Throws an Error when a port is not open (yet).
 */
export async function connectKernel(address: KernelAddress): Promise<KernelConnection> {
  const session = randomUUID();
  const broken = Promise.withResolvers<string | null>();
  let listener: (message: KernelMessage) => void = () => {};
  const receive = (channel: "shell" | "iopub") => (frames: readonly Uint8Array[]) => {
    let message: JupyterMessage;
    try {
      message = decodeJupyterMessage(frames, address.key);
    } catch (error) {
      broken.resolve(error instanceof Error ? error.message : String(error));
      return;
    }
    listener({ ...message, channel });
  };
  const iopub = await openZmqSocket(address.iopubPort, {
    type: "SUB",
    onMessage: receive("iopub"),
  });
  const shell = await openZmqSocket(address.shellPort, {
    type: "DEALER",
    identity: session,
    onMessage: receive("shell"),
  }).catch((error) => {
    iopub.close();
    throw error;
  });
  for (const [name, socket] of [["iopub", iopub], ["shell", shell]] as const) {
    socket.closed.then((error) =>
      broken.resolve(error === null ? null : `the ${name} channel closed: ${error.message}`)
    );
  }
  return {
    request(type: string, content: Readonly<Record<string, unknown>>): string {
      const id = randomUUID();
      const date = new Date().toISOString();
      const frames = encodeJupyterMessage({ type, content, id, session, date }, address.key);
      shell.send(frames).catch((error) => broken.resolve(`a request was not sent: ${error}`));
      return id;
    },
    listen(next: (message: KernelMessage) => void): void {
      listener = next;
    },
    closed: broken.promise,
    close(): void {
      iopub.close();
      shell.close();
    },
  };
}
