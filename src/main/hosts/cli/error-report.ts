import { ORPCError } from '@orpc/client';
import type { HostLanguage } from '#hosts/node/host-language.ts';
import { startProblem } from '#hosts/node/start-problem.ts';
import { formatMoneyPlain, money } from '#shared/domain/money/money.ts';
import { CommandRefusal, UsageError } from './command-errors.ts';
import { SENTENCES } from './error-sentences.ts';
import { localTime } from './local-time.ts';

/** Their data counts what became of the rows. */
const BRINGS_NOTHING: ReadonlySet<string> = new Set(['NOTHING_TO_IMPORT', 'STATEMENT_EMPTY']);

export interface ErrorReport {
  readonly exitCode: 1 | 2 | 3 | 130;
  readonly code: string;
  readonly message: string;
  readonly data: unknown;
}

/** How an error ends the program: 2 written wrongly, 3 refused as declared, 130 ended by Ctrl+C, 1 anything else. */
export function reportOf(error: unknown, language: HostLanguage): ErrorReport {
  if (error instanceof UsageError) return { exitCode: 2, code: 'USAGE', message: error.text[language], data: null };
  if (isParseError(error)) {
    return { exitCode: 2, code: 'USAGE', message: parseErrorText(error, language), data: null };
  }
  if (error instanceof CommandRefusal) {
    const code = reasonOf(error.code, error.data) ?? error.code;
    const message = sentence(code, language, error.message) + detailOf(code, error.data, language);
    return { exitCode: 3, code, message, data: error.data ?? null };
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { exitCode: 130, code: 'CANCELLED', message: sentence('CANCELLED', language), data: null };
  }
  const problem = startProblem(error, language);
  if (problem) return { exitCode: 3, ...problem, data: null };
  if (error instanceof ORPCError) return reportOfCall(error, language);
  const name = error instanceof Error ? error.name : 'Error';
  return { exitCode: 1, code: 'UNEXPECTED', message: sentence('UNEXPECTED', language), data: { name } };
}

function reportOfCall(error: ORPCError<string, unknown>, language: HostLanguage): ErrorReport {
  const data = error.data ?? null;
  const reason = reasonOf(error.code, data);
  if (reason !== null) return { exitCode: 3, code: reason, message: sentence(reason, language), data };
  if (error.defined) {
    return {
      exitCode: 3,
      code: error.code,
      message: sentence(error.code, language) + detailOf(error.code, data, language),
      data,
    };
  }
  if (error.code === 'BAD_REQUEST') {
    return { exitCode: 2, code: 'INVALID_INPUT', message: sentence('INVALID_INPUT', language) + issuesOf(data), data };
  }
  return { exitCode: 1, code: 'UNEXPECTED', message: sentence('UNEXPECTED', language), data };
}

/** What of the error's data a person needs beside the sentence. */
function detailOf(code: string, data: unknown, language: HostLanguage): string {
  if (typeof data !== 'object' || data === null) return '';
  if (code === 'FILE_NOT_OPENED') return unopenedOf(data, language);
  if (code === 'TOTAL_UNDER_PRICE' || code === 'TOTAL_UNDER_COST') return totalsOf(data, language);
  if (code === 'NOT_FOUND') return missingOf(data);
  return BRINGS_NOTHING.has(code) ? countsOf(data) : namedOf(data, NAMED[code] ?? []);
}

