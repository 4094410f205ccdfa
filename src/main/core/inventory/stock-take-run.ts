import { noteSeen } from '#core/card-keys/key-disclosure.ts';
import { findKeyRow, findKeysByNumber, findKeysBySecret, type MatchedKey } from '#core/card-keys/key-lists.repo.ts';
import { numberFingerprint, secretFingerprint } from '#core/card-keys/key-sealing.ts';
import { findSku } from '#core/catalog/catalog.lookup.ts';
import { audit, type Context, signedInUser, write } from '#core/context.ts';
import type { ReadDb, WriteTx } from '#core/db/connection.ts';
import type { JobHandle } from '#core/jobs/jobs.ts';
import { type SheetReadOptions, unpackRows } from '#core/spreadsheets/sheet-source.ts';
import type { StagedSheets } from '#core/spreadsheets/staged-sheets.ts';
import type { VaultKeys } from '#core/vault/vault-keys.ts';
import type { FileId, StockDocumentId, StockTakeId, SupplierId } from '#shared/domain/ids.ts';
import { judgeStockTake, type StockTakeFinding } from '#shared/domain/inventory/stock-take.ts';
import type { StatusChoice } from '#shared/domain/spreadsheets/status-words.ts';
import {
  createStockTakeJudge,
  type StockTakeColumns,
  type StockTakeLine,
} from '#shared/domain/spreadsheets/stock-take-row.ts';
import { ledgerKeys, moveKeys, recordKeyLooks } from './ledger.ts';
import { stockAuthor } from './stock-author.ts';
import { postStockDocument, setDocumentProgress } from './stock-documents.repo.ts';
import {
  insertFinding,
  insertStockTake,
  readStatusWords,
  rememberStatusWords,
  setStockTakeSummary,
} from './stock-takes.repo.ts';

export interface StockTakeInput {
  readonly fileId: FileId;
  readonly supplierId: SupplierId;
  readonly read: SheetReadOptions;
  readonly headerRowNumber: number | null;
  readonly columns: StockTakeColumns;
  readonly statusMeanings: readonly { text: string; meaning: StatusChoice }[];
}

/** Rows that could not be compared for one reason, and the first of them. */
interface RefusedRows {
  readonly reason: string;
  readonly count: number;
  readonly firstRow: number;
}

export interface StockTakeSummary {
  readonly counts: Record<string, number>;
  readonly refusedRows: number;
  readonly unknownWords: Record<string, number>;
  /** Of the refused rows, by reason; missing in summaries of before. */
  readonly refusals?: readonly RefusedRows[];
  /** The list was not read to its end: it still runs, or was stopped. */
  readonly isPartial: boolean;
}

/** Lines that one transaction compares, with a finding each; what it quarantines is moved in it too. */
const LINES_PER_TURN = 200;
/** So many different words are named. */
const MOST_WORDS = 20;

/** What a stock-take was begun as: its own number and the document that moves keys. */
export interface BegunStockTake {
  readonly stockTakeId: StockTakeId;
  readonly documentId: StockDocumentId;
  readonly number: string;
}

export function beginStockTake(tx: WriteTx, context: Context, input: StockTakeInput, fileName: string): BegunStockTake {
  const author = stockAuthor(context);
  const paper = postStockDocument(tx, author, {
    kind: 'stock-take',
    reason: 'stock-take',
    quantity: 0,
    note: fileName,
  });
  const words = new Map(input.statusMeanings.map(({ text, meaning }) => [text, meaning]));
  if (words.size > 0) rememberStatusWords(tx, input.supplierId, words, context.now);
  const stockTakeId = insertStockTake(tx, {
    number: paper.number,
    supplierId: input.supplierId,
    fileName,
    takenAt: context.now,
    takenBy: signedInUser(context),
  });
  return { stockTakeId, documentId: paper.id, number: paper.number };
}

