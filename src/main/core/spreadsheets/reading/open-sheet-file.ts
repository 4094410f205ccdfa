import { gunzipSync } from 'node:zlib';
import { type ByteSource, memorySource } from '#core/files/byte-source.ts';
import type { ReadTask } from '../isolate/read-task.ts';
import type { SheetReadOptions, ZipEntrySummary } from '../sheet-description.ts';
import { SheetRefusal } from '../sheet-refusal.ts';
import type { FormatReader } from './format-reader.ts';
import { openHtmlFile } from './html/html-file.ts';
import { openOdsFile } from './ods/ods-file.ts';
import { sniffContainer } from './sniff-container.ts';
import { openTextFile } from './text/text-file.ts';
import { openXlsxFile } from './xlsx/xlsx-file.ts';
import { storedZip } from './zip/stored-zip.ts';
import { readZipDirectory, type ZipDirectory, type ZipEntry } from './zip/zip-directory.ts';
import { readWholeEntry } from './zip/zip-entry.ts';

export type OpenedFile =
  | { kind: 'sheets'; reader: FormatReader; entry?: string; isPasswordProtected: boolean }
  | { kind: 'entries'; entries: readonly ZipEntrySummary[]; isPasswordProtected: boolean };

/** What has to be held in memory whole (old workbooks, files inside zips) is refused beyond this. */
const MAX_IN_MEMORY = 128 * 1024 * 1024;
const SHEET_NAMES = /\.(?:xlsx|xlsm|xlsb|xls|et|ods|csv|tsv|txt)$/i;
/** What a workbook carries besides cells; SheetJS has no use for it. */
const NO_CELLS = /(?:^|\/)(?:media|embeddings|drawings|pictures|thumbnails|configurations2)\/|vbaProject/i;

/** Finds out what a file is by its content and opens it, through zips and passwords where there are any. */
export function openSheetFile(source: ByteSource, options: SheetReadOptions, task: ReadTask): Promise<OpenedFile> {
  return open(source, options, task, { isInsideZip: false, isPasswordProtected: false });
}

interface Surroundings {
  readonly isInsideZip: boolean;
  readonly isPasswordProtected: boolean;
  readonly entry?: string;
}

async function open(
  source: ByteSource,
  options: SheetReadOptions,
  task: ReadTask,
  around: Surroundings,
): Promise<OpenedFile> {
  const opened = (reader: FormatReader): OpenedFile => {
    const { entry, isPasswordProtected } = around;
    return { kind: 'sheets', reader, entry, isPasswordProtected };
  };
  switch (sniffContainer(source).kind) {
    case 'text':
      return opened(openTextFile(source, options));
    case 'html':
      return opened(openHtmlFile(source, options));
    case 'zip':
      return openZip(readZipDirectory(source), options, task, around);
    case 'gzip':
      return open(memorySource(gunzip(whole(source))), options, task, around);
    case 'compound':
      return openCompound(whole(source), options, task, around);
    case 'biff':
    case 'spreadsheet-xml': {
      const { openWithSheetJs } = await import('./binary/sheetjs-file.ts');
      return opened(openWithSheetJs(whole(source), 'xls'));
    }
  }
}

function whole(source: ByteSource): Buffer {
  if (source.size > MAX_IN_MEMORY) throw new SheetRefusal('TOO_LARGE', 'A file of this format may have 128 MiB');
  return Buffer.from(source.read(0, source.size));
}

function gunzip(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_IN_MEMORY });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new SheetRefusal('TOO_LARGE', 'It unpacks to more than 128 MiB');
    throw new SheetRefusal('CORRUPT', 'The gzip file cannot be unpacked');
  }
}

/** The containers of old Office: an xls or et workbook, or an encrypted workbook of any kind. */
async function openCompound(
  bytes: Buffer,
  options: SheetReadOptions,
  task: ReadTask,
  around: Surroundings,
): Promise<OpenedFile> {
  const { decryptWorkbook } = await import('./binary/encrypted-workbook.ts');
  const decrypted = await decryptWorkbook(bytes, options.password);
  if (decrypted) {
    const inside = { ...around, isPasswordProtected: true };
    if (!decrypted.subarray(0, 4).equals(bytes.subarray(0, 4)))
      return open(memorySource(decrypted), options, task, inside);
    return openXls(decrypted, inside);
  }
  return openXls(bytes, around);
}

async function openXls(bytes: Buffer, { entry, isPasswordProtected }: Surroundings): Promise<OpenedFile> {
  const { openWithSheetJs } = await import('./binary/sheetjs-file.ts');
  return { kind: 'sheets', reader: openWithSheetJs(bytes, 'xls'), entry, isPasswordProtected };
}

