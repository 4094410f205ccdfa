import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { EvidenceRow, ScoreEvidenceView } from '#shared/contract/scorecards.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { ScoreMeasure } from '#shared/domain/replenishment/score-weights.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import {
  type CreditEvidence,
  gatherEvidence,
  type OrderEvidence,
  type ReceiptEvidence,
  type ScoreEvidence,
} from './score-evidence.ts';
import type { PricedBatch } from './score-prices.ts';

export interface ScoreEvidenceInput {
  readonly supplierId: SupplierId;
  readonly span: DaySpan;
  readonly today: Day;
  readonly measure: ScoreMeasure;
  readonly limit: number;
}

/** The rows behind one figure, newest first. */
export function run(input: ScoreEvidenceInput, { readDb }: ThreadContext): ScoreEvidenceView {
  const { supplierId, span, today, measure, limit } = input;
  const rows = rowsOf(gatherEvidence(readDb, span, today, supplierId), measure);
  rows.sort((one, other) => (one.on < other.on ? 1 : one.on > other.on ? -1 : other.id - one.id));
  return { ...span, rows: rows.slice(0, limit), count: rows.length };
}

function rowsOf({ orders, receipts, batches, credits }: ScoreEvidence, measure: ScoreMeasure): EvidenceRow[] {
  switch (measure) {
    case 'fillRate':
      return orders.map((order) => ({ ...orderRow(order), isFine: order.received >= order.ordered }));
    case 'onTimeRate':
      return orders
        .filter(({ expectedOn }) => expectedOn !== null)
        .map((order) => ({ ...orderRow(order), isFine: order.completeOn !== null && order.completeOn <= order.dueOn }));
    case 'deliveryTime':
      return orders.filter(({ hours }) => hours !== null).map(orderRow);
    case 'badKeyRate':
      return receipts.map((receipt) => ({
        ...receiptRow(receipt),
        part: receipt.bad,
        isFine: receipt.bad === 0,
      }));
    case 'duplicateRate':
      return receipts.map((receipt) => ({
        ...receiptRow(receipt),
        part: receipt.duplicates,
        isFine: receipt.duplicates === 0,
      }));
    case 'disputeRate':
      return receipts
        .filter(({ hasComplaint }) => hasComplaint)
        .map((receipt) => ({ ...receiptRow(receipt), part: receipt.bad, isFine: receipt.isSettled }));
    case 'price':
      return batches.filter(({ best }) => best !== null).map(batchRow);
    case 'lateCreditRate':
      return credits.map(creditRow);
  }
}

const BLANK = {
  orderId: null,
  importId: null,
  quantity: null,
  part: null,
  dueOn: null,
  doneOn: null,
  hours: null,
  paid: null,
  best: null,
  detail: '',
  isFine: true,
} as const;

function orderRow({
  orderId,
  number,
  sentOn,
  dueOn,
  completeOn,
  hours,
  ordered,
  received,
}: OrderEvidence): EvidenceRow {
  const dates = { on: sentOn, dueOn, doneOn: completeOn, hours };
  return { ...BLANK, kind: 'order', id: orderId, orderId, number, ...dates, quantity: ordered, part: received };
}

function receiptRow({ importId, number, receivedOn, keys }: ReceiptEvidence): EvidenceRow {
  return { ...BLANK, kind: 'receipt', id: importId, importId, number, on: receivedOn, quantity: keys };
}

function batchRow(batch: PricedBatch): EvidenceRow {
  const { batchId, importId, number, receivedOn, quantity, paid, best, bestSupplierName } = batch;
  const detail = `${skuTitle({ productName: batch.productName, name: batch.skuName })} · ${bestSupplierName}`;
  const isFine = best === null || paid <= best;
  return {
    ...BLANK,
    kind: 'batch',
    id: batchId,
    importId,
    number,
    on: receivedOn,
    quantity,
    paid,
    best,
    detail,
    isFine,
  };
}

function creditRow({ kind, id, number, dueOn, doneOn, isLate }: CreditEvidence): EvidenceRow {
  return { ...BLANK, kind, id, number, on: dueOn, dueOn, doneOn, isFine: !isLate };
}
