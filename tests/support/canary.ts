import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

/**
 * Looks for secrets that must not be anywhere in plain: in files of any kind, also inside zips, and in text such as what a
 * program printed. A secret is looked for as it is and in every form in which software tends to write it down.
 */
export type CanaryForm =
  | 'utf-8'
  | 'utf-16le'
  | 'utf-16be'
  | 'base64'
  | 'base64url'
  | 'hex'
  | 'percent'
  | 'json'
  | 'html';

export interface CanaryFind {
  /** A file's path, with `!entry` for what lies in a zip. */
  readonly where: string;
  readonly form: CanaryForm;
  /** Which of the canaries, by its place in the list: the find itself must not spread the secret. */
  readonly canary: number;
}

interface Needle {
  readonly form: CanaryForm;
  readonly canary: number;
  readonly bytes: Buffer;
}

export interface CanarySearch {
  inBytes(bytes: Buffer, where: string): CanaryFind[];
  inText(text: string, where: string): CanaryFind[];
  /** Every file under a folder; what cannot be read (a lock of another program) is left out by `isSkipped` only. */
  inFolder(folder: string, isSkipped?: (file: string) => boolean): CanaryFind[];
}

const SHORTEST_CANARY = 8;
const DEEPEST_ZIP = 4;
const LARGEST_ENTRY = 512 * 1024 * 1024;

export function createCanarySearch(canaries: readonly string[]): CanarySearch {
  if (canaries.length === 0) throw new Error('There is no canary to look for.');
  if (canaries.some((canary) => canary.length < SHORTEST_CANARY))
    throw new Error('A canary is too short to be sure of.');
  const needles = canaries.flatMap((canary, index) =>
    formsOf(canary).map(({ form, bytes }) => ({ form, bytes, canary: index })),
  );
  const search = (bytes: Buffer, where: string, depth: number): CanaryFind[] => [
    ...findNeedles(bytes, where, needles),
    ...(depth < DEEPEST_ZIP
      ? zipEntries(bytes).flatMap((entry) => search(entry.bytes, `${where}!${entry.name}`, depth + 1))
      : []),
  ];
  return {
    inBytes: (bytes, where) => search(bytes, where, 0),
    inText: (text, where) => search(Buffer.from(text, 'utf8'), where, 0),
    inFolder: (folder, isSkipped = () => false) =>
      filesUnder(folder)
        .filter((file) => !isSkipped(file))
        .flatMap((file) => search(readFileSync(file), path.relative(folder, file), 0)),
  };
}

function findNeedles(bytes: Buffer, where: string, needles: readonly Needle[]): CanaryFind[] {
  const finds = new Map<string, CanaryFind>();
  for (const { form, canary, bytes: needle } of needles) {
    if (bytes.indexOf(needle) !== -1) finds.set(`${form} ${canary}`, { where, form, canary });
  }
  return [...finds.values()];
}

/** A canary in every form; forms that are the same as the plain one (percent form of letters) are left out. */
export function formsOf(canary: string): { form: CanaryForm; bytes: Buffer }[] {
  const plain = Buffer.from(canary, 'utf8');
  const little = Buffer.from(canary, 'utf16le');
  const texts: [CanaryForm, string][] = [
    ['hex', plain.toString('hex')],
    ['hex', plain.toString('hex').toUpperCase()],
    ['percent', encodeURIComponent(canary)],
    ['percent', encodeURIComponent(canary).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
    ['percent', encodeURIComponent(canary).replaceAll('%20', '+')],
    ['percent', everyByte(plain, (byte) => `%${hexOf(byte, 2).toUpperCase()}`)],
    ['percent', everyByte(plain, (byte) => `%${hexOf(byte, 2)}`)],
    ['json', JSON.stringify(canary).slice(1, -1)],
    [
      'json',
      JSON.stringify(canary)
        .slice(1, -1)
        .replace(/[^\x20-\x7e]/g, (character) => unicodeEscape(character)),
    ],
    ['json', [...Array(canary.length).keys()].map((index) => unicodeEscape(canary.charAt(index))).join('')],
    ['html', htmlNamed(canary)],
    ['html', [...canary].map((character) => `&#${character.codePointAt(0)};`).join('')],
    ['html', [...canary].map((character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`).join('')],
    [
      'html',
      [...canary].map((character) => `&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`).join(''),
    ],
    ...base64Forms(plain),
    ...base64Forms(little),
  ];
  const forms: { form: CanaryForm; bytes: Buffer }[] = [
    { form: 'utf-8', bytes: plain },
    { form: 'utf-16le', bytes: little },
    { form: 'utf-16be', bytes: Buffer.from(little).swap16() },
  ];
  for (const [form, text] of texts) {
    const bytes = Buffer.from(text, 'utf8');
    if (!forms.some((known) => known.bytes.equals(bytes))) forms.push({ form, bytes });
  }
  return forms;
}

/**
 * Inside a longer text a piece is in base64 in one of three ways, by where it begins; the characters at its ends also hold
 * bits of the neighbours and are left out.
 */
function base64Forms(bytes: Buffer): [CanaryForm, string][] {
  return [0, 1, 2].flatMap((offset): [CanaryForm, string][] => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const from = Math.ceil((offset * 8) / 6);
    const to = Math.floor(((offset + bytes.length) * 8) / 6);
    const text = encoded.slice(from, to);
    return [
      ['base64', text],
      ['base64url', text.replaceAll('+', '-').replaceAll('/', '_')],
    ];
  });
}

function everyByte(bytes: Buffer, write: (byte: number) => string): string {
  return [...bytes].map(write).join('');
}

function hexOf(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function unicodeEscape(character: string): string {
  return `\\u${hexOf(character.charCodeAt(0), 4)}`;
}

const HTML_NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function htmlNamed(text: string): string {
  return text.replace(/[&<>"']/g, (character) => HTML_NAMES[character] ?? character);
}

const LOCAL_HEADER = Buffer.from('PK\x03\x04', 'latin1');

/**
 * What lies in the zips within some bytes, found by the local headers alone: a zip within another file, or one whose
 * directory is damaged, is looked into all the same. Deliberately not the program's own reader.
 */
function zipEntries(bytes: Buffer): { name: string; bytes: Buffer }[] {
  const entries: { name: string; bytes: Buffer }[] = [];
  for (let at = bytes.indexOf(LOCAL_HEADER); at !== -1; at = bytes.indexOf(LOCAL_HEADER, at + 4)) {
    if (at + 30 > bytes.length) break;
    const method = bytes.readUInt16LE(at + 8);
    const size = bytes.readUInt32LE(at + 18);
    const nameLength = bytes.readUInt16LE(at + 26);
    const start = at + 30 + nameLength + bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 30, at + 30 + nameLength);
    if (method === 8) {
      const inflated = inflate(bytes.subarray(start));
      if (inflated) entries.push({ name, bytes: inflated });
    } else if (method === 0 && size > 0) {
      entries.push({ name, bytes: bytes.subarray(start, start + size) });
    }
  }
  return entries;
}

function inflate(bytes: Buffer): Buffer | null {
  try {
    return inflateRawSync(bytes, { maxOutputLength: LARGEST_ENTRY });
  } catch {
    return null;
  }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
