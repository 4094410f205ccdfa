import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { unpackRows } from '#core/spreadsheets/sheet-source.ts';
import { writeXlsx, type XlsxColumn } from '#core/spreadsheets/xlsx-writer.ts';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import { explainStatementRefusal } from '#shared/domain/spreadsheets/statement-refusal.ts';
import type { RefusedStatementRow } from '#shared/domain/spreadsheets/statement-row.ts';
import type { StatementPlan } from './statement-plan.ts';
import { createPlanJudge } from './statement-rows.ts';
import { placeOfRefusal } from './statement-tally.ts';

export interface RefusedLinesInput {
  readonly plan: Omit<StatementPlan, 'statementId'>;
  readonly language: 'zh-CN' | 'en';
  readonly businessName: string;
  readonly timeZone: string;
  readonly createdAt: number;
}

/** More refused rows than this mean that the columns are wrong, not the rows. */
const MOST_ROWS = 100_000;

const WORDS = {
  'zh-CN': { title: '未读入的行', columns: ['工作表', '行号', '单元格', '列', '原因', '处理办法'] },
  en: { title: 'Rows not read', columns: ['Sheet', 'Row', 'Cell', 'Column', 'Reason', 'What to do'] },
} as const;
const WIDTHS = [14, 8, 10, 16, 34, 52] as const;

/** Reads a statement once more and writes the rows it refuses, with what they say, as a workbook to mend or to send back. */
export async function run(input: RefusedLinesInput, thread: ThreadContext): Promise<{ rows: number }> {
  const { plan } = input;
  const judge = createPlanJudge(plan);
  const refused: { refusal: RefusedStatementRow; row: SheetRow }[] = [];
  for await (const bytes of thread.chunks()) {
    for (const row of unpackRows(bytes)) {
      if (plan.headerRowNumber !== null && row.rowNumber <= plan.headerRowNumber) continue;
      const verdict = judge(row);
      if (verdict.verdict === 'refused' && refused.length < MOST_ROWS) refused.push({ refusal: verdict, row });
    }
  }
  const document = {
    title: WORDS[input.language].title,
    creator: input.businessName,
    createdAt: input.createdAt,
    language: input.language,
    timeZone: input.timeZone,
    sheets: [{ name: WORDS[input.language].title, columns: columnsOf(input), rows: rowsOf(input, refused) }],
  };
  for await (const piece of writeXlsx(document)) await thread.emit(new Uint8Array(piece));
  return { rows: refused.length };
}

function columnsOf({ language, plan }: RefusedLinesInput): XlsxColumn[] {
  const places = WORDS[language].columns.map(
    (header, index): XlsxColumn => ({ header, kind: index === 1 ? 'integer' : 'text', width: WIDTHS[index] ?? 16 }),
  );
  return [...places, ...plan.header.map((header): XlsxColumn => ({ header, kind: 'text', width: 16 }))];
}

function* rowsOf(
  { language, plan }: RefusedLinesInput,
  refused: readonly { refusal: RefusedStatementRow; row: SheetRow }[],
) {
  for (const { refusal, row } of refused) {
    const { sheet, rowNumber, cell, column, reason } = placeOfRefusal(plan, refusal);
    const { what, remedy } = explainStatementRefusal(language, reason);
    const texts = plan.header.map((_, index) => row.cells[index]?.text ?? '');
    yield [sheet, rowNumber, cell ?? '', column, what, remedy, ...texts];
  }
}
