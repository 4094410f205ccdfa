import type { TFunction } from 'i18next';
import { formatAmount, formatShare } from '#renderer/i18n/format.ts';
import type { Resources } from '#renderer/i18n/resources.ts';
import type { PlanLineReason } from '#shared/contract/replenishment.contract.ts';
import { REORDER_LIMITS, type ReorderLimit } from '#shared/domain/replenishment/reorder-plan.ts';
import { DEFAULT_SEASONS } from '#shared/domain/replenishment/season-calendar.ts';

type Words = Resources['replenishment'];
type ReasonWord = keyof Words['reasons'];
type SeasonWord = keyof Words['seasons'];

/** One step of the arithmetic as a sentence. */
export function reasonText(t: TFunction<'replenishment'>, reason: PlanLineReason, currency: string): string {
  const { code, ...values } = reason;
  const word = (code === 'MINIMUM' ? `MINIMUM_BY_${String(values.by).toUpperCase()}` : code) as ReasonWord;
  const said = Object.entries(values).map(([name, value]) => [name, valueText(t, name, value, currency)]);
  return t(`reasons.${word}`, Object.fromEntries(said));
}

function valueText(
  t: TFunction<'replenishment'>,
  name: string,
  value: PlanLineReason[string],
  currency: string,
): string | number {
  if (value === null) return '–';
  if (Array.isArray(value)) return value.join(' · ');
  if (name === 'saved' || name === 'extra') return formatAmount(Number(value), { currency });
  if (name === 'share' || name === 'rate' || name === 'lineRate') return formatShare(Number(value));
  if (name === 'limit') return limitText(t, String(value));
  if (name === 'season') return seasonText(t, String(value));
  return value;
}

export function limitText(t: TFunction<'replenishment'>, limit: string): string {
  const known = REORDER_LIMITS.find((one): one is ReorderLimit => one === limit);
  return known ? t(`limits.${known}`) : limit;
}

/** A season of the shop's own is called as its owner wrote it. */
export function seasonText(t: TFunction<'replenishment'>, code: string): string {
  if (!DEFAULT_SEASONS.some((season) => season.code === code)) return code;
  return t(`seasons.${(code === '618' ? 'mid-year' : code) as SeasonWord}`);
}