/** Reads the list row by row, compares, quarantines in turns, and says at the end what it found. */
export async function runStockTake(
  context: Context,
  sheets: StagedSheets,
  input: StockTakeInput,
  header: readonly string[],
  begun: BegunStockTake,
  handle: JobHandle,
): Promise<{ stockTakeId: StockTakeId }> {
  const judge = createStockTakeJudge({
    columns: input.columns,
    header,
    statusMeanings: readStatusWords(context.db, input.supplierId),
  });
  const counts: Record<string, number> = {};
  const unknownWords: Record<string, number> = {};
  const refusals = new Map<string, RefusedRows>();
  const seen: FindingsSoFar = new Map();
  let refusedRows = 0;
  let quarantined = 0;
  let done = 0;
  let waiting: StockTakeLine[] = [];

  async function flush(): Promise<void> {
    const lines = waiting;
    waiting = [];
    const summary = { counts, refusedRows, unknownWords, refusals: [...refusals.values()], isPartial: true };
    quarantined += await compareTurn(context, input.supplierId, begun, { lines, seen, summary, quarantined });
    handle.progress(done, null);
  }

  for await (const batch of sheets.batches(input.fileId, input.read, handle.signal)) {
    for (const row of unpackRows(batch)) {
      if (input.headerRowNumber !== null && row.rowNumber <= input.headerRowNumber) continue;
      const verdict = judge(row);
      if (verdict.verdict === 'refused') {
        refusedRows += 1;
        countWord(unknownWords, verdict.statusText);
        const { reason } = verdict;
        const { count = 0, firstRow = row.rowNumber } = refusals.get(reason) ?? {};
        refusals.set(reason, { reason, count: count + 1, firstRow });
      }
      if (verdict.verdict !== 'accepted') continue;
      waiting.push(verdict);
      done += 1;
      if (waiting.length === LINES_PER_TURN) await flush();
    }
  }
  await flush();
  const summary: StockTakeSummary = {
    counts,
    refusedRows,
    unknownWords,
    refusals: [...refusals.values()],
    isPartial: false,
  };
  await write({ ...context, commandId: null }, ['inventory', 'cardKeys', 'reservations', 'stockTakes'], (tx) => {
    setStockTakeSummary(tx, begun.stockTakeId, summary);
    audit(tx, context, {
      action: 'stockTakes.take',
      subjectKind: 'stockTake',
      subjectId: begun.stockTakeId,
      quantity: quarantined,
      details: { number: begun.number, ...counts, refusedRows },
    });
  });
  return { stockTakeId: begun.stockTakeId };
}

function countWord(words: Record<string, number>, text: string | undefined): void {
  if (text === undefined) return;
  if (!Object.hasOwn(words, text) && Object.keys(words).length >= MOST_WORDS) return;
  words[text] = (words[text] ?? 0) + 1;
}

/** What the list has said of each key by now. */
type FindingsSoFar = Map<number, StockTakeFinding>;

interface StockTakeTurn {
  readonly lines: readonly StockTakeLine[];
  readonly seen: FindingsSoFar;
  /** Of the turns before; what this one finds is added to its counts. */
  readonly summary: StockTakeSummary;
  readonly quarantined: number;
}

/**
 * One turn: findings with the states as they are now, and what must not be sold goes to quarantine. Answers how many went. What
 * was found so far stands with the take, so that nobody counts its findings, however it ends.
 */
function compareTurn(
  context: Context,
  supplierId: SupplierId,
  begun: BegunStockTake,
  { lines, seen, summary, quarantined }: StockTakeTurn,
): Promise<number> {
  const { kernel } = context;
  const keys = kernel.vault.keys();
  const matched = lines.map((line) => ({ line, key: matchLine(kernel.readDb, keys, line) }));
  return kernel.queue.write((tx) => {
    const suspects: MatchedKey[] = [];
    for (const { line, key } of matched) {
      const row = key && findKeyRow(tx, key.id);
      const finding = !row ? 'unknown-key' : findingOf(line, row, supplierId, seen);
      if (row && finding === 'used-while-ours') suspects.push({ ...row });
      summary.counts[finding] = (summary.counts[finding] ?? 0) + 1;
      insertFinding(tx, begun.stockTakeId, {
        rowNumber: line.rowNumber,
        finding,
        keyId: row?.id ?? null,
        theirStatus: line.meaning,
        ourState: row?.state ?? '',
        happenedOn: line.usedOn ?? null,
      });
    }
    quarantineSuspects(tx, context, begun, suspects);
    setStockTakeSummary(tx, begun.stockTakeId, summary);
    setDocumentProgress(tx, begun.documentId, quarantined + suspects.length, false);
    return suspects.length;
  });
}

