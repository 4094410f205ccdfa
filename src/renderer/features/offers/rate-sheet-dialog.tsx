import { App, Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '#renderer/components/day-input.tsx';
import { FileDrop } from '#renderer/components/file-drop.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { today } from '#renderer/i18n/format.ts';
import { currentLanguage } from '#renderer/i18n/language.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { useErrorText } from '#renderer/lib/error-text.ts';
import { stageFile } from '#renderer/lib/upload.ts';
import type { RateVerdict } from '#shared/contract/exchange-rates.contract.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { formatRate } from '#shared/domain/purchasing/exchange-rate.ts';
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

type Preview = Awaited<ReturnType<typeof client.exchangeRates.previewSheet>>;

/** A table of rates from a file or pasted: what it would do, then doing it. */
export function RateSheetDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('offers');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [text, setText] = useState('');
  const [rateOn, setRateOn] = useState(today() as Day);
  const [units, setUnits] = useState<(typeof UNITS)[number]>(1);
  const [found, setFound] = useState<{ fileId: FileId; preview: Preview } | null>(null);
  const importSheet = useCommand(client.exchangeRates.importSheet);
  const look = async (stage: () => Promise<FileId>): Promise<void> => {
    try {
      const fileId = await stage();
      setFound({ fileId, preview: await client.exchangeRates.previewSheet({ fileId, rateOn, units }) });
    } catch (error) {
      message.error(errorText(error));
    }
  };
  const readText = () =>
    look(async () => (await client.exchangeRates.stageText({ name: t('rates.sheet.pasteName'), text })).fileId);
  const run = async (): Promise<void> => {
    if (!found) return;
    const counts = await importSheet.run({ fileId: found.fileId, rateOn, units, read: {} });
    if (!counts) return;
    message.success(t('rates.sheet.done', { ...counts }));
    onClose();
  };
  const willDo = found ? found.preview.counts.new + found.preview.counts.changed : 0;
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
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.block}>
        <Button disabled={text.trim() === ''} onClick={() => void readText()}>
          {t('rates.sheet.read')}
        </Button>
      </div>
      {found ? (
        <table className={`${styles.table} ${styles.block}`}>
          <tbody>
            {found.preview.rows.map((row) => (
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
      <td className="kc-soft">{words ? t('importing.remedy', { ...words }) : ''}</td>
    </tr>
  );
}
