import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JobState } from '#shared/contract/files.contract.ts';
import type { ImportSettings, ImportSummary } from '#shared/contract/imports.contract.ts';
import { CARD_NUMBER_AND_SECRET } from '#shared/domain/card-keys/key-fields.ts';
import type { FileId, ImportId, JobId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { newCommandId, stageFile, type TestClient } from './open-core.ts';

/** Made-up supplier and SKU that tests trade in. */
export async function makeTrade(client: TestClient): Promise<{ supplierId: SupplierId; skuId: SkuId }> {
  const supplier = await client.suppliers.create({
    commandId: newCommandId(),
    code: 'S1',
    name: '示例批发商',
    kind: 'wholesaler',
    currency: 'CNY',
    settlement: 'prepaid',
  });
  const skuId = await makeSku(client, 'CARD50', money(500_000));
  return { supplierId: supplier.id, skuId };
}

export async function makeSku(client: TestClient, code: string, faceValue: Money | null): Promise<SkuId> {
  const sku = await client.skus.create({
    commandId: newCommandId(),
    product: { brandName: '示例品牌', name: '示例点卡' },
    code,
    name: `示例点卡 ${code}`,
    faceValue,
    keyFields: [...CARD_NUMBER_AND_SECRET],
  });
  return sku.id;
}

export function sampleSheet(name: string): Buffer {
  return readFileSync(path.resolve('tests/fixtures/sheets', name));
}

export type ImportChoices = Partial<Omit<ImportSettings, 'fileId' | 'columns' | 'supplierId'>> & {
  readonly supplierId: SupplierId;
  readonly skuId: SkuId;
};

/** What the wizard would send for a file if nobody corrected anything. */
export async function proposedSettings(client: TestClient, fileId: FileId, choices: ImportChoices) {
  const { skuId, supplierId, ...rest } = choices;
  const sketch = await client.imports.describe({ fileId, read: rest.read ?? {}, supplierId });
  const sheet = sketch.sheets[0];
  if (!sheet) throw new Error('The file has no sheet.');
  return {
    fileId,
    read: {},
    headerRowNumber: sheet.headerRowNumber,
    headerSignature: sheet.headerSignature,
    columns: sheet.columns.map(({ proposedRole }) => proposedRole),
    supplierId,
    sku: { by: 'one' as const, skuId },
    cost: { by: 'unit' as const, unitCost: money(475_000), perSku: [] },
    expiry: { by: 'column' as const },
    documentOn: '2026-11-20' as Day,
    ...rest,
  };
}

export async function jobEnd(client: TestClient, id: JobId): Promise<JobState> {
  for (;;) {
    const job = await client.jobs.get({ id });
    if (job.endedAt !== null) return job;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function previewSheet(
  client: TestClient,
  name: string,
  bytes: Uint8Array,
  choices: ImportChoices,
): Promise<ImportSummary> {
  const fileId = await stageFile(client, name, bytes);
  const { jobId } = await client.imports.preview(await proposedSettings(client, fileId, choices));
  const job = await jobEnd(client, jobId);
  if (job.state !== 'done') throw new Error(`The preview ended ${job.state}: ${JSON.stringify(job.error)}`);
  return job.result as ImportSummary;
}

export async function importSheet(
  client: TestClient,
  name: string,
  bytes: Uint8Array,
  choices: ImportChoices & { allowRepeat?: boolean },
): Promise<{ importId: ImportId; summary: ImportSummary }> {
  const { allowRepeat = false, ...settings } = choices;
  const fileId = await stageFile(client, name, bytes);
  const { jobId } = await client.imports.post({
    commandId: newCommandId(),
    settings: await proposedSettings(client, fileId, settings),
    allowRepeat,
  });
  if (!jobId) throw new Error('No job was started.');
  const job = await jobEnd(client, jobId);
  if (job.state !== 'done') throw new Error(`The import ended ${job.state}: ${JSON.stringify(job.error)}`);
  return job.result as { importId: ImportId; summary: ImportSummary };
}

/** A csv of made-up keys, numbered from `first`. */
export function keySheet(count: number, first = 1): Buffer {
  const lines = ['卡号,卡密,面值'];
  for (let index = first; index < first + count; index += 1) {
    const number = String(index).padStart(8, '0');
    lines.push(`60010002${number},K${number}-${(index * 7919) % 100_000}-Z,50`);
  }
  return Buffer.from(lines.join('\r\n'), 'utf8');
}
