import { audit, type Context, earlierResult, signedInUser, systemContext, today, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { requireRight, useCountedRight } from '#core/identity/rights.service.ts';
import { shownCosts } from '#core/identity/shown-costs.ts';
import type { JobHandle } from '#core/jobs/jobs.ts';
import { ThreadJobCancelled } from '#core/jobs/thread-pool.ts';
import type { Kernel } from '#core/kernel.ts';
import { requireReceivable } from '#core/purchasing/order-receiving.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { passNumbers, takeDocumentNumber, takeNumbers } from '#core/settings/settings.repo.ts';
import type { SheetFileDescription } from '#core/spreadsheets/sheet-source.ts';
import { createStagedSheets } from '#core/spreadsheets/staged-sheets.ts';
import type { ExportedKeys } from '#shared/contract/card-keys.contract.ts';
import type { SheetFileSketch } from '#shared/contract/import-sketch.contract.ts';
import type {
  ImportSettings,
  ImportSummary,
  PreviewedRefusals,
  UnmadeSettings,
} from '#shared/contract/imports.contract.ts';
import type { CardKeyId, CommandId, FileId, ImportId, JobId, SupplierId } from '#shared/domain/ids.ts';
import { postingObstacle } from '#shared/domain/imports/posting-obstacle.ts';
import { readChatPaste, withoutChat } from '#shared/domain/spreadsheets/chat-paste.ts';
import { monthOf } from '#shared/domain/time/business-time.ts';
import type { ImportPlan, PostKeysInput } from './import-plan.ts';
import { planImport, sheetToRead } from './import-planning.ts';
import { postImport, requireOpenBooks } from './import-posting.ts';
import { knownSku, summariseImport, summaryOfDraft } from './import-summary.ts';
import type { ImportTally } from './import-tally.ts';
import { finishCutUndos, undoImport, undoReach } from './import-undo.ts';
import { createImportViews } from './import-views.ts';
import {
  findImport,
  findSheetProfile,
  insertImport,
  lastKeyId,
  listLoadingImports,
  removeLoadedBatches,
  setImportState,
} from './imports.repo.ts';
import { planUnmade, type UnmadePlan } from './plan-unmade.ts';
import { acceptRefused, claimRefused, reopenRefused, withdrawRefusedClaim } from './refused-claims.ts';
import { previewedRowsWorkbook, refusedRowsWorkbook } from './refused-workbook.ts';
import type { RemoveLoadedInput } from './remove-loaded.job.ts';
import { importsOfPart } from './repeated-files.ts';
import { claimedCost, claimedKeysOf } from './replacements.ts';
import { sketchSheetFile } from './sheet-sketch.ts';

const POSTED_AREAS = ['imports', 'inventory', 'card-keys', 'suppliers', 'purchasing'];

/** From a supplier's sheet to keys in stock: look, dry run, posting, history, undo. */
export function createImportsService(kernel: Kernel) {
  const sheets = createStagedSheets(kernel);
  const views = createImportViews();
  /** Which job carries an import out, while this program runs. */
  const jobOfImport = new Map<ImportId, JobId>();
  /** Which job prepares the refused rows of a dry run that a command asked for. */
  const jobOfCommand = new Map<CommandId, JobId>();
  /** Imports run one after the other: each uses two job threads and an isolate. */
  let lastRun: Promise<unknown> = Promise.resolve();

  async function describe(
    context: Context,
    input: {
      fileId: FileId;
      read: ImportSettings['read'];
      supplierId?: SupplierId;
      headerRowNumber?: number | null;
    },
  ): Promise<SheetFileSketch> {
    const description = await sheets.describe(context, input.fileId, input.read);
    const { supplierId } = input;
    const memory = {
      savedMapping: (signature: string) =>
        supplierId === undefined ? null : findSheetProfile(context.db, supplierId, signature),
      skuOf: (text: string) => (supplierId === undefined ? null : knownSku(context, supplierId, text)),
    };
    const earlier = importsOfPart(context.db, description, input.read);
    const { headerRowNumber } = input;
    const sheet = sheetToRead(input.read.sheet, description);
    const chosen = headerRowNumber === undefined || !sheet ? null : { sheet: sheet.name, rowNumber: headerRowNumber };
    return sketchSheetFile(description, memory, earlier, today(context).day, chosen);
  }

  async function stageText(context: Context, input: { name: string; text: string; leavesChatOut: boolean }) {
    const paste = readChatPaste(input.text);
    const isCut = input.leavesChatOut && paste.isChat;
    const text = isCut ? withoutChat(paste) : input.text;
    if (!text.isWellFormed()) throw invalidValue('text', 'WELL_FORMED');
    const staged = await kernel.spool.stageText(context.userId, input.name, text);
    const lineCount = paste.lines.filter(({ kind }) => kind !== 'content' && kind !== 'blank').length;
    return { fileId: staged.id as FileId, chat: paste.isChat ? { lineCount, senders: [...paste.senders] } : null };
  }

  async function preview(context: Context, settings: ImportSettings): Promise<{ jobId: JobId }> {
    const description = await sheets.describe(context, settings.fileId, settings.read);
    const plan = planImport(context, settings, description, { importId: 0, firstKeyId: 0, isPreview: true });
    requireOpenBooks(context.db, settings);
    claimedKeysOf(context.db, settings);
    requireReceivable(context.db, settings);
    return startPreview(context, { plan, settings, description });
  }

  async function previewUnmade(context: Context, input: UnmadeSettings): Promise<{ jobId: JobId }> {
    const description = await sheets.describe(context, input.fileId, input.read);
    return startPreview(context, { ...(await planUnmade(context, input, description)), description });
  }

  function startPreview(
    context: Context,
    { plan, settings, description }: UnmadePlan & { description: SheetFileDescription },
  ): { jobId: JobId } {
    const job = kernel.jobs.start({
      kind: 'import-preview',
      startedBy: context.userId,
      subject: description.fileName,
      run: (handle) =>
        inTurn(async () => {
          const tally = await runStations(handle, plan, settings, context.now);
          return summaryOfDraft(context, summariseImport(context, { plan, settings, description, tally }), settings);
        }),
    });
    return { jobId: job.id };
  }

  async function post(
    context: Context,
    input: { settings: ImportSettings; allowRepeat: boolean },
  ): Promise<{ importId: ImportId; jobId: JobId | null }> {
    const earlier = earlierResult<{ importId: ImportId }>(context);
    if (earlier) return { importId: earlier.importId, jobId: jobOfImport.get(earlier.importId) ?? null };
    const { settings } = input;
    const description = await sheets.describe(context, settings.fileId, settings.read);
    const dryPlan = planImport(context, settings, description, { importId: 0, firstKeyId: 0, isPreview: false });
    const fileDigest = Buffer.from(description.sha256, 'hex');
    const begun = await write(context, ['imports'], (tx) => {
      if (!input.allowRepeat) requireNoRepeat(tx, description, settings);
      requireOpenBooks(tx, settings);
      claimedKeysOf(tx, settings);
      requireReceivable(tx, settings);
      const importId = insertImport(tx, {
        number: takeDocumentNumber(tx, 'RK', monthOf(settings.documentOn)),
        supplierId: settings.supplierId,
        receiptKind: settings.receiptKind,
        fileName: description.fileName,
        fileDigest,
        settings: JSON.stringify(storedSettings(settings)),
        documentOn: settings.documentOn,
        externalNumber: settings.externalNumber,
        amountCharged: settings.amountCharged,
        settlement: settings.settlement,
        startedAt: context.now,
        startedBy: signedInUser(context),
      });
      return { importId, firstKeyId: takeKeyNumbers(tx, Math.max(dryPlan.expectedRows, 1)) };
    });
    const { importId } = begun;
    const plan: ImportPlan = { ...dryPlan, importId, isDryRun: false, firstKeyId: begun.firstKeyId };
    const job = kernel.jobs.start({
      kind: 'import-keys',
      startedBy: context.userId,
      subject: description.fileName,
      run: (handle) => inTurn(() => loadAndPost(context, handle, plan, input, description)),
    });
    jobOfImport.set(importId, job.id);
    return { importId, jobId: job.id };
  }

  async function loadAndPost(
    context: Context,
    handle: JobHandle,
    plan: ImportPlan,
    { settings, allowRepeat }: { settings: ImportSettings; allowRepeat: boolean },
    description: SheetFileDescription,
  ): Promise<{ importId: ImportId | 0; summary: ImportSummary }> {
    const { importId } = plan;
    try {
      const tally = await runStations(handle, plan, settings, context.now);
      const summary = summariseImport(context, { plan, settings, tally, description });
      const shown = summaryOfDraft(context, summary, settings);
      requirePostable(shown, settings);
      handle.signal.throwIfAborted();
      // The command id stands for beginning the import; its posting is a write of its own.
      await write({ ...context, commandId: null }, POSTED_AREAS, (tx) => {
        // Somebody who was disabled, or lost the right, while it loaded posts nothing any more.
        requireRight(tx, signedInUser(context), 'keys.import');
        // Somebody else may have begun with the same file at the same time, and come to its end first.
        if (!allowRepeat) requireNoRepeat(tx, description, settings);
        return postImport(tx, context, { plan, settings, tally, summary });
      });
      return { importId, summary: shown };
    } catch (error) {
      if (importId !== 0) await cancelImport(importId);
      if (error instanceof ThreadJobCancelled) handle.signal.throwIfAborted();
      throw error;
    }
  }

  /** Isolate, preparation, writing: three stations side by side, with the core only passing pieces on. */
  async function runStations(
    handle: JobHandle,
    plan: ImportPlan,
    settings: ImportSettings,
    now: number,
  ): Promise<ImportTally> {
    const keys = kernel.vault.keys();
    const { signal } = handle;
    const sheetRows = sheets.batches(settings.fileId, { ...settings.read, sheet: plan.sheet }, signal);
    const prepared = kernel.threads.stream({ kind: 'prepare-keys', input: plan, keys, signal, chunks: sheetRows });
    const input: PostKeysInput = {
      plan,
      receiptKind: settings.receiptKind,
      totalToAllocate: totalToAllocate(kernel.readDb, settings),
      now,
      month: monthOf(settings.documentOn),
    };
    return kernel.threads.run<ImportTally>({
      kind: 'post-keys',
      input,
      keys,
      signal,
      chunks: prepared,
      onProgress: handle.progress,
    });
  }

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const run = lastRun.then(work, work);
    lastRun = run.catch(() => undefined);
    return run;
  }

  /**
   * Removes what an import that did not come to its end had loaded; nobody ever saw it. One that was posted stays: what came after
   * its transaction, such as a full disk for a line of issued.log, does not undo it.
   */
  async function cancelImport(importId: ImportId): Promise<void> {
    if (findImport(kernel.readDb, importId)?.state !== 'loading') return;
    await kernel.threads.run({ kind: 'remove-loaded', input: { importId } satisfies RemoveLoadedInput, keys: null });
    await kernel.queue.write((tx) => {
      removeLoadedBatches(tx, importId);
      setImportState(tx, importId, 'cancelled');
    });
    kernel.events.changed(['imports']);
  }

  async function exportRefused(context: Context, input: { id: ImportId }) {
    const row = findImport(context.db, input.id);
    if (!row) throw notFound('import', input.id);
    const workbook = refusedRowsWorkbook(context, row);
    return stageRefused(context, { ...workbook, name: `${row.number}-refused.xlsx`, act: { subjectId: row.id } });
  }

  /** Counted as an export once the workbook is whole; one that may not be handed out does not stay behind. */
  async function stageRefused(context: Context, { name, bytes, quantity, act }: RefusedFile): Promise<ExportedKeys> {
    const { id } = await kernel.spool.stageStream(context.userId, name, bytes);
    try {
      await write(context, ['audit'], (tx) => {
        useCountedRight(tx, context, 'keys.export', quantity);
        audit(tx, context, { action: 'imports.exportRefused', subjectKind: 'import', quantity, ...act });
        return {};
      });
    } catch (error) {
      await kernel.spool.discard(id);
      throw error;
    }
    return { fileId: id as FileId, name, quantity };
  }

  /** What a sheet's dry run refuses, whole: also of a sheet that can never be posted. */
  async function exportRefusedOfPreview(context: Context, { settings }: { settings: ImportSettings }) {
    const known = context.commandId && jobOfCommand.get(context.commandId);
    if (known) return { jobId: known };
    const description = await sheets.describe(context, settings.fileId, settings.read);
    const frame = { importId: 0, firstKeyId: 0, isPreview: true, keepsRefused: true } as const;
    const plan = planImport(context, settings, description, frame);
    const job = kernel.jobs.start({
      kind: 'import-preview',
      startedBy: context.userId,
      subject: description.fileName,
      run: (handle) =>
        inTurn(async () => {
          const { keptRefusals, refused } = await runStations(handle, plan, settings, context.now);
          const { fileName } = description;
          const staged = await stageRefused(context, {
            name: `${fileName.replace(/\.[^.]*$/, '')}-refused.xlsx`,
            bytes: previewedRowsWorkbook(context, plan, settings, keptRefusals),
            quantity: keptRefusals.length,
            act: { details: { fileName } },
          });
          return { ...staged, refused } satisfies PreviewedRefusals;
        }),
    });
    if (context.commandId) jobOfCommand.set(context.commandId, job.id);
    return { jobId: job.id };
  }

  return {
    describe,
    stageText,
    preview,
    previewUnmade,
    post,
    claimedCost: (context: Context, input: { supplierId: SupplierId; keyIds: readonly CardKeyId[] }) => ({
      cost: shownCosts(context)(claimedCost(context.db, input.supplierId, input.keyIds)),
    }),
    exportRefused,
    exportRefusedOfPreview,
    claimRefused,
    withdrawRefusedClaim,
    acceptRefused,
    reopenRefused,
    undo: undoImport,
    undoReach,
    finishCutUndos: () => finishCutUndos(kernel),
    list: views.list,
    get: views.get,
    /** Imports that a crash cut short are cleaned away before anyone looks. */
    async start(): Promise<void> {
      for (const importId of listLoadingImports(systemContext(kernel, 'start').db)) await cancelImport(importId);
    },
    stop(): void {
      sheets.stop();
    },
  };
}

