import { createHash } from 'node:crypto';
import { audit, type Context, earlierResult, write } from '#core/context.ts';
import { useCountedRight as takeCountedRight } from '#core/identity/rights.service.ts';
import { maySeeCosts } from '#core/identity/shown-costs.ts';
import { findLedgerKey, type LedgerKey } from '#core/inventory/ledger.repo.ts';
import { moveKeys, recordKeyLooks } from '#core/inventory/ledger.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { postStockDocument, setDocumentProgress } from '#core/inventory/stock-documents.repo.ts';
import type { JobHandle } from '#core/jobs/jobs.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { ExportedKeys, KeyFilter } from '#shared/contract/card-keys.contract.ts';
import type { CardKeyId, FileId, JobId, StockDocumentId } from '#shared/domain/ids.ts';
import type { ExportKeysInput } from './export-keys.job.ts';
import { noteSeen } from './key-disclosure.ts';
import { readKeysOfDocument } from './key-lists.repo.ts';
import { pageOfKeys } from './key-lists.ts';

export interface KeyExportInput {
  readonly filter: KeyFilter;
  readonly keyIds: readonly CardKeyId[];
  readonly format: 'xlsx' | 'csv';
  readonly reason: string;
}

const KEYS_PER_PAGE = 500;
const KEYS_PER_TURN = 500;

interface BegunExport {
  readonly documentId: StockDocumentId;
  readonly number: string;
  readonly quantity: number;
}

/**
 * Exports keys as a sheet. First what the list holds is taken down, then every key is marked, in turns, as known outside (free
 * ones placed, reserved ones in quarantine), and only then is one of them opened: no key is sold that stands in the file.
 */
export function createKeyExport(kernel: Kernel) {
  const running = new Map<StockDocumentId, JobId>();
  return async (context: Context, input: KeyExportInput): Promise<{ jobId: JobId; quantity: number }> => {
    const earlier = earlierResult<BegunExport>(context);
    const jobId = earlier && running.get(earlier.documentId);
    if (earlier && jobId) return { jobId, quantity: earlier.quantity };
    const listed = await listedKeys(context, input);
    const ids = earlier ? keysOfEarlier(context, earlier, listed) : listed;
    if (ids.length === 0) throw new Refusal('NOTHING_TO_EXPORT');
    const begun = await write(context, ['cardKeys', 'inventory'], (tx): BegunExport => {
      takeCountedRight(tx, context, 'keys.export', ids.length);
      const { id, number } = postStockDocument(tx, stockAuthor(context), {
        kind: 'placement',
        reason: 'export',
        note: input.reason,
        quantity: 0,
      });
      return { documentId: id, number, quantity: ids.length };
    });
    const job = kernel.jobs.start({
      kind: 'export-keys',
      startedBy: context.userId,
      subject: begun.number,
      run: (handle) => exportKeys(kernel, context, input, ids, begun, handle),
    });
    running.set(begun.documentId, job.id);
    return { jobId: job.id, quantity: begun.quantity };
  };
}

/**
 * What a command goes on with after the program was ended: the keys that it had marked, and of those that are listed now no more than
 * were counted for it. Others may have come in since, which nobody asked for under this id.
 */
function keysOfEarlier({ db }: Context, { documentId, quantity }: BegunExport, listed: readonly CardKeyId[]) {
  const marked = new Set(readKeysOfDocument(db, documentId));
  const others = listed.filter((id) => !marked.has(id));
  return [...marked, ...others.slice(0, Math.max(0, quantity - marked.size))];
}

async function listedKeys(context: Context, { filter, keyIds }: KeyExportInput): Promise<CardKeyId[]> {
  if (keyIds.length > 0) return [...new Set(keyIds)];
  const ids: CardKeyId[] = [];
  let cursor: string | undefined;
  do {
    const page = pageOfKeys(context.db, filter, cursor, KEYS_PER_PAGE);
    ids.push(...page.ids);
    cursor = page.nextCursor ?? undefined;
    await new Promise((resolve) => setImmediate(resolve));
  } while (cursor !== undefined);
  return ids;
}

async function exportKeys(
  kernel: Kernel,
  context: Context,
  input: KeyExportInput,
  ids: readonly CardKeyId[],
  begun: BegunExport,
  handle: JobHandle,
): Promise<ExportedKeys> {
  const digest = createHash('sha256');
  for (let start = 0; start < ids.length; start += KEYS_PER_TURN) {
    handle.signal.throwIfAborted();
    const macs = await markTurn(context, ids.slice(start, start + KEYS_PER_TURN), begun.documentId, start);
    for (const mac of macs) digest.update(mac);
    handle.progress(Math.floor(Math.min(start + KEYS_PER_TURN, ids.length) / 2), ids.length);
  }
  await write({ ...context, commandId: null }, ['cardKeys', 'inventory', 'audit'], (tx) => {
    audit(tx, context, {
      action: 'cardKeys.export',
      subjectKind: 'stockDocument',
      subjectId: begun.documentId,
      quantity: ids.length,
      details: {
        number: begun.number,
        reason: input.reason,
        format: input.format,
        digest: digest.digest('hex').slice(0, 32),
      },
    });
  });
  const { businessName, language, timeZone } = shopSettings(context.db);
  const name = `${begun.number}.${input.format}`;
  const jobInput: ExportKeysInput = {
    ids: Float64Array.from(ids),
    format: input.format,
    showsCost: maySeeCosts(context),
    document: { title: begun.number, creator: businessName, createdAt: context.now, language, timeZone },
  };
  const bytes = kernel.threads.stream({
    kind: 'export-keys',
    input: jobInput,
    keys: kernel.vault.keys(),
    signal: handle.signal,
    onProgress: (done) => handle.progress(Math.floor((ids.length + done) / 2), ids.length),
  });
  const staged = await kernel.spool.stageStream(context.userId, name, bytes);
  return { fileId: staged.id as FileId, name, quantity: ids.length };
}

/** One turn: free keys placed, reserved ones to quarantine, the look recorded with each. Answers their fingerprints. */
function markTurn(
  context: Context,
  ids: readonly CardKeyId[],
  documentId: StockDocumentId,
  doneBefore: number,
): Promise<Buffer[]> {
  return context.kernel.queue.write((tx) => {
    const keys = ids.map((id) => findLedgerKey(tx, id)).filter((key) => key !== null);
    const author = stockAuthor(context);
    const paper = { documentKind: 'stock-document', documentId } as const;
    const inState = (state: string): LedgerKey[] => keys.filter((key) => key.state === state);
    const move = { isExposed: true, kind: 'adjustment', reason: 'export', paper } as const;
    moveKeys(tx, author, { ...move, keys: inState('available'), toState: 'placed' });
    moveKeys(tx, author, { ...move, keys: inState('reserved'), toState: 'quarantined' });
    const others = keys.filter(({ state }) => state !== 'available' && state !== 'reserved');
    recordKeyLooks(tx, author, others, paper);
    noteSeen(tx, 'export', keys);
    setDocumentProgress(tx, documentId, doneBefore + keys.length, false);
    return keys.map(({ pairMac }) => pairMac);
  });
}
