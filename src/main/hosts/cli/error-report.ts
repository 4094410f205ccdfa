import { ORPCError } from '@orpc/client';
import type { HostLanguage } from '#hosts/node/host-language.ts';
import { startProblem } from '#hosts/node/start-problem.ts';
import { CommandRefusal, UsageError } from './command-errors.ts';

export interface ErrorReport {
  readonly exitCode: 1 | 2 | 3 | 130;
  readonly code: string;
  readonly message: string;
  readonly data: unknown;
}

/** How an error ends the program: 2 written wrongly, 3 refused as declared, 130 ended by Ctrl+C, 1 anything else. */
export function reportOf(error: unknown, language: HostLanguage): ErrorReport {
  if (error instanceof UsageError) return { exitCode: 2, code: 'USAGE', message: error.message, data: null };
  if (isParseError(error)) return { exitCode: 2, code: 'USAGE', message: error.message, data: null };
  if (error instanceof CommandRefusal) {
    const code = reasonOf(error.code, error.data) ?? error.code;
    const message = sentence(code, language, error.message) + missingOf(code, error.data);
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
      message: sentence(error.code, language) + missingOf(error.code, data),
      data,
    };
  }
  if (error.code === 'BAD_REQUEST') {
    return { exitCode: 2, code: 'INVALID_INPUT', message: sentence('INVALID_INPUT', language), data };
  }
  return { exitCode: 1, code: 'UNEXPECTED', message: sentence('UNEXPECTED', language), data };
}

/** What is missing, as it was named: ` (supplier S9)`. */
function missingOf(code: string, data: unknown): string {
  if (code !== 'NOT_FOUND' || typeof data !== 'object' || data === null || !('kind' in data && 'id' in data)) return '';
  return ` (${String(data.kind)} ${String(data.id)})`;
}

/** Of a refused sheet the reason is what a script tells apart: AMBIGUOUS_ENCODING and the like. */
function reasonOf(code: string, data: unknown): string | null {
  if (code !== 'SHEET_REFUSED' || typeof data !== 'object' || data === null || !('reason' in data)) return null;
  return typeof data.reason === 'string' ? data.reason : null;
}

function isParseError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_PARSE_ARGS')
  );
}

/** Sentences for what a script's writer meets most; the code and its data say the rest. */
const SENTENCES: Readonly<Record<string, Readonly<Record<HostLanguage, string>>>> = {
  UNEXPECTED: {
    'zh-CN': '出现意外错误,详情见数据文件夹中的日志。',
    en: 'Something unexpected happened; the log in the data folder has the details.',
  },
  CANCELLED: { 'zh-CN': '已取消。', en: 'Cancelled.' },
  INVALID_INPUT: { 'zh-CN': '输入不符合要求。', en: 'The input is not what the procedure takes.' },
  SIGN_IN_NEEDED: {
    'zh-CN': '需要登录:请设置 KACANG_USER 和 KACANG_PASSPHRASE。',
    en: 'Signing in is needed: set KACANG_USER and KACANG_PASSPHRASE.',
  },
  WRONG_PASSPHRASE: { 'zh-CN': '用户或口令不对。', en: 'The user or the passphrase is wrong.' },
  SLOWED_DOWN: { 'zh-CN': '错误次数太多,请稍后再试。', en: 'Too many wrong tries; wait a while.' },
  PERMISSION_DENIED: { 'zh-CN': '没有这项权限。', en: 'The person has not the right for this.' },
  DAILY_LIMIT_REACHED: { 'zh-CN': '已达到今天的限额。', en: "The person's limit for today is reached." },
  SHOP_STATE: { 'zh-CN': '店铺尚未建立,或者已经建立。', en: 'The shop is not made yet, or already is.' },
  NOT_FOUND: { 'zh-CN': '找不到所指的内容。', en: 'What was named does not exist.' },
  INVALID_VALUE: { 'zh-CN': '有一个值不符合规则。', en: 'A value breaks a rule.' },
  AMBIGUOUS_ENCODING: {
    'zh-CN': '分不清是哪种编码,请用 --encoding 指定。',
    en: 'The encoding is not clear: give --encoding.',
  },
  INSUFFICIENT_STOCK: { 'zh-CN': '库存不足,没有提卡。', en: 'There is not enough stock; nothing was handed out.' },
  ORDER_ALREADY_DELIVERED: {
    'zh-CN': '这个订单已经提过卡,没有再提。',
    en: 'This order was served before; nothing was handed out.',
  },
  FILE_ALREADY_IMPORTED: {
    'zh-CN': '同样的文件已经导入过;确要再导请加 --allow-repeat。',
    en: 'The very same file was imported before; --allow-repeat goes on.',
  },
  TOTALS_DO_NOT_AGREE: {
    'zh-CN': '表中合计与行数不符;确要导入请加 --accept-broken-totals。',
    en: "The sheet's own counts do not add up; --accept-broken-totals goes on.",
  },
  STATEMENT_BREAKS: {
    'zh-CN': '对账单自身不平;确要导入请加 --accept-breaks。',
    en: 'The statement contradicts itself; --accept-breaks goes on.',
  },
  BACKUP_UNUSABLE: { 'zh-CN': '这不是完整的卡仓备份。', en: 'This is no whole backup of KaCang.' },
  MONTH_CLOSED: { 'zh-CN': '这个月已经结账。', en: 'The month is closed.' },
  STORAGE_FAILED: {
    'zh-CN': '磁盘已满或不可写,没有改动。',
    en: 'The disk is full or cannot be written; nothing was changed.',
  },
  COMMAND_ID_REUSED: {
    'zh-CN': '这个 commandId 已用于其他输入。',
    en: 'This commandId came with another input before.',
  },
};

function sentence(code: string, language: HostLanguage, otherwise = code): string {
  return SENTENCES[code]?.[language] ?? otherwise;
}
