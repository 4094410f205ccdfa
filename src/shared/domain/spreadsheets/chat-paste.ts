import { isColumnName, roleOfColumnName } from './column-vocabulary.ts';
import { isCommentText, isRuleLine, isSummaryText, readStatedCount } from './trailers.ts';

/** A line of pasted text, with what it was taken for. Nothing is dropped: the screen shows every line and its kind. */
export interface ChatLine {
  /** From 1. */
  readonly lineNumber: number;
  readonly kind: 'content' | 'message-head' | 'system' | 'talk' | 'blank';
  /** The line without the sender and time that stood before its content. */
  readonly text: string;
  readonly sender?: string;
  /** As written; a chat often leaves out the day or the year. */
  readonly time?: string;
}

export interface ChatPaste {
  /** True when names or talk of a chat were found; else every filled line is content. */
  readonly isChat: boolean;
  readonly lines: readonly ChatLine[];
  readonly senders: readonly string[];
}

const DAY = String.raw`(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.月]\d{1,2}(?:日|(?:[-/.]\d{2,4}))?|昨天|前天|今天|(?:星期|周)[一二三四五六日天]|yesterday|today)`;
const CLOCK = String.raw`(?:(?:上午|下午|凌晨|早上|中午|晚上)\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp][Mm])?`;
const STAMP = String.raw`(?:${DAY}[\s,，]*)?${CLOCK}`;

/** `张三 2026-11-21 14:05:33`, `张三(12345678) 2026/11/21 14:05`, `张三  11月21日 14:05`, `张三, [21.11.2026 14:05]`. */
const NAME_THEN_TIME = new RegExp(String.raw`^(.{1,40}?)(?:[\s,，:：]+\[?|\[)(${STAMP})\]?[:：]?$`, 'u');
/** `2026-11-21 14:05:33 张三(12345678)`: a history exported by QQ. */
const TIME_THEN_NAME = new RegExp(String.raw`^(${DAY}[\s,，]+${CLOCK})\s+(?:-\s+)?([^:：]{1,40})$`, 'u');
/** `[14:05] 张三: content`, `[2026/11/21, 14:05:33] 张三: content`, `2026/11/21 14:05 - 张三: content`. */
const TIME_NAME_CONTENT = new RegExp(
  String.raw`^(?:\[(${STAMP})\]|(${DAY}[\s,，]+${CLOCK})\s*-)\s*([^:：]{1,40})[:：]\s?(.*)$`,
  'u',
);
const TIME_ALONE = new RegExp(String.raw`^[-—\s]*(${DAY}(?:[\s,，]*${CLOCK})?|${CLOCK})[-—\s]*$`, 'u');
const SYSTEM =
  /^(?:[-—=\s]*以[下上](?:是|为)(?:新|历史)?消息[-—=\s]*|.{0,40}撤回了一条消息|.{0,40}(?:加入|退出)了?群聊|\[(?:图片|表情|语音|视频|文件|动画表情|链接)\].{0,60}|.{0,30}拍了拍.{0,30}|消息记录.*|消息(?:分组|对象)[:：].*|=+)$/u;

interface Candidate {
  readonly kind: 'message-head' | 'system' | 'inline' | 'other';
  readonly sender?: string;
  readonly time?: string;
  readonly content?: string;
}

/**
 * Tells the names and times of a chat (WeChat, QQ, DingTalk, Telegram, WhatsApp) from the lines that people sent. A line
 * `ABCD-1234 2026-12-31 10:00` may be a key with its expiry: it is taken for a name only when that name speaks like one. Where keys
 * are looked for, names that stand without a time and sentences between the keys are told from them too.
 */
export function readChatPaste(text: string, lookedFor: 'keys' | 'figures' = 'keys'): ChatPaste {
  const rawLines = text.split(/\r\n|\n|\r/);
  const candidates = rawLines.map(readCandidate);
  const names = confirmNames(candidates);
  const isAmongKeys = lookedFor === 'keys' && rawLines.some(hasCode);
  const firstFilled = rawLines.find((raw) => raw.trim() !== '');
  const said = rawLines.map((raw) => (isAmongKeys ? readSaid(raw, raw === firstFilled) : null));
  for (const line of said) if (line?.sender !== undefined) names.add(line.sender);
  const isChat = names.size > 0 || said.some((line) => line !== null);
  const lines = rawLines.map((raw, index): ChatLine => {
    const lineNumber = index + 1;
    const candidate = candidates[index];
    if (raw.trim() === '') return { lineNumber, kind: 'blank', text: '' };
    if (!isChat || !candidate) return { lineNumber, kind: 'content', text: raw };
    const { sender, time } = candidate;
    if (candidate.kind === 'message-head' && sender !== undefined && names.has(sender)) {
      return { lineNumber, kind: 'message-head', text: '', sender, time };
    }
    if (candidate.kind === 'inline' && sender !== undefined && names.has(sender)) {
      return { ...contentLine(lineNumber, candidate.content ?? ''), sender, time };
    }
    if (candidate.kind === 'system') return { lineNumber, kind: 'system', text: raw.trim(), time };
    const spoken = said[index];
    if (spoken) return { ...contentLine(lineNumber, spoken.text), ...spoken };
    const bareName = raw.trim().replace(/[:：]$/, '');
    if (names.has(bareName)) return { lineNumber, kind: 'message-head', text: '', sender: bareName };
    return contentLine(lineNumber, raw);
  });
  return { isChat, lines, senders: [...names] };
}