/** What of the data people are told by name: ` (field to, rule NOT_BEFORE_FROM, value 2026-11-01)`. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  INVALID_VALUE: ['field', 'rule', 'value'],
  CLAIM_NOT_OPEN: ['keyId', 'occurredOn'],
  INSUFFICIENT_STOCK: ['sku', 'wanted', 'available'],
  ORDER_ALREADY_DELIVERED: ['deliveredAt', 'by', 'quantity', 'undelivered'],
  FILE_ALREADY_IMPORTED: ['number'],
  STATEMENT_OVERLAPS: ['number', 'from', 'to'],
  FILE_IN_USE: ['file'],
  FOLDER_NOT_WRITABLE: ['file'],
  NO_SHOP: ['folder'],
  NOT_RUNNING: ['folder'],
};

function namedOf(data: object, names: readonly string[]): string {
  const found = Object.entries(data).filter(([name, value]) => names.includes(name) && isPlain(value));
  if (found.length === 0) return '';
  return ` (${found.map(([name, value]) => `${name} ${name.endsWith('At') ? localTime(Number(value)) : String(value)}`).join(', ')})`;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

const UNOPENED: Readonly<Record<string, Readonly<Record<HostLanguage, string>>>> = {
  ENOENT: { 'zh-CN': '没有这个文件', en: 'there is no such file' },
  ENOTDIR: { 'zh-CN': '没有这个文件', en: 'there is no such file' },
  EACCES: { 'zh-CN': '没有权限读取', en: 'you may not read it' },
  EPERM: { 'zh-CN': '没有权限读取', en: 'you may not read it' },
  EISDIR: { 'zh-CN': '这是文件夹', en: 'it is a folder' },
  EBUSY: { 'zh-CN': '正被别的程序占用', en: 'another program is using it' },
};

/** Which file, and why in words: ` keys.csv：没有这个文件。` */
function unopenedOf(data: object, language: HostLanguage): string {
  if (!('file' in data)) return '';
  const why = 'reason' in data ? UNOPENED[String(data.reason)]?.[language] : undefined;
  if (language === 'zh-CN') return `${String(data.file)}${why ? `：${why}` : ''}。`;
  return ` ${String(data.file)}${why ? `: ${why}` : ''}.`;
}

/** What was to be paid for how many keys, and what they usually come to where they have a price. */
function totalsOf(data: object, language: HostLanguage): string {
  if (!('skuCode' in data && 'quantity' in data && 'total' in data)) return '';
  const amount = (value: unknown): string => formatMoneyPlain(money(Number(value)));
  const usual = 'usual' in data ? amount(data.usual) : null;
  const [skuCode, quantity, total] = [String(data.skuCode), String(data.quantity), amount(data.total)];
  if (language === 'zh-CN') return `${skuCode} ${quantity} 张收 ${total}${usual ? `,平时 ${usual}` : ''}。`;
  return ` ${total} for ${quantity} of ${skuCode}${usual ? `, usually ${usual}` : ''}.`;
}

/** What is missing, as it was named: ` (supplier S9)`. */
function missingOf(data: object): string {
  return 'kind' in data && 'id' in data ? ` (${String(data.kind)} ${String(data.id)})` : '';
}

/** What became of the rows: ` (0 of 2 rows, RESOLD 2)`. */
function countsOf(data: object): string {
  if (!('rows' in data && 'accepted' in data && 'byReason' in data)) return '';
  const reasons = Object.entries(Object(data.byReason)).map(([reason, count]) => `${reason} ${String(count)}`);
  return ` (${[`${String(data.accepted)} of ${String(data.rows)} rows`, ...reasons].join(', ')})`;
}

/** Where an input is not what the contract asks for: ` (currency, lines.0.quantity)`. */
function issuesOf(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues)) return '';
  const places = data.issues.flatMap(({ path }: { path?: unknown }) => (Array.isArray(path) ? [path.join('.')] : []));
  const named = [...new Set(places)].filter((place) => place !== '');
  return named.length === 0 ? '' : ` (${named.join(', ')})`;
}

/** Of a refused sheet the reason is what a script tells apart: AMBIGUOUS_ENCODING and the like. */
function reasonOf(code: string, data: unknown): string | null {
  if (code !== 'SHEET_REFUSED' || typeof data !== 'object' || data === null || !('reason' in data)) return null;
  return typeof data.reason === 'string' ? data.reason : null;
}

/** What Node's own reader of options refuses, which it says in English alone. */
function parseErrorText(error: Error & { code: string }, language: HostLanguage): string {
  if (language === 'en') return error.message;
  const option = /--?[\w-]+/.exec(error.message)?.[0] ?? '';
  return error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
    ? `没有选项 ${option};加上 --help 可列出这个命令的选项。`
    : `选项 ${option} 的写法不对:带值的选项写成 ${option}=值,开关不带值。`;
}

function isParseError(error: unknown): error is Error & { code: string } {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_PARSE_ARGS')
  );
}

function sentence(code: string, language: HostLanguage, otherwise = code): string {
  return SENTENCES[code]?.[language] ?? otherwise;
}
