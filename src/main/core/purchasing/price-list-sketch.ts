import { examplesOf, sketchPlainFile } from '#core/spreadsheets/plain-sketch.ts';
import type { SheetFileDescription, SheetSummary } from '#core/spreadsheets/sheet-source.ts';
import type { PriceListSketch } from '#shared/contract/price-lists.contract.ts';
import { proposeMapping } from '#shared/domain/spreadsheets/column-mapping.ts';
import type { PriceListRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { SheetHeader } from '#shared/domain/spreadsheets/header-row.ts';
import { headerOf } from './sheet-table.ts';

/**
 * What a person sees of a price list before it is compared. Price lists hold no secrets, so values are shown.
 * `headerRowNumber` as a person chose it (null: none); left out, it is found by its names.
 */
export function sketchPriceList(
  description: SheetFileDescription,
  savedRoles: (signature: string) => PriceListRole[] | null,
  earlierLists: PriceListSketch['earlierLists'],
  headerRowNumber?: number | null,
): PriceListSketch {
  return {
    ...sketchPlainFile(description),
    sheets: description.sheets.map((sheet) => sketchSheet(sheet, savedRoles, headerRowNumber)),
    earlierLists,
  };
}

function sketchSheet(
  sheet: SheetSummary,
  savedRoles: (signature: string) => PriceListRole[] | null,
  headerRowNumber: number | null | undefined,
): PriceListSketch['sheets'][number] {
  const header = headerOf('price-list', sheet.sampleRows, headerRowNumber);
  const rows = sheet.sampleRows.slice(header.rowIndex + 1);
  const roles = savedRoles(header.signature);
  const saved = roles ? { signature: header.signature, roles } : undefined;
  const proposals = proposeMapping({ kind: 'price-list', header, sampleRows: rows, saved });
  return {
    name: sheet.name,
    visibility: sheet.visibility,
    rowCount: sheet.rowCountEstimate,
    hiddenRowCount: sheet.hiddenRowCount,
    headerRowNumber: header.rowNumber,
    headerSignature: header.signature,
    columns: withoutHeader(header, proposals).map(({ columnIndex, name, role, confidence }) => ({
      index: columnIndex,
      name,
      examples: examplesOf(rows, columnIndex),
      proposedRole: role,
      confidence: Math.round(confidence * 100),
    })),
    isRemembered: roles !== null,
  };
}

/** Pasted lines often have no header: the first column is the product and the second its price. */
function withoutHeader<Proposal extends { columnIndex: number; role: PriceListRole; confidence: number }>(
  header: SheetHeader,
  proposals: readonly Proposal[],
): Proposal[] {
  if (header.rowNumber !== null || proposals.some(({ role }) => role !== 'ignore')) return [...proposals];
  const last = proposals.length - 1;
  return proposals.map((proposal) => {
    if (proposal.columnIndex === 0) return { ...proposal, role: 'skuText', confidence: 0.6 };
    if (proposal.columnIndex === last) return { ...proposal, role: 'unitPrice', confidence: 0.5 };
    return proposal;
  });
}