/** A list may name a key at each of its steps, sold out and then used: of a key that is ours the one that takes it off sale counts. */
function findingOf(
  line: StockTakeLine,
  row: { id: number; supplierId: SupplierId; state: MatchedKey['state'] },
  supplierId: SupplierId,
  seen: FindingsSoFar,
): StockTakeFinding {
  const verdict = judgeStockTake(row.state, line.meaning);
  const before = seen.get(row.id);
  if (before !== undefined && (verdict !== 'used-while-ours' || before === verdict)) return 'repeated';
  seen.set(row.id, verdict);
  return row.supplierId !== supplierId && verdict === 'agrees' ? 'other-supplier' : verdict;
}

/** The key that a line means: as it is written, or without the spaces and dashes that it is printed in groups with. */
function matchLine(db: ReadDb, keys: VaultKeys, line: StockTakeLine): MatchedKey | null {
  const found = matchTexts(db, keys, line);
  if (found) return found;
  const ungrouped = { cardNumber: withoutGroups(line.cardNumber), secret: withoutGroups(line.secret) };
  const isSame = ungrouped.cardNumber === line.cardNumber && ungrouped.secret === line.secret;
  return isSame ? null : matchTexts(db, keys, ungrouped);
}

function withoutGroups(text: string | undefined): string | undefined {
  return text?.replace(/[\s\p{Pd}]+/gu, '') || undefined;
}

/**
 * One whose import was undone is not it: the same card may have come in again since. A code that stands alone is looked for among
 * numbers and secrets, whatever its column is called.
 */
function matchTexts(
  db: ReadDb,
  keys: VaultKeys,
  { cardNumber, secret }: Pick<StockTakeLine, 'cardNumber' | 'secret'>,
): MatchedKey | null {
  const [number = '', code = ''] = [cardNumber ?? secret, secret ?? cardNumber];
  const byNumber = standing(findKeysByNumber(db, numberFingerprint(keys, number)));
  const bySecret = standing(findKeysBySecret(db, secretFingerprint(keys, code)));
  const both = byNumber.find(({ id }) => bySecret.some((key) => key.id === id));
  if (both) return both;
  // Beside a number, or as one, a short PIN says nothing: other cards have the same.
  const telling = cardNumber ? bySecret.filter(({ skuId }) => !findSku(db, skuId)?.allowsShortPin) : bySecret;
  return (secret === undefined ? (byNumber[0] ?? telling[0]) : (telling[0] ?? byNumber[0])) ?? null;
}

function standing(found: readonly MatchedKey[]): readonly MatchedKey[] {
  return found.filter(({ state }) => state !== 'withdrawn');
}

function quarantineSuspects(
  tx: WriteTx,
  context: Context,
  begun: BegunStockTake,
  suspects: readonly MatchedKey[],
): void {
  if (suspects.length === 0) return;
  const author = stockAuthor(context);
  const paper = { documentKind: 'stock-document', documentId: begun.documentId } as const;
  const keys = ledgerKeys(
    tx,
    suspects.map(({ id }) => id),
  );
  // A backup of before must not bring them back on sale.
  noteSeen(tx, 'stock-take', keys);
  moveKeys(tx, author, {
    keys: keys.filter(({ state }) => state !== 'quarantined'),
    toState: 'quarantined',
    isExposed: true,
    kind: 'adjustment',
    reason: 'stock-take',
    paper,
  });
  recordKeyLooks(
    tx,
    author,
    keys.filter(({ state }) => state === 'quarantined'),
    paper,
  );
}
