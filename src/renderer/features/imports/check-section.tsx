import { Alert, Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { JobProgress } from '#renderer/components/job-progress.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { formatAmount, formatQuantity, today } from '#renderer/i18n/format.ts';
import { imports as words } from '#renderer/i18n/zh-CN/imports.ts';
import { codeText, errorData, useErrorText } from '#renderer/lib/error-text.ts';
import type { ImportSettings, ImportSummary } from '#shared/contract/imports.contract.ts';
import { formatRate } from '#shared/domain/purchasing/exchange-rate.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { Decisions } from './decisions.tsx';
import { DownloadPreviewed } from './import-actions.tsx';
import styles from './imports.module.css';
import { type QueuedFile, useImportQueue } from './queue-store.ts';
import type { MissingPart } from './receipt-draft.ts';
import { mayRecordRefused, RecordRefused } from './record-refused.tsx';
import { RefusedRows } from './refused-rows.tsx';
import { CHECKED_BY_ITSELF, type Check } from './use-check.ts';
import { Warnings } from './warnings.tsx';

interface CheckSectionProps {
  file: QueuedFile;
  check: Check;
  rowCount: number;
  columns: readonly KeySheetRole[];
  missing: readonly MissingPart[];
  /** null while something is missing. */
  settings: ImportSettings | null;
}

/** The dry run: what would come in, what not and why, and what only a person can decide. */
export function CheckSection({ file, check, rowCount, columns, settings }: CheckSectionProps) {
  const { t } = useTranslation('imports');
  const { summary } = check;
  const isByHand = rowCount > CHECKED_BY_ITSELF;
  return (
    <PageSection
      title={t('check.title')}
      actions={
        settings !== null && !check.isRunning && (isByHand || check.error !== null) ? (
          <Button size="small" type={check.isCurrent ? 'default' : 'primary'} onClick={check.run}>
            {summary ? t('check.again') : t('check.run', { count: rowCount })}
          </Button>
        ) : null
      }
    >
      <CheckProblem file={file} check={check} />
      {check.job && (isByHand || !summary) ? (
        <>
          <JobProgress job={check.job} isNamed={false} />
          <p className={styles.hint}>{t('check.running')}</p>
        </>
      ) : null}
      {summary ? (
        <div className={check.isCurrent ? undefined : styles.stale}>
          <Counts summary={summary} />
          {summary.accepted === 0 && summary.refused > 0 ? (
            <Alert type="warning" showIcon title={t(isAllKnown(summary) ? 'check.allKnown' : 'check.nothing')} />
          ) : null}
          <RecordRefused file={file} summary={summary} />
          {summary.accepted > 0 || mayRecordRefused(file.receipt, summary) ? (
            <BrokenTotals file={file} summary={summary} />
          ) : null}
          <Decisions file={file} summary={summary} columns={columns} />
          <Warnings warnings={summary.warnings} />
          <SkuTotals summary={summary} />
          <RefusedRows rows={summary.refusedRows} byReason={summary.byReason} />
          <DownloadPreviewed settings={check.isCurrent ? settings : null} count={summary.refused} />
        </div>
      ) : check.isRunning || check.error !== null || check.jobError !== null ? null : (
        <p className={styles.hint}>{t('check.waiting')}</p>
      )}
    </PageSection>
  );
}

const KNOWN_BEFORE: ReadonlySet<string> = new Set(['RE_SENT', 'RESOLD', 'DUPLICATE_IN_FILE', 'SAME_SECRET']);

function isAllKnown({ byReason }: ImportSummary): boolean {
  return Object.keys(byReason).every((reason) => KNOWN_BEFORE.has(reason));
}

/** Why the dry run could not be made, with the way out where there is one. */
function CheckProblem({ file, check }: { file: QueuedFile; check: Check }) {
  const { t } = useTranslation('imports');
  const { changeReceipt } = useImportQueue();
  const errorText = useErrorText();
  if (check.jobError) {
    const { code, data } = check.jobError;
    return <Alert type="error" showIcon title={codeText(code, data) ?? errorText(null)} />;
  }
  if (check.error === null) return null;
  const openDay = openDayOf(check.error);
  return (
    <Alert
      type="error"
      showIcon
      title={errorText(check.error)}
      action={
        openDay ? (
          <Button size="small" onClick={() => changeReceipt(file.key, { documentOn: openDay })}>
            {t('check.openMonth', { day: openDay })}
          </Button>
        ) : null
      }
    />
  );
}

/** The day that takes the import where its own is closed or settled. */
function openDayOf(error: unknown): Day | null {
  const settled = errorData(error, 'DAY_SETTLED')?.openFrom;
  if (typeof settled === 'string') return settled as Day;
  const month = errorData(error, 'MONTH_CLOSED')?.openMonth;
  return typeof month === 'string' ? firstOpenDay(month) : null;
}

/** A supplier's month may begin before the calendar's, so today is open even where the named month has not begun. */
function firstOpenDay(openMonth: string): Day {
  const first = `${openMonth}-01`;
  const now = today();
  return (first < now ? first : now) as Day;
}

type SkippedKind = keyof typeof words.check.skippedKinds;

function Counts({ summary }: { summary: ImportSummary }) {
  const { t } = useTranslation('imports');
  const { shop } = useSession();
  const skipped = Object.entries(summary.skipped).flatMap(([kind, count]) =>
    Object.hasOwn(words.check.skippedKinds, kind) && count > 0
      ? [t(`check.skippedKinds.${kind as SkippedKind}`, { count })]
      : [],
  );
  return (
    <dl className={styles.counts}>
      <Count label={t('check.accepted')} tone={styles.good}>
        {formatQuantity(summary.accepted)}
      </Count>
      <Count label={t('check.refused')} tone={summary.refused > 0 ? styles.bad : undefined}>
        {formatQuantity(summary.refused)}
      </Count>
      {summary.totalCost === null ? null : (
        <Count label={t('check.totalCost')}>
          <Amount value={summary.totalCost} currency={summary.exchange?.currency ?? shop.currency} />
        </Count>
      )}
      {summary.exchange && summary.exchange.stockCost !== null ? (
        <Count label={t('exchange.stockCost')}>
          <Amount value={summary.exchange.stockCost} currency={shop.currency} />
          <span className="kc-soft">
            {' '}
            {t('exchange.rate', { ...summary.exchange, rate: formatRate(summary.exchange.rate) })}
          </span>
        </Count>
      ) : null}
      {skipped.length > 0 ? (
        <Count label={t('check.skipped')}>
          <span className={styles.skipped}>{skipped.join(t('join'))}</span>
        </Count>
      ) : null}
    </dl>
  );
}

function Count({ label, tone, children }: { label: string; tone?: string; children: React.ReactNode }) {
  return (
    <div className={styles.count}>
      <dt className={styles.label}>{label}</dt>
      <dd className={`${styles.figure} ${tone ?? ''}`}>{children}</dd>
    </div>
  );
}

/** Where the sheet contradicts itself: a count or an amount, its row and column, what it states and what is there. */
function BrokenTotal({ broken, currency }: { broken: ImportSummary['brokenTotals'][number]; currency?: string }) {
  const { t } = useTranslation('imports');
  const { shop } = useSession();
  const { what, rowNumber, column, stated, counted } = broken;
  if (stated === null || counted === null) {
    return column === '' ? t('check.hiddenAmount', { rowNumber }) : t('check.hiddenAmountIn', { rowNumber, column });
  }
  if (what === 'count') return t('check.sheetTotal', { rowNumber, stated, counted });
  const amount = (value: number): string => formatAmount(value, { currency: currency ?? shop.currency });
  const words = { rowNumber, column, stated: amount(stated), counted: amount(counted) };
  return column === '' ? t('check.sheetAmount', words) : t('check.sheetAmountIn', words);
}

function BrokenTotals({ file, summary }: { file: QueuedFile; summary: ImportSummary }) {
  const { t } = useTranslation('imports');
  const { changeReceipt } = useImportQueue();
  if (summary.brokenTotals.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={
        <>
          <ul className={styles.plainList}>
            {summary.brokenTotals.slice(0, 5).map((broken) => (
              <li key={`${broken.what}/${broken.rowNumber}/${broken.column}`}>
                <BrokenTotal broken={broken} currency={summary.exchange?.currency} />
              </li>
            ))}
          </ul>
          <Checkbox
            checked={file.receipt.acceptsBrokenTotals}
            onChange={(event) => changeReceipt(file.key, { acceptsBrokenTotals: event.target.checked })}
          >
            {t('check.acceptTotals')}
          </Checkbox>
        </>
      }
    />
  );
}

function SkuTotals({ summary }: { summary: ImportSummary }) {
  const { t } = useTranslation('imports');
  if (summary.bySku.length < 2) return null;
  const showsCosts = summary.totalCost !== null;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t('check.sku')}</th>
          <th className={styles.number}>{t('check.quantity')}</th>
          {showsCosts ? <th className={styles.number}>{t('check.cost')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {summary.bySku.map(({ skuId, skuName, quantity, cost }) => (
          <tr key={skuId}>
            <td>{skuName}</td>
            <td className={styles.number}>{formatQuantity(quantity)}</td>
            {showsCosts ? (
              <td className={styles.number}>
                <Amount value={cost} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
