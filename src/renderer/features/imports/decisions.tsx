import { Button, Checkbox, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportSummary } from '#shared/contract/imports.contract.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { codePointName } from '#shared/domain/spreadsheets/refusal-explanation.ts';
import { SMALL_COST_READINGS } from '#shared/domain/spreadsheets/small-amounts.ts';
import styles from './imports.module.css';
import { type QueuedFile, useImportQueue } from './queue-store.ts';
import type { ReceiptDraft } from './receipt-draft.ts';

interface DecisionsProps {
  file: QueuedFile;
  summary: ImportSummary;
  columns: readonly KeySheetRole[];
}

/**
 * What a sheet leaves open and only a person can say: unknown statuses, odd characters, names inside keys, rounded numbers, costs
 * like discounts, hidden rows.
 */
export function Decisions({ file, summary, columns }: DecisionsProps) {
  const { t } = useTranslation('imports');
  const { change, changeReceipt } = useImportQueue();
  const { receipt } = file;
  const set = (patch: Partial<ReceiptDraft>): void => changeReceipt(file.key, patch);
  const { byReason } = summary;
  const statuses = textsOf(summary, receipt);
  const invisible = codePointsOf(summary, receipt);
  const isHiddenAsked = (byReason.HIDDEN_ROW ?? 0) > 0 || receipt.includesHiddenRows;
  const wideCount = byReason.WIDE_CHARACTER ?? 0;
  const roundedCount = byReason.ROUNDED_NUMBER ?? 0;
  const isRoundedAsked = roundedCount > 0 || receipt.acceptsRoundedNumbers;
  const wordsCount = byReason.WORDS_INSIDE ?? 0;
  const isWordsAsked = wordsCount > 0 || receipt.keepsWords;
  const refusedCosts = byReason.COST_LIKE_DISCOUNT ?? 0;
  const smallCostCount = refusedCosts + (summary.warnings.COST_LOW ?? 0);
  // Low ones come in as the costs that they are written as, unless somebody says what the sheet means.
  const readsCosts = refusedCosts === 0 && receipt.smallCosts === 'refuse' ? 'cost' : receipt.smallCosts;
  const isSmallCostAsked = smallCostCount > 0 || receipt.smallCosts !== 'refuse';
  const furtherCount = byReason.TOO_MANY_CELLS ?? 0;
  const hasHiddenStatus = (byReason.STATUS_UNKNOWN ?? 0) > 0 && statuses.length === 0;
  const unknownSkus = byReason.SKU_UNKNOWN ?? 0;
  const isNothing =
    statuses.length === 0 &&
    invisible.length === 0 &&
    !isHiddenAsked &&
    wideCount === 0 &&
    receipt.wideNumbers === 'refuse' &&
    !isRoundedAsked &&
    !isWordsAsked &&
    !isSmallCostAsked &&
    furtherCount === 0 &&
    !hasHiddenStatus &&
    unknownSkus === 0;
  if (isNothing) return null;
  return (
    <section className={styles.decisions} aria-label={t('decisions.title')}>
      <h3 className={styles.subTitle}>{t('decisions.title')}</h3>
      {unknownSkus > 0 ? <Decision text={t('decisions.unknownSku', { count: unknownSkus })} /> : null}
      {statuses.map((text) => (
        <Decision key={text} text={t('decisions.status', { text })}>
          <Segmented<string>
            size="small"
            value={receipt.statusMeanings[text] ? 'yes' : 'no'}
            options={[
              { value: 'no', label: t('decisions.notSellable') },
              { value: 'yes', label: t('decisions.sellable') },
            ]}
            onChange={(value) => set({ statusMeanings: { ...receipt.statusMeanings, [text]: value === 'yes' } })}
            aria-label={t('decisions.status', { text })}
          />
        </Decision>
      ))}
      {hasHiddenStatus ? <Decision text={t('decisions.statusHidden')} /> : null}
      {invisible.map(({ codePoint, count }) => (
        <Decision
          key={codePoint}
          text={
            count === 0
              ? t('decisions.invisibleAllowed', { name: codePointName(codePoint) })
              : t('decisions.invisible', { count, name: codePointName(codePoint) })
          }
        >
          <Checkbox
            checked={receipt.acceptedInvisible.includes(codePoint)}
            onChange={(event) => set({ acceptedInvisible: toggled(receipt, codePoint, event.target.checked) })}
          >
            {t('decisions.removeInvisible')}
          </Checkbox>
        </Decision>
      ))}
      {wideCount > 0 || receipt.wideNumbers === 'fold' ? (
        <Decision text={t('decisions.wide', { count: wideCount || (summary.warnings.WIDE_FOLDED ?? 0) })}>
          <Checkbox
            checked={receipt.wideNumbers === 'fold'}
            onChange={(event) => set({ wideNumbers: event.target.checked ? 'fold' : 'refuse' })}
          >
            {t('decisions.foldWide')}
          </Checkbox>
        </Decision>
      ) : null}
      {isWordsAsked ? (
        <Decision text={wordsCount > 0 ? t('decisions.words', { count: wordsCount }) : t('decisions.wordsAllowed')}>
          <Checkbox checked={receipt.keepsWords} onChange={(event) => set({ keepsWords: event.target.checked })}>
            {t('decisions.keepWords')}
          </Checkbox>
        </Decision>
      ) : null}
      {isRoundedAsked ? (
        <Decision
          text={roundedCount > 0 ? t('decisions.rounded', { count: roundedCount }) : t('decisions.roundedAllowed')}
        >
          <Checkbox
            checked={receipt.acceptsRoundedNumbers}
            onChange={(event) => set({ acceptsRoundedNumbers: event.target.checked })}
          >
            {t('decisions.acceptRounded')}
          </Checkbox>
        </Decision>
      ) : null}
      {isSmallCostAsked ? (
        <Decision
          text={
            smallCostCount > 0 ? t('decisions.smallCosts', { count: smallCostCount }) : t('decisions.smallCostsRead')
          }
        >
          <Segmented<ReceiptDraft['smallCosts']>
            size="small"
            value={readsCosts}
            options={SMALL_COST_READINGS.map((value) => ({ value, label: t(`decisions.smallCostsAs.${value}`) }))}
            onChange={(smallCosts) => set({ smallCosts })}
            aria-label={t('decisions.smallCostsRead')}
          />
        </Decision>
      ) : null}
      {isHiddenAsked ? (
        <Decision text={byReason.HIDDEN_ROW ? t('decisions.hidden', { count: byReason.HIDDEN_ROW }) : ''}>
          <Checkbox
            checked={receipt.includesHiddenRows}
            onChange={(event) => set({ includesHiddenRows: event.target.checked })}
          >
            {t('decisions.includeHidden')}
          </Checkbox>
        </Decision>
      ) : null}
      {furtherCount > 0 ? (
        <Decision text={t('decisions.furtherColumns', { count: furtherCount })}>
          <Button size="small" onClick={() => change(file.key, { columns: [...columns, ...FURTHER] })}>
            {t('decisions.ignoreFurther')}
          </Button>
        </Decision>
      ) : null}
    </section>
  );
}

