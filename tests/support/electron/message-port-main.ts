import { EventEmitter } from 'node:events';
import type { MessageEvent, MessagePortMain } from 'electron';

type UsedPort = Pick<MessagePortMain, 'postMessage' | 'start' | 'close' | 'on' | 'once' | 'off'>;

/**
 * Electron's port as main has it: it clones and transfers nothing but ports, delivers later and in order, holds messages back
 * until it was started, and tells the other end when it closes.
 */
export class FakeMessagePortMain extends EventEmitter implements UsedPort {
  #other: FakeMessagePortMain | null = null;
  #isStarted = false;
  #isClosed = false;
  #waiting: MessageEvent[] = [];

  static pair(): [FakeMessagePortMain, FakeMessagePortMain] {
    const [one, other] = [new FakeMessagePortMain(), new FakeMessagePortMain()];
    one.#other = other;
    other.#other = one;
    return [one, other];
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (!transfer.every((item) => item instanceof FakeMessagePortMain)) {
      throw new TypeError('Only ports can be transferred by a port of main.');
    }
    // Throws on what cannot be cloned, as Electron does.
    const data: unknown = structuredClone(message);
    const other = this.#other;
    if (this.#isClosed || !other) return;
    setImmediate(() => other.#receive({ data, ports: [...transfer] as unknown as MessageEvent['ports'] }));
  }

  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    for (const event of this.#waiting.splice(0)) setImmediate(() => this.emit('message', event));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const other = this.#other;
    setImmediate(() => {
      this.emit('close');
      other?.close();
    });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  #receive(event: MessageEvent): void {
    if (this.#isClosed) return;
    if (this.#isStarted) this.emit('message', event);
    else this.#waiting.push(event);
  }
}

export class FakeMessageChannelMain {
  readonly port1: FakeMessagePortMain;
  readonly port2: FakeMessagePortMain;

  constructor() {
    [this.port1, this.port2] = FakeMessagePortMain.pair();
  }
}
