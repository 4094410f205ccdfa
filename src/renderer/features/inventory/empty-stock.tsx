import { ImportOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { EmptyState } from '#renderer/components/states/states.tsx';

/** Nothing came in as yet: stock, batches and keys all begin with an import. */
export function EmptyStock({ title }: { title: string }) {
  const { t } = useTranslation('inventory');
  const mayImport = useCan('keys.import');
  return (
    <EmptyState
      title={title}
      text={t('empty.stockText')}
      actions={
        mayImport ? (
          <Link to="/imports/new">
            <Button type="primary" icon={<ImportOutlined />}>
              {t('empty.toImport')}
            </Button>
          </Link>
        ) : null
      }
    />
  );
}
