import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { CommandReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { downloadFile } from '#renderer/lib/download.ts';
import type { InvoiceAllocation, InvoiceRow } from '#shared/contract/invoices.contract.ts';
import type { InvoiceId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import styles from '../purchasing/orders.module.css';
import { InvoiceState } from './invoice-columns.tsx';
import { RedLetterDialog } from './red-letter-dialog.tsx';

/** One invoice: its sums, what it is for, its file, and the acts that are left. */
export function InvoiceDrawer({ id, onClose }: { id: InvoiceId; onClose: () => void }) {
  const { t } = useTranslation('invoices');
  const query = useQuery(api.invoices.get.queryOptions({ input: { id } }));
  const found = query.data;
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      name="invoice"
      width={560}
      title={found ? `${found.number} · ${found.party}` : ''}
      footer={found ? <Acts invoice={found} /> : null}
    >
      <QueryView query={query}>
        {(invoice) => (
          <>
            <Details
              items={[
                { label: t('columns.kind'), value: t(`kinds.${invoice.kind}`) },
                { label: t('columns.code'), value: <span className="kc-mono">{invoice.code || '–'}</span> },
                { label: t('columns.issuedOn'), value: <CalendarDay on={invoice.issuedOn} /> },
                { label: t('columns.net'), value: <Amount value={invoice.net} currency={invoice.currency} /> },
                { label: t('columns.rate'), value: `${invoice.taxRate / 1_000_000}%` },
                { label: t('columns.tax'), value: <Amount value={invoice.tax} currency={invoice.currency} /> },
                { label: t('columns.total'), value: <Amount value={invoice.total} currency={invoice.currency} /> },
                { label: t('columns.state'), value: <InvoiceState row={invoice} /> },
                { label: t('columns.file'), value: <File invoice={invoice} /> },
                { label: t('columns.note'), value: invoice.note || '–' },
                { label: t('columns.registered'), value: <Moment at={invoice.registeredAt} /> },
              ]}
            />
            <Allocations invoice={invoice} rows={invoice.allocations} />
          </>
        )}
      </QueryView>
    </SideDrawer>
  );
}

function File({ invoice }: { invoice: InvoiceRow }) {
  const { t } = useTranslation('invoices');
  const open = useCommand(client.invoices.openAttachment);
  if (invoice.attachmentName === null) return <>–</>;
  const save = async (): Promise<void> => {
    const opened = await open.run({ id: invoice.id });
    if (opened) await downloadFile(opened.fileId, opened.name);
  };
  return (
    <Button size="small" loading={open.isPending} onClick={() => void save()}>
      {t('drawer.open')} {invoice.attachmentName}
    </Button>
  );
}

function Allocations({ invoice, rows }: { invoice: InvoiceRow; rows: readonly InvoiceAllocation[] }) {
  const { t } = useTranslation('invoices');
  return (
    <PageSection title={t('drawer.allocations')}>
      {rows.length === 0 ? <p className="kc-soft">{t('drawer.none')}</p> : null}
      <table className={styles.table} aria-label={t('drawer.allocations')}>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.entryId ?? row.shopName} ${row.month}`}>
              <td>
                {row.entryNumber === null ? (
                  `${row.shopName ?? ''} ${row.month ?? ''}`
                ) : (
                  <Link className="kc-mono" to={`/suppliers?supplier=${invoice.supplierId ?? ''}&tab=account`}>
                    {row.entryNumber}
                  </Link>
                )}{' '}
                <CalendarDay on={row.occurredOn} />
              </td>
              <td className={styles.end}>
                <Amount value={row.amount} currency={invoice.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </PageSection>
  );
}

function Acts({ invoice }: { invoice: InvoiceRow }) {
  const { t } = useTranslation('invoices');
  const { message } = App.useApp();
  const mayPost = useCan('accounts.post');
  const [isVoiding, setVoiding] = useState(false);
  const [isRedding, setRedding] = useState(false);
  const cover = useCommand(client.invoices.coverOldest);
  if (!mayPost || invoice.voidReason !== null) return null;
  const isRed = invoice.redsId !== null;
  const left = money(invoice.total - invoice.redded);
  const coverOldest = async (): Promise<void> => {
    const covered = await cover.run({ id: invoice.id });
    if (covered) message.info(covered.shares > 0 ? t('drawer.allocated') : t('drawer.nothingToCover'));
  };
  return (
    <div className={styles.foot}>
      {!isRed && invoice.direction === 'in' && invoice.allocated < left ? (
        <Button loading={cover.isPending} onClick={() => void coverOldest()}>
          {t('drawer.allocate')}
        </Button>
      ) : null}
      {!isRed && left > 0 ? <Button onClick={() => setRedding(true)}>{t('drawer.red')}</Button> : null}
      {invoice.redded === 0 ? (
        <Button danger onClick={() => setVoiding(true)}>
          {t('drawer.void')}
        </Button>
      ) : null}
      {isVoiding ? <VoidDialog invoice={invoice} onClose={() => setVoiding(false)} /> : null}
      {isRedding ? <RedLetterDialog invoice={invoice} left={left} onClose={() => setRedding(false)} /> : null}
    </div>
  );
}

function VoidDialog({ invoice, onClose }: { invoice: InvoiceRow; onClose: () => void }) {
  const { t } = useTranslation('invoices');
  return (
    <CommandReasonDialog
      command={client.invoices.voidInvoice}
      inputOf={(reason) => ({ id: invoice.id, reason })}
      doneText={() => t('drawer.voided')}
      title={t('drawer.voidTitle', { number: invoice.number })}
      text={t('drawer.voidText')}
      okText={t('drawer.void')}
      label={t('drawer.reason')}
      onClose={onClose}
    />
  );
}
