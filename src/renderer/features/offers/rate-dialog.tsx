import { useQuery } from '@tanstack/react-query';
import { App, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { formatDay, today } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { formatRate, isFarFromRate, parseRate } from '#shared/domain/purchasing/exchange-rate.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { CurrencySelect } from './currency-select.tsx';
import styles from './offers.module.css';

interface RateDialogProps {
  /** The shop's own currency, which needs no rate. */
  own: string;
  currency?: string;
  onClose: () => void;
}

/** Enters one rate by hand. */
export function RateDialog({ own, currency: first, onClose }: RateDialogProps) {
  const { t } = useTranslation('offers');
  const { message } = App.useApp();
  const [currency, setCurrency] = useState(first ?? (own === 'USD' ? 'CNY' : 'USD'));
  const [rateOn, setRateOn] = useState(today() as Day);
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const enter = useCommand(client.exchangeRates.enter);
  const rate = parseRate(text);
  const known = useQuery(api.exchangeRates.onDay.queryOptions({ input: { currency, day: rateOn } })).data ?? null;
  const isFar = rate !== null && known !== null && isFarFromRate(rate, known.rate);
  const isUnread = text !== '' && rate === null;
  const heldBefore = known && { rate: formatRate(known.rate), on: formatDay(known.rateOn) };
  const run = async (): Promise<void> => {
    if (rate === null) return;
    const done = await enter.run({ rates: [{ currency, rateOn, rate }], note });
    if (!done) return;
    message.success(t(done.entered > 0 ? 'rates.dialog.saved' : 'rates.dialog.same'));
    onClose();
  };
  return (
    <Modal
      open
      title={t('rates.dialog.title')}
      onCancel={onClose}
      onOk={() => void run()}
      okText={t('rates.dialog.save')}
      okButtonProps={{ disabled: rate === null, loading: enter.isPending }}
    >
      <Form layout="vertical" component="div">
        <div className={styles.pair}>
          <Form.Item label={t('rates.dialog.currency')}>
            <CurrencySelect value={currency} onChange={setCurrency} except={own} />
          </Form.Item>
          <Form.Item label={t('rates.dialog.day')}>
            <DayInput
              value={rateOn}
              max={today()}
              onChange={(day) => day && setRateOn(day)}
              aria-label={t('rates.dialog.day')}
            />
          </Form.Item>
        </div>
        <Form.Item
          label={t('rates.dialog.rate', { currency: own })}
          validateStatus={isUnread ? 'error' : isFar ? 'warning' : undefined}
          help={
            isUnread
              ? t('rates.dialog.rateInvalid')
              : heldBefore
                ? t(isFar ? 'rates.far' : 'rates.dialog.known', heldBefore)
                : undefined
          }
        >
          <Input
            autoFocus
            value={text}
            inputMode="decimal"
            placeholder="7.1234"
            aria-label={t('rates.dialog.rate', { currency: own })}
            onChange={(event) => setText(event.target.value.normalize('NFKC').replace(/[\s,]/g, ''))}
            onPressEnter={(event) => {
              if (!event.nativeEvent.isComposing) void run();
            }}
          />
        </Form.Item>
        <Form.Item label={t('rates.dialog.note')}>
          <Input
            value={note}
            maxLength={200}
            aria-label={t('rates.dialog.note')}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
