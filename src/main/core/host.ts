import type { IsolateProcess } from './spreadsheets/isolate/isolate-host.ts';

/** What only the program around the core can do. Each host gives its own; the core never asks which one it is. */
export interface Host {
  readonly name: 'electron' | 'web' | 'cli';
  /** The file that a job thread starts with: source here, bundled in the packaged app. */
  readonly jobThreadEntry: string | URL;
  /** Starts the process that parses untrusted bytes, without keys or database. */
  startIsolate(): IsolateProcess;
  /** A notice outside the window, where the host has one. Never with a secret. */
  notify(notice: { title: string; body: string }): void;
  /** What tells this computer from others; null where it cannot be told. */
  computerId(): Promise<string | null>;
  /** Keeps the root key with the operating system, where it has a keychain that protects. */
  readonly keychain: Keychain | null;
  /** The system's clipboard, where the host can reach it; null in browser mode, whose page has its own way. */
  readonly clipboard: HostClipboard | null;
}

export interface HostClipboard {
  write(text: string): Promise<void>;
  read(): Promise<string>;
  clear(): Promise<void>;
}

export interface Keychain {
  seal(plain: Uint8Array): Promise<Uint8Array>;
  open(sealed: Uint8Array): Promise<Uint8Array>;
}
