import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';

/** One piece of a conversation over a socket: text or bytes. */
export type SocketMessage = string | Uint8Array;

const TEXT = 0;
const BYTES = 1;
const HEADER_BYTES = 5;
/** A sheet comes in pieces of 1 MiB; nothing that is said here is larger. */
const MAXIMUM_MESSAGE_BYTES = 4 * 1024 * 1024;

/**
 * A message port over a socket: each message is a kind, a length and its bytes. Looks like Electron's port to oRPC, so that
 * the same handler and link serve both.
 */
export class SocketPort {
  readonly #socket: Socket;
  readonly #events = new EventEmitter();
  #received: Buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => this.#receive(bytes));
    socket.once('close', () => this.#events.emit('close'));
    socket.on('error', () => socket.destroy());
  }

  on(event: string, listener: (event?: { data: SocketMessage }) => void): void {
    this.#events.on(event, listener);
  }

  /** The next message, or null where the other side hung up first. */
  next(): Promise<SocketMessage | null> {
    return new Promise((resolve) => {
      const finish = (message: SocketMessage | null): void => {
        this.#events.off('message', onMessage);
        this.#events.off('close', onClose);
        resolve(message);
      };
      const onMessage = ({ data }: { data: SocketMessage }): void => finish(data);
      const onClose = (): void => finish(null);
      this.#events.on('message', onMessage);
      this.#events.on('close', onClose);
    });
  }

  postMessage(message: SocketMessage | ArrayBuffer): void {
    if (this.#socket.destroyed) return;
    const isText = typeof message === 'string';
    const body = isText ? Buffer.from(message, 'utf8') : bytesOf(message);
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt8(isText ? TEXT : BYTES, 0);
    header.writeUInt32BE(body.length, 1);
    this.#socket.write(Buffer.concat([header, body]));
  }

  close(): void {
    this.#socket.end();
  }

  #receive(bytes: Buffer): void {
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
    while (this.#received.length >= HEADER_BYTES) {
      const length = this.#received.readUInt32BE(1);
      if (length > MAXIMUM_MESSAGE_BYTES) {
        this.#socket.destroy();
        return;
      }
      if (this.#received.length < HEADER_BYTES + length) return;
      const kind = this.#received.readUInt8(0);
      const body = this.#received.subarray(HEADER_BYTES, HEADER_BYTES + length);
      this.#received = this.#received.subarray(HEADER_BYTES + length);
      this.#events.emit('message', { data: kind === TEXT ? body.toString('utf8') : new Uint8Array(body) });
    }
  }
}

function bytesOf(message: Uint8Array | ArrayBuffer): Buffer {
  return message instanceof ArrayBuffer
    ? Buffer.from(message)
    : Buffer.from(message.buffer, message.byteOffset, message.byteLength);
}
