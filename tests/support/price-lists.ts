import type { PriceListSettings } from '#shared/contract/price-lists.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { stageFile, type TestClient } from './open-core.ts';

/** Stages a price list of a supplier and answers the settings that a person would leave as they are proposed. */
export async function proposedPriceList(
  client: TestClient,
  supplierId: SupplierId,
  bytes: Uint8Array,
  rest: Partial<PriceListSettings> = {},
): Promise<PriceListSettings> {
  const fileId = await stageFile(client, '报价.csv', bytes);
  const [sheet] = (await client.priceLists.describe({ fileId, supplierId })).sheets;
  if (!sheet) throw new Error('There is no sheet.');
  return {
    fileId,
    read: {},
    supplierId,
    headerRowNumber: sheet.headerRowNumber,
    headerSignature: sheet.headerSignature,
    columns: sheet.columns.map(({ proposedRole }) => proposedRole),
    effectiveOn: '2026-11-21' as Day,
    includesHiddenRows: false,
    smallPrices: 'refuse',
    assignments: [],
    ...rest,
  };
}
