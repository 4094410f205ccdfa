/**
 * What the core needs of a host to run untrusted bytes elsewhere: a process of its own, without vault keys or database,
 * that runs `parse-isolate.ts`. Electron gives a utilityProcess, everything else a forked Node.
 */
export interface IsolateProcess {
  /** Structured clone; a Uint8Array arrives as a Uint8Array. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once. `signal` where the platform knows it. */
  onExit(listener: (code: number | null, signal: string | null) => void): void;
  kill(): void;
}

export interface IsolateHost {
  startIsolate(): IsolateProcess;
}

/** The isolate's heap ends here; a file that needs more costs the isolate, not us. */
export const ISOLATE_HEAP_MIB = 320;
/** Everything together, buffers outside the heap included. */
export const ISOLATE_MEMORY_MIB = 512;
