import { formatAmount, formatQuantity } from '#renderer/i18n/format.ts';
import { useText } from '#renderer/i18n/use-text.ts';
import { reconciliation as words } from '#renderer/i18n/zh-CN/reconciliation.ts';
import type { StatementMatchView } from '#shared/contract/reconciliation.contract.ts';

type ReasonCode = keyof typeof words.reasons;
type KindName = keyof typeof words.kinds;

const MONEY_VALUES: Readonly<Record<string, readonly string[]>> = {
  SAME_SKU_AND_PRICE: ['unitPrice'],
  SAME_AMOUNT: ['amount'],
  AMOUNT_DIFFERS: ['theirs', 'ours'],
};

/** The reasons of a match as sentences. */
export function useReasonTexts(): (reasons: StatementMatchView['reasons'], currency: string) => string[] {
  const text = useText();
  return (reasons, currency) =>
    reasons.flatMap(({ code, ...data }) => {
      if (!Object.hasOwn(words.reasons, code)) return [];
      const values: Record<string, string> = Object.fromEntries(
        Object.entries(data).map(([name, value]) => {
          if (MONEY_VALUES[code]?.includes(name)) return [name, formatAmount(Number(value), { currency })];
          if (code === 'KIND_DIFFERS') return [name, text(`reconciliation:kinds.${String(value) as KindName}`)];
          return [name, typeof value === 'number' ? formatQuantity(value) : String(value)];
        }),
      );
      return [text(`reconciliation:reasons.${code as ReasonCode}`, values)];
    });
}
