import type { InferRouterInputs } from '@orpc/server';
import type { Router } from '#core/router.ts';
import type { ImportSummary } from '#shared/contract/imports.contract.ts';
import type { FileId, ImportId, JobId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { moneyOfUnits } from './money-of-units.ts';
import { newCommandId, stageFile, type TestClient } from './open-core.ts';

export async function createSupplier(
  client: TestClient,
  code: string,
  changes: Partial<InferRouterInputs<Router>['suppliers']['create']> = {},
): Promise<SupplierId> {
  const { id } = await client.suppliers.create({
    commandId: newCommandId(),
    code,
    name: `供应商 ${code}`,
    kind: 'wholesaler',
    currency: 'CNY',
    settlement: 'credit',
    creditDays: 30,
    ...changes,
  });
  return id;
}

/** An ordinary card with number and secret. */
export async function createSku(
  client: TestClient,
  code: string,
  changes: Partial<InferRouterInputs<Router>['skus']['create']> = {},
): Promise<SkuId> {
  const { id } = await client.skus.create({
    commandId: newCommandId(),
    product: { brandName: 'Steam', name: '充值卡' },
    code,
    name: `充值卡 ${code}`,
    faceValue: moneyOfUnits(50),
    keyFields: [
      { name: '卡号', role: 'cardNumber', isSecret: false },
      { name: '卡密', role: 'secret', isSecret: true },
    ],
    ...changes,
  });
  return id;
}

export interface KeySheet {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly supplierId: SupplierId;
  readonly skuId: SkuId;
  readonly externalNumber?: string;
  readonly documentOn?: string;
}

/** A key sheet whose bytes are staged already. */
export type StagedSheet = Omit<KeySheet, 'bytes'> & { readonly bytes?: Uint8Array };

/** The settings of a sheet as `generate-sheets.ts` makes them. */
export function keySheetSettings(sheet: StagedSheet, fileId: string): InferRouterInputs<Router>['imports']['preview'] {
  return {
    fileId,
    headerRowNumber: 1,
    columns: ['cardNumber', 'secret', 'faceValue', 'expiresOn'],
    supplierId: sheet.supplierId,
    sku: { by: 'one', skuId: sheet.skuId },
    cost: { by: 'unit', unitCost: moneyOfUnits(47.5) },
    expiry: { by: 'column' },
    documentOn: sheet.documentOn ?? '2026-11-21',
    externalNumber: sheet.externalNumber ?? '',
  };
}

/** Stages and posts a key sheet and waits for it; rejects when it was refused. */
export async function importKeys(
  client: TestClient,
  sheet: KeySheet,
): Promise<{ importId: ImportId; summary: ImportSummary }> {
  return postKeys(client, sheet, await stageFile(client, sheet.fileName, sheet.bytes));
}

/** Posts a key sheet that is staged already and waits for it; rejects when it was refused. */
export async function postKeys(
  client: TestClient,
  sheet: StagedSheet,
  fileId: FileId,
): Promise<{ importId: ImportId; summary: ImportSummary }> {
  const { importId, jobId } = await client.imports.post({
    commandId: newCommandId(),
    settings: keySheetSettings(sheet, fileId),
  });
  if (jobId === null) throw new Error('The import has no job.');
  const { summary } = (await jobResult(client, jobId)) as { summary: ImportSummary };
  return { importId, summary };
}

/** Waits for a job as a window does, by its events, and answers what it brought. */
export async function jobResult(client: TestClient, jobId: JobId): Promise<unknown> {
  const controller = new AbortController();
  const events = await client.events.subscribe(undefined, { signal: controller.signal });
  try {
    let job = await client.jobs.get({ id: jobId });
    while (job.endedAt === null) {
      const { value: event, done } = await events.next();
      if (done) throw new Error('The events ended before the job.');
      if (event.kind === 'job' && event.job.id === jobId) job = event.job;
    }
    if (job.state !== 'done') throw new JobNotDone(job.kind, job.state, job.error?.code ?? null, job.error?.data);
    return job.result;
  } finally {
    controller.abort();
    await events.return?.(undefined).catch(() => undefined);
  }
}

export class JobNotDone extends Error {
  readonly code: string | null;
  readonly data: unknown;

  constructor(kind: string, state: string, code: string | null, data: unknown) {
    super(`The job ${kind} is ${state}${code ? `: ${code}` : ''}.`);
    this.name = 'JobNotDone';
    this.code = code;
    this.data = data;
  }
}
