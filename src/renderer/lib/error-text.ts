import { ORPCError } from '@orpc/client';
import i18next from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { formatQuantity } from '#renderer/i18n/format.ts';
import { brokenRule, VALUE_RULE_WORDS } from '#shared/domain/value-rules.ts';
import { ConnectionError } from './transport.ts';

/**
 * Errors are sentences by code: first an area's own `errors.CODE` (in its resource file), then the common ones of `errors.ts`.
 * The error's data is at hand for the sentence: `INSUFFICIENT_STOCK: '只剩 {{available, quantity}} 张'`.
 */
export function useErrorText(): (error: unknown) => string {
  const { i18n } = useTranslation();
  // The language is the dependency: a sentence on the screen changes with it.
  return useCallback((error: unknown) => errorText(error, i18n.language), [i18n.language]);
}

export function errorText(error: unknown, language: string = i18next.language): string {
  if (error instanceof ConnectionError) return say(`errors:connection.${error.problem}`, {}, language);
  if (!(error instanceof ORPCError)) return say('errors:connection.broken', {}, language);
  const known = codeText(error.code, error.data, language);
  if (known) return known;
  const correlationId = correlationIdOf(error);
  return correlationId
    ? say('errors:unexpectedWithId', { correlationId }, language)
    : say('errors:unexpected', {}, language);
}

/** The sentence of a declared code and its data, e.g. what a failed job says; undefined for a code without one. */
export function codeText(code: string, data: unknown, language: string = i18next.language): string | undefined {
  const unreadable = code === 'SHEET_REFUSED' ? unreadableText(asRecord(data), language) : undefined;
  if (unreadable) return unreadable;
  const rule = code === 'BAD_REQUEST' ? brokenRule(data) : undefined;
  if (rule) return say('errors:INVALID_VALUE', { sentence: ruleSentence(rule, language) }, language);
  const values = { ...asRecord(data), ...named(code, data, language) };
  const keys = [...areaNamespaces().map((namespace) => `${namespace}:errors.${code}`), `errors:${code}`];
  const key = keys.find((candidate) => i18next.exists(candidate, { lng: language }));
  return key ? say(key, values, language) : undefined;
}

/** Why a file cannot be read and what to do, with its place; undefined for a reason without a sentence. */
function unreadableText({ reason, place }: Record<string, unknown>, language: string): string | undefined {
  const key = `imports:unreadable.${String(reason)}`;
  if (!i18next.exists(key, { lng: language })) return undefined;
  const text = say(key, {}, language);
  const { sheet, line, cell, entry, offset } = asRecord(place);
  const parts = [
    sheet ? say('imports:unreadable.sheetPlace', { sheet }, language) : '',
    typeof line === 'number' ? say('imports:unreadable.linePlace', { line: formatQuantity(line) }, language) : '',
    typeof cell === 'string' ? cell : '',
    typeof entry === 'string' ? entry : '',
    typeof offset === 'number' ? say('imports:unreadable.offsetPlace', { offset }, language) : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? text : `${text} ${say('imports:unreadable.at', { place: parts.join(' ') }, language)}`;
}

/** Rights, reasons and rules are named by their keys in the data; people know them by their words. */
function named(code: string, data: unknown, language: string): Record<string, unknown> {
  const { right, reason, rule, limit, retryAfterMilliseconds } = asRecord(data);
  const names: Record<string, unknown> = {};
  if (typeof right === 'string') names.right = say(`rights:${right}`, {}, language);
  if (typeof reason === 'string' && i18next.exists(`errors:reasons.${reason}`, { lng: language })) {
    names.reason = say(`errors:reasons.${reason}`, {}, language);
  }
  if (code === 'INVALID_VALUE') names.sentence = ruleSentence(String(rule), language);
  if (code === 'LIMIT_REACHED' && i18next.exists(`replenishment:limits.${String(limit)}`, { lng: language })) {
    names.limit = say(`replenishment:limits.${String(limit)}`, {}, language);
  }
  if (code === 'SLOWED_DOWN' && typeof retryAfterMilliseconds === 'number') {
    names.seconds = Math.ceil(retryAfterMilliseconds / 1000);
  }
  return names;
}

function ruleSentence(rule: string, language: string): string {
  const words: Readonly<Record<string, string>> = VALUE_RULE_WORDS[language === 'en' ? 'en' : 'zh-CN'];
  return words[rule] ?? say('errors:BAD_REQUEST', {}, language);
}

/** The code of an error that the contract declares; undefined for anything unexpected. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof ORPCError ? String(error.code) : undefined;
}

/** The data of a declared error when its code is the one that is asked for. */
export function errorData(error: unknown, code: string): Record<string, unknown> | undefined {
  return error instanceof ORPCError && error.code === code ? asRecord(error.data) : undefined;
}

function correlationIdOf(error: ORPCError<string, unknown>): string | undefined {
  const { correlationId } = asRecord(error.data);
  return typeof correlationId === 'string' ? correlationId : undefined;
}

function asRecord(data: unknown): Record<string, unknown> {
  return typeof data === 'object' && data !== null ? { ...data } : {};
}

function areaNamespaces(): readonly string[] {
  const namespaces = i18next.options.ns ?? [];
  return (typeof namespaces === 'string' ? [namespaces] : namespaces).filter((namespace) => namespace !== 'errors');
}

/** Codes come from the core at run time, so these keys cannot be checked by the compiler; a test checks the contract's. */
function say(key: string, values: Record<string, unknown>, language: string): string {
  return i18next.t(key, { ...values, lng: language, defaultValue: '' });
}
