import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';

/** What else there is about suppliers: each page by the right that it asks for. */
export function SupplierPagesMenu() {
  const { t } = useTranslation('suppliers');
  const corrections = useTranslation('corrections').t;
  const invoices = useTranslation('invoices').t;
  const mayRead = useCan('purchasing.read');
  const showsAccounts = useCan('accounts.read');
  return (
    <>
      {showsAccounts ? (
        <Link to="/suppliers/money">
          <Button type="text">{t('toMoney')}</Button>
        </Link>
      ) : null}
      <Link to="/suppliers/dossiers">
        <Button type="text">{t('toDossiers')}</Button>
      </Link>
      {showsAccounts ? (
        <Link to="/suppliers/invoices">
          <Button type="text">{invoices('title')}</Button>
        </Link>
      ) : null}
      {mayRead ? (
        <Link to="/suppliers/corrections">
          <Button type="text">{corrections('title')}</Button>
        </Link>
      ) : null}
    </>
  );
}
