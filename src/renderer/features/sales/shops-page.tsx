import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { CountInput } from '#renderer/components/count-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { Page, PageSection } from '#renderer/components/page.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatQuantity } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { ShopRow } from '#shared/contract/sales.contract.ts';
import styles from './sales.module.css';
import { TemplatesSection } from './templates-section.tsx';

/** Where the business sells, and the texts that go out with keys. */
export default function ShopsPage() {
  const { t } = useTranslation('sales');
  const mayEdit = useCan('settings.edit');
  const [editing, setEditing] = useState<ShopRow | 'new' | null>(null);
  const query = useQuery(api.shops.list.queryOptions({ input: { includesArchived: true } }));
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
      {t('shops.new')}
    </Button>
  );
  return (
    <Page title={t('shopsTitle')} layout="scroll" actions={add}>
      <QueryView query={query}>
        {(shops) =>
          shops.length === 0 ? (
            <EmptyState title={t('shops.empty')} text={t('shops.emptyText')} actions={add} />
          ) : (
            <table className={styles.table}>
              <thead>
                <tr>
                  <th>{t('shops.name')}</th>
                  <th>{t('shops.platform')}</th>
                  <th className={styles.number}>{t('shops.limit')}</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {shops.map((shop) => (
                  <tr key={shop.id}>
                    <td>{shop.name}</td>
                    <td>{shop.isArchived ? t('shops.archived') : shop.platform || '–'}</td>
                    <td className={styles.number}>
                      {shop.messageLimit === 0 ? t('shops.unlimited') : formatQuantity(shop.messageLimit)}
                    </td>
                    <td className={styles.number}>
                      {mayEdit ? (
                        <Button type="link" size="small" onClick={() => setEditing(shop)}>
                          {t('shops.edit')}
                        </Button>
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </QueryView>
      <PageSection title={t('shops.templates')}>
        <TemplatesSection />
      </PageSection>
      {editing === null ? null : (
        <ShopDialog shop={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Page>
  );
}

function ShopDialog({ shop, onClose }: { shop: ShopRow | null; onClose: () => void }) {
  const { t } = useTranslation('sales');
  const [name, setName] = useState(shop?.name ?? '');
  const [platform, setPlatform] = useState(shop?.platform ?? '');
  const [messageLimit, setLimit] = useState(shop?.messageLimit ?? 0);
  const [isArchived, setArchived] = useState(shop?.isArchived ?? false);
  const create = useCommand(client.shops.create, { onSuccess: onClose });
  const edit = useCommand(client.shops.edit, { onSuccess: onClose });
  const save = (): void => {
    const fields = { name: name.trim(), platform: platform.trim(), messageLimit };
    if (shop) void edit.run({ id: shop.id, isArchived, ...fields });
    else void create.run(fields);
  };
  return (
    <Modal
      open
      title={shop ? t('shops.edit') : t('shops.new')}
      okText={t('shops.save')}
      okButtonProps={{ disabled: name.trim() === '' }}
      confirmLoading={create.isPending || edit.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <div className={styles.lines}>
        <div className={styles.field}>
          <span className={styles.label}>{t('shops.name')}</span>
          <Input
            aria-label={t('shops.name')}
            value={name}
            maxLength={80}
            autoFocus
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <div className={styles.field}>
          <span className={styles.label}>{t('shops.platform')}</span>
          <Input
            aria-label={t('shops.platform')}
            value={platform}
            maxLength={40}
            onChange={(event) => setPlatform(event.target.value)}
          />
        </div>
        <div className={styles.field}>
          <span className={styles.label}>{t('shops.limit')}</span>
          <CountInput
            aria-label={t('shops.limit')}
            min={0}
            max={100_000}
            value={messageLimit}
            style={{ width: 160 }}
            onChange={(limit) => setLimit(limit ?? 0)}
          />
          <span className={styles.hint}>{t('shops.limitHint')}</span>
        </div>
        {shop ? (
          <Checkbox checked={isArchived} onChange={(event) => setArchived(event.target.checked)}>
            {t('shops.archive')}
          </Checkbox>
        ) : null}
      </div>
    </Modal>
  );
}
