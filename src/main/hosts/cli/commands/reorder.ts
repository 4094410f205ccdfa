import type { HostLanguage } from '#hosts/node/host-language.ts';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import { formatMoneyPlain } from '#shared/domain/money/money.ts';
import { LIMIT_WORDS, NEED_STATE_WORDS } from '#shared/domain/replenishment/plan-words.ts';
import type { Command } from '../command.ts';
import { newCommandId } from '../find-records.ts';

/** Makes a new plan and prints it: what to order today, from whom, and what kept a quantity below the need. */
export const reorder: Command = {
  name: 'reorder',
  usage: '--data DIR',
  summary: { 'zh-CN': '今天该补什么货', en: 'what to order today' },
  options: {},
  details: {
    'zh-CN': '  重新计算补货计划并列出该订的 SKU；不会下单。',
    en: '  makes the plan anew and lists the SKUs to order; orders nothing.',
  },
  positionals: { least: 0, most: 0 },
  async run({ openShop, language }) {
    const client = await openShop();
    await client.replenishment.run({ commandId: newCommandId() });
    const { run, currency, isStopped, lines } = await client.replenishment.plan();
    const due = lines.filter(({ needed, snoozedUntil }) => needed > 0 && snoozedUntil === null);
    const texts = due.length > 0 ? due.map((line) => textOf(line, currency, language)) : [NOTHING[language]];
    return { result: { run, currency, isStopped, lines }, lines: texts };
  },
};

const NOTHING = { 'zh-CN': '现在没有要补的货。', en: 'Nothing is to be ordered.' } as const;

const UNTIL = { 'zh-CN': '够卖到', en: 'until' } as const;
const OF = { 'zh-CN': '/ 需要', en: 'of' } as const;

function textOf(line: PlanLine, currency: string, language: HostLanguage): string {
  const { skuCode, state, available, quantity, needed, supplierId, offers, cost, limit, runsOutOn } = line;
  const supplier = offers.find((offer) => offer.supplierId === supplierId)?.supplierName ?? '-';
  return [
    skuCode,
    NEED_STATE_WORDS[language][state],
    `${available}${runsOutOn === null ? '' : ` ${UNTIL[language]} ${runsOutOn}`}`,
    quantity === needed ? `${quantity}` : `${quantity} ${OF[language]} ${needed}`,
    supplier,
    `${formatMoneyPlain(cost)} ${currency}`,
    ...(limit === null ? [] : [LIMIT_WORDS[language][limit]]),
  ].join(' · ');
}
