import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { ImportSummary } from '#shared/contract/imports.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { Command, CommandRun } from '../command.ts';
import { createSku, createSupplier } from '../create-records.ts';
import { type ErrorReport, reportOf } from '../error-report.ts';
import { newCommandId, notFound } from '../find-records.ts';
import { finishJob } from '../finish-job.ts';
import { importSettingsOf, lookAtSheet } from '../import-settings.ts';
import { passwordOf, READ_DETAILS, READ_OPTIONS, readOptionsOf } from '../import-sheet.ts';
import { flag, optionalText, requiredText } from '../option-values.ts';
import { stageFile } from '../stage-file.ts';

/** Brings key sheets of a supplier into stock; the same judgement as the wizard's. */
export const importKeys: Command = {
  name: 'import-keys',
  usage: 'FILE… --data DIR --supplier CODE --sku CODE [--cost 9.50] [--date DAY] [--create] [--dry-run]',
  summary: { 'zh-CN': '导入供应商的卡密表', en: "import a supplier's key sheets" },
  options: {
    supplier: { type: 'string' },
    sku: { type: 'string' },
    cost: { type: 'string' },
    discount: { type: 'string' },
    'total-cost': { type: 'string' },
    date: { type: 'string' },
    'order-no': { type: 'string' },
    amount: { type: 'string' },
    kind: { type: 'string' },
    settlement: { type: 'string' },
    expiry: { type: 'string' },
    batch: { type: 'string' },
    note: { type: 'string' },
    create: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    'verify-first': { type: 'boolean', default: false },
    'allow-repeat': { type: 'boolean', default: false },
    'accept-broken-totals': { type: 'boolean', default: false },
    'include-hidden-rows': { type: 'boolean', default: false },
    ...READ_OPTIONS,
  },
  details: {
    'zh-CN': `  --supplier 编码        供应商
  --sku 编码             整表的 SKU;不写则按表中的商品列(须已认识)
  --cost 9.50            每张成本;或 --discount 0.95(面值的比例),或 --total-cost(整批)
  --date 日期            单据日期(默认今天),决定入账月份
  --order-no 单号        供应商订单号
  --amount 金额          供应商实收;没有单张成本时按此分摊
  --kind purchase|opening|gift|rebate|replacement|consignment|history
  --settlement account|paid|none
  --expiry 日期|never|shelf-life
  --batch 标签  --note 备注
  --create               不认识的供应商或 SKU 当场建立
  --dry-run              只检查不入库
  --verify-first         先进隔离区
  --allow-repeat         同一文件再次导入
  --accept-broken-totals 表中合计不符时仍导入
  --include-hidden-rows  连同隐藏行
${READ_DETAILS['zh-CN']}`,
    en: `  --supplier CODE        the supplier
  --sku CODE             one SKU for all rows; without it by the product column, as far as it is known
  --cost 9.50            per key; or --discount 0.95 (part of the face value), or --total-cost (of the lot)
  --date DAY             of the document (today otherwise); decides the month
  --order-no NUMBER      the supplier's order number
  --amount TOTAL         what the supplier charged; spread over the keys where no cost is told
  --kind purchase|opening|gift|rebate|replacement|consignment|history
  --settlement account|paid|none
  --expiry DAY|never|shelf-life
  --batch LABEL  --note TEXT
  --create               makes a supplier or SKU that is not known
  --dry-run              only judges, brings nothing in
  --verify-first         to quarantine
  --allow-repeat         the very same file once more
  --accept-broken-totals although the sheet's own counts do not add up
  --include-hidden-rows  hidden rows too
${READ_DETAILS.en}`,
  },
  positionals: { least: 1, most: 1000 },
  async run(run) {
    const { values, positionals, language } = run;
    const supplierCode = requiredText(values, 'supplier');
    const client = await run.openShop();
    const { shop } = await client.sessions.state();
    const currency = shop?.currency ?? 'CNY';
    const supplierId = await supplierOf(client, values, supplierCode, currency);
    const frame: Frame = { client, supplierId, currency, timeZone: shop?.timeZone ?? 'UTC' };

    const files: FileOutcome[] = [];
    for (const file of positionals) {
      try {
        files.push({ file, ...(await importFile(run, frame, file)) });
      } catch (error) {
        // One file alone fails as it is; among several the others go on.
        if (positionals.length === 1) throw error;
        const { exitCode, ...report } = reportOf(error, language);
        if (exitCode === 130) throw error;
        files.push({ file, error: report });
      }
    }
    return {
      result: totalsOf(files),
      lines: files.map((outcome) => lineOf(outcome)),
      exitCode: files.some((outcome) => 'error' in outcome) ? 3 : 0,
    };
  },
};

