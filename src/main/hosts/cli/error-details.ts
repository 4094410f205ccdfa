import type { HostLanguage } from '#hosts/node/host-language.ts';
import { formatMoneyPlain, money } from '#shared/domain/money/money.ts';
import { ORDER_STATES } from '#shared/domain/purchasing/order-states.ts';
import { ORDER_STATE_WORDS } from '#shared/domain/purchasing/purchasing-words.ts';
import { localTime } from './local-time.ts';

type Words = Readonly<Record<HostLanguage, string>>;

/** Their data counts what became of the rows. */
const BRINGS_NOTHING: ReadonlySet<string> = new Set(['NOTHING_TO_IMPORT', 'STATEMENT_EMPTY']);

/** What of the error's data a person needs beside the sentence. */
export function detailOf(code: string, data: unknown, language: HostLanguage): string {
  if (typeof data !== 'object' || data === null) return '';
  if (code === 'FILE_NOT_OPENED') return unopenedOf(data, language);
  if (code === 'TOTAL_UNDER_PRICE' || code === 'TOTAL_UNDER_COST') return totalsOf(data, language);
  if (code === 'NOT_FOUND') return missingOf(data, language);
  if (code === 'SHOP_STATE') return setUpOf(data, language);
  if (code === 'ORDER_ALREADY_DELIVERED' && isForgotten(data)) return forgottenOf(language);
  if (code === 'ORDER_STATE_FORBIDS') return stateOf(data, language);
  return BRINGS_NOTHING.has(code) ? countsOf(data, language) : namedOf(data, NAMED[code] ?? [], language);
}

/** What of the data people are told. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  INVALID_VALUE: ['field', 'value'],
  CLAIM_NOT_OPEN: ['keyId', 'occurredOn'],
  INSUFFICIENT_STOCK: ['sku', 'wanted', 'available'],
  ORDER_ALREADY_DELIVERED: ['deliveredAt', 'by', 'quantity', 'undelivered'],
  FILE_ALREADY_IMPORTED: ['number'],
  STATEMENT_OVERLAPS: ['number', 'from', 'to'],
  FILE_IN_USE: ['file'],
  FILE_NOT_WRITTEN: ['file', 'reason'],
  KEYS_NOT_WRITTEN: ['number'],
  FOLDER_NOT_WRITABLE: ['file'],
  NO_SHOP: ['folder'],
  COLUMNS_UNSETTLED: ['columns', 'choices', 'proposed'],
  NOT_RUNNING: ['folder'],
};

/** What they are called. */
const NAMES: Readonly<Record<string, Words>> = {
  field: { 'zh-CN': '字段', en: 'field' },
  value: { 'zh-CN': '值', en: 'value' },
  keyId: { 'zh-CN': '卡', en: 'key' },
  occurredOn: { 'zh-CN': '日期', en: 'day' },
  sku: { 'zh-CN': 'SKU', en: 'SKU' },
  wanted: { 'zh-CN': '要', en: 'wanted' },
  available: { 'zh-CN': '可用', en: 'available' },
  deliveredAt: { 'zh-CN': '时间', en: 'at' },
  by: { 'zh-CN': '经手', en: 'by' },
  quantity: { 'zh-CN': '数量', en: 'quantity' },
  undelivered: { 'zh-CN': '还没发', en: 'still to come' },
  number: { 'zh-CN': '单号', en: 'number' },
  from: { 'zh-CN': '从', en: 'from' },
  to: { 'zh-CN': '到', en: 'to' },
  file: { 'zh-CN': '文件', en: 'file' },
  folder: { 'zh-CN': '文件夹', en: 'folder' },
  columns: { 'zh-CN': '列', en: 'columns' },
  choices: { 'zh-CN': '可写', en: 'may be' },
  proposed: { 'zh-CN': '逐列', en: 'column by column' },
  reason: { 'zh-CN': '原因', en: 'reason' },
};

/** ` (number RK-202611-0001)`, ` (单号 RK-202611-0001)`. */
function namedOf(data: object, names: readonly string[], language: HostLanguage): string {
  const found = Object.entries(data).filter(
    ([name, value]) => names.includes(name) && (isPlain(value) || Array.isArray(value)),
  );
  if (found.length === 0) return '';
  const said = found.map(([name, value]) => {
    const shown = name.endsWith('At')
      ? localTime(Number(value))
      : Array.isArray(value)
        ? value.join(' / ')
        : String(value);
    return `${NAMES[name]?.[language] ?? name} ${shown}`;
  });
  return ` (${said.join(', ')})`;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

const UNOPENED: Readonly<Record<string, Words>> = {
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

/** What a person names on the command line, and may name wrongly. */
const KINDS: Readonly<Record<string, Words>> = {
  supplier: { 'zh-CN': '供应商', en: 'supplier' },
  sku: { 'zh-CN': 'SKU', en: 'SKU' },
  shop: { 'zh-CN': '店铺', en: 'shop' },
  order: { 'zh-CN': '订单', en: 'order' },
  delivery: { 'zh-CN': '提卡单', en: 'delivery' },
  purchaseOrder: { 'zh-CN': '采购单', en: 'purchase order' },
};

/** Commands that make what is not known. */
const MADE_BY: Readonly<Record<string, string>> = { supplier: 'import-keys', sku: 'import-keys', shop: 'dispense' };

/** What is missing, as it was named, and what makes it: ` (supplier S9; import-keys --create)`. */
function missingOf(data: object, language: HostLanguage): string {
  if (!('kind' in data && 'id' in data)) return '';
  const kind = String(data.kind);
  const made = MADE_BY[kind] === undefined ? '' : `; ${MADE_BY[kind]} --create`;
  return ` (${KINDS[kind]?.[language] ?? kind} ${String(data.id)}${made})`;
}

/** Served before a restore: the books have the order, and no delivery of it. */
function isForgotten(data: object): boolean {
  return 'deliveryId' in data && data.deliveryId === 0;
}

function forgottenOf(language: HostLanguage): string {
  return language === 'zh-CN'
    ? '那是恢复备份之前的事,账上没有那次的记录:请先在店铺后台核对,再决定是否用 --again reissue 补发。'
    : " That was before a backup was restored and the books do not have it: see on the shop's platform what was sent before --again reissue.";
}

/** Whether there is a shop in the folder: `它已经建立。` */
function setUpOf(data: object, language: HostLanguage): string {
  const isSetUp = 'isSetUp' in data && data.isSetUp === true;
  if (language === 'zh-CN') return isSetUp ? '它已经建立。' : '它还没有建立,请先用 kacang init。';
  return isSetUp ? ' It was made before.' : ' It is not made yet: make it with kacang init.';
}

/** Which order, and how it stands: ` (PO-202611-0004: Draft)`. */
function stateOf(data: object, language: HostLanguage): string {
  if (!('number' in data && 'state' in data)) return '';
  const state = ORDER_STATES.find((one) => one === data.state);
  return ` (${String(data.number)}: ${state ? ORDER_STATE_WORDS[language][state] : String(data.state)})`;
}

/** What became of the rows: ` (0 of 2 rows, RESOLD 2)`. */
function countsOf(data: object, language: HostLanguage): string {
  if (!('rows' in data && 'accepted' in data && 'byReason' in data)) return '';
  const reasons = Object.entries(Object(data.byReason)).map(([reason, count]) => `${reason} ${String(count)}`);
  const [accepted, rows] = [String(data.accepted), String(data.rows)];
  const counted = language === 'zh-CN' ? `${rows} 行里入库 ${accepted} 行` : `${accepted} of ${rows} rows`;
  return ` (${[counted, ...reasons].join(', ')})`;
}