/**
 * What people sent, without the chat around it. Blank lines stay: they may be all that divides one key from the next. Where
 * figures are looked for and not keys, a sentence with a digit stays as well: `骏网50：45.5` is a price.
 */
export function withoutChat({ lines }: ChatPaste, lookedFor: 'keys' | 'figures' = 'keys'): string {
  const isKept = ({ kind, text }: ChatLine): boolean =>
    kind === 'content' || kind === 'blank' || (kind === 'talk' && lookedFor === 'figures' && /\d/.test(text));
  const kept = lines.filter(isKept);
  return kept.map(({ text }) => text).join('\n');
}

function readCandidate(raw: string): Candidate {
  const line = raw.replace(/[\u200b-\u200f\u2060\ufeff]/g, '').trim();
  if (line.length > 400) return { kind: 'other' };
  const inline = TIME_NAME_CONTENT.exec(line);
  if (inline) return { kind: 'inline', time: inline[1] ?? inline[2], sender: cleanName(inline[3]), content: inline[4] };
  if (line.length > 90) return { kind: 'other' };
  const alone = TIME_ALONE.exec(line);
  if (alone) return { kind: 'system', time: alone[1] };
  if (SYSTEM.test(line)) return { kind: 'system' };
  const head = NAME_THEN_TIME.exec(line);
  if (head) return { kind: 'message-head', sender: cleanName(head[1]), time: head[2] };
  const exported = TIME_THEN_NAME.exec(line);
  if (exported) return { kind: 'message-head', sender: cleanName(exported[2]), time: exported[1] };
  return { kind: 'other' };
}

/** `张三(12345678)` and `【群主】张三<zhang@qq.com>` are 张三. */
function cleanName(name = ''): string {
  const clean = name
    .replace(/^【[^】]*】/, '')
    .replace(/[(（<][^()（）<>]*[)）>]$/, '')
    .trim();
  return clean === '' ? name.trim() : clean;
}

/** Names that are surely names: they hold a letter of a script that keys do not use, or speak twice, or look like a word. */
function confirmNames(candidates: readonly Candidate[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { sender } of candidates) if (sender) counts.set(sender, (counts.get(sender) ?? 0) + 1);
  return new Set(
    [...counts].filter(([name, count]) => isNameLike(name) || (count > 1 && !isKeyLike(name))).map(([name]) => name),
  );
}

function isNameLike(name: string): boolean {
  if (isKeyLike(name) || /[:：=|]|----/.test(name)) return false;
  return /[^\p{ASCII}]/u.test(name) || /^[A-Za-z][A-Za-z .'_]{0,30}$/.test(name);
}

/** Digits among capitals, or a long run without a space: `AB12CD34EF56`, `0001000200030001----AB12`. */
function isKeyLike(name: string): boolean {
  return (
    /^[\p{ASCII}]*$/u.test(name) &&
    (/\d{4,}/.test(name) || /----|\|/.test(name) || /^(?=.*\d)(?=.*[A-Z])[A-Z0-9 -]{6,}$/.test(name))
  );
}

/** What people say beside the keys: a sentence in Chinese with nothing in it that could be a key, or a count of them. */
function contentLine(lineNumber: number, text: string): ChatLine {
  const isTalk = !hasCode(text) && /\p{Script=Han}/u.test(text) && !statesCount(text);
  return { lineNumber, kind: text.trim() === '' ? 'blank' : isTalk ? 'talk' : 'content', text };
}

function hasCode(text: string): boolean {
  return /[A-Za-z0-9]{4,}/.test(text) || /https?:/.test(text);
}

function statesCount(text: string): boolean {
  return isSummaryText(text) || readStatedCount(text) !== null;
}

/** A name in Chinese, without a digit, that is no label of a key. */
const SPOKEN_NAME = /^[\p{Script=Han}A-Za-z][\p{Script=Han}A-Za-z .·_-]{0,19}$/u;
const SPOKEN = /^([^:：]{1,20})[:：]\s*(\S.*)$/u;
const CELLS = /[\t|║｜,，;；]|--/;

/**
 * `张三：0001----AB12` is what 张三 says; `张三` and `老板，卡发你了` alone are no keys. Labels of keys, names of columns, headings and
 * counts are none of these; a first line of several words may be a header.
 */
function readSaid(raw: string, isFirst: boolean): Pick<ChatLine, 'text' | 'sender'> | null {
  const line = raw.replace(/[\u200b-\u200f\u2060\ufeff]/g, '').trim();
  const [, name = '', content = ''] = SPOKEN.exec(line) ?? [];
  if (content !== '' && hasCode(content) && isSpokenName(name)) return { text: content, sender: cleanName(name) };
  if (!/\p{Script=Han}/u.test(line) || /\d/.test(line) || hasCode(line)) return null;
  if (statesCount(line) || isRuleLine(line) || isCommentText(line)) return null;
  const isTalk = !CELLS.test(line) || /[，。！？~～]/.test(line);
  if (!isTalk || isLabelled(line) || (isFirst && /\s/.test(line))) return null;
  return { text: line };
}

function isSpokenName(name: string): boolean {
  return SPOKEN_NAME.test(name) && /\p{Script=Han}/u.test(name) && roleOfColumnName('card-keys', name) === null;
}

/** `卡号：…`, `卡号 卡密`: a label with nothing we know behind it, or the names of columns. */
function isLabelled(line: string): boolean {
  const [label = ''] = line.split(/[:：]/);
  return (
    (/[:：]/.test(line) && roleOfColumnName('card-keys', label) !== null) ||
    line.split(/[\s,，/]+/).some((word) => isColumnName('card-keys', word))
  );
}
