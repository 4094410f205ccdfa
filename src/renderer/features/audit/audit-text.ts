import i18next from 'i18next';
import { formatAmount, formatInstant } from '#renderer/i18n/format.ts';
import type { AuditEventView } from '#shared/contract/audit.contract.ts';

/** Names come from the trail at run time, so these keys cannot be checked by the compiler; a test checks them all. */
function word(key: string, values: Record<string, unknown> = {}): string | undefined {
  return i18next.exists(`audit:${key}`, values)
    ? i18next.t(`audit:${key}`, { ...values, defaultValue: '' })
    : undefined;
}

/** An act in words: `deliveries.dispense` reads 提卡. */
export function actionText(action: string): string {
  return word(`actions.${action}`) ?? action;
}

/** What acts are recorded of, in the order of the filter. */
export const SUBJECT_KINDS = [
  'cardKey',
  'delivery',
  'reservation',
  'import',
  'stockDocument',
  'stockTake',
  'keyCheck',
  'supplier',
  'supplier-entry',
  'invoice',
  'purchaseOrder',
  'offer',
  'price-list',
  'exchange-rate',
  'statement',
  'month',
  'sku',
  'product',
  'brand',
  'user',
  'shop',
  'settings',
  'list',
  'restore-finding',
] as const;

export function subjectKindText(kind: string): string {
  return word(`subjects.${kind}`) ?? word('subjects.other') ?? kind;
}

/** What stands in `quantity` is keys for these; lines of a statement for others. */
const COUNTS_KEYS = new Set(['cardKey', 'delivery', 'import', 'stockDocument', 'reservation', 'stockTake']);
const NAMES = ['number', 'name', 'fileName', 'code', 'skuCode', 'supplierCode', 'month', 'sku'] as const;

/** What an act was done to, by the name the record keeps of it. */
export function subjectText({ subjectKind, details, quantity }: AuditEventView): string {
  const name = NAMES.map((key) => details[key]).find((value) => typeof value === 'string' && value !== '');
  const count =
    quantity > 0 && COUNTS_KEYS.has(subjectKind)
      ? i18next.t('dashboard:figures.keys', { count: quantity, defaultValue: '' })
      : '';
  return [typeof name === 'string' ? name : subjectKindText(subjectKind), count].filter(Boolean).join(' · ');
}

export interface DetailFact {
  readonly label: string;
  readonly text: string;
  readonly isCode: boolean;
}

const AMOUNTS = new Set([
  'amount',
  'difference',
  'balance',
  'refund',
  'beyondSale',
  'unitPrice',
  'orderFee',
  'minimumVolume',
  'credited',
  'mostMoney',
  'stockPart',
  'costPart',
  'fee',
  'exposureMaximum',
  'minimumBalance',
  'mostTiedUp',
  'dailyBudget',
  'monthlyBudget',
  'total',
  'basis',
  'rebateDue',
  'rebatePaid',
  'prepaid',
  'claims',
  'unsoldValue',
  'salePrice',
  'faceValue',
]);
/** Integers of 1/100 000 000. */
const SHARES = new Set(['topUpRate', 'agentRate', 'withdrawalRate', 'taxRate', 'rebateRate']);
/** What these hold is one of our own words, never something that somebody typed. */
const SPOKEN = new Set([
  'step',
  'result',
  'origin',
  'source',
  'priceBasis',
  'from',
  'to',
  'sourceTrace',
  'fulfilment',
  'badKeysPaidBy',
  'resolution',
  'method',
  'direction',
  'ruling',
  'standing',
  'settlement',
]);
const INSTANTS = new Set(['latestWrittenAt']);
const CODES = new Set(['digest', 'number', 'code', 'skuCode', 'supplierCode', 'reverses']);

/** The details of a record as facts, each with its word. */
export function detailFacts(details: Readonly<Record<string, unknown>>): readonly DetailFact[] {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([key, value]) => ({
      label: word(`details.${isSpanDay(key, value) ? `${key}Day` : key}`) ?? key,
      // Between numbers, a value before and after a change is the maximum of an exposure.
      text: valueText(isOfChange(key) && typeof value === 'number' ? 'amount' : key, value),
      isCode: CODES.has(key),
    }));
}

function isOfChange(key: string): boolean {
  return key === 'from' || key === 'to';
}

/** `from` and `to` are days of a span in some records, and a value before and after a change in others. */
function isSpanDay(key: string, value: unknown): boolean {
  return isOfChange(key) && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** The same in one line, for the table: what has a word. The drawer has the rest as it was recorded. */
export function detailLine(details: Readonly<Record<string, unknown>>): string {
  const shown = Object.fromEntries(Object.entries(details).filter(([key]) => key !== 'digest' && hasWord(key)));
  return detailFacts(shown)
    .map(({ label, text }) => `${label} ${text}`)
    .join(' · ');
}

function hasWord(key: string): boolean {
  return word(`details.${key}`) !== undefined || word(`details.${key}Day`) !== undefined;
}

function valueText(key: string, value: unknown): string {
  if (typeof value === 'boolean') return word(value ? 'values.yes' : 'values.no') ?? String(value);
  if (typeof value === 'number') return numberText(key, value);
  if (typeof value === 'string') return knownValue(key, value) ?? value;
  if (Array.isArray(value)) return value.map((item) => valueText(key, item)).join(' / ');
  if (typeof value === 'object' && value !== null) return objectText(key, { ...value });
  return word('values.none') ?? '';
}

function numberText(key: string, value: number): string {
  if (INSTANTS.has(key)) return formatInstant(value);
  if (SHARES.has(key)) return `${value / 1_000_000}%`;
  if (key === 'disputeRate' || key === 'disputeLimit') return `${value / 100}%`;
  if (key === 'rate') return String(value / 100_000_000);
  return AMOUNTS.has(key) ? formatAmount(value, {}) : String(value);
}

function knownValue(key: string, value: string): string | undefined {
  if (key === 'role') return i18next.exists(`shell:roles.${value}`) ? i18next.t(`shell:roles.${value}`, '') : undefined;
  if (key === 'kind') return word(`values.kinds.${value}`);
  if (key === 'by') return word(`values.by.${value}`);
  return SPOKEN.has(key) ? word(`values.terms.${value}`) : undefined;
}

/** A changed right reads as one; anything else as its parts: what a field was before and after is said as the field is. */
function objectText(of: string, value: Readonly<Record<string, unknown>>): string {
  if (typeof value.right === 'string') return rightText(value.right, value);
  return Object.entries(value)
    .map(
      ([key, part]) =>
        `${word(`details.${key}`) ?? key} ${valueText(AMOUNTS.has(of) || isOfChange(key) ? of : key, part)}`,
    )
    .join(', ');
}

function limitText(dailyLimit: unknown): string | undefined {
  if (dailyLimit === 'none') return word('values.noDailyLimit');
  return typeof dailyLimit === 'number' ? word('values.dailyLimit', { count: dailyLimit }) : undefined;
}

function rightText(right: string, { isGranted, dailyLimit }: Readonly<Record<string, unknown>>): string {
  const answer = isGranted === true ? 'granted' : isGranted === false ? 'denied' : 'asRole';
  const answers = [word(`values.${answer}`), limitText(dailyLimit)].filter(Boolean).join(', ');
  return word('values.right', { right: i18next.t(`rights:${right}`, ''), answer: answers }) ?? right;
}
