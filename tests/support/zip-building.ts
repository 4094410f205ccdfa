import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string | Uint8Array;
  readonly bytes: string | Uint8Array;
  /** What the headers claim instead of the truth. */
  readonly claimedSize?: number;
  /** Packed bytes to use instead of deflating `bytes`. */
  readonly packed?: Uint8Array;
  readonly crc?: number;
  readonly isStored?: boolean;
}

/** Builds a zip by hand, lies included; the project's own writer could not write these. */
export function buildZip(parts: readonly ZipPart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const bytes = Buffer.from(part.bytes);
    const packed = Buffer.from(part.packed ?? (part.isStored ? bytes : deflateRawSync(bytes)));
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.isStored ? 0 : 8, 4);
    fields.writeUInt32LE(part.crc ?? crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.claimedSize ?? bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, end, name]));
    pieces.push(Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed);
    offset += 30 + name.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length & 0xffff, 8);
  end.writeUInt16LE(parts.length & 0xffff, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, listing, end]);
}

export interface WorkbookParts {
  readonly sheet: string | Uint8Array;
  readonly sharedStrings?: string | Uint8Array;
  readonly styles?: string | Uint8Array;
  readonly workbook?: string;
  readonly extra?: readonly ZipPart[];
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A minimal workbook around the XML of one sheet. */
export function buildXlsx(parts: WorkbookParts): Buffer {
  const workbook =
    parts.workbook ??
    `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  const relations = [
    `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>`,
    `<Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>`,
    `<Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/>`,
  ];
  return buildZip([
    { name: '[Content_Types].xml', bytes: '<Types/>' },
    {
      name: '_rels/.rels',
      bytes: `<Relationships><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    { name: 'xl/workbook.xml', bytes: workbook },
    { name: 'xl/_rels/workbook.xml.rels', bytes: `<Relationships>${relations.join('')}</Relationships>` },
    { name: 'xl/worksheets/sheet1.xml', bytes: parts.sheet },
    ...(parts.sharedStrings ? [{ name: 'xl/sharedStrings.xml', bytes: parts.sharedStrings }] : []),
    ...(parts.styles ? [{ name: 'xl/styles.xml', bytes: parts.styles }] : []),
    ...(parts.extra ?? []),
  ]);
}

/** The XML of a sheet around its rows. */
export function sheetXml(rows: string, before = '', after = ''): string {
  return `<?xml version="1.0"?><worksheet>${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;
}
