import { parseMoney } from '#shared/domain/money/money.ts';

/** Why what was typed or pasted is not taken over into a field for money. */
export type AmountRefusal = 'negative' | 'decimals' | 'tooLarge' | 'commas' | 'notAnAmount';

const PARTIAL_AMOUNT = /^-?\d*(\.\d*)?$/;
const TOO_MANY_DECIMALS = /\.\d{5,}$/;
/** `1,250` and `1,250.5`; no thousand begins with a zero. */
const IN_THOUSANDS = /^-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const AMID_DIGITS = /[\d.,]\s+[\d.,]/;
/** `1 250` and `1 250,5`. */
const SPACED_THOUSANDS = /^-?\s*[1-9]\d{0,2}(?:\s\d{3})+(?:[.,]\d*)?$/;
/** `12,5`, `12,50`, `1,250,5` and `0,125`: the last comma is no mark of thousands. */
const WITH_DECIMAL_COMMA = /^(-?(?:\d*|[1-9]\d{0,2}(?:,\d{3})+)),(\d{0,2})$|^(-?0),(\d*)$/;

/** What was typed or pasted as it is kept in the field: narrow digits, commas where they are, no spaces that mean nothing, no symbol. */
export function plainAmountText(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replaceAll('−', '-')
    .replace(/[¥$€£元]/gu, '')
    .trim();
  // `12 50` is two numbers, or one that lost its mark: what it means nobody can tell.
  return AMID_DIGITS.test(plain) && !SPACED_THOUSANDS.test(plain) ? plain : plain.replace(/\s/gu, '');
}

/**
 * The same as plain decimal text. A comma is left out only where it marks thousands; before the last one or two digits it is the
 * decimal mark, as it is while the third is still to come. Null where its commas mean neither.
 */
function withoutCommas(plain: string): string | null {
  if (!plain.includes(',')) return plain;
  if (IN_THOUSANDS.test(plain)) return plain.replaceAll(',', '');
  const [matched, whole, fraction, zero, part] = WITH_DECIMAL_COMMA.exec(plain) ?? [];
  if (matched === undefined) return null;
  return `${(whole ?? zero ?? '').replaceAll(',', '')}.${fraction ?? part ?? ''}`;
}

/** What a text with a decimal comma comes to, as it is written elsewhere (`12,50` is `12.50`); null for any other text. */
export function readAsDecimal(plain: string): string | null {
  const text = IN_THOUSANDS.test(plain) || !/,\d/.test(plain) ? null : withoutCommas(plain);
  return text === null || typedAmount(plain) === null ? null : text.replace(/^(-?)\./, '$10.');
}

/** What can become an amount while it is typed (`-`, `12.`, `.5`) is taken, null; what never can is refused with the reason. */
export function amountRefusal(plain: string, isNegativeAllowed: boolean): AmountRefusal | null {
  const text = withoutCommas(plain);
  if (text === null) return 'commas';
  if (!PARTIAL_AMOUNT.test(text)) return 'notAnAmount';
  if (plain.startsWith('-') && !isNegativeAllowed) return 'negative';
  if (TOO_MANY_DECIMALS.test(text)) return 'decimals';
  return /\d/.test(plain) && typedAmount(plain) === null ? 'tooLarge' : null;
}

/** The amount of a text that is taken; null while it is none yet. */
export function typedAmount(plain: string) {
  return parseMoney((withoutCommas(plain) ?? '').replace(/^(-?)\./, '$10.'));
}
