import path from 'node:path';
import { writeXlsxFile } from '#core/spreadsheets/xlsx-writer.ts';
import type { Bench } from '../bench-definition.ts';
import { floor } from '../floors/export-xlsx.ts';
import { generateReport, REPORT_HEADER } from '../generate-report.ts';
import { watchLoopDelay } from '../loop-delay.ts';
import { workbookDigest } from '../workbook-digest.ts';

/** A list of six columns as a workbook. */
export const bench: Bench = {
  defaultRows: 100_000,
  limits: { ratio: 1.5 },
  async prepare() {},
  async ours({ rows, workFolder }) {
    const report = generateReport(rows);
    const file = path.join(workFolder, 'ours.xlsx');
    const delay = watchLoopDelay();
    const startedAt = performance.now();
    await writeXlsxFile(file, {
      title: '明细',
      creator: '示例店',
      createdAt: Date.UTC(2026, 10, 1),
      language: 'zh-CN',
      timeZone: 'Asia/Shanghai',
      sheets: [
        {
          name: '明细',
          columns: [
            { header: REPORT_HEADER[0], kind: 'text' },
            { header: REPORT_HEADER[1], kind: 'text' },
            { header: REPORT_HEADER[2], kind: 'integer' },
            { header: REPORT_HEADER[3], kind: 'unit-price' },
            { header: REPORT_HEADER[4], kind: 'money' },
            { header: REPORT_HEADER[5], kind: 'day' },
          ],
          rows: report,
        },
      ],
    });
    const seconds = (performance.now() - startedAt) / 1000;
    return { seconds, rows, digest: workbookDigest(file), loopDelayMaxMs: await delay.stop() };
  },
  floor,
};
