import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { KeyMultiSelect } from '#renderer/components/key-multi-select.tsx';
import { keyName } from '#renderer/components/key-name.ts';
import { Amount } from '#renderer/components/money.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { OpenClaim, SupplierRow } from '#shared/contract/suppliers.contract.ts';
import type { CardKeyId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { claimOfAmount, openOf } from '#shared/domain/suppliers/claim-refunds.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** The open claims of a supplier that a refund may name; none for another kind of entry. */
export function useOpenClaims(supplierId: SupplierId, isRefund: boolean): readonly OpenClaim[] {
  const claims = useQuery(api.supplierAccounts.openClaims.queryOptions({ input: { supplierId }, enabled: isRefund }));
  return claims.data ?? [];
}

/** What a refund is for: as said by hand, or the only claim that has exactly its amount open. */
export function claimsOfDraft(
  claims: readonly OpenClaim[],
  chosen: readonly CardKeyId[] | undefined,
  { amount, occurredOn }: { amount: Money | null; occurredOn: Day | null },
): readonly CardKeyId[] {
  if (chosen) return chosen;
  if (amount === null || occurredOn === null) return [];
  const open = claims.map(({ keyId, ...claim }) => ({ ...claim, id: keyId }));
  const only = claimOfAmount(open, { amount, creditedOn: occurredOn });
  return only === null ? [] : [only];
}

interface RefundClaimsFieldProps {
  supplier: Pick<SupplierRow, 'currency'>;
  claims: readonly OpenClaim[];
  value: readonly CardKeyId[];
  onChange: (keyIds: CardKeyId[]) => void;
}

/** The bad keys that a refund pays back. */
export function RefundClaimsField({ supplier: { currency }, claims, value, onChange }: RefundClaimsFieldProps) {
  const { t } = useTranslation('suppliers');
  if (claims.length === 0) return null;
  const chosen = claims
    .filter(({ keyId }) => value.includes(keyId))
    .map(({ keyId, ...claim }) => ({ ...claim, id: keyId }));
  return (
    <Form.Item
      label={t('post.claims')}
      extra={
        chosen.length === 0 ? (
          t('post.claimsHint')
        ) : (
          <>
            {t('post.claimsOpen')} <Amount value={openOf(chosen)} currency={currency} />
          </>
        )
      }
    >
      <KeyMultiSelect
        value={value}
        placeholder={t('post.claimsPlaceholder')}
        aria-label={t('post.claims')}
        options={claims.map((claim) => ({ value: claim.keyId, label: claimLabel(claim, currency) }))}
        onChange={onChange}
      />
    </Form.Item>
  );
}

function claimLabel({ keyId, tail, skuName, left, claimedOn }: OpenClaim, currency: string): string {
  return [keyName({ keyId, tail }), skuName, formatAmount(left, { currency }), claimedOn].join(' · ');
}
