import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { currentLanguage } from '#renderer/i18n/language.ts';
import type { PriceListRow, PriceListSettings } from '#shared/contract/price-lists.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { explainPriceRefusal } from '#shared/domain/purchasing/price-refusals.ts';
import { SMALL_PRICE_READINGS } from '#shared/domain/spreadsheets/small-prices.ts';
import { rateShare, tiersText } from './offer-text.ts';
import styles from './offers.module.css';
import type { PriceListPreview } from './use-price-list.ts';

const VERDICTS = ['refused', 'unknown', 'up', 'down', 'new', 'terms', 'same'] as const;
const LOOKS = {
  refused: { tone: 'now', shape: 'cross' },
  unknown: { tone: 'soon', shape: 'triangle' },
  up: { tone: 'soon', shape: 'diamond' },
  down: { tone: 'go', shape: 'diamond' },
  new: { tone: 'go', shape: 'dot' },
  terms: { tone: 'held', shape: 'half' },
  same: { tone: 'past', shape: 'dash' },
} as const;

type SmallPrices = PriceListSettings['smallPrices'];

interface PriceListDiffProps {
  preview: PriceListPreview;
  smallPrices: SmallPrices;
  onSmallPrices: (reading: SmallPrices) => void;
  onAssign: (text: string, skuId: SkuId) => void;
}

/** What a price list would change, row by row: what needs a person first. */
export function PriceListDiff({ preview, smallPrices, onSmallPrices, onAssign }: PriceListDiffProps) {
  const { t } = useTranslation('offers');
  const [shown, setShown] = useState<'all' | PriceListRow['verdict']>('all');
  const rows = preview.rows.filter(({ verdict }) => shown === 'all' || verdict === shown);
  const total = Object.values(preview.counts).reduce((sum, count) => sum + count, 0);
  const options = [
    { value: 'all' as const, label: t('importing.all', { count: total }) },
    ...VERDICTS.filter((verdict) => preview.counts[verdict] > 0).map((verdict) => ({
      value: verdict,
      label: t('importing.counts', { word: t(`importing.verdicts.${verdict}`), count: preview.counts[verdict] }),
    })),
  ];
  return (
    <>
      <div className={styles.head}>
        <Segmented value={shown} options={options} onChange={setShown} aria-label={t('importing.changes')} />
        {preview.smallPriceCount > 0 ? (
          <SmallPriceChoice count={preview.smallPriceCount} value={smallPrices} onChange={onSmallPrices} />
        ) : null}
      </div>
      <div className={styles.scroll}>
        {rows.length === 0 ? (
          <EmptyState title={t('importing.noRows')} />
        ) : (
          <table className={styles.table} aria-label={t('importing.changes')}>
            <thead>
              <tr>
                <th>{t('importing.row')}</th>
                <th>{t('columns.state')}</th>
                <th>{t('importing.product')}</th>
                <th>{t('importing.before')}</th>
                <th>{t('importing.after')}</th>
                <th className={styles.number}>{t('importing.change')}</th>
                <th>{t('importing.what')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <DiffRow key={`${row.rowNumber}/${row.verdict}`} row={row} onAssign={onAssign} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}

/** How prices such as `0.95` beside a face value are read; it stays, so that the reading can be corrected. */
function SmallPriceChoice(props: { count: number; value: SmallPrices; onChange: (reading: SmallPrices) => void }) {
  const { t } = useTranslation('offers');
  const options = SMALL_PRICE_READINGS.map((reading) => ({
    value: reading,
    label: t(`importing.smallPrices.${reading}`),
  }));
  const label = t('importing.smallPrices.label', { count: props.count });
  return (
    <>
      <span className={props.value === 'refuse' ? undefined : 'kc-soft'}>{label}</span>
      <Segmented value={props.value} options={options} onChange={props.onChange} aria-label={label} />
    </>
  );
}

function DiffRow({ row, onAssign }: { row: PriceListRow; onAssign: PriceListDiffProps['onAssign'] }) {
  const { t } = useTranslation('offers');
  const { verdict, change, before, text } = row;
  return (
    <tr>
      <td>{row.rowNumber}</td>
      <td>
        <StateTag {...LOOKS[verdict]} isPlain>
          {t(`importing.verdicts.${verdict}`)}
        </StateTag>
      </td>
      <td>
        {row.skuId === null ? text : skuTitle({ productName: row.productName, name: row.skuName })}
        {row.skuId !== null && row.skuCode !== '' ? <span className="kc-faint"> {row.skuCode}</span> : null}
      </td>
      <td>{before ? tiersText(t, before.tiers, before.currency) : ''}</td>
      <td>{row.after.length > 0 ? tiersText(t, row.after, row.currency) : ''}</td>
      <td className={styles.number}>{change === null ? '' : rateShare(change, true)}</td>
      <td>
        {verdict === 'unknown' ? (
          <SkuSelect
            value={null}
            canCreate
            placeholder={t('importing.assign')}
            aria-label={t('importing.assignFor', { text })}
            onChange={(skuId) => skuId !== null && onAssign(text, skuId)}
          />
        ) : (
          <What row={row} />
        )}
      </td>
    </tr>
  );
}

function What({ row }: { row: PriceListRow }) {
  const { t } = useTranslation('offers');
  if (row.reason !== null) {
    const words = explainPriceRefusal(currentLanguage(), row.reason);
    return (
      <span className="kc-soft">
        {row.column === '' ? '' : t('importing.column', { column: row.column })}
        {t('importing.remedy', { ...words })}
      </span>
    );
  }
  if (row.terms.length === 0) return null;
  const names = row.terms.map((name) => t(`importing.terms.${name}`)).join(t('importing.comma'));
  return <span className="kc-soft">{t('importing.termsText', { names })}</span>;
}
