import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { attachmentsFolder } from '#core/backup/attachment-files.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { writeXlsx, type XlsxColumn, type XlsxRow } from '#core/spreadsheets/xlsx-writer.ts';
import { writeZip, type ZipEntry } from '#core/spreadsheets/zip-writer.ts';
import { SealBroken, unseal } from '#core/vault/seal.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { evidenceFacts } from './evidence-facts.ts';
import { EVIDENCE_COLUMNS, evidenceRows } from './evidence-package.job.repo.ts';
import { type EvidenceSheet, type EvidenceWords, evidenceWords } from './evidence-words.ts';
import { findAttachment, listQualifications } from './qualifications.repo.ts';
import { requireSupplier } from './supplier-accounts.posting.ts';

export interface EvidencePackageInput {
  readonly supplierId: SupplierId;
  readonly language: 'zh-CN' | 'en';
  readonly businessName: string;
  readonly timeZone: string;
  readonly shopCurrency: string;
  readonly today: Day;
  readonly now: number;
  /** The data folder, for the attachments. */
  readonly folder: string;
}

type Row = Readonly<Record<string, string | number | null>>;
const TRADE_SHEETS = ['account', 'orders', 'receipts', 'claims', 'differences', 'statements'] as const;
interface MadeFile {
  readonly name: string;
  /** Null: the file is gone or was altered; the index says so. */
  readonly bytes: Uint8Array | null;
}

const FACT_COLUMNS = ['name', 'value'] as const;
const INSTANTS = new Set(['postedAt', 'changedAt', 'foundAt', 'importedAt']);
const MONEY = new Set([
  'raises',
  'lowers',
  'balance',
  'amount',
  'charged',
  'cost',
  'credited',
  'openingBalance',
  'closingBalance',
]);
const NUMBERS = new Set(['quantity', 'received', 'accepted', 'refused', 'rowNumber', 'lineCount']);
const BYTE_ORDER_MARK = '\ufeff';

/** Writes the package file by file; the index comes last, as it describes those before it. */
export async function run(input: EvidencePackageInput, thread: ThreadContext): Promise<null> {
  const words = evidenceWords(input.language);
  const zip = writeZip(entriesOf(input, thread, words), { modifiedAt: input.now });
  for await (const piece of zip) await thread.emit(new Uint8Array(piece));
  return null;
}

async function* entriesOf(
  input: EvidencePackageInput,
  thread: ThreadContext,
  words: EvidenceWords,
): AsyncGenerator<ZipEntry> {
  const lines = [words.index];
  for await (const { name, bytes } of filesOf(input, thread, words)) {
    thread.signal.throwIfAborted();
    if (bytes === null) {
      lines.push([lines.length, name, 0, words.damaged].join(','));
      continue;
    }
    const hash = createHash('sha256').update(bytes).digest('hex');
    lines.push([lines.length, name, bytes.length, hash].join(','));
    yield { name, content: [bytes] };
  }
  yield { name: 'INDEX.csv', content: [`${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`] };
}

async function* filesOf(
  input: EvidencePackageInput,
  thread: ThreadContext,
  words: EvidenceWords,
): AsyncGenerator<MadeFile> {
  const { supplierId } = input;
  const db = thread.readDb;
  const { currency } = requireSupplier(db, supplierId);
  const facts = evidenceFacts(db, input, words);
  const summary = { sheet: 'summary', columns: FACT_COLUMNS, rows: facts.summary, currency: null } as const;
  yield { name: '00-summary.xlsx', bytes: await workbook(input, words, summary) };
  for (const [index, sheet] of TRADE_SHEETS.entries()) {
    const rows = evidenceRows[sheet](db, supplierId).map((row) => named(row, words.values[sheet]));
    // Keys are worth what they were bought at, in the shop's currency; all else stands on the supplier's account.
    const columns = EVIDENCE_COLUMNS[sheet];
    const page = { sheet, columns, rows, currency: sheet === 'claims' ? input.shopCurrency : currency };
    yield { name: `0${index + 1}-${sheet}.xlsx`, bytes: await workbook(input, words, page) };
  }
  const dossier = { sheet: 'dossier', columns: FACT_COLUMNS, rows: facts.dossier, currency: null } as const;
  yield { name: '07-dossier.xlsx', bytes: await workbook(input, words, dossier) };
  yield* attachmentsOf(input, thread);
}

/** A row with words for the codes in it. */
function named(row: Row, values: Readonly<Record<string, Readonly<Record<string, string>>>>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, values[name]?.[String(value)] ?? value]));
}

function* attachmentsOf({ supplierId, folder }: EvidencePackageInput, thread: ThreadContext): Generator<MadeFile> {
  let count = 0;
  for (const { attachmentId, kind } of listQualifications(thread.readDb, supplierId)) {
    const attachment = attachmentId === null ? null : findAttachment(thread.readDb, attachmentId);
    if (!attachment) continue;
    const file = path.join(attachmentsFolder(folder), attachment.fileHash);
    count += 1;
    const ending = path.extname(attachment.name).toLowerCase();
    const bytes = existsSync(file) ? unsealed(thread, attachment.sealId, readFileSync(file)) : null;
    yield { name: `attachments/${String(count).padStart(2, '0')}-${kind}${ending}`, bytes };
  }
}

/** One scan that cannot be opened any more must not keep all the rest back. */
function unsealed(thread: ThreadContext, sealId: string, sealed: Uint8Array): Uint8Array | null {
  try {
    return unseal(thread.keys(), ['attachment', sealId, 'content'], sealed);
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

interface EvidencePage {
  readonly sheet: EvidenceSheet;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly currency: string | null;
}

async function workbook(
  input: EvidencePackageInput,
  words: EvidenceWords,
  { sheet, columns: names, rows, currency }: EvidencePage,
): Promise<Uint8Array> {
  const columns = names.map((name): XlsxColumn => ({ header: words.columns[name] ?? name, kind: kindOf(name) }));
  const title = `${words.title} · ${words.sheets[sheet]} · ${input.today}`;
  const document = {
    title,
    creator: input.businessName,
    createdAt: input.now,
    language: input.language,
    timeZone: input.timeZone,
    sheets: [
      {
        name: words.sheets[sheet],
        titleRows: currency === null ? [title] : [title, `${words.amountsIn}${currency}`],
        columns,
        rows: rows.map((row): XlsxRow => names.map((name) => row[name] ?? null)),
        hasAutoFilter: true,
      },
    ],
  };
  const pieces: Uint8Array[] = [];
  for await (const piece of writeXlsx(document)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function kindOf(name: string): XlsxColumn['kind'] {
  if (INSTANTS.has(name)) return 'instant';
  if (name === 'unitPrice') return 'unit-price';
  if (MONEY.has(name)) return 'money';
  if (NUMBERS.has(name)) return 'integer';
  return name.endsWith('On') ? 'day' : 'text';
}
