import { parseMoney } from '#shared/domain/money/money.ts';

/** Why what was typed or pasted is not taken over into a field for money. */
export type AmountRefusal = 'negative' | 'decimals' | 'tooLarge' | 'notAnAmount';

const PARTIAL_AMOUNT = /^-?\d*(\.\d*)?$/;
const TOO_MANY_DECIMALS = /\.\d{5,}$/;

/** What was typed or pasted as plain decimal text: narrow digits, no separators, no symbol. */
export function plainAmountText(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replaceAll('−', '-')
    .replace(/[\s,，¥$€£元]/gu, '');
}

/** What can become an amount while it is typed (`-`, `12.`, `.5`) is taken, null; what never can is refused with the reason. */
export function amountRefusal(plain: string, isNegativeAllowed: boolean): AmountRefusal | null {
  if (!PARTIAL_AMOUNT.test(plain)) return 'notAnAmount';
  if (plain.startsWith('-') && !isNegativeAllowed) return 'negative';
  if (TOO_MANY_DECIMALS.test(plain)) return 'decimals';
  return /\d/.test(plain) && typedAmount(plain) === null ? 'tooLarge' : null;
}

/** The amount of a text that is taken; null while it is none yet. */
export function typedAmount(plain: string) {
  return parseMoney(plain.replace(/^(-?)\./, '$10.'));
}
