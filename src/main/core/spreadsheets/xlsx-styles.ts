const KINDS = [
  'text',
  'note',
  'money',
  'unit-price',
  'integer',
  'number',
  'decimal',
  'share',
  'day',
  'instant',
] as const;

/**
 * How a column's values are written and shown.
 *
 * - `text`: stays text whatever it looks like (`007`, `=1+1`, `1E10`), and comes back unchanged
 * - `note`: the same, wrapped
 * - `money`: {@link Money} (1/10 000), shown with two decimals, negative in red
 * - `unit-price`: {@link Money}, shown with four decimals
 * - `integer`: a whole number
 * - `number`: any finite number, shown as it is
 * - `decimal`: any finite number, shown with two decimals
 * - `share`: a share of one, shown in percent
 * - `day`: `YYYY-MM-DD`, a real date
 * - `instant`: epoch milliseconds, a real date and time in the document's time zone
 */
export type XlsxKind = (typeof KINDS)[number];

const TEXT_FORMAT = 49;
const NUMBER_FORMATS: Record<XlsxKind, number> = {
  text: TEXT_FORMAT,
  note: TEXT_FORMAT,
  money: 164,
  'unit-price': 165,
  integer: 166,
  number: 0,
  decimal: 2,
  share: 169,
  day: 167,
  instant: 168,
};

/** Cell styles by their index in `styles.xml`. Title, subtitle and header come first, then each kind plain and bold. */
export const TITLE_STYLE = 1;
export const SUBTITLE_STYLE = 2;
export const HEADER_STYLE = 3;
const FIRST_KIND_STYLE = 4;

export function kindStyle(kind: XlsxKind, isBold: boolean): number {
  return FIRST_KIND_STYLE + KINDS.indexOf(kind) * 2 + (isBold ? 1 : 0);
}

const PLAIN_FONT = 0;
const BOLD_FONT = 1;
const TITLE_FONT = 2;
const NO_BORDER = 0;
const TOP_BORDER = 1;
const BOTTOM_BORDER = 2;

/** The style sheet of every workbook we write; only the font depends on the language. */
export function stylesXml(language: 'zh-CN' | 'en'): string {
  const font = language === 'zh-CN' ? '<name val="Microsoft YaHei"/><charset val="134"/>' : '<name val="Calibri"/>';
  const formats = KINDS.flatMap((kind) => [kindXf(kind, false), kindXf(kind, true)]);
  const xfs = [
    xf(0, PLAIN_FONT, NO_BORDER, 0, ''),
    xf(TEXT_FORMAT, TITLE_FONT, NO_BORDER, 0, '<alignment horizontal="center" vertical="center"/>'),
    xf(TEXT_FORMAT, PLAIN_FONT, NO_BORDER, 0, '<alignment horizontal="left" vertical="center"/>'),
    xf(TEXT_FORMAT, BOLD_FONT, BOTTOM_BORDER, 2, '<alignment horizontal="center" vertical="center" wrapText="1"/>'),
    ...formats,
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<numFmts count="6">',
    '<numFmt numFmtId="164" formatCode="#,##0.00;[Red]\\-#,##0.00"/>',
    '<numFmt numFmtId="165" formatCode="0.0000;[Red]\\-0.0000"/>',
    '<numFmt numFmtId="166" formatCode="#,##0;[Red]\\-#,##0"/>',
    '<numFmt numFmtId="167" formatCode="yyyy\\-mm\\-dd"/>',
    '<numFmt numFmtId="168" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>',
    '<numFmt numFmtId="169" formatCode="0.0%"/>',
    '</numFmts>',
    `<fonts count="3"><font><sz val="10"/>${font}</font><font><b/><sz val="10"/>${font}</font>`,
    `<font><b/><sz val="14"/>${font}</font></fonts>`,
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF7"/><bgColor indexed="64"/></patternFill></fill></fills>',
    '<borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border>',
    '<border><left/><right/><top style="thin"><color auto="1"/></top><bottom/><diagonal/></border>',
    '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('');
}

function kindXf(kind: XlsxKind, isBold: boolean): string {
  const alignment = kind === 'note' ? '<alignment vertical="top" wrapText="1"/>' : '';
  const format = NUMBER_FORMATS[kind];
  return xf(format, isBold ? BOLD_FONT : PLAIN_FONT, isBold ? TOP_BORDER : NO_BORDER, 0, alignment);
}

function xf(format: number, font: number, border: number, fill: number, alignment: string): string {
  // quotePrefix keeps a text cell text when somebody edits it in Excel.
  const quote = format === TEXT_FORMAT ? ' quotePrefix="1"' : '';
  const applied = `${alignment === '' ? '' : ' applyAlignment="1"'} applyNumberFormat="1" applyFont="1"`;
  const attributes = `numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"${quote}`;
  return `<xf ${attributes}${applied} applyFill="1" applyBorder="1">${alignment}</xf>`;
}
