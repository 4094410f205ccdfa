import type { HostLanguage } from '#hosts/node/host-language.ts';
import type { PriceListCounts, PriceListSettings } from '#shared/contract/price-lists.contract.ts';
import { priceListObstacle } from '#shared/domain/purchasing/price-list-obstacle.ts';
import { PRICE_LIST_ROLES } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { SMALL_PRICE_READINGS } from '#shared/domain/spreadsheets/small-prices.ts';
import { dayOf } from '#shared/domain/time/business-time.ts';
import type { Command } from '../command.ts';
import { endOfDryRun } from '../dry-run-obstacle.ts';
import { newCommandId, requireSupplier } from '../find-records.ts';
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
import { flag, optionalChoice, optionalDay, requiredText } from '../option-values.ts';
import { priceRowLines } from '../price-row-lines.ts';
import { stageFile } from '../stage-file.ts';

/** Reads a supplier's price list in: the same comparison as the window's. */
export const importPrices: Command = {
  name: 'import-prices',
  usage: 'FILE --data DIR --supplier CODE [--effective DAY] [--dry-run]',
  summary: { 'zh-CN': '导入供应商的价目表', en: "import a supplier's price list" },
  options: {
    supplier: { type: 'string' },
    effective: { type: 'string' },
    'include-hidden-rows': { type: 'boolean', default: false },
    'small-prices': { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    ...READ_OPTIONS,
  },
  details: {
    'zh-CN': `  --supplier 编码        供应商
  --effective 日期       从哪天起生效(默认今天)
  --dry-run              只比较不记入;没有任何变化的,退出码同样是 3
  --small-prices discount|price  比面值小得太多的价格(0.95、9.5)是折扣还是价格;不写则拒绝这些行
  --include-hidden-rows  连同隐藏行
${READ_DETAILS['zh-CN']}`,
    en: `  --supplier CODE        the supplier
  --effective DAY        from which day the prices hold (today otherwise)
  --dry-run              only compares, posts nothing; ends with 3 where the list changes nothing
  --small-prices discount|price  prices far below the face value (0.95, 9.5); such rows are refused otherwise
  --include-hidden-rows  hidden rows too
${READ_DETAILS.en}`,
  },
  positionals: { least: 1, most: 1 },
  async run(run) {
    const { values, positionals } = run;
    const [file = ''] = positionals;
    const code = requiredText(values, 'supplier');
    const effective = optionalDay(values, 'effective');
    const client = await run.openShop();
    const { shop } = await client.sessions.state();
    const { id: supplierId } = await requireSupplier(client, code);
    const { id: fileId } = await stageFile(client, file);
    const read = readOptionsOf(values, passwordOf(values));
    const sketch = await client.priceLists.describe({ fileId, read, supplierId });
    requireClearEncoding(sketch, read.encoding);
    const sheet = chosenSheet(sketch.sheets, read.sheet);
    const settings: PriceListSettings = {
      fileId,
      read: { ...read, sheet: sheet.name },
      supplierId,
      headerRowNumber: headerRowOf(values, sheet.headerRowNumber),
      headerSignature: sheet.headerSignature,
      columns: columnRolesOf(values, PRICE_LIST_ROLES, sheet),
      effectiveOn: effective ?? dayOf(Date.now(), shop?.timeZone ?? 'UTC'),
      includesHiddenRows: flag(values, 'include-hidden-rows'),
      assignments: [],
      smallPrices: optionalChoice(values, 'small-prices', SMALL_PRICE_READINGS) ?? 'refuse',
    };
    const { counts, rows } = await client.priceLists.preview(settings);
    if (flag(values, 'dry-run')) {
      const obstacle = priceListObstacle(counts);
      return {
        result: { isDryRun: true, obstacle, counts, rows },
        lines: [lineOf(file, counts, run.language), ...priceRowLines(rows, run.language)],
        exitCode: endOfDryRun(run, obstacle, counts),
      };
    }
    const posted = await client.priceLists.post({ commandId: newCommandId(), settings, digest: null });
    const left = rows.filter(({ verdict }) => verdict === 'refused' || verdict === 'unknown');
    const said = `${posted.number} ${lineOf(file, posted.counts, run.language)}`;
    return { result: { ...posted, left }, lines: [said, ...priceRowLines(left, run.language)] };
  },
};

function lineOf(file: string, counts: PriceListCounts, language: HostLanguage): string {
  const { new: fresh, up, down, terms, same, unknown, refused } = counts;
  if (language === 'zh-CN')
    return `${file}：新增 ${fresh}，涨价 ${up}，降价 ${down}，改条件 ${terms}，不变 ${same}，未知商品 ${unknown}，拒绝 ${refused}`;
  return `${file}: new ${fresh}, up ${up}, down ${down}, terms ${terms}, same ${same}, unknown ${unknown}, refused ${refused}`;
}
