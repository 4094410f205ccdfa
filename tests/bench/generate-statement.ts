import { createSeededRandom } from '#core/demo/seeded-random.ts';
import type { SkuId, StatementLineId, SupplierEntryId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { AccountEntry, StatementLine } from '#shared/domain/reconciliation/matching.ts';
import { addDays, parseDay } from '#shared/domain/time/business-time.ts';

/**
 * A month with `rows` entries and as many lines in another order: nine of ten agree in number and amount, one of twenty in
 * number only, one of twenty is known by our own number.
 */
export function generateStatement(rows: number): { lines: StatementLine[]; entries: AccountEntry[] } {
  const random = createSeededRandom(8);
  const firstDay = parseDay('2026-10-01');
  if (!firstDay) throw new Error('The first day is no day.');
  const entries: AccountEntry[] = [];
  const lines: StatementLine[] = [];
  for (let index = 0; index < rows; index += 1) {
    const occurredOn = addDays(firstDay, random.whole(0, 30));
    const quantity = random.whole(1, 500);
    const unitPrice = money(random.whole(10_000, 9_990_000));
    const amount = money(quantity * unitPrice);
    const sort = index % 20;
    const externalNumber = sort === 0 ? '' : `SO2026${String(index * 7).padStart(10, '0')}`;
    const ourNumber = `IM202610${String(index + 1).padStart(6, '0')}`;
    const skuId = (1 + (index % 40)) as SkuId;
    entries.push({
      id: (index + 1) as SupplierEntryId,
      occurredOn,
      externalNumber,
      ourNumber,
      amount,
      kind: 'purchase',
      remark: '',
      lines: [{ id: index + 1, skuId, quantity, unitPrice, amount }],
    });
    lines.push({
      id: (index + 1) as StatementLineId,
      occurredOn,
      externalNumber,
      ourNumber: sort === 0 ? ourNumber : '',
      skuId,
      productText: '充值卡 50 元',
      quantity,
      unitPrice,
      amount: sort === 1 ? money(amount + 100) : amount,
      kind: 'purchase',
      remark: '',
    });
  }
  for (let index = lines.length - 1; index > 0; index -= 1) {
    const other = random.whole(0, index);
    const [one, another] = [lines[index], lines[other]];
    if (one && another) [lines[index], lines[other]] = [another, one];
  }
  return { lines, entries };
}
