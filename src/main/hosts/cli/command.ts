import type { ParseArgsOptionsConfig } from 'node:util';
import type { HostLanguage } from '#hosts/node/host-language.ts';
import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { Credentials } from './credentials.ts';

/** What a command is given to work with. */
export interface CommandRun {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
  readonly language: HostLanguage;
  readonly folder: string;
  /** From KACANG_USER, KACANG_PASSPHRASE or --passphrase-file; null parts were not given. */
  readonly credentials: Credentials;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  /** A line of the result itself, on stdout, for what comes bit by bit. */
  print(line: string): void;
  /** A line for people, on stderr; progress and notes go here, never a secret. */
  note(line: string): void;
  /**
   * Opens the shop, in this process or through the KaCang that holds the folder, and signs in with the credentials where
   * they were given. Opened once; closed when the command ends.
   */
  openShop(options?: OpenShopOptions): Promise<KacangClient>;
  /** Closes it before the command's end, so that it can be opened anew. */
  closeShop(): Promise<void>;
  /** How far long work is, on a terminal; `total` is null where nobody knows. */
  progress(done: number, total: number | null): void;
}

export interface OpenShopOptions {
  /** The folder may be new. Without it a folder without a shop is refused and nothing is made. */
  readonly mayCreate?: boolean;
  /** Stay nobody, for what anyone may call. */
  readonly isAnonymous?: boolean;
}

/** What a command ends with: `result` is the last line under --json, `lines` are for people. */
export interface CommandResult {
  readonly result: unknown;
  readonly lines: readonly string[];
  /** The work was done and found something wrong, as `verify` does. */
  readonly exitCode?: number;
}

/**
 * One command of the command line, in a file of its own under `commands/` and one line in `commands.ts`. It is thin: it reads
 * its words, calls procedures of the contract and says what came back.
 */
export interface Command {
  /** One or two words, e.g. `import-keys` or `report monthly`. */
  readonly name: string;
  /** After the name in the usage line. */
  readonly usage: string;
  readonly summary: Readonly<Record<HostLanguage, string>>;
  /** Its own options; --data, --passphrase-file, --json and --help are everybody's. */
  readonly options: ParseArgsOptionsConfig;
  /** A line for each option, and what else a user should know. */
  readonly details?: Readonly<Record<HostLanguage, string>>;
  readonly positionals: { readonly least: number; readonly most: number };
  run(run: CommandRun): Promise<CommandResult>;
}
