import type { CommandRun } from './command.ts';
import { UsageError } from './command-errors.ts';

type Values = CommandRun['values'];

export function optionalText(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function requiredText(values: Values, name: string): string {
  const value = optionalText(values, name);
  if (value === null) throw new UsageError(`--${name} is missing.`);
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
    throw new UsageError(`--${name} is a whole number of at least ${least}.`);
  }
  return number;
}

export function requiredWholeNumber(values: Values, name: string, least = 0): number {
  const number = optionalWholeNumber(values, name, least);
  if (number === null) throw new UsageError(`--${name} is missing.`);
  return number;
}
