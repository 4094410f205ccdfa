import type { WriteTx } from '#core/db/connection.ts';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import { needsOrder } from './plan-lines.ts';
import { type NoticeState, readNotices, removeNotice, storeNotice } from './reorder-runs.repo.ts';

const URGENCY: Readonly<Record<NoticeState, number>> = { soon: 1, urgent: 2, out: 3 };

/** SKUs that became worse since they were last told of, by their state now. */
export interface NewNeeds {
  readonly out: number;
  readonly urgent: number;
  readonly soon: number;
}

/**
 * Compares a plan with what was told before and remembers it. Only a turn for the worse is told; a SKU that was restocked, ordered or
 * sent to sleep falls silent, and its next need is told again.
 */
export function noteNeeds(tx: WriteTx, lines: readonly PlanLine[], now: number): NewNeeds {
  const told = readNotices(tx);
  const waiting = lines.filter(isWaiting);
  const fresh: NoticeState[] = [];
  for (const { skuId, state } of waiting) {
    const before = told.get(skuId);
    if (before !== undefined && URGENCY[before] >= URGENCY[state]) continue;
    storeNotice(tx, skuId, state, now);
    fresh.push(state);
  }
  forgetMetNeeds(tx, lines);
  const count = (state: NoticeState): number => fresh.filter((one) => one === state).length;
  return { out: count('out'), urgent: count('urgent'), soon: count('soon') };
}

/** Lets go of what was told of SKUs that need nothing any more; what was never told stays to be told. */
export function forgetMetNeeds(tx: WriteTx, lines: readonly PlanLine[]): void {
  const waiting = new Set<number>(lines.filter(isWaiting).map(({ skuId }) => skuId));
  for (const skuId of readNotices(tx).keys()) if (!waiting.has(skuId)) removeNotice(tx, skuId);
}

type WaitingLine = PlanLine & { readonly state: NoticeState };

function isWaiting(line: PlanLine): line is WaitingLine {
  const isShort = line.state === 'out' || line.state === 'urgent' || line.state === 'soon';
  return isShort && needsOrder(line);
}

/** What the desktop says; null where nothing is new. */
export function noticeOf(
  { out, urgent, soon }: NewNeeds,
  drafts: number,
  language: string,
): { title: string; body: string } | null {
  const total = out + urgent + soon;
  if (total === 0 && drafts === 0) return null;
  if (language === 'zh-CN') {
    const parts = [
      ...(out > 0 ? [`${out} 个断货`] : []),
      ...(urgent > 0 ? [`${urgent} 个等不到新货`] : []),
      ...(soon > 0 ? [`${soon} 个今天该订`] : []),
      ...(drafts > 0 ? [`已生成 ${drafts} 张采购单草稿，待发出`] : []),
    ];
    return { title: '补货提醒', body: `${parts.join('，')}。` };
  }
  const parts = [
    ...(out > 0 ? [`${out} out of stock`] : []),
    ...(urgent > 0 ? [`${urgent} out before an order can arrive`] : []),
    ...(soon > 0 ? [`${soon} to order today`] : []),
    ...(drafts > 0 ? [`${drafts} purchase orders written, to be sent`] : []),
  ];
  return { title: 'Replenishment', body: `${parts.join(', ')}.` };
}
