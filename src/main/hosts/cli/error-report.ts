import { ORPCError } from '@orpc/client';
import type { HostLanguage } from '#hosts/node/host-language.ts';
import { startProblem } from '#hosts/node/start-problem.ts';
import { brokenRule, VALUE_RULE_WORDS } from '#shared/domain/value-rules.ts';
import { CommandRefusal, KeysNotWritten, UsageError } from './command-errors.ts';
import { detailOf } from './error-details.ts';
import { SENTENCES } from './error-sentences.ts';

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
  if (error instanceof KeysNotWritten) {
    const { exitCode: _, ...why } = reportOf(error.cause, language);
    const said = sentence('KEYS_NOT_WRITTEN', language) + detailOf('KEYS_NOT_WRITTEN', error.data, language);
    return { exitCode: 3, code: 'KEYS_NOT_WRITTEN', message: `${said} ${why.message}`, data: { ...error.data, why } };
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
    const said = ruleSentence(error.code, data, language) ?? sentence(error.code, language);
    return { exitCode: 3, code: error.code, message: said + detailOf(error.code, data, language), data };
  }
  if (error.code === 'BAD_REQUEST') {
    const rule = brokenRule(data);
    const said = sentence('INVALID_INPUT', language) + issuesOf(data);
    const message = rule ? `${said} ${VALUE_RULE_WORDS[language][rule]}` : said;
    return { exitCode: 2, code: 'INVALID_INPUT', message, data };
  }
  return { exitCode: 1, code: 'UNEXPECTED', message: sentence('UNEXPECTED', language), data };
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

/** Which rule a value breaks is said by its own sentence; null for any other code. */
function ruleSentence(code: string, data: unknown, language: HostLanguage): string | null {
  if (code !== 'INVALID_VALUE' || typeof data !== 'object' || data === null || !('rule' in data)) return null;
  const words: Readonly<Record<string, string>> = VALUE_RULE_WORDS[language];
  return words[String(data.rule)] ?? null;
}

function sentence(code: string, language: HostLanguage, otherwise = code): string {
  return SENTENCES[code]?.[language] ?? otherwise;
}
