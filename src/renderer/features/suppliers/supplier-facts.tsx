import { useTranslation } from 'react-i18next';
import { CopyText } from '#renderer/components/copy-text.tsx';
import { Moment } from '#renderer/components/day.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details } from '#renderer/components/side-drawer.tsx';
import { currencyName } from '#renderer/i18n/format.ts';
import type { Contact, SupplierDetails } from '#shared/contract/suppliers.contract.ts';
import { closingDayText, settlementText, warrantyText } from './supplier-text.ts';

/** What is known of a supplier besides money. */
export function SupplierFacts({ supplier }: { supplier: SupplierDetails }) {
  const { t } = useTranslation('suppliers');
  const { contacts, notes } = supplier;
  return (
    <div style={{ overflow: 'auto', minHeight: 0 }}>
      <Details
        items={[
          { label: t('columns.code'), value: <CopyText text={supplier.code} /> },
          { label: t('columns.kind'), value: t(`kinds.${supplier.kind}`) },
          { label: t('columns.settlement'), value: settlementText(t, supplier) },
          { label: t('columns.currency'), value: `${supplier.currency} ${currencyName(supplier.currency)}` },
          { label: t('columns.closingDay'), value: closingDayText(t, supplier.closingDay) },
          { label: t('columns.warranty'), value: warrantyText(t, supplier.warrantyHours) },
          {
            label: t('skuTerms.verify'),
            value: supplier.verifyFirst ? t('skuTerms.verifyFirst') : t('skuTerms.sellAtOnce'),
          },
          { label: t('editor.notes'), value: <Notes text={notes} /> },
        ]}
      />
      <PageSection title={t('editor.contacts')}>
        {contacts.length === 0 ? (
          <span className="kc-faint">{t('drawer.noContacts')}</span>
        ) : (
          contacts.map((contact) => <ContactCard key={JSON.stringify(contact)} contact={contact} />)
        )}
      </PageSection>
      <span className="kc-faint">
        {t('drawer.updatedAt')} <Moment at={supplier.updatedAt} />
      </span>
    </div>
  );
}

function Notes({ text }: { text: string }) {
  const { t } = useTranslation('suppliers');
  if (text === '') return <span className="kc-faint">{t('drawer.noNotes')}</span>;
  return <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span>;
}

function ContactCard({ contact }: { contact: Contact }) {
  const { name, role, phone, chat, note } = contact;
  return (
    <Details
      items={[
        {
          label: [role, name].filter(Boolean).join(' · ') || '–',
          value: (
            <>
              {phone ? <CopyText text={phone} /> : null} {chat ? <CopyText text={chat} /> : null}
              {note ? <span className="kc-soft"> {note}</span> : null}
            </>
          ),
        },
      ]}
    />
  );
}
