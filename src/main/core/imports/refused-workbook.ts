import type { Context } from '#core/context.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { cutToCell } from '#core/spreadsheets/xlsx-text.ts';
import { writeXlsx, type XlsxColumn } from '#core/spreadsheets/xlsx-writer.ts';
import type { ImportSettings, ImportSummary } from '#shared/contract/imports.contract.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import { columnLetter } from '#shared/domain/spreadsheets/cell-address.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { explainRefusal, type RefusalDetails } from '#shared/domain/spreadsheets/refusal-explanation.ts';
import { splitLine } from '#shared/domain/spreadsheets/row-line.ts';
import type { ImportPlan } from './import-plan.ts';
import { lineSeparator } from './import-planning.ts';
import { type KeptRow, openRow } from './import-sealing.ts';
import { listRefusals, type StoredImport } from './imports.repo.ts';
import type { PreparedRefusal } from './prepared-keys.ts';

/** A sheet holds as many; more refused rows than this mean that the mapping is wrong, not the rows. */
const LARGEST_WORKBOOK = 1_000_000;

const WORDS = {
  'zh-CN': {
    sheet: '被拒绝的行',
    columns: ['工作表', '行号', '列', '原因', '详情', '处理办法'],
    line: '原文',
    cut: '超过 32,767 个字符的内容已截断（末尾为“…”），全文见原文件',
    between: '；',
  },
  en: {
    sheet: 'Refused rows',
    columns: ['Sheet', 'Row', 'Column', 'Reason', 'Details', 'What to do'],
    line: 'Line',
    cut: 'what is longer than 32,767 characters is cut here and ends with “…”; the file has it whole',
    between: '; ',
  },
} as const;
const WIDTHS = [14, 8, 14, 28, 40, 44] as const;
const COLUMN_WIDTH = 24;
const LINE_WIDTH = 60;

/** Names by which the mended sheet is read again; the others keep their letter. */
const ROLE_NAMES: Readonly<Record<'zh-CN' | 'en', Readonly<Partial<Record<KeySheetRole, string>>>>> = {
  'zh-CN': {
    cardNumber: '卡号',
    secret: '卡密',
    account: '账号',
    password: '密码',
    redeemLink: '兑换链接',
    faceValue: '面值',
    unitCost: '成本',
    discount: '折扣',
    expiresOn: '有效期',
    batchNumber: '批次号',
    status: '状态',
    skuText: '商品',
    region: '地区',
    remark: '备注',
  },
  en: {
    cardNumber: 'Card number',
    secret: 'PIN',
    account: 'Account',
    password: 'Password',
    redeemLink: 'Redeem link',
    faceValue: 'Face value',
    unitCost: 'Unit cost',
    discount: 'Discount',
    expiresOn: 'Expiry date',
    batchNumber: 'Batch',
    status: 'Status',
    skuText: 'Product',
    region: 'Region',
    remark: 'Remark',
  },
};

const NOT_KEPT: KeptRow = { line: '', isQuoted: true };

/** A refused row with its cells joined as they are kept, and why it was refused. */
interface RefusedLine {
  readonly sheet: string;
  readonly rowNumber: number;
  readonly columnName: string;
  readonly reason: string;
  readonly detail: RefusalDetails;
  readonly row: KeptRow;
}

interface RefusedSheet {
  readonly title: string;
  readonly roles: readonly KeySheetRole[];
  readonly separator: string;
  readonly lines: Iterable<RefusedLine>;
}

/** The refused rows of an import as a workbook, to be sent back to the supplier or mended and imported again. */
export function refusedRowsWorkbook(context: Context, imported: StoredImport) {
  const keys = context.kernel.vault.keys();
  const { columns } = JSON.parse(imported.settings) as ImportSettings;
  const { separator } = JSON.parse(imported.summary || '{}') as Partial<ImportSummary>;
  const refusals = listRefusals(context.db, imported.id, LARGEST_WORKBOOK);
  function* lines(): Generator<RefusedLine> {
    for (const { sealedRow, detail, ...refusal } of refusals) {
      const place = { importId: imported.id, sheet: refusal.sheet };
      yield {
        ...refusal,
        detail: JSON.parse(detail) as RefusalDetails,
        row: openRow(keys, place, refusal.rowNumber, sealedRow),
      };
    }
  }
  const sheet = { title: imported.number, roles: columns, separator: lineSeparator(separator), lines: lines() };
  return { bytes: workbookOf(context, sheet), quantity: refusals.length };
}

/** The same of a dry run that kept them. */
export function previewedRowsWorkbook(
  context: Context,
  plan: ImportPlan,
  settings: Pick<ImportSettings, 'columns'>,
  refusals: readonly PreparedRefusal[],
) {
  const keys = context.kernel.vault.keys();
  function* lines(): Generator<RefusedLine> {
    for (const { rowNumber, columnIndex, reason, detail, sealedRow } of refusals) {
      const columnName = columnIndex === null ? '' : plan.header[columnIndex] || columnLetter(columnIndex);
      const place = { importId: 0 as ImportId, sheet: plan.sheet };
      const row = sealedRow === null ? NOT_KEPT : openRow(keys, place, rowNumber, sealedRow);
      yield { sheet: plan.sheet, rowNumber, columnName, reason, detail, row };
    }
  }
  const sheet = { title: plan.sheet, roles: settings.columns, separator: plan.rawLineSeparator, lines: lines() };
  return workbookOf(context, sheet);
}

function workbookOf(context: Context, { title, roles, separator, lines }: RefusedSheet) {
  const { language, businessName, timeZone } = shopSettings(context.db);
  const words = WORDS[language];
  const names = roles.map((role, index) => ROLE_NAMES[language][role] ?? columnLetter(index));
  const columns = [...words.columns, ...names].map(
    (header, index): XlsxColumn => ({
      header,
      kind: index === 1 ? 'integer' : 'text',
      width: WIDTHS[index] ?? COLUMN_WIDTH,
    }),
  );
  columns.push({ header: words.line, kind: 'text', width: LINE_WIDTH });
  function* rows() {
    for (const { sheet, rowNumber, columnName, reason, detail, row } of lines) {
      const { what, facts, remedy } = explainRefusal(language, reason, detail);
      const whole = cellsOf(row, separator, names.length);
      const cells = whole.map(cutToCell);
      const isCut = cells.some((text, index) => text !== whole[index]);
      const details = [facts, isCut ? words.cut : ''].filter((text) => text !== '').join(words.between);
      yield [sheet, rowNumber, cutToCell(columnName), what, cutToCell(details), remedy, ...cells];
    }
  }
  return writeXlsx({
    title: `${title} ${words.sheet}`,
    creator: businessName,
    createdAt: context.now,
    language,
    timeZone,
    sheets: [{ name: words.sheet, columns, rows: rows() }],
  });
}

/**
 * The cells of a row under its columns, and the whole line after them where it cannot be said which cell is of which column:
 * a key that moved by a column is a false key. So with more cells than columns, and with rows of earlier versions, whose
 * cells cannot be told from separators inside them.
 */
function cellsOf({ line, isQuoted }: KeptRow, separator: string, count: number): string[] {
  const cells = isQuoted ? splitLine(line, separator) : null;
  if (!cells || cells.slice(count).some((text) => text.trim() !== '')) return [...Array<string>(count).fill(''), line];
  return [...Array.from({ length: count }, (_, index) => cells[index] ?? ''), ''];
}
