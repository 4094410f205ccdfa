import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTypedText } from '#renderer/components/typed-text.ts';
import { api } from '#renderer/lib/client.ts';

interface BuyerSelectProps {
  value: string;
  onChange: (buyer: string) => void;
}

/** Chooses somebody who bought by the beginning of the name; empty for anybody. */
export function BuyerSelect({ value, onChange }: BuyerSelectProps) {
  const { t } = useTranslation('sales');
  const [typed, setTyped] = useTypedText();
  const [isOpen, setOpen] = useState(false);
  const found = useQuery(
    api.deliveries.findBuyers.queryOptions({
      input: { text: typed.settled },
      placeholderData: keepPreviousData,
      enabled: isOpen,
    }),
  );
  return (
    <Select
      value={value || null}
      allowClear
      style={{ width: 130 }}
      placeholder={t('list.buyer')}
      aria-label={t('list.buyer')}
      showSearch={{ filterOption: false, searchValue: typed.now, onSearch: setTyped }}
      open={isOpen}
      onOpenChange={setOpen}
      loading={found.isFetching}
      notFoundContent={t('list.noBuyer')}
      options={(found.data ?? []).map((buyer) => ({ value: buyer, label: buyer }))}
      onChange={(buyer) => onChange(buyer ?? '')}
    />
  );
}
