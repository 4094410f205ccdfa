import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { Readable } from '#core/db/connection.ts';
import { requireRight } from '#core/identity/rights.service.ts';
import { readLots } from '#core/inventory/lots.repo.ts';
import type { Kernel } from '#core/kernel.ts';
import { countStoppable, stopOrdersOf } from '#core/purchasing/stop-orders.ts';
import { invalidValue, Refusal } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { LossConsequences, LossLists } from '#shared/contract/supplier-losses.contract.ts';
import type { BadDebtId, FileId, JobId, SupplierId } from '#shared/domain/ids.ts';
import { money, sumMoney } from '#shared/domain/money/money.ts';
import type { WritableOff } from '#shared/domain/suppliers/supplier-loss.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { postBadDebt, reverseBadDebt, writableOffOf } from './bad-debts.ts';
import type { EvidencePackageInput } from './evidence-package.job.ts';
import { supplierExposure } from './exposure.lookup.ts';
import { heldBeforeWriteOffs } from './held-before-write-offs.ts';
import { refreshStanding } from './standings.ts';
import { requireSupplier } from './supplier-accounts.posting.ts';
import {
  findStandingLoss,
  insertLoss,
  insertStoppedOrder,
  listBadDebts,
  listWithdrawnLosses,
  readStoppedOrders,
  withdrawLoss,
} from './supplier-losses.repo.ts';

const AREAS = ['suppliers', 'purchasing', 'inventory', 'reconciliation'];

/** 跑路: a supplier who is gone, what of ours went with them, and what is made of it. */
export function createSupplierLossesService(kernel: Kernel) {
  return {
    get(context: Context, supplierId: SupplierId) {
      const { db } = context;
      const supplier = requireSupplier(db, supplierId);
      const loss = findStandingLoss(db, supplier.id);
      const held = supplierExposure(db, supplier.id, today(context).day);
      return {
        supplierId,
        currency: supplier.currency,
        shopCurrency: shopSettings(db).currency,
        loss,
        history: listWithdrawnLosses(db, supplier.id),
        stoppedOrders: loss === null ? [] : readStoppedOrders(db, loss.id),
        exposure: held.exposure,
        ownExposure: held.ownExposure,
        writtenOff: heldBeforeWriteOffs(db, held).writtenOff,
        writableOff: writableOffOf(db, context, supplier.id),
        badDebts: listBadDebts(db, supplier.id),
        consequences: consequencesOf(db, supplier.id),
      };
    },

    lists(context: Context, supplierId: SupplierId, signal?: AbortSignal) {
      requireSupplier(context.db, supplierId);
      const input = { supplierId, now: context.now };
      return kernel.threads.run<LossLists>({ kind: 'supplier-loss-lists', input, keys: null, signal });
    },

    declare(
      context: Context,
      input: { supplierId: SupplierId; lostOn: Day; reason: string; expected: LossConsequences },
    ) {
      if (input.lostOn > today(context).day) throw invalidValue('lostOn', 'NOT_IN_FUTURE', input.lostOn);
      return write(context, AREAS, (tx) => {
        const { id, code } = requireSupplier(tx, input.supplierId);
        if (findStandingLoss(tx, id)) throw new Refusal('ALREADY_LOST');
        const found = consequencesOf(tx, id);
        const { openOrders, unsoldKeys } = input.expected;
        if (found.openOrders !== openOrders || found.unsoldKeys !== unsoldKeys) {
          throw new Refusal('CONSEQUENCES_CHANGED', { ...found });
        }
        const { lostOn, reason } = input;
        const lossId = insertLoss(tx, { supplierId: id, lostOn, reason, at: context.now, by: signedInUser(context) });
        for (const order of stopOrdersOf(tx, context, id, reason)) insertStoppedOrder(tx, lossId, order);
        refreshStanding(tx, id, today(context).day, context.now);
        const details = { code, lostOn, reason, ...found };
        audit(tx, context, { action: 'supplierLosses.declare', subjectKind: 'supplier', subjectId: id, details });
        return { supplierId: id, stoppedOrders: found.openOrders };
      });
    },

    withdraw: (context: Context, input: { supplierId: SupplierId; reason: string }) =>
      write(context, AREAS, (tx) => {
        const { id, code } = requireSupplier(tx, input.supplierId);
        const loss = findStandingLoss(tx, id);
        if (!loss) throw new Refusal('SUPPLIER_NOT_LOST');
        withdrawLoss(tx, { id: loss.id, reason: input.reason, at: context.now, by: signedInUser(context) });
        refreshStanding(tx, id, today(context).day, context.now);
        const endedOrders = readStoppedOrders(tx, loss.id).length;
        const details = { code, reason: input.reason, endedOrders };
        audit(tx, context, { action: 'supplierLosses.withdraw', subjectKind: 'supplier', subjectId: id, details });
        return { supplierId: id, endedOrders };
      }),

    writeOff: (context: Context, input: WritableOff & { supplierId: SupplierId; reason: string }) =>
      write(context, AREAS, (tx) => postBadDebt(tx, context, input)),

    reverseWriteOff: (context: Context, input: { id: BadDebtId; reason: string }) =>
      write(context, AREAS, (tx) => reverseBadDebt(tx, context, input)),

    evidence(context: Context, input: { supplierId: SupplierId; language: 'zh-CN' | 'en' }): { jobId: JobId } {
      requireRight(context.db, signedInUser(context), 'accounts.read');
      const supplier = requireSupplier(context.db, input.supplierId);
      const { businessName, timeZone, currency } = shopSettings(context.db);
      const { day } = today(context);
      const name = `kacang-evidence-${supplier.code}-${day}.zip`.replace(/[\\/:*?"<>|\s]/g, '_');
      const keys = kernel.vault.keys();
      const jobInput: EvidencePackageInput = {
        supplierId: supplier.id,
        language: input.language,
        businessName,
        timeZone,
        shopCurrency: currency,
        today: day,
        now: context.now,
        folder: kernel.paths.folder,
      };
      const job = kernel.jobs.start({
        kind: 'report',
        startedBy: context.userId,
        subject: name,
        run: async ({ signal }) => {
          const pieces = kernel.threads.stream({ kind: 'evidence-package', input: jobInput, keys, signal });
          const staged = await kernel.spool.stageStream(context.userId, name, pieces);
          await write({ ...context, commandId: null }, ['audit'], (tx) => {
            const details = { code: supplier.code, name };
            const subject = { subjectKind: 'supplier', subjectId: supplier.id };
            audit(tx, context, { action: 'supplierLosses.evidence', ...subject, details });
          });
          return { fileId: staged.id as FileId, name };
        },
      });
      return { jobId: job.id };
    },
  };
}

export type SupplierLossesService = ReturnType<typeof createSupplierLossesService>;

/** What a loss would stop and leave in our hands. */
function consequencesOf(
  db: Readable,
  supplierId: SupplierId,
): LossConsequences & { unsoldValue: ReturnType<typeof money> } {
  const lots = readLots(db, { by: 'supplier', supplierId });
  return {
    openOrders: countStoppable(db, supplierId),
    unsoldKeys: lots.reduce((sum, lot) => sum + lot.quarantined + lot.available + lot.reserved + lot.placed, 0),
    unsoldValue: sumMoney(lots.map(({ valueOnHand }) => money(valueOnHand))),
  };
}
