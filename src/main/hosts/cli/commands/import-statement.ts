import type { HostLanguage } from '#hosts/node/host-language.ts';
import type {
  StatementFileSketch,
  StatementReading,
  StatementSettings,
} from '#shared/contract/reconciliation.contract.ts';
import type { StatementId } from '#shared/domain/ids.ts';
import { statementObstacle } from '#shared/domain/reconciliation/statement-obstacle.ts';
import { STATEMENT_ROLES } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { Command, CommandRun } from '../command.ts';
import { CommandRefusal } from '../command-errors.ts';
import { endOfDryRun } from '../dry-run-obstacle.ts';
import { newCommandId, requireSupplier } from '../find-records.ts';
import { finishJob } from '../finish-job.ts';
import {
  chosenSheet,
  columnRolesOf,
  headerRowOf,
  passwordOf,
  READ_DETAILS,
  READ_OPTIONS,
  readOptionsOf,
  requireClearEncoding,
} from '../import-sheet.ts';
import { flag, optionalBalance, optionalChoice, optionalText, requiredDay, requiredText } from '../option-values.ts';
import { stageFile } from '../stage-file.ts';

const CONVENTIONS = ['unsigned', 'balance-effect', 'debt-effect'] as const;

/** Reads a supplier's statement in and matches it with the account. */
export const importStatement: Command = {
  name: 'import-statement',
  usage: 'FILE --data DIR --supplier CODE --from DAY --to DAY',
  summary: { 'zh-CN': '导入供应商对账单', en: "import a supplier's statement" },
  options: {
    supplier: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    opening: { type: 'string' },
    closing: { type: 'string' },
    convention: { type: 'string' },
    'accept-breaks': { type: 'boolean', default: false },
    'include-hidden-rows': { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    ...READ_OPTIONS,
  },
  details: {
    'zh-CN': `  --from 日期 --to 日期  对账单的期间,含首尾两天
  --opening/--closing 金额   对方写明的期初、期末欠款;预存余额写成 --opening=-500
  --convention ${CONVENTIONS.join('|')}   单列金额的正负含义
  --accept-breaks        对账单自身不平时仍导入
  --dry-run              只检查不导入;会被拒绝的,退出码同样是 3
${READ_DETAILS['zh-CN']}`,
    en: `  --from DAY --to DAY    what the statement covers, both days included
  --opening/--closing AMOUNT   what they say is owed at its ends; what is prepaid as --opening=-500
  --convention ${CONVENTIONS.join('|')}   what the sign of a lone amount means
  --accept-breaks        although the statement contradicts itself
  --dry-run              only reads, brings nothing in; ends with 3 where the import would be refused
${READ_DETAILS.en}`,
  },
  positionals: { least: 1, most: 1 },
  async run(run) {
    const { values, positionals } = run;
    const [file = ''] = positionals;
    const code = requiredText(values, 'supplier');
    const from = requiredDay(values, 'from');
    const to = requiredDay(values, 'to');
    const client = await run.openShop();
    const { id: supplierId } = await requireSupplier(client, code);
    const { id: fileId } = await stageFile(client, file);
    const read = readOptionsOf(values, passwordOf(values));
    const sketch = await client.statements.describe({ fileId, read, supplierId });
    requireClearEncoding(sketch, read.encoding);
    const sheet = chosenSheet(sketch.sheets, read.sheet);
    const toldConvention = optionalChoice(values, 'convention', CONVENTIONS);
    const settings: StatementSettings = {
      fileId,
      read: { ...read, sheet: sheet.name },
      supplierId,
      headerRowNumber: headerRowOf(values, sheet.headerRowNumber),
      headerSignature: sheet.headerSignature,
      columns: settledRolesOf(values, sheet),
      convention: toldConvention ?? sheet.proposedConvention,
      isConventionChosen: toldConvention !== null,
      includesHiddenRows: flag(values, 'include-hidden-rows'),
      from,
      to,
      openingBalance: optionalBalance(values, 'opening'),
      closingBalance: optionalBalance(values, 'closing'),
      assignments: sheet.productTexts.flatMap(({ text, skuId }) => (skuId === null ? [] : [{ text, skuId }])),
    };
    const acceptsBreaks = flag(values, 'accept-breaks');
    if (flag(values, 'dry-run')) {
      const { jobId } = await client.statements.preview(settings);
      const reading = await finishJob<StatementReading>(client, jobId, run);
      const obstacle = statementObstacle(reading, acceptsBreaks);
      return {
        result: { ...reading, isDryRun: true, obstacle },
        lines: [[lineOf(file, reading, run.language), ...(obstacle === null ? [] : [obstacle])].join(' · ')],
        exitCode: endOfDryRun(run, obstacle, reading),
      };
    }
    const { jobId } = await client.statements.import({ commandId: newCommandId(), settings, acceptsBreaks });
    if (jobId === null) throw new Error('The statement has no job.');
    const done = await finishJob<{ statementId: StatementId; reading: StatementReading }>(client, jobId, run);
    const { number, figures } = await client.statements.get({ id: done.statementId });
    return {
      result: { ...done.reading, statementId: done.statementId, number, encoding: sketch.encoding, figures },
      lines: [`${number} ${lineOf(file, done.reading, run.language)}`],
    };
  },
};

/** Whether a discount or refund is off the amounts already is asked, never guessed, where the sheet does not tell. */
function settledRolesOf(values: CommandRun['values'], sheet: StatementFileSketch['sheets'][number]) {
  const roles = columnRolesOf(values, STATEMENT_ROLES, sheet);
  const open = sheet.columns.filter(({ choices }) => choices.length > 0);
  if (open.length === 0 || optionalText(values, 'columns') !== null) return roles;
  throw new CommandRefusal('COLUMNS_UNSETTLED', 'Give --columns.', {
    columns: open.map(({ name }) => name),
    choices: open.map(({ choices }) => choices.join('|')),
    proposed: roles.join(','),
  });
}

function lineOf(file: string, { rows, accepted, refused }: StatementReading, language: HostLanguage): string {
  if (language === 'zh-CN') return `${file}：共 ${rows} 行，读入 ${accepted}，拒绝 ${refused}`;
  return `${file}: rows ${rows}, accepted ${accepted}, refused ${refused}`;
}