async function openZip(
  directory: ZipDirectory,
  options: SheetReadOptions,
  task: ReadTask,
  around: Surroundings,
): Promise<OpenedFile> {
  const has = (pattern: RegExp): boolean => directory.entries.some((entry) => pattern.test(entry.name));
  const { entry, isPasswordProtected } = around;
  const opened = (reader: FormatReader): OpenedFile => ({ kind: 'sheets', reader, entry, isPasswordProtected });
  if (has(/^\/?xl[/\\]workbook\.bin$/i)) {
    const { openWithSheetJs } = await import('./binary/sheetjs-file.ts');
    return opened(openWithSheetJs(await restore(directory, task), 'xlsb'));
  }
  if (has(/^\/?\[Content_Types\]\.xml$/i)) {
    if (has(/^(?:word|ppt|visio)\//i) && !has(/^xl\//i))
      throw new SheetRefusal('NOT_A_SHEET', 'It is a document or slides');
    return opened(openXlsxFile(directory));
  }
  if (has(/^content\.xml$/) && has(/^(?:mimetype|META-INF\/manifest\.xml)$/)) return opened(openOdsFile(directory));
  // LibreOffice since 24.8 puts everything into one encrypted part.
  if (has(/^encrypted-package$/) && has(/^META-INF\/manifest\.xml$/))
    throw new SheetRefusal('ENCRYPTED', 'Encrypted OpenDocument files are not read');
  if (around.isInsideZip) throw new SheetRefusal('NOT_A_SHEET', 'It is a zip inside a zip', { entry });
  return openPlainZip(directory, options, task);
}

/** The parts with cells, inflated by us with our limits and stored again. */
async function restore(directory: ZipDirectory, task: ReadTask): Promise<Buffer> {
  let room = MAX_IN_MEMORY;
  const parts: { name: string; bytes: Buffer }[] = [];
  const seen = new Set<string>();
  for (const entry of directory.entries) {
    if (NO_CELLS.test(entry.name)) continue;
    if (seen.has(entry.name)) throw new SheetRefusal('DUPLICATE_ENTRY', 'A part is there twice', { entry: entry.name });
    seen.add(entry.name);
    const bytes = await readWholeEntry(directory, entry, room);
    room -= bytes.length;
    parts.push({ name: entry.name, bytes });
    await task.breathe();
  }
  return storedZip(parts);
}

/** A zip that holds files: one is opened at once, of several the user has to choose. */
async function openPlainZip(directory: ZipDirectory, options: SheetReadOptions, task: ReadTask): Promise<OpenedFile> {
  const files = directory.entries.filter(({ name }) => !/(?:^|\/)(?:__MACOSX\/|\.DS_Store|\._|Thumbs\.db)/.test(name));
  if (files.length === 0) throw new SheetRefusal('NOT_A_SHEET', 'The zip is empty');
  const isPasswordProtected = files.some((file) => file.isEncrypted);
  const sheets = files.filter((file) => SHEET_NAMES.test(file.name));
  const only = files.length === 1 ? files[0] : sheets.length === 1 ? sheets[0] : undefined;
  const chosen = options.entry === undefined ? only : files.find((file) => file.name === options.entry);
  if (options.entry !== undefined && !chosen) {
    throw new SheetRefusal('ENTRY_NOT_FOUND', 'The zip has no such file', { entry: options.entry });
  }
  if (!chosen) {
    const entries = files.map(({ name, size, isEncrypted }) => ({
      name,
      size,
      isEncrypted,
      looksLikeSheet: SHEET_NAMES.test(name),
    }));
    return { kind: 'entries', entries, isPasswordProtected };
  }
  if (files.filter((file) => file.name === chosen.name).length > 1) {
    throw new SheetRefusal('DUPLICATE_ENTRY', 'The zip holds this file twice', { entry: chosen.name });
  }
  const bytes = await readZipFile(directory, chosen, options.password);
  const around = { isInsideZip: true, isPasswordProtected: chosen.isEncrypted, entry: chosen.name };
  return open(memorySource(bytes), options, task, around);
}

async function readZipFile(directory: ZipDirectory, entry: ZipEntry, password: string | undefined): Promise<Buffer> {
  if (!entry.isEncrypted) return readWholeEntry(directory, entry, MAX_IN_MEMORY);
  if (!password) throw new SheetRefusal('PASSWORD_REQUIRED', 'The zip is encrypted', { entry: entry.name });
  const { readEncryptedEntry } = await import('./zip/zip-password.ts');
  return readEncryptedEntry(directory, entry, password, MAX_IN_MEMORY);
}
