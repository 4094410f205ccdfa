import type { DamageReason } from './backup/damage.ts';
import type { Clock } from './clock.ts';
import type { ReadDb } from './db/connection.ts';
import type { WriteQueue } from './db/write-queue.ts';
import type { CoreEvents } from './events/core-events.ts';
import type { Spool } from './files/spool.ts';
import type { Host } from './host.ts';
import type { Sessions } from './identity/session.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { ThreadPool } from './jobs/thread-pool.ts';
import type { Logger } from './logging/logger.ts';
import type { IssuedLog } from './vault/issued-log.ts';
import type { PassphraseStrength } from './vault/key-wrap.ts';
import type { Vault } from './vault/vault.ts';

export interface CorePaths {
  /** The data folder: database, issued.log, backups, spool. */
  readonly folder: string;
  /** The numbered SQL files. */
  readonly migrations: string;
}

/** What every service stands on. Made once by `createCore`; nobody reaches past it. */
export interface Kernel {
  readonly paths: CorePaths;
  readonly databaseFile: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly host: Host;
  readonly readDb: ReadDb;
  readonly queue: WriteQueue;
  readonly vault: Vault;
  /** Drops the working keys from memory, when issued.log says what was issued. */
  closeVault(): void;
  /** Opened with the vault; throws while it is locked. */
  issuedLog(): IssuedLog;
  readonly events: CoreEvents;
  readonly jobs: Jobs;
  readonly threads: ThreadPool;
  readonly spool: Spool;
  readonly sessions: Sessions;
  /** A restore lies ready for the next start: until then the shop takes no commands. */
  readonly restoring: { isPrepared: boolean };
  /** Why the shop's own database cannot be opened; then an empty one stands in, and only a restore is possible. */
  readonly damage: DamageReason | null;
  /** SQLite stumbled over a broken page: the next start checks the whole database. */
  noteDamage(): void;
  /** How hard a passphrase is to guess; weaker only in tests. */
  readonly passphraseStrength: PassphraseStrength;
}
