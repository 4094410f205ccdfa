import type { HostLanguage } from '#hosts/node/host-language.ts';
import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { NewSku, SkuDetails } from '#shared/contract/catalog.contract.ts';
import type { ImportSettings, ImportSummary } from '#shared/contract/imports.contract.ts';
import type { OrderDetails } from '#shared/contract/purchase-orders.contract.ts';
import { postingObstacle } from '#shared/domain/imports/posting-obstacle.ts';
import type { CommandRun } from './command.ts';
import { CommandRefusal, UsageError } from './command-errors.ts';
import { createSku, createSupplier, newSku } from './create-records.ts';
import { endOfDryRun } from './dry-run-obstacle.ts';
import { type ErrorReport, reportOf } from './error-report.ts';
import { newCommandId, notFound } from './find-records.ts';
import { finishJob } from './finish-job.ts';
import {
  importSettingsOf,
  type LookedAtSheet,
  lookAtSheet,
  type WantedSettings,
  type WantedSupplier,
} from './import-settings.ts';
import { passwordOf, readOptionsOf } from './import-sheet.ts';
import { flag, optionalText } from './option-values.ts';
import { stageFile } from './stage-file.ts';

/** What the files of one command share. */
export interface Frame {
  readonly client: KacangClient;
  /** Looked up for each file: the one before may have made it. */
  supplier(): Promise<WantedSupplier>;
  readonly currency: string;
  readonly timeZone: string;
  /** The purchase order that the keys answer, as it was when the command began; null without one. */
  readonly orderNumber: string | null;
}

interface ImportedFile extends ImportSummary {
  readonly importId: number | null;
  readonly number: string | null;
  readonly isDryRun: boolean;
  /** Of a dry run: why the import would be refused. Null where it would not be, and of what was posted. */
  readonly obstacle: string | null;
  /** Nothing said what the keys cost; they came in at zero. */
  readonly isCostUnknown: boolean;
  readonly otherSheets: readonly string[];
}

export type FileOutcome = { file: string } & (ImportedFile | { error: Omit<ErrorReport, 'exitCode'> });

/** Imports each file by itself; one that fails alone fails the command, among several the others go on. */
export async function importFiles(run: CommandRun, frame: Frame, paths: readonly string[]): Promise<FileOutcome[]> {
  if (paths.length > 1) requireSheetsOfOwn(run);
  const files: FileOutcome[] = [];
  for (const file of paths) {
    try {
      files.push({ file, ...(await importFile(run, frame, file)) });
    } catch (error) {
      if (paths.length === 1) throw error;
      const { exitCode, ...report } = reportOf(error, run.language);
      if (exitCode === 130) throw error;
      files.push({ file, error: report });
    }
  }
  return files;
}

/** What is said of one sheet as a whole would count once for each of several. */
function requireSheetsOfOwn({ values }: CommandRun): void {
  for (const name of ['amount', 'total-cost']) {
    if (optionalText(values, name) === null) continue;
    throw new UsageError({
      'zh-CN': `--${name} 是一张表的金额:请每次只导入一个文件。`,
      en: `--${name} is what one sheet comes to: import one file at a time.`,
    });
  }
}

async function importFile(run: CommandRun, frame: Frame, file: string): Promise<ImportedFile> {
  const { values } = run;
  const { client } = frame;
  const supplier = await frame.supplier();
  const { id: fileId } = await stageFile(client, file);
  const read = readOptionsOf(values, passwordOf(values));
  const looked = await lookAtSheet(client, values, { fileId, supplier, read });
  // Looked up for each file: every receipt changes the order.
  const order = frame.orderNumber === null ? null : await requireOrder(client, frame.orderNumber);
  const skuCode = optionalText(values, 'sku') ?? onlySkuOf(order);
  const sku = skuCode === null ? null : await wantedSku(run, frame, skuCode, looked);
  const { settings: wanted, isCostUnknown } = importSettingsOf(values, frame.timeZone, {
    fileId,
    supplier,
    looked,
    sku,
    order,
  });
  const isDryRun = flag(values, 'dry-run');
  const otherSheets = looked.sketch.sheets
    .filter(({ name, visibility, rowCount }) => visibility === 'visible' && rowCount > 0 && name !== looked.sheet.name)
    .map(({ name }) => name);
  const common = { isDryRun, isCostUnknown, otherSheets };
  const allowRepeat = flag(values, 'allow-repeat');
  if (isDryRun) {
    const summary = await previewOf(run, client, wanted);
    const isRepeat = looked.sketch.earlierImports.length > 0 && !allowRepeat;
    const obstacle = isRepeat ? 'FILE_ALREADY_IMPORTED' : postingObstacle(summary, wanted);
    return { ...summary, ...common, obstacle, importId: null, number: null };
  }
  const settings = existing(wanted) ?? (await makeMissing(run, client, { wanted, looked, allowRepeat }));
  const { importId, jobId } = await client.imports.post({ commandId: newCommandId(), settings, allowRepeat });
  if (jobId === null) throw new Error('The import has no job.');
  const { summary } = await finishJob<{ summary: ImportSummary }>(client, jobId, run);
  const { number } = await client.imports.get({ id: importId });
  return { ...summary, ...common, obstacle: null, importId, number };
}

