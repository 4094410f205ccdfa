import { readAuditHead } from '#core/audit/audit.repo.ts';
import { type Context, today } from '#core/context.ts';
import type { Kernel } from '#core/kernel.ts';
import { invalidValue } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { requireSupplier } from '#core/suppliers/suppliers.lookup.ts';
import type { JobId, SupplierId } from '#shared/domain/ids.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import type { MonthWorkbookInput } from './month-workbook.job.ts';

interface WorkbookWish {
  readonly month: Month;
  readonly supplierId: SupplierId | null;
  readonly language?: 'zh-CN' | 'en';
}

export function createReportsService(kernel: Kernel) {
  function monthlyWorkbook(context: Context, wish: WorkbookWish): { jobId: JobId } {
    const { db } = context;
    const shop = shopSettings(db);
    const { month, supplierId } = wish;
    if (month > today(context).month) throw invalidValue('month', 'NOT_IN_FUTURE', month);
    const supplier = supplierId === null ? null : requireSupplier(db, supplierId);
    const currency = supplier?.currency ?? shop.currency;
    const input: MonthWorkbookInput = {
      supplierId,
      month,
      language: wish.language ?? shop.language,
      businessName: shop.businessName,
      currency,
      shopCurrency: shop.currency,
      timeZone: shop.timeZone,
      generatedAt: context.now,
      generatedOn: today(context).day,
      auditHead: readAuditHead(db)?.mac.toString('hex') ?? '',
    };
    const name = ['kacang', month, ...(supplier ? [supplier.code] : [])].join('-').concat('.xlsx');
    const job = kernel.jobs.start({
      kind: 'report',
      startedBy: context.userId,
      subject: name,
      run: async ({ signal }) => {
        const pieces = kernel.threads.stream({ kind: 'month-workbook', input, keys: null, signal });
        const staged = await kernel.spool.stageStream(context.userId, name, pieces);
        return { fileId: staged.id, name };
      },
    });
    return { jobId: job.id };
  }

  return { monthlyWorkbook };
}
