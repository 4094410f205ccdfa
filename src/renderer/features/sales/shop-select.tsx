import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { ShopId } from '#shared/domain/ids.ts';

interface ShopSelectProps {
  value: ShopId | null;
  onChange: (id: ShopId | null) => void;
  canCreate?: boolean;
  placeholder?: string;
  width?: number | string;
  autoFocus?: boolean;
  'aria-label': string;
}

/** Chooses one of the shops; there are few, so all are in the list. A new one is made of what was typed. */
export function ShopSelect({
  value,
  onChange,
  canCreate = false,
  placeholder,
  width = '100%',
  ...rest
}: ShopSelectProps) {
  const { t } = useTranslation('sales');
  const [typed, setTyped] = useState('');
  const shops = useQuery(api.shops.list.queryOptions({ input: {} }));
  const create = useCommand(client.shops.create);
  const name = typed.trim();
  const known = shops.data ?? [];
  const isNew = canCreate && shops.isSuccess && name !== '' && !known.some((shop) => shop.name === name);
  const isUnlikeAny = isNew && !known.some((shop) => shop.name.toLowerCase().includes(name.toLowerCase()));
  const add = async (): Promise<void> => {
    const made = await create.run({ name });
    if (!made) return;
    setTyped('');
    await shops.refetch();
    onChange(made.id);
  };
  const nothing = known.length > 0 ? 'form.unknownShop' : canCreate ? 'form.nameFirstShop' : 'shops.empty';
  return (
    <Select<ShopId>
      value={value ?? undefined}
      allowClear
      autoFocus={rest.autoFocus}
      aria-label={rest['aria-label']}
      placeholder={placeholder ?? t('form.noShop')}
      style={{ width }}
      showSearch={{ searchValue: typed, onSearch: setTyped, optionFilterProp: 'label' }}
      options={known.map((shop) => ({ value: shop.id, label: shop.name }))}
      onChange={(id) => onChange(id ?? null)}
      loading={shops.isPending}
      notFoundContent={shops.isSuccess ? <span className="kc-faint">{t(nothing)}</span> : null}
      onInputKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || !isUnlikeAny) return;
        event.preventDefault();
        void add();
      }}
      popupRender={(menu) => (
        <>
          {menu}
          {isNew ? (
            <Button
              type="link"
              size="small"
              icon={<PlusOutlined />}
              loading={create.isPending}
              onClick={() => void add()}
            >
              {t('form.newShop', { name })}
            </Button>
          ) : null}
        </>
      )}
    />
  );
}
