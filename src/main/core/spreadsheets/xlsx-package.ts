import { escapeXmlAttribute } from './xlsx-text.ts';

/** One sheet of the finished workbook, as the parts that name it need it. */
export interface PackagedSheet {
  readonly name: string;
  readonly headerRow: number;
  /** `A3:F200` when the sheet has a filter. */
  readonly filterRange: string | null;
}

export interface PackageProperties {
  readonly title: string;
  readonly creator: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE_RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const CORE_TYPE = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

export function rootRelationsXml(): string {
  return [
    `${DECLARATION}<Relationships xmlns="${PACKAGE_RELATIONS}">`,
    `<Relationship Id="rId1" Type="${OFFICE_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>`,
    `<Relationship Id="rId2" Type="${CORE_TYPE}" Target="docProps/core.xml"/>`,
    `<Relationship Id="rId3" Type="${OFFICE_RELATIONS}/extended-properties" Target="docProps/app.xml"/>`,
    '</Relationships>',
  ].join('');
}

export function corePropertiesXml(properties: PackageProperties): string {
  const created = new Date(properties.createdAt).toISOString().replace(/\.\d+Z$/, 'Z');
  return [
    `${DECLARATION}<cp:coreProperties`,
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escapeXmlAttribute(properties.title)}</dc:title>`,
    `<dc:creator>${escapeXmlAttribute(properties.creator)}</dc:creator>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${created}</dcterms:created>`,
    '</cp:coreProperties>',
  ].join('');
}

export function appPropertiesXml(): string {
  const namespace = 'http://schemas.openxmlformats.org/officeDocument/2006/extended-properties';
  return `${DECLARATION}<Properties xmlns="${namespace}"><Application>KaCang</Application></Properties>`;
}

export function contentTypesXml(sheetCount: number): string {
  const sheets = Array.from(
    { length: sheetCount },
    (_, index) => `<Override PartName="/${sheetPath(index + 1)}" ContentType="${CONTENT}.worksheet+xml"/>`,
  );
  return [
    `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/>`,
    ...sheets,
    '<Override PartName="/docProps/core.xml"',
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
    '<Override PartName="/docProps/app.xml"',
    ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>',
    '</Types>',
  ].join('');
}

export function workbookRelationsXml(sheetCount: number): string {
  const sheets = Array.from(
    { length: sheetCount },
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE_RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return [
    `${DECLARATION}<Relationships xmlns="${PACKAGE_RELATIONS}">`,
    ...sheets,
    `<Relationship Id="rId${sheetCount + 1}" Type="${OFFICE_RELATIONS}/styles" Target="styles.xml"/>`,
    '</Relationships>',
  ].join('');
}

/** The list of sheets, the rows each repeats on every printed page, and the ranges of the filters. */
export function workbookXml(sheets: readonly PackagedSheet[]): string {
  const entries = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXmlAttribute(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const names = sheets.flatMap((sheet, index) => {
    const quoted = escapeXmlAttribute(`'${sheet.name.replaceAll("'", "''")}'`);
    const titles = `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted}!$${sheet.headerRow}:$${sheet.headerRow}</definedName>`;
    if (sheet.filterRange === null) return [titles];
    const range = sheet.filterRange.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${quoted}!${range}</definedName>`,
      titles,
    ];
  });
  return [
    `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE_RELATIONS}">`,
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000"/></bookViews>',
    `<sheets>${entries.join('')}</sheets>`,
    `<definedNames>${names.join('')}</definedNames>`,
    '<calcPr calcId="191029"/>',
    '</workbook>',
  ].join('');
}
