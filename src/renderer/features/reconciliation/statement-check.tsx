import { Alert, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Amount, Balance, Quantity } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { formatAmount, formatQuantity } from '#renderer/i18n/format.ts';
import { reconciliation as words } from '#renderer/i18n/zh-CN/reconciliation.ts';
import { codeText, useErrorText } from '#renderer/lib/error-text.ts';
import type { StatementBreak, StatementReading, StatementSettings } from '#shared/contract/reconciliation.contract.ts';
import { RefusedLines } from './refused-lines.tsx';
import type { ChangeDraft, ReadingCheck, StatementDraft } from './use-statement-draft.ts';
import styles from './wizard.module.css';

interface CheckedReadingProps {
  draft: StatementDraft;
  settings: StatementSettings | null;
  check: ReadingCheck;
  change: ChangeDraft;
}

/** What the dry run read: counts, totals, where the statement contradicts itself, and rows that could not be read. */
export function CheckedReading({ draft, settings, check, change }: CheckedReadingProps) {
  const { t } = useTranslation('reconciliation');
  const errorText = useErrorText();
  const { reading, error, jobError, isRunning } = check;
  const problem = jobError
    ? (codeText(jobError.code, jobError.data) ?? errorText(null))
    : error
      ? errorText(error)
      : '';
  return (
    <PageSection title={t('wizard.check')}>
      {problem === '' ? null : <Alert type="error" showIcon title={problem} />}
      {isRunning ? <p className="kc-faint">{t('wizard.checking')}</p> : null}
      {reading ? <Reading reading={reading} draft={draft} settings={settings} change={change} /> : null}
    </PageSection>
  );
}

function Reading({
  reading,
  draft,
  settings,
  change,
}: {
  reading: StatementReading;
  draft: StatementDraft;
  settings: StatementSettings | null;
  change: ChangeDraft;
}) {
  const { t } = useTranslation('reconciliation');
  const skipped = Object.values(reading.skipped).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <dl className={styles.counts}>
        <div>
          <dt>{t('wizard.accepted')}</dt>
          <dd>
            <Quantity value={reading.accepted} />
          </dd>
        </div>
        <div>
          <dt>{t('wizard.refused')}</dt>
          <dd>
            <Quantity value={reading.refused} />
          </dd>
        </div>
        <div>
          <dt>{t('wizard.skipped')}</dt>
          <dd>
            <Quantity value={skipped} />
          </dd>
        </div>
        {reading.byKind.map(({ kind, count, amount }) => (
          <div key={kind}>
            <dt>
              {t(`kinds.${kind}`)} ×{formatQuantity(count)}
            </dt>
            <dd>
              <Amount value={amount} isSigned />
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('wizard.total')}</dt>
          <dd>
            <Amount value={reading.lineTotal} isSigned />
          </dd>
        </div>
        {reading.closingBalance === null ? null : (
          <div>
            <dt>{t('wizard.closing')}</dt>
            <dd>
              <Balance value={reading.closingBalance} />
            </dd>
          </div>
        )}
      </dl>
      {reading.outsideCount > 0 ? (
        <Alert type="warning" showIcon title={t('wizard.outside', { count: reading.outsideCount })} />
      ) : null}
      {draft.includesHiddenRows || (reading.byReason.HIDDEN_ROW ?? 0) > 0 ? (
        <p>
          <Checkbox
            checked={draft.includesHiddenRows}
            onChange={(event) => change({ includesHiddenRows: event.target.checked })}
          >
            {t('wizard.hiddenRows')}
          </Checkbox>
        </p>
      ) : null}
      {reading.breaks.length > 0 ? <Breaks breaks={reading.breaks} draft={draft} change={change} /> : null}
      <ReadingNotes reading={reading} />
      <RefusedLines reading={reading} settings={settings} />
    </>
  );
}

type WarningName = keyof typeof words.warnings;

/** What was understood rather than read, so that a person can object. */
function ReadingNotes({ reading }: { reading: StatementReading }) {
  const { t } = useTranslation('reconciliation');
  const known = Object.entries(reading.warnings).filter(([name]) => Object.hasOwn(words.warnings, name));
  if (known.length === 0) return null;
  return (
    <ul className={styles.notes}>
      {known.map(([name, count]) => (
        <li key={name}>
          {t(`warnings.${name as WarningName}`)} · {t('wizard.lines', { count })}
        </li>
      ))}
    </ul>
  );
}

const SHOWN_BREAKS = 12;

function Breaks({
  breaks,
  draft,
  change,
}: {
  breaks: readonly StatementBreak[];
  draft: StatementDraft;
  change: ChangeDraft;
}) {
  const { t } = useTranslation('reconciliation');
  const textOf = (value: number, what: StatementBreak['what']): string =>
    what === 'count' ? formatQuantity(value) : formatAmount(value, {});
  return (
    <>
      <Alert type="warning" showIcon title={t('wizard.breaks')} description={t('wizard.breaksHint')} />
      <ul className={styles.breaks}>
        {breaks.slice(0, SHOWN_BREAKS).map(({ check, rowNumber, label, what, stated, found }) => (
          <li key={`${check} ${rowNumber} ${label} ${stated}`}>
            {[
              t(`breaks.${check}`),
              rowNumber === null ? '' : t('wizard.row', { row: rowNumber }),
              label,
              t('wizard.stated', { stated: textOf(stated, what) }),
              t('wizard.found', { found: textOf(found, what) }),
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </li>
        ))}
        {breaks.length > SHOWN_BREAKS ? <li>…</li> : null}
      </ul>
      <Checkbox checked={draft.acceptsBreaks} onChange={(event) => change({ acceptsBreaks: event.target.checked })}>
        {t('wizard.acceptBreaks')}
      </Checkbox>
    </>
  );
}
