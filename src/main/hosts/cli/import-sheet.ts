import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { sheetSketch } from '#shared/contract/import-sketch.contract.ts';
import { readOptions } from '#shared/contract/imports.contract.ts';
import type { CommandRun } from './command.ts';
import { CommandRefusal, UsageError } from './command-errors.ts';
import { optionalText } from './option-values.ts';

export type SheetSketch = z.output<typeof sheetSketch>;
export type ReadOptions = z.output<typeof readOptions>;

/** The options by which a file's reading is corrected, the same for every command that reads a sheet. */
export const READ_OPTIONS = {
  encoding: { type: 'string' },
  separator: { type: 'string' },
  sheet: { type: 'string' },
  entry: { type: 'string' },
  'password-file': { type: 'string' },
  header: { type: 'string' },
  columns: { type: 'string' },
} as const;

export const READ_DETAILS = {
  'zh-CN': `  --encoding utf-8|gb18030|big5|utf-16le|utf-16be   文本编码(不写则识别,分不清会报 AMBIGUOUS_ENCODING)
  --separator 分隔符     文本分隔符(不写则识别)
  --sheet 名称           工作表(不写则第一个可见的)
  --entry 名称           压缩包内的文件
  --password-file 文件   工作簿或压缩包的密码
  --header 行号|none     表头所在行
  --columns 角色,…       各列的含义,从 A 列起(不写则识别)`,
  en: `  --encoding utf-8|gb18030|big5|utf-16le|utf-16be   of a text (recognised otherwise; a tie is AMBIGUOUS_ENCODING)
  --separator SEPARATOR  of a text (recognised otherwise)
  --sheet NAME           the first visible one otherwise
  --entry NAME           the file inside a zip
  --password-file FILE   password of a workbook or zip
  --header ROW|none      row of the column names
  --columns ROLE,…       what each column holds, from A on (recognised otherwise)`,
} as const;

/** How to read the file, as far as the options say. */
export function readOptionsOf(values: CommandRun['values'], password: string | null): ReadOptions {
  const parsed = readOptions.safeParse({
    encoding: optionalText(values, 'encoding') ?? undefined,
    separator: optionalText(values, 'separator')?.replace('\\t', '\t'),
    sheet: optionalText(values, 'sheet') ?? undefined,
    entry: optionalText(values, 'entry') ?? undefined,
    password: password ?? undefined,
  });
  if (parsed.success) return parsed.data;
  const [field] = parsed.error.issues[0]?.path ?? [];
  throw new UsageError({
    'zh-CN': `--${String(field)} 的值卡仓不认识。`,
    en: `--${String(field)} is not one of those that KaCang knows.`,
  });
}

/** The sheet that is read: the named one, or the first visible one. */
export function chosenSheet<Sheet extends { name: string; visibility: string }>(
  sheets: readonly Sheet[],
  name: string | undefined,
): Sheet {
  const sheet =
    name === undefined
      ? (sheets.find(({ visibility }) => visibility === 'visible') ?? sheets[0])
      : sheets.find((candidate) => candidate.name === name);
  if (sheet) return sheet;
  const choices = sheets.map((candidate) => candidate.name);
  throw new CommandRefusal('SHEET_NOT_FOUND', 'The file has no such sheet.', { sheet: name ?? null, choices });
}

/** Row of the column names: as told, else as recognised. */
export function headerRowOf(values: CommandRun['values'], recognised: number | null): number | null {
  const told = optionalText(values, 'header');
  if (told === null) return recognised;
  if (told === 'none') return null;
  if (!/^[1-9]\d*$/.test(told))
    throw new UsageError({ 'zh-CN': '--header 是行号或 none。', en: '--header is a row number or none.' });
  return Number(told);
}

/** What each column holds: as told, else as proposed, which is as the last such sheet had it where its values allow that. */
export function columnRolesOf<Role extends string>(
  values: CommandRun['values'],
  roles: readonly Role[],
  sheet: { columns: readonly { proposedRole: Role }[] },
): Role[] {
  const told = optionalText(values, 'columns');
  if (told === null) return sheet.columns.map(({ proposedRole }) => proposedRole);
  return told.split(',').map((word) => {
    const role = roles.find((candidate) => candidate === word.trim());
    if (role === undefined)
      throw new UsageError({
        'zh-CN': `--columns:${word} 不是以下之一:${roles.join('、')}。`,
        en: `--columns: ${word} is none of ${roles.join(', ')}.`,
      });
    return role;
  });
}

/** A file whose encoding cannot be told is asked about, never guessed. */
export function requireClearEncoding(
  sketch: {
    readonly fileName: string;
    readonly isEncodingAmbiguous: boolean;
    readonly encodingCandidates: readonly { readonly encoding: string }[];
  },
  told: string | undefined,
): void {
  if (!sketch.isEncodingAmbiguous || told !== undefined) return;
  const choices = sketch.encodingCandidates.map(({ encoding }) => encoding);
  throw new CommandRefusal('AMBIGUOUS_ENCODING', 'The encoding is not clear: give --encoding.', {
    file: sketch.fileName,
    choices,
  });
}

/** A sheet's password comes from a file: a command's words are seen by everyone on the PC. */
export function passwordOf(values: CommandRun['values']): string | null {
  const file = optionalText(values, 'password-file');
  if (file === null) return null;
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    throw new UsageError({ 'zh-CN': `密码文件读不出来:${file}`, en: `The password file cannot be read: ${file}` });
  }
}
