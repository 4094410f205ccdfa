import { useQuery } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { CopyText } from '#renderer/components/copy-text.tsx';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { keyName } from '#renderer/components/key-name.ts';
import { Amount, Balance, Quantity } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { formatMonth } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { SupplierDetails, SupplierEntry, SupplierEntryLine } from '#shared/contract/suppliers.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SupplierEntryId } from '#shared/domain/ids.ts';
import { EntryMark } from './entry-columns.tsx';
import styles from './entry-drawer.module.css';
import { EntryMoneySection } from './entry-money.tsx';
import { ReverseEntryDialog } from './reverse-entry-dialog.tsx';

interface EntryDrawerProps {
  id: SupplierEntryId;
  supplier: SupplierDetails;
  onClose: () => void;
  onShow: (id: SupplierEntryId) => void;
}

/** One posted entry: its facts, its lines, and its reversal. Nothing in it can be edited. */
export function EntryDrawer({ id, supplier, onClose, onShow }: EntryDrawerProps) {
  const { t } = useTranslation('suppliers');
  const mayPost = useCan('accounts.post');
  const query = useQuery(api.supplierAccounts.entry.queryOptions({ input: { id } }));
  const [isReversing, setReversing] = useState(false);
  const entry = query.data;
  const obstacle = entry ? obstacleOf(entry, t) : null;
  const kind = entry ? t(`account.kinds.${entry.kind}`) : '';
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      name="supplier-entry"
      width={480}
      title={entry ? t('entry.title', { kind, number: entry.number }) : ''}
      footer={
        entry && mayPost ? (
          <Tooltip title={obstacle}>
            <Button disabled={obstacle !== null} onClick={() => setReversing(true)}>
              {t('entry.reverse')}
            </Button>
          </Tooltip>
        ) : null
      }
    >
      <QueryView query={query} loading={<LoadingState shape="form" />}>
        {(details) => (
          <>
            <EntryFacts entry={details} currency={supplier.currency} onShow={onShow} />
            {details.lines.length > 0 ? (
              <PageSection title={t('entry.lines')}>
                <EntryLines lines={details.lines} />
              </PageSection>
            ) : null}
            {details.claims.length > 0 ? (
              <PageSection title={t('entry.claims')}>
                <ul className={styles.claims}>
                  {details.claims.map((claim) => (
                    <li key={claim.keyId}>
                      <span className="kc-mono">{keyName(claim)}</span> {claim.skuName}
                    </li>
                  ))}
                </ul>
              </PageSection>
            ) : null}
            <EntryMoneySection entry={details} onShow={onShow} />
          </>
        )}
      </QueryView>
      {entry && isReversing ? (
        <ReverseEntryDialog entry={entry} supplier={supplier} onClose={() => setReversing(false)} onReversed={onShow} />
      ) : null}
    </SideDrawer>
  );
}

type T = ReturnType<typeof useTranslation<'suppliers'>>['t'];

/** Why an entry cannot be reversed; null when it can. */
function obstacleOf(entry: SupplierEntry, t: T): string | null {
  if (entry.reversesId !== null) return t('entry.cannotReverse.reversal');
  if (entry.reversedByNumber !== null) return t('entry.cannotReverse.reversed', { number: entry.reversedByNumber });
  if (entry.settledStatementNumber !== null) {
    return t('entry.cannotReverse.settled', { number: entry.settledStatementNumber });
  }
  const isOwn = entry.importId === null && entry.deliveryId === null;
  return isOwn ? null : t('entry.cannotReverse.document', { number: entry.ourNumber });
}

/** Our paper behind the entry; an import opens. */
function OurNumber({ entry: { importId, ourNumber } }: { entry: SupplierEntry }) {
  const mayOpen = useCan('keys.import');
  if (importId === null || !mayOpen) return <CopyText text={ourNumber} />;
  return (
    <Link to={`/imports?import=${importId}`} className="kc-mono">
      {ourNumber}
    </Link>
  );
}

interface EntryFactsProps {
  entry: SupplierEntry;
  currency: string;
  onShow: (id: SupplierEntryId) => void;
}

function EntryFacts({ entry, currency, onShow }: EntryFactsProps) {
  const { t } = useTranslation('suppliers');
  const fact = (label: string, value: ReactNode) => ({ label, value });
  const other = entry.reversesId ?? entry.reversedById;
  const otherNumber = entry.reversesNumber ?? entry.reversedByNumber;
  return (
    <Details
      items={[
        fact(
          t('entry.amount'),
          <>
            <Amount value={Math.abs(entry.amount)} currency={currency} />{' '}
            <span className="kc-soft">{entry.amount > 0 ? t('post.raises') : t('post.lowers')}</span>
          </>,
        ),
        fact(t('entry.balanceAfter'), <Balance value={entry.balanceAfter} currency={currency} />),
        fact(t('account.columns.occurredOn'), <CalendarDay on={entry.occurredOn} />),
        fact(t('account.columns.month'), formatMonth(entry.month)),
        fact(t('account.columns.external'), entry.externalNumber ? <CopyText text={entry.externalNumber} /> : '–'),
        ...(entry.ourNumber !== entry.number ? [fact(t('account.columns.ours'), <OurNumber entry={entry} />)] : []),
        fact(t('account.columns.remark'), entry.remark || '–'),
        fact(t('entry.postedAt'), <Moment at={entry.postedAt} />),
        fact(t('account.columns.postedBy'), entry.postedBy || '–'),
        ...(entry.settledStatementNumber ? [fact(t('entry.statement'), entry.settledStatementNumber)] : []),
        ...(other !== null && otherNumber !== null
          ? [
              fact(
                entry.reversesId === null ? t('account.reversed') : t('entry.reverse'),
                <>
                  <Button type="link" size="small" className={styles.link} onClick={() => onShow(other)}>
                    {otherNumber}
                  </Button>
                  <EntryMark entry={entry} />
                </>,
              ),
            ]
          : []),
      ]}
    />
  );
}

function EntryLines({ lines }: { lines: readonly SupplierEntryLine[] }) {
  const { t } = useTranslation('suppliers');
  return (
    <table className={styles.lines}>
      <thead>
        <tr>
          <th>{t('entry.sku')}</th>
          <th className={styles.end}>{t('entry.quantity')}</th>
          <th className={styles.end}>{t('entry.unitPrice')}</th>
          <th className={styles.end}>{t('entry.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>
              {line.skuName === null ? '–' : skuTitle({ productName: line.productName ?? '', name: line.skuName })}{' '}
              <span className="kc-mono kc-faint">{line.skuCode}</span>
            </td>
            <td className={styles.end}>
              <Quantity value={line.quantity} />
            </td>
            <td className={styles.end}>
              <Amount value={line.unitPrice} decimals={4} />
            </td>
            <td className={styles.end}>
              <Amount value={line.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