/** So many columns more are read and not imported. */
const FURTHER: readonly KeySheetRole[] = Array.from({ length: 20 }, () => 'ignore');

function Decision({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className={styles.decision}>
      <span>{text}</span>
      {children}
    </div>
  );
}

function textsOf({ refusedRows }: ImportSummary, receipt: ReceiptDraft): string[] {
  const found = refusedRows.flatMap(({ reason, detail }) =>
    reason === 'STATUS_UNKNOWN' && typeof detail.statusText === 'string' ? [detail.statusText] : [],
  );
  return [...new Set([...Object.keys(receipt.statusMeanings), ...found])];
}

function codePointsOf({ refusedRows }: ImportSummary, receipt: ReceiptDraft): { codePoint: number; count: number }[] {
  const counts = new Map(receipt.acceptedInvisible.map((codePoint) => [codePoint, 0]));
  for (const { reason, detail } of refusedRows) {
    if (reason !== 'INVISIBLE_CHARACTER' || typeof detail.codePoint !== 'number') continue;
    counts.set(detail.codePoint, (counts.get(detail.codePoint) ?? 0) + 1);
  }
  return [...counts].map(([codePoint, count]) => ({ codePoint, count }));
}

function toggled({ acceptedInvisible }: ReceiptDraft, codePoint: number, isAccepted: boolean): number[] {
  const others = acceptedInvisible.filter((other) => other !== codePoint);
  return isAccepted ? [...others, codePoint] : others;
}
