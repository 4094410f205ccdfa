import { z } from 'zod';
import type { ImportId } from '../domain/ids.ts';
import { amountAboveZero, command, commandInput, day, idOf, moneyAmount } from './procedure.ts';
import { supplierEntryId } from './suppliers.contract.ts';

/** What stands on the account beyond the keys that an import brought, what of it is neither claimed nor accepted, and the claims that stand. */
export const chargedRefusals = z.object({
  charged: moneyAmount,
  open: moneyAmount,
  claims: z.array(
    z.object({
      entryId: supplierEntryId,
      number: z.string(),
      amount: moneyAmount,
      occurredOn: day,
      note: z.string(),
    }),
  ),
  /** Nobody claims the rest: a fee, or not worth the trouble. */
  accepted: z.object({ reason: z.string(), acceptedAt: z.number(), acceptedBy: z.string() }).nullable(),
});

const reason = z.string().trim().min(1).max(200);
const postedEntry = z.object({ id: supplierEntryId, number: z.string() });

/** Money back for refused rows that the supplier charged; a part of the imports' contract. */
export const refusedClaims = {
  /**
   * Claims back what the supplier charged for refused rows of an import without a purchase order: a refund on the account, at most
   * what `chargedRefusals` has open. An undo of the whole import takes it back too.
   */
  claimRefused: command('accounts.post')
    .input(
      commandInput({
        id: idOf<ImportId>(),
        amount: amountAboveZero,
        note: z.string().trim().max(200).default(''),
      }),
    )
    .errors({ CREDIT_TOO_HIGH: { status: 409, data: z.object({ amount: moneyAmount, currency: z.string() }) } })
    .output(postedEntry),
  /** Takes such a claim back by its opposite. */
  withdrawRefusedClaim: command('accounts.post')
    .input(
      commandInput({
        id: idOf<ImportId>(),
        entryId: supplierEntryId,
        reason,
      }),
    )
    .errors({ ENTRY_SETTLED: { status: 409, data: z.object({ number: z.string() }) } })
    .output(postedEntry),
  /** Nobody claims what is left of it: it leaves the exposure. Undone by `reopenRefused`. */
  acceptRefused: command('accounts.post')
    .input(commandInput({ id: idOf<ImportId>(), reason }))
    .errors({ NOTHING_OPEN: { status: 409 } })
    .output(z.object({ id: idOf<ImportId>() })),
  /** It is claimed after all. */
  reopenRefused: command('accounts.post')
    .input(commandInput({ id: idOf<ImportId>(), reason }))
    .errors({ NOT_ACCEPTED: { status: 409 } })
    .output(z.object({ id: idOf<ImportId>() })),
};
