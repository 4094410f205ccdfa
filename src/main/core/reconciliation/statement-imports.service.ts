import { audit, type Context, earlierResult, signedInUser, systemContext, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import type { JobHandle } from '#core/jobs/jobs.ts';
import { ThreadJobCancelled } from '#core/jobs/thread-pool.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import { takeDocumentNumber } from '#core/settings/settings.repo.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { createStagedSheets } from '#core/spreadsheets/staged-sheets.ts';
import { bookMonthOf, rememberSupplierName, requireSupplier } from '#core/suppliers/suppliers.lookup.ts';
import type {
  StatementFileSketch,
  StatementReading,
  StatementSettings,
} from '#shared/contract/reconciliation.contract.ts';
import type { FileId, JobId, StatementId, SupplierId } from '#shared/domain/ids.ts';
import { statementObstacle } from '#shared/domain/reconciliation/statement-obstacle.ts';
import type { MatchCounts } from './match-statement.job.ts';
import type { RefusedLinesInput } from './refused-lines.job.ts';
import { planStatement, type StatementPlan } from './statement-plan.ts';
import { sketchStatementFile } from './statement-sketch.ts';
import { skuOfProductText } from './statement-skus.ts';
import {
  findOverlapping,
  findStatement,
  findStatementProfile,
  findStatementsOfFile,
  insertStatement,
  listLoadingStatements,
  openLoadedStatement,
  rememberStatementProfile,
  removeLoadedLines,
  removeLoadingStatement,
} from './statements.repo.ts';

const CLEAN_UP_LINES = 5_000;
export const STATEMENT_AREAS = ['reconciliation'];

/** From a supplier's file to a statement with its first matches: look, dry run, import. */
export function createStatementImports(kernel: Kernel) {
  const sheets = createStagedSheets(kernel);
  /** Which job reads a statement in, while this program runs. */
  const jobOfStatement = new Map<StatementId, JobId>();

  async function describe(
    context: Context,
    input: { fileId: FileId; read: StatementSettings['read']; supplierId?: SupplierId },
  ): Promise<StatementFileSketch> {
    const description = await sheets.describe(context, input.fileId, input.read);
    const { db } = context;
    const { supplierId } = input;
    const memory = {
      savedMapping: (signature: string) =>
        supplierId === undefined ? null : findStatementProfile(db, supplierId, signature),
      skuOf: (text: string) => (supplierId === undefined ? null : skuOfProductText(db, supplierId, text)),
    };
    return sketchStatementFile(description, memory, findStatementsOfFile(db, Buffer.from(description.sha256, 'hex')));
  }

  async function preview(context: Context, settings: StatementSettings): Promise<{ jobId: JobId }> {
    const description = await sheets.describe(context, settings.fileId, settings.read);
    const plan: StatementPlan = { ...planStatement(context, settings, description), statementId: null };
    requireFreeDays(context.db, settings);
    const job = kernel.jobs.start({
      kind: 'statement-preview',
      startedBy: context.userId,
      subject: description.fileName,
      run: (handle) => readSheet(handle, plan, settings),
    });
    return { jobId: job.id };
  }

  /** The sheet is read once more: what was refused is not kept anywhere. */
  async function exportRefused(
    context: Context,
    { settings, language }: { settings: StatementSettings; language?: 'zh-CN' | 'en' },
  ): Promise<{ jobId: JobId }> {
    const description = await sheets.describe(context, settings.fileId, settings.read);
    const shop = shopSettings(context.db);
    const input: RefusedLinesInput = {
      plan: planStatement(context, settings, description),
      language: language ?? shop.language,
      businessName: shop.businessName,
      timeZone: shop.timeZone,
      createdAt: context.now,
    };
    const name = `${description.fileName.replace(/\.[^.]*$/, '')}-refused.xlsx`;
    const job = kernel.jobs.start({
      kind: 'refused-lines',
      startedBy: context.userId,
      subject: description.fileName,
      run: async ({ signal }) => {
        const chunks = sheets.batches(settings.fileId, { ...settings.read, sheet: input.plan.sheet }, signal);
        const pieces = kernel.threads.stream({ kind: 'refused-lines', input, keys: null, signal, chunks });
        const staged = await kernel.spool.stageStream(context.userId, name, pieces);
        return { fileId: staged.id, name };
      },
    });
    return { jobId: job.id };
  }

  async function importStatement(
    context: Context,
    input: { settings: StatementSettings; acceptsBreaks: boolean },
  ): Promise<{ statementId: StatementId; jobId: JobId | null }> {
    const earlier = earlierResult<{ statementId: StatementId }>(context);
    if (earlier) return { ...earlier, jobId: jobOfStatement.get(earlier.statementId) ?? null };
    const { settings } = input;
    const description = await sheets.describe(context, settings.fileId, settings.read);
    const plan = planStatement(context, settings, description);
    const { statementId } = await write(context, STATEMENT_AREAS, (tx) => {
      requireFreeDays(tx, settings);
      const month = bookMonthOf(requireSupplier(tx, settings.supplierId), settings.to);
      const number = takeDocumentNumber(tx, 'DZ', month);
      return {
        statementId: insertStatement(tx, {
          number,
          supplierId: settings.supplierId,
          from: settings.from,
          to: settings.to,
          fileName: description.fileName,
          fileDigest: Buffer.from(description.sha256, 'hex'),
          importedAt: context.now,
          importedBy: signedInUser(context),
        }),
      };
    });
    const job = kernel.jobs.start({
      kind: 'import-statement',
      startedBy: context.userId,
      subject: description.fileName,
      run: async (handle) => {
        const loaded = await load(context, handle, { ...plan, statementId }, input);
        return { ...loaded, ...(await runPasses(kernel, handle, { statementId, now: context.now })) };
      },
    });
    jobOfStatement.set(statementId, job.id);
    return { statementId, jobId: job.id };
  }

  async function load(
    context: Context,
    handle: JobHandle,
    plan: StatementPlan & { statementId: StatementId },
    { settings, acceptsBreaks }: { settings: StatementSettings; acceptsBreaks: boolean },
  ): Promise<{ statementId: StatementId; reading: StatementReading }> {
    const { statementId } = plan;
    try {
      const reading = await readSheet(handle, plan, settings);
      const obstacle = statementObstacle(reading, acceptsBreaks);
      if (obstacle === 'STATEMENT_BREAKS') throw new Refusal(obstacle, { breaks: reading.breaks });
      if (obstacle === 'STATEMENT_EMPTY') throw new Refusal(obstacle, reading);
      handle.signal.throwIfAborted();
      // The command id stands for beginning the import; its end is a write of its own.
      await write({ ...context, commandId: null }, STATEMENT_AREAS, (tx) => {
        const isOpened = openLoadedStatement(tx, {
          id: statementId,
          details: JSON.stringify({ reading }),
          lineCount: reading.byKind.reduce((sum, { count }) => sum + count, 0),
          lineTotal: reading.lineTotal,
          openingBalance: reading.openingBalance,
          closingBalance: reading.closingBalance,
        });
        if (!isOpened) throw new Error('The statement is not loading any more.');
        remember(tx, context.now, settings);
        audit(tx, context, {
          action: 'statements.import',
          subjectKind: 'statement',
          subjectId: statementId,
          quantity: reading.accepted,
          details: {
            supplierId: settings.supplierId,
            from: settings.from,
            to: settings.to,
            breaks: reading.breaks.length,
          },
        });
      });
      kernel.events.changed(STATEMENT_AREAS);
      return { statementId, reading };
    } catch (error) {
      await cancel(statementId);
      if (error instanceof ThreadJobCancelled) handle.signal.throwIfAborted();
      throw error;
    }
  }

  function readSheet(handle: JobHandle, plan: StatementPlan, settings: StatementSettings): Promise<StatementReading> {
    const { signal, progress } = handle;
    const chunks = sheets.batches(settings.fileId, { ...settings.read, sheet: plan.sheet }, signal);
    return kernel.threads.run({
      kind: 'read-statement',
      input: plan,
      keys: null,
      signal,
      chunks,
      onProgress: progress,
    });
  }

  /** Removes what a reading that did not come to its end had loaded; nobody ever saw it. One that is open stays. */
  async function cancel(id: StatementId): Promise<void> {
    if (findStatement(kernel.readDb, id)?.state !== 'loading') return;
    while ((await kernel.queue.write((tx) => removeLoadedLines(tx, id, CLEAN_UP_LINES))) > 0) {
      // Whoever waits for an answer gets it between two turns.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await kernel.queue.write((tx) => removeLoadingStatement(tx, id));
    kernel.events.changed(STATEMENT_AREAS);
  }

  return {
    describe,
    preview,
    exportRefused,
    import: importStatement,
    /** Statements that a crash cut short are cleaned away before anyone looks. */
    async start(): Promise<void> {
      for (const id of listLoadingStatements(systemContext(kernel, 'start').db)) await cancel(id);
    },
    stop: () => sheets.stop(),
  };
}

/** Runs the passes over a statement in a job thread. */
export async function runPasses(
  kernel: Kernel,
  handle: JobHandle,
  input: { statementId: StatementId; now: number },
): Promise<MatchCounts> {
  const { signal, progress } = handle;
  const counts = await kernel.threads.run<MatchCounts>({
    kind: 'match-statement',
    input,
    keys: null,
    signal,
    onProgress: progress,
  });
  kernel.events.changed(STATEMENT_AREAS);
  return counts;
}

function requireFreeDays(db: Readable, { supplierId, from, to }: StatementSettings): void {
  const other = findOverlapping(db, { supplierId, from, to });
  if (other) throw new Refusal('STATEMENT_OVERLAPS', { number: other.number, from: other.from, to: other.to });
}

function remember(tx: WriteTx, now: number, settings: StatementSettings): void {
  const { supplierId, headerSignature: signature, columns, assignments } = settings;
  if (signature !== '') {
    // What nobody chose is proposed anew: the next sheet may have a minus where this one had none.
    const earlier = findStatementProfile(tx, supplierId, signature)?.convention ?? null;
    const convention = settings.isConventionChosen ? settings.convention : earlier;
    rememberStatementProfile(tx, { supplierId, signature, columns, convention, now });
  }
  for (const { text, skuId } of assignments) rememberSupplierName(tx, supplierId, text, skuId, now);
}
