import { readAuditHead } from '#core/audit/audit.repo.ts';
import { findAuditBreak } from '#core/audit/audit-chain.ts';
import { issuedPairs } from '#core/backup/issued-recovery.ts';
import { openKey } from '#core/card-keys/key-sealing.ts';
import { auditAnchor } from '#core/commands.repo.ts';
import { databaseFindings } from '#core/db/database-copy.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { allStandings } from '#core/suppliers/standings.repo.ts';
import { scoringSettings } from '#core/suppliers/standings.ts';
import { IssuedLogBroken, type IssuedRecord, readIssuedLog } from '#core/vault/issued-log.ts';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import { supplierScorecard } from '#shared/domain/replenishment/supplier-scorecard.ts';
import { checkAttachments } from './attachment-check.ts';
import { BOOK_RULES, countRows, findBreaches } from './book-rules.job.repo.ts';
import { digestBusiness } from './business-digest.job.repo.ts';
import { closingBreaches } from './closing-check.ts';
import { askedForLines, missingLines, recoveredLines } from './issued-lines.job.repo.ts';
import { checkPlainSecrets } from './plain-secrets.ts';
import { auditAnchors, auditEvent, freeKeysWithPair, sealedKeys } from './verify.job.repo.ts';

export interface VerifyInput {
  readonly folder: string;
}

type Check = ShopCheck['checks'][number];

const SHOWN_BREACHES = 20;
const LONGEST_TAIL = 4;
/** Of the file itself, audit trail, issued.log and its lines, closings, sealed keys, plain secrets, attachments, standings. */
const OTHER_CHECKS = 9;

/** Checks every invariant of the books, on one read connection while the shop goes on. */
export async function run(input: VerifyInput, thread: ThreadContext): Promise<ShopCheck> {
  const db = thread.readDb;
  const checks: Check[] = [];
  const add = (name: string, checkedCount: number, breaches: string[]): void => {
    checks.push({ name, isKept: breaches.length === 0, breaches: breaches.slice(0, SHOWN_BREACHES), checkedCount });
    thread.progress(checks.length, BOOK_RULES.length + OTHER_CHECKS);
    thread.signal.throwIfAborted();
  };
  add('database-is-whole', 1, databaseFindings(db));
  for (const rule of BOOK_RULES) {
    add(rule.name, countRows(db, rule.countSql), findBreaches(db, rule.breachSql, SHOWN_BREACHES));
  }
  const log = readLog(input.folder, thread);
  const broken = findAuditBreak(db, thread.keys().audit);
  const head = readAuditHead(db)?.sequence ?? 0;
  const beyond = auditAnchors(db).filter(({ sequence }) => sequence > head);
  add('audit-trail-is-whole', head, [
    ...(broken === null ? [] : [`event ${broken}`]),
    ...beyond.map(({ place, sequence }) => `${place} knows event ${sequence}`),
    ...lostAnchors(log.records, thread),
  ]);
  add(...checkIssuedLog(log, thread));
  add(...checkAskedLines(thread));
  const closings = closingBreaches(db, log.records);
  add('closed-months-are-what-was-closed', closings.count, closings.breaches);
  add(...checkSealedKeys(thread));
  const secrets = checkPlainSecrets(input.folder, thread);
  add('no-secret-in-plain', secrets.count, secrets.breaches);
  const attachments = checkAttachments(input.folder, thread);
  add('attachments-are-whole', attachments.count, attachments.breaches);
  add(...checkStandings(thread));
  const { counts, digest } = digestBusiness(db);
  const orphans: Record<string, number> = attachments.orphans > 0 ? { orphanedAttachments: attachments.orphans } : {};
  return { isWhole: checks.every(({ isKept }) => isKept), checks, counts: { ...counts, ...orphans }, digest };
}

interface ReadLog {
  readonly records: readonly IssuedRecord[];
  /** The line from which on it cannot be read. */
  readonly brokenLine: number | null;
}

function readLog(folder: string, thread: ThreadContext): ReadLog {
  try {
    return { records: readIssuedLog(folder, thread.keys().issued), brokenLine: null };
  } catch (error) {
    if (error instanceof IssuedLogBroken) return { records: [], brokenLine: error.line };
    throw error;
  }
}

/** Events of the audit trail that issued.log saw at its end, and that are not there any more, or are others. */
function lostAnchors(records: readonly IssuedRecord[], { readDb }: ThreadContext): string[] {
  const asked = askedForLines(readDb);
  return records.flatMap(({ sequence: line, payload }) => {
    const { audit } = payload as { audit?: unknown };
    if (typeof audit !== 'string' || !asked.has(line)) return [];
    const event = auditEvent(readDb, Number.parseInt(audit, 10));
    return event && auditAnchor(event) === audit ? [] : [`issued.log line ${line} knows event ${audit}`];
  });
}

function checkIssuedLog({ records, brokenLine }: ReadLog, thread: ThreadContext): [string, number, string[]] {
  if (brokenLine !== null) return ['issued-keys-are-not-free', 0, [`issued.log line ${brokenLine}`]];
  const pairs = issuedPairs(records);
  const free = [...pairs].flatMap((pair) => {
    const id = freeKeysWithPair(thread.readDb, Buffer.from(pair, 'base64'));
    return id === null ? [] : [`key ${id} was issued and is free`];
  });
  return ['issued-keys-are-not-free', pairs.size, free];
}

/** What the database once asked issued.log to keep it still says; what restores found in the log was never its own. */
function checkAskedLines({ readDb }: ThreadContext): [string, number, string[]] {
  const recovered = recoveredLines(readDb);
  const count = askedForLines(readDb).size;
  const known = recovered.filter((range) => range !== null);
  // A log that was set aside before its lines were counted: nobody can tell which of them are missing.
  if (known.length < recovered.length) return ['asked-lines-are-kept', count, []];
  const lost: string[] = [];
  for (const { first, last } of missingLines(readDb)) {
    for (let line = first; line <= last && lost.length < SHOWN_BREACHES; line += 1) {
      const range = known.find((one) => line >= one.first && line <= one.last);
      if (range) line = range.last;
      else lost.push(`issued.log line ${line}`);
    }
  }
  return ['asked-lines-are-kept', count, lost];
}

/** What a supplier's points say is what its counted record gives by the shop's weights, and a standing rests on it. */
function checkStandings({ readDb }: ThreadContext): [string, number, string[]] {
  const { weights } = scoringSettings(readDb);
  const standings = [...allStandings(readDb).values()];
  const breaches = standings.flatMap(({ supplierId, record, points, colour }) => {
    if (supplierScorecard(record, weights).total !== points) return [`supplier ${supplierId} has other points`];
    return points !== null && colour === 'grey' ? [`supplier ${supplierId} is unknown with points`] : [];
  });
  return ['standings-follow-records', standings.length, breaches];
}

/** Every sealed key opens with the shop's key and in its own place only, and shows no more than a tail. */
function checkSealedKeys(thread: ThreadContext): [string, number, string[]] {
  const breaches: string[] = [];
  let count = 0;
  for (const { id, sealed, numberTail } of sealedKeys(thread.readDb)) {
    count += 1;
    if (numberTail.length > LONGEST_TAIL) breaches.push(`key ${id} shows too much`);
    try {
      openKey(thread.keys(), id, sealed);
    } catch {
      breaches.push(`key ${id} does not open`);
    }
  }
  return ['sealed-keys-open', count, breaches];
}