/** Refused rows on their way to whoever asked for them. */
interface RefusedFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly quantity: number;
  /** What the audit says beside. */
  readonly act: { readonly subjectId?: ImportId; readonly details?: { readonly fileName: string } };
}

export type ImportsService = ReturnType<typeof createImportsService>;

/** Earlier versions gave more numbers to texts with several kinds of line ends than they had taken: those are passed over. */
function takeKeyNumbers(tx: WriteTx, count: number): number {
  passNumbers(tx, 'card-key', lastKeyId(tx) + 1);
  return takeNumbers(tx, 'card-key', count);
}

/** Refuses with FILE_ALREADY_IMPORTED what was posted before, the same bytes and the same part of them. */
function requireNoRepeat(db: Readable, description: SheetFileDescription, { read }: ImportSettings): void {
  const [repeated] = importsOfPart(db, description, read);
  if (repeated) throw new Refusal('FILE_ALREADY_IMPORTED', { importId: repeated.id, number: repeated.number });
}

/** Refuses with NOTHING_TO_IMPORT or TOTALS_DO_NOT_AGREE. */
function requirePostable(summary: ImportSummary, settings: ImportSettings): void {
  const obstacle = postingObstacle(summary, settings);
  if (obstacle === 'NOTHING_TO_IMPORT') throw new Refusal(obstacle, summary);
  if (obstacle === 'TOTALS_DO_NOT_AGREE') throw new Refusal(obstacle, { totals: summary.brokenTotals });
}

/** What is spread over the keys at the end; refuses with NOT_CLAIMED and CLAIM_REFUNDED. */
function totalToAllocate(db: Readable, settings: ImportSettings): number | null {
  if (settings.cost.by === 'total') return settings.cost.total;
  const claimed = claimedKeysOf(db, settings);
  return claimed === null ? null : claimed.reduce((sum, { cost }) => sum + cost, 0);
}

/** The settings as they are kept: without the password of the sheet. */
function storedSettings(settings: ImportSettings): ImportSettings {
  return { ...settings, read: { ...settings.read, password: undefined } };
}