interface Frame {
  readonly client: KacangClient;
  readonly supplierId: SupplierId;
  readonly currency: string;
  readonly timeZone: string;
}

interface ImportedFile extends ImportSummary {
  readonly importId: number | null;
  readonly number: string | null;
  readonly isDryRun: boolean;
  /** Nothing said what the keys cost; they came in at zero. */
  readonly isCostUnknown: boolean;
  readonly otherSheets: readonly string[];
}

type FileOutcome = { file: string } & (ImportedFile | { error: Omit<ErrorReport, 'exitCode'> });

async function supplierOf(
  client: KacangClient,
  values: CommandRun['values'],
  code: string,
  currency: string,
): Promise<SupplierId> {
  const supplier = await client.suppliers.findByCode({ code });
  if (supplier) return supplier.id;
  if (!flag(values, 'create')) throw notFound('supplier', code);
  return createSupplier(client, code, currency);
}

async function importFile(run: CommandRun, frame: Frame, file: string): Promise<ImportedFile> {
  const { values } = run;
  const { client, supplierId } = frame;
  const { id: fileId } = await stageFile(client, file);
  const read = readOptionsOf(values, passwordOf(values));
  const looked = await lookAtSheet(client, values, { fileId, supplierId, read });
  const skuCode = optionalText(values, 'sku');
  const found = skuCode === null ? null : await client.skus.findByCode({ code: skuCode });
  if (skuCode !== null && !found && !flag(values, 'create')) throw notFound('sku', skuCode);
  const sku = skuCode === null ? null : (found ?? (await createSku(client, skuCode, frame.currency, looked.columns)));
  const { settings, isCostUnknown } = importSettingsOf(values, frame.timeZone, { fileId, supplierId, looked, sku });
  const isDryRun = flag(values, 'dry-run');
  const otherSheets = looked.sketch.sheets.map(({ name }) => name).filter((name) => name !== looked.sheet.name);
  const common = { isDryRun, isCostUnknown, otherSheets };
  if (isDryRun) {
    const { jobId } = await client.imports.preview(settings);
    const summary = await finishJob<ImportSummary>(client, jobId, run);
    return { ...summary, ...common, importId: null, number: null };
  }
  const allowRepeat = flag(values, 'allow-repeat');
  const { importId, jobId } = await client.imports.post({ commandId: newCommandId(), settings, allowRepeat });
  if (jobId === null) throw new Error('The import has no job.');
  const { summary } = await finishJob<{ summary: ImportSummary }>(client, jobId, run);
  const { number } = await client.imports.get({ id: importId });
  return { ...summary, ...common, importId, number };
}

/** One file: its whole summary. Several: what they come to, and each by itself. */
function totalsOf(files: readonly FileOutcome[]): unknown {
  const [only] = files;
  if (files.length === 1 && only && !('error' in only)) return only;
  const imported = files.flatMap((outcome) => ('error' in outcome ? [] : [outcome]));
  const byReason: Record<string, number> = {};
  for (const summary of imported) {
    for (const [reason, count] of Object.entries(summary.byReason)) byReason[reason] = (byReason[reason] ?? 0) + count;
  }
  const sum = (key: 'rows' | 'accepted' | 'refused'): number =>
    imported.reduce((total, summary) => total + summary[key], 0);
  return { rows: sum('rows'), accepted: sum('accepted'), refused: sum('refused'), byReason, files };
}

function lineOf(outcome: FileOutcome): string {
  if ('error' in outcome) return `${outcome.file}: ${outcome.error.code} ${JSON.stringify(outcome.error.data)}`;
  const { file, number, rows, accepted, refused, byReason, isDryRun, isCostUnknown } = outcome;
  const reasons = Object.entries(byReason).map(([reason, count]) => `${reason} ${count}`);
  return [
    `${file}: ${isDryRun ? 'dry run' : number}`,
    `rows ${rows}, accepted ${accepted}, refused ${refused}`,
    ...reasons,
    ...(isCostUnknown ? ['cost unknown: 0'] : []),
  ].join(' · ');
}
