import { App } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useErrorText } from '#renderer/lib/error-text.ts';
import type { PriceListSettings, PriceListSketch } from '#shared/contract/price-lists.contract.ts';
import type { FileId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { PriceListRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

export type PriceListPreview = Awaited<ReturnType<typeof client.priceLists.preview>>;

interface Choices {
  supplierId: SupplierId | null;
  effectiveOn: Day;
  includesHiddenRows: boolean;
  smallPrices: PriceListSettings['smallPrices'];
}

interface Staged {
  fileId: FileId;
  fileName: string;
  sketch: PriceListSketch;
}

/** The state of one price list on its way in: file, columns, assignments, and the comparison that follows each change. */
export function usePriceList() {
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [parameters] = useSearchParams();
  const [choices, setChoices] = useState<Choices>(() => ({
    supplierId: (Number(parameters.get('supplier')) || null) as SupplierId | null,
    effectiveOn: today() as Day,
    includesHiddenRows: false,
    smallPrices: 'refuse',
  }));
  const [staged, setStaged] = useState<Staged | null>(null);
  const [sheetName, setSheetName] = useState<string | null>(null);
  const [roles, setRoles] = useState<Record<number, PriceListRole>>({});
  const [assigned, setAssigned] = useState<Record<string, SkuId>>({});
  const [preview, setPreview] = useState<PriceListPreview | null>(null);
  const [isReading, setReading] = useState(false);
  const [isComparing, setComparing] = useState(false);
  const [round, setRound] = useState(0);
  const asked = useRef(0);

  const sheet = staged?.sketch.sheets.find(({ name }) => name === sheetName) ?? firstSheet(staged?.sketch);
  const columns = sheet ? sheet.columns.map(({ index, proposedRole }) => roles[index] ?? proposedRole) : [];
  const settings = settingsOf(choices, staged, sheet, columns, assigned);
  const key = settings ? JSON.stringify(settings) : null;

  // Each change is compared anew; an answer that was overtaken is dropped.
  useEffect(() => {
    asked.current += 1;
    const mine = asked.current;
    if (key === null) return;
    setComparing(round >= 0);
    client.priceLists
      .preview(JSON.parse(key) as PriceListSettings)
      .then(
        (next) => {
          if (mine === asked.current) setPreview(next);
        },
        (error: unknown) => {
          if (mine !== asked.current) return;
          setPreview(null);
          message.error(errorText(error));
        },
      )
      .finally(() => {
        if (mine === asked.current) setComparing(false);
      });
  }, [key, round, message, errorText]);

  const telling = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      message.error(errorText(error));
    }
  };
  const stage = (put: () => Promise<FileId>): void => {
    const { supplierId } = choices;
    if (supplierId === null) return;
    setReading(true);
    void telling(async () => {
      const fileId = await put();
      const sketch = await client.priceLists.describe({ fileId, supplierId });
      setRoles({});
      setAssigned({});
      setChoices((before) => ({ ...before, smallPrices: 'refuse' }));
      setPreview(null);
      setSheetName(null);
      setStaged({ fileId, fileName: sketch.fileName, sketch });
    }).finally(() => setReading(false));
  };
  return {
    ...choices,
    staged,
    sheet,
    columns,
    settings,
    preview,
    isReading,
    isComparing,
    telling,
    stage,
    choose: (change: Partial<Choices>) => setChoices((before) => ({ ...before, ...change })),
    /** Another row names the columns, or none does: what the columns are is read anew. */
    chooseHeader(headerRowNumber: number | null): void {
      const { supplierId } = choices;
      if (!staged || supplierId === null) return;
      const { fileId, fileName } = staged;
      void telling(async () => {
        const sketch = await client.priceLists.describe({ fileId, supplierId, headerRowNumber });
        setRoles({});
        setStaged({ fileId, fileName, sketch });
      });
    },
    chooseSheet(name: string): void {
      setSheetName(name);
      setRoles({});
    },
    setRole: (index: number, role: PriceListRole) => setRoles((before) => ({ ...before, [index]: role })),
    assign: (text: string, skuId: SkuId) => setAssigned((before) => ({ ...before, [text]: skuId })),
    compareAgain: () => setRound((before) => before + 1),
    clear(): void {
      setStaged(null);
      setPreview(null);
    },
  };
}

function firstSheet(sketch: PriceListSketch | undefined) {
  const visible = sketch?.sheets.filter(({ visibility }) => visibility === 'visible') ?? [];
  return visible.find(({ rowCount }) => rowCount > 0) ?? visible[0];
}

function settingsOf(
  { supplierId, effectiveOn, includesHiddenRows, smallPrices }: Choices,
  staged: Staged | null,
  sheet: PriceListSketch['sheets'][number] | undefined,
  columns: readonly PriceListRole[],
  assigned: Readonly<Record<string, SkuId>>,
): PriceListSettings | null {
  if (!staged || !sheet || supplierId === null || columns.length === 0) return null;
  return {
    fileId: staged.fileId,
    read: sheet.name === '' ? {} : { sheet: sheet.name },
    supplierId,
    headerRowNumber: sheet.headerRowNumber,
    headerSignature: sheet.headerSignature,
    columns: [...columns],
    effectiveOn,
    includesHiddenRows,
    smallPrices,
    assignments: Object.entries(assigned).map(([text, skuId]) => ({ text, skuId })),
  };
}
