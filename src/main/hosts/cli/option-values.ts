import { type Money, parseMoney } from '#shared/domain/money/money.ts';
import { type Day, parseDay } from '#shared/domain/time/business-time.ts';
import type { CommandRun } from './command.ts';
import { UsageError } from './command-errors.ts';

type Values = CommandRun['values'];

export function optionalText(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function requiredText(values: Values, name: string): string {
  const value = optionalText(values, name);
  if (value === null) throw new UsageError({ 'zh-CN': `缺少 --${name}。`, en: `--${name} is missing.` });
  return value;
}

/** An option that may come several times. */
export function texts(values: Values, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export function flag(values: Values, name: string): boolean {
  return values[name] === true;
}

export function optionalWholeNumber(values: Values, name: string, least = 0): number | null {
  const text = optionalText(values, name);
  if (text === null) return null;
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least) {
    throw new UsageError({
      'zh-CN': `--${name} 是不小于 ${least} 的整数。`,
      en: `--${name} is a whole number of at least ${least}.`,
    });
  }
  return number;
}

export function requiredWholeNumber(values: Values, name: string, least = 0): number {
  const number = optionalWholeNumber(values, name, least);
  if (number === null) throw new UsageError({ 'zh-CN': `缺少 --${name}。`, en: `--${name} is missing.` });
  return number;
}

/** An amount written plainly, `9.50`, as money of the contract. */
export function optionalMoney(values: Values, name: string): Money | null {
  const amount = optionalBalance(values, name);
  if (amount !== null && amount < 0)
    throw new UsageError({ 'zh-CN': `--${name} 是金额,例如 9.50。`, en: `--${name} is an amount such as 9.50.` });
  return amount;
}

/** An amount of either sign: `--opening=-500` is 500 prepaid. */
export function optionalBalance(values: Values, name: string): Money | null {
  const text = optionalText(values, name);
  if (text === null) return null;
  const amount = parseMoney(text);
  if (amount === null)
    throw new UsageError({ 'zh-CN': `--${name} 是金额,例如 9.50。`, en: `--${name} is an amount such as 9.50.` });
  return amount;
}

export function optionalDay(values: Values, name: string): Day | null {
  const text = optionalText(values, name);
  if (text === null) return null;
  const day = parseDay(text);
  if (day === null)
    throw new UsageError({
      'zh-CN': `--${name} 是日期,例如 2026-10-31。`,
      en: `--${name} is a day such as 2026-10-31.`,
    });
  return day;
}

export function requiredDay(values: Values, name: string): Day {
  const day = optionalDay(values, name);
  if (day === null) throw new UsageError({ 'zh-CN': `缺少 --${name}。`, en: `--${name} is missing.` });
  return day;
}

/** One of a few words. */
export function optionalChoice<Choice extends string>(
  values: Values,
  name: string,
  choices: readonly Choice[],
): Choice | null {
  const text = optionalText(values, name);
  if (text === null) return null;
  const found = choices.find((choice) => choice === text);
  if (found === undefined)
    throw new UsageError({
      'zh-CN': `--${name} 须是以下之一:${choices.join('、')}。`,
      en: `--${name} is one of ${choices.join(', ')}.`,
    });
  return found;
}
