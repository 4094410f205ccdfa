import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '#renderer/components/day-input.tsx';
import { FileDrop } from '#renderer/components/file-drop.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { formatDay, today } from '#renderer/i18n/format.ts';
import { currentLanguage } from '#renderer/i18n/language.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { useErrorText } from '#renderer/lib/error-text.ts';
import { stageFile } from '#renderer/lib/upload.ts';
import type { RateVerdict } from '#shared/contract/exchange-rates.contract.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { formatRate, isFarFromRate } from '#shared/domain/purchasing/exchange-rate.ts';
import { explainPriceRefusal } from '#shared/domain/purchasing/price-refusals.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import styles from './offers.module.css';

const UNITS = [1, 100, 10_000] as const;
const LOOKS = {
  new: { tone: 'go', shape: 'dot' },
  changed: { tone: 'soon', shape: 'diamond' },
  same: { tone: 'past', shape: 'dash' },
  refused: { tone: 'now', shape: 'cross' },
} as const;

/** A table of rates from a file or pasted: what it would do, then doing it. */
export function RateSheetDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('offers');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [text, setText] = useState('');
  const [rateOn, setRateOn] = useState(today() as Day);
  const [units, setUnits] = useState<(typeof UNITS)[number]>(1);
  const [fileId, setFileId] = useState<FileId | null>(null);
  // What is shown is what will be imported: another day or other units are read anew.
  const query = useQuery(
    api.exchangeRates.previewSheet.queryOptions({
      input: { fileId: fileId as FileId, rateOn, units },
      enabled: fileId !== null,
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
  const preview = fileId === null ? undefined : query.data;
  const importSheet = useCommand(client.exchangeRates.importSheet);
  const look = async (stage: () => Promise<FileId>): Promise<void> => {
    try {
      setFileId(await stage());
    } catch (error) {
      message.error(errorText(error));
    }
  };
  const readText = () =>
    look(async () => (await client.exchangeRates.stageText({ name: t('rates.sheet.pasteName'), text })).fileId);
  const run = async (): Promise<void> => {
    if (fileId === null) return;
    const counts = await importSheet.run({ fileId, rateOn, units, read: {} });
    if (!counts) return;
    message.success(t('rates.sheet.done', { ...counts }));
    onClose();
  };
  const willDo = preview && !query.isPlaceholderData ? preview.counts.new + preview.counts.changed : 0;
  return (
    <Modal
      open
      title={t('rates.sheet.title')}
      width={680}
      onCancel={onClose}
      onOk={() => void run()}
      okText={t('rates.sheet.action', { count: willDo })}
      okButtonProps={{ disabled: willDo === 0, loading: importSheet.isPending }}
    >
      <p className="kc-soft">{t('rates.sheet.text')}</p>
      <div className={styles.pair}>
        <div className={styles.field}>
          <span className="kc-soft">{t('rates.sheet.day')}</span>
          <DayInput
            value={rateOn}
            max={today()}
            aria-label={t('rates.sheet.day')}
            onChange={(day) => day && setRateOn(day)}
          />
        </div>
        <div className={styles.field}>
          <span className="kc-soft">{t('rates.sheet.units')}</span>
          <Select
            value={units}
            aria-label={t('rates.sheet.units')}
            options={UNITS.map((value) => ({ value, label: t('rates.sheet.unitOf', { count: value }) }))}
            onChange={setUnits}
          />
        </div>
      </div>
      <Input.TextArea
        value={text}
        rows={5}
        className={`kc-mono ${styles.block}`}
        spellCheck={false}
        placeholder={t('rates.sheet.placeholder')}
        aria-label={t('rates.sheet.title')}
        onChange={(event) => {
          setText(event.target.value);
          setFileId(null);
        }}
      />
      <div className={styles.block}>
        <Button disabled={text.trim() === ''} onClick={() => void readText()}>
          {t('rates.sheet.read')}
        </Button>
      </div>
      {query.error && fileId !== null ? <Alert type="error" showIcon title={errorText(query.error)} /> : null}
      {preview ? (
        <table className={`${styles.table} ${styles.block}`}>
          <tbody>
            {preview.rows.map((row) => (
              <RateRow key={row.rowNumber} row={row} />
            ))}
          </tbody>
        </table>
      ) : (
        <FileDrop isMultiple={false} onFiles={([file]) => file && void look(async () => (await stageFile(file)).id)} />
      )}
    </Modal>
  );
}

function RateRow({ row }: { row: RateVerdict }) {
  const { t } = useTranslation('offers');
  const words = row.reason === null ? null : explainPriceRefusal(currentLanguage(), row.reason);
  const { rate, known } = row;
  const isFar = rate !== null && known !== null && isFarFromRate(rate, known.rate);
  return (
    <tr>
      <td>{row.rowNumber}</td>
      <td>
        <StateTag {...LOOKS[row.verdict]} isPlain>
          {t(`rates.sheet.verdicts.${row.verdict}`)}
        </StateTag>
      </td>
      <td>{row.currency}</td>
      <td>{row.rateOn}</td>
      <td className={styles.number}>{row.rate === null ? '' : formatRate(row.rate)}</td>
      <td className={isFar ? styles.warning : 'kc-soft'}>
        {words ? t('importing.remedy', { ...words }) : ''}
        {isFar ? t('rates.far', { rate: formatRate(known.rate), on: formatDay(known.rateOn) }) : ''}
      </td>
    </tr>
  );
}
