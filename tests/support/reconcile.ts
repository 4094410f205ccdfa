import type { InferRouterInputs } from '@orpc/server';
import type { Router } from '#core/router.ts';
import type { StatementReading } from '#shared/contract/reconciliation.contract.ts';
import type { FileId, StatementId, SupplierId } from '#shared/domain/ids.ts';
import { newCommandId, readDownload, stageFile, type TestClient } from './open-core.ts';
import { jobResult } from './trade-setup.ts';

export type StatementInput = InferRouterInputs<Router>['statements']['preview'];

export interface StatementFile {
  readonly name?: string;
  readonly text: string;
  readonly supplierId: SupplierId;
  readonly from: string;
  readonly to: string;
}

/** The settings that the wizard would propose for a statement. */
export async function statementSettings(client: TestClient, file: StatementFile): Promise<StatementInput> {
  const { supplierId, from, to, name = 'statement.csv', text } = file;
  const fileId = await stageFile(client, name, Buffer.from(text));
  const sketch = await client.statements.describe({ fileId, read: {}, supplierId });
  const [sheet] = sketch.sheets;
  if (!sheet) throw new Error('The statement has no sheet.');
  return {
    fileId,
    supplierId,
    headerRowNumber: sheet.headerRowNumber,
    headerSignature: sheet.headerSignature,
    columns: sheet.columns.map(({ proposedRole }) => proposedRole),
    convention: sheet.proposedConvention,
    from,
    to,
  };
}

/** Imports a statement as the wizard does and waits for it, passes included. */
export async function importStatement(
  client: TestClient,
  file: StatementFile & { readonly acceptsBreaks?: boolean; readonly changes?: Partial<StatementInput> },
): Promise<{ statementId: StatementId; reading: StatementReading }> {
  const settings = { ...(await statementSettings(client, file)), ...file.changes };
  const acceptsBreaks = file.acceptsBreaks ?? false;
  const { jobId } = await client.statements.import({ commandId: newCommandId(), settings, acceptsBreaks });
  if (jobId === null) throw new Error('The statement has no job.');
  return (await jobResult(client, jobId)) as { statementId: StatementId; reading: StatementReading };
}

/** Posts an entry and answers its id. Amounts are magnitudes in units. */
export async function postEntry(
  client: TestClient,
  entry: Omit<InferRouterInputs<Router>['supplierAccounts']['post'], 'commandId'>,
) {
  return client.supplierAccounts.post({ commandId: newCommandId(), ...entry });
}

/** Marks everything that is found with its own kind, and accepts or claims it as suggested (accepts what would be adjusted). */
export async function explainAll(client: TestClient, id: StatementId): Promise<void> {
  const { found } = await client.statements.get({ id });
  if (found.length === 0) return;
  const items = found.map(({ subject, kind }) => ({ subject, kind, note: '' }));
  const { differenceIds } = await client.statements.markDifferences({ commandId: newCommandId(), id, items });
  for (const [index, differenceId] of differenceIds.entries()) {
    const suggested = found[index]?.suggested;
    const resolution = suggested === 'claimed' ? 'claimed' : 'accepted';
    await client.statements.resolveDifference({ commandId: newCommandId(), differenceId, resolution, note: '' });
  }
}

/** Settles a statement at the revision it has now. */
export async function settle(client: TestClient, id: StatementId) {
  const { revision } = await client.statements.get({ id });
  return client.statements.settle({ commandId: newCommandId(), id, revision });
}

/** Settles the stock book of a month and waits for it. */
export async function settleStock(client: TestClient, month: string): Promise<void> {
  const { jobId } = await client.periods.settleStock({ commandId: newCommandId(), month });
  await jobResult(client, jobId);
}

/** Closes the shop's month; stock is settled first where only that is missing. */
export async function closeMonth(client: TestClient, month: string): Promise<void> {
  const { stock, state } = await client.periods.get({ month });
  if (stock?.isBlocking && state !== 'running') await settleStock(client, month);
  const { jobId } = await client.periods.closeMonth({ commandId: newCommandId(), month });
  await jobResult(client, jobId);
}

/** The month's workbook as bytes. */
export async function monthWorkbook(
  client: TestClient,
  wish: InferRouterInputs<Router>['reports']['monthlyWorkbook'],
): Promise<Buffer> {
  const { jobId } = await client.reports.monthlyWorkbook(wish);
  const { fileId } = (await jobResult(client, jobId)) as { fileId: FileId };
  return readDownload(client, fileId);
}