async function wantedSku(
  { values }: CommandRun,
  { client, currency }: Frame,
  code: string,
  { columns, sheet }: LookedAtSheet,
): Promise<SkuDetails | { new: NewSku }> {
  const found = await client.skus.findByCode({ code });
  if (found) return found;
  if (!flag(values, 'create')) throw notFound('sku', code);
  return {
    new: newSku(
      code,
      currency,
      columns,
      sheet.columns.map(({ name }) => name),
    ),
  };
}

/** The settings where supplier and SKU are there; null where one is still to be made. */
function existing({ supplier, sku, ...rest }: WantedSettings): ImportSettings | null {
  return 'new' in supplier || 'new' in sku ? null : { ...rest, supplierId: supplier.id, sku };
}

async function previewOf(run: CommandRun, client: KacangClient, wanted: WantedSettings): Promise<ImportSummary> {
  const settings = existing(wanted);
  const { jobId } = settings ? await client.imports.preview(settings) : await client.imports.previewUnmade(wanted);
  return finishJob<ImportSummary>(client, jobId, run);
}

/** Makes supplier and SKU, but only once a dry run has shown that the sheet will be posted: nothing of a refused one stays. */
async function makeMissing(
  run: CommandRun,
  client: KacangClient,
  { wanted, looked, allowRepeat }: { wanted: WantedSettings; looked: LookedAtSheet; allowRepeat: boolean },
): Promise<ImportSettings> {
  const [earlier] = looked.sketch.earlierImports;
  if (earlier && !allowRepeat) {
    const data = { importId: earlier.id, number: earlier.number };
    throw new CommandRefusal('FILE_ALREADY_IMPORTED', 'The file was imported before.', data);
  }
  const summary = await previewOf(run, client, wanted);
  const obstacle = postingObstacle(summary, wanted);
  if (obstacle !== null) {
    const data = obstacle === 'NOTHING_TO_IMPORT' ? summary : { totals: summary.brokenTotals };
    throw new CommandRefusal(obstacle, obstacle, data);
  }
  run.signal.throwIfAborted();
  const { supplier, sku, ...rest } = wanted;
  return {
    ...rest,
    supplierId: 'new' in supplier ? await createSupplier(client, supplier.new) : supplier.id,
    sku: 'new' in sku ? { by: 'one', skuId: await createSku(client, sku.new) } : sku,
  };
}

/** One file: its whole summary. Several: what they come to, and each by itself. */
export function totalsOf(files: readonly FileOutcome[]): unknown {
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

const WORDS = {
  'zh-CN': {
    dryRun: '试算',
    rows: (rows: number, accepted: number, refused: number) => `共 ${rows} 行，入库 ${accepted}，拒绝 ${refused}`,
    noCost: '没有成本，按 0 入库',
    otherSheets: (names: readonly string[]) => `没有读的工作表：${names.join('、')}`,
  },
  en: {
    dryRun: 'dry run',
    rows: (rows: number, accepted: number, refused: number) => `rows ${rows}, accepted ${accepted}, refused ${refused}`,
    noCost: 'cost unknown: 0',
    otherSheets: (names: readonly string[]) => `sheets left out: ${names.join(', ')}`,
  },
} as const;

/** What became of a file, in one line for people. */
export function lineOf(outcome: FileOutcome, language: HostLanguage): string {
  if ('error' in outcome) return `${outcome.file}: ${outcome.error.message}`;
  const { file, number, rows, accepted, refused, byReason, isDryRun, isCostUnknown, otherSheets, obstacle } = outcome;
  const reasons = Object.entries(byReason).map(([reason, count]) => `${reason} ${count}`);
  const words = WORDS[language];
  return [
    `${file}: ${isDryRun ? words.dryRun : number}`,
    words.rows(rows, accepted, refused),
    ...reasons,
    ...(isCostUnknown ? [words.noCost] : []),
    ...(otherSheets.length > 0 ? [words.otherSheets(otherSheets)] : []),
    ...(obstacle === null ? [] : [obstacle]),
  ].join(' · ');
}

/** 3 where a file failed, or would: a dry run ends as the import would. */
export function exitCodeOf(run: CommandRun, files: readonly FileOutcome[]): number {
  const codes = files.map((outcome) => {
    if ('error' in outcome) return 3;
    return endOfDryRun(run, outcome.obstacle, outcome, files.length > 1 ? outcome.file : undefined);
  });
  return Math.max(0, ...codes);
}

/** The order of this number; refuses like the core does for what does not exist. */
export async function requireOrder(client: KacangClient, number: string): Promise<OrderDetails> {
  const order = await client.purchaseOrders.findByNumber({ number });
  if (!order) throw notFound('purchaseOrder', number);
  return order;
}

/** An order of one SKU says which one its sheets hold. */
function onlySkuOf(order: OrderDetails | null): string | null {
  const codes = new Set(order?.lines.map(({ skuCode }) => skuCode));
  const [only] = codes;
  return codes.size === 1 && only !== undefined ? only : null;
}
