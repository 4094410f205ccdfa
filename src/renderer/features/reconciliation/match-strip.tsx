import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RowKey } from '#renderer/components/data-table/selection.ts';
import { Keys } from '#renderer/components/keys.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { StatementMatchView } from '#shared/contract/reconciliation.contract.ts';
import type { CurrentRow } from './current-row.ts';
import { useReasonTexts } from './match-reasons.ts';
import styles from './reconciliation.module.css';
import type { StatementDetails } from './statement-details.ts';

interface MatchStripProps {
  statement: StatementDetails;
  current: CurrentRow | null;
  match: StatementMatchView | null;
  selected: { lines: ReadonlySet<RowKey>; entries: ReadonlySet<RowKey> };
  isOpen: boolean;
  isPending: boolean;
  onConfirm: () => void;
  onUndo: () => void;
  onPair: () => void;
}

/** Why the current row is matched, or what is chosen on both sides, with what the keyboard does about it. */
export function MatchStrip(props: MatchStripProps) {
  const { statement, match, selected, isOpen, isPending, onConfirm, onUndo, onPair } = props;
  const { t } = useTranslation('reconciliation');
  const isChoosing = selected.lines.size + selected.entries.size > 0;
  return (
    <footer className={styles.strip}>
      <div className={styles.stripText} role="status">
        {isChoosing ? <Chosen statement={statement} selected={selected} /> : <About {...props} />}
      </div>
      {isOpen && isChoosing ? (
        <Button
          size="small"
          type="primary"
          disabled={selected.lines.size === 0 || selected.entries.size === 0}
          loading={isPending}
          onClick={onPair}
        >
          {t('work.matchByHand')} <Keys keys="m" />
        </Button>
      ) : null}
      {isOpen && !isChoosing && match ? (
        <>
          {match.state === 'proposed' ? (
            <Button size="small" type="primary" loading={isPending} onClick={onConfirm}>
              {t('work.confirm')} <Keys keys="Enter" />
            </Button>
          ) : null}
          <Button size="small" loading={isPending} onClick={onUndo}>
            {t('work.undo')} <Keys keys="u" />
          </Button>
        </>
      ) : null}
    </footer>
  );
}

function About({ statement, current, match }: MatchStripProps) {
  const { t } = useTranslation('reconciliation');
  const reasonTexts = useReasonTexts();
  if (current === null) return <span className="kc-faint">{t('work.idle')}</span>;
  if (match === null) {
    return <>{t(current.row.state === 'difference' ? 'work.differenceRow' : 'work.unmatchedRow')}</>;
  }
  const { currency } = statement;
  const reasons = reasonTexts(match.reasons, currency).join(t('work.reasonJoin'));
  const how = match.pass === 'hand' ? t('work.byHand') : t('work.pass', { pass: match.pass });
  return (
    <>
      <span className="kc-soft">
        {t('work.matchedBy')} · {how} · {t('work.score', { score: match.score })}
      </span>
      {match.difference === 0 ? null : (
        <strong className={styles.apart}>
          {t('work.differs', { amount: formatAmount(match.difference, { currency, isSigned: true }) })}
        </strong>
      )}
      <span className={styles.reasons} title={reasons}>
        {reasons}
      </span>
    </>
  );
}

interface AmountRow {
  readonly id: number;
  readonly amount: number;
}

/** Sums of what is chosen, from the rows that were read. */
function Chosen({ statement, selected }: Pick<MatchStripProps, 'statement' | 'selected'>) {
  const { t } = useTranslation('reconciliation');
  const queries = useQueryClient();
  const { currency } = statement;
  const sumOf = (key: readonly unknown[], ids: ReadonlySet<RowKey>): number => {
    const amounts = new Map<RowKey, number>();
    for (const [, data] of queries.getQueriesData<{ pages?: { rows: AmountRow[] }[] }>({ queryKey: key })) {
      for (const { rows } of data?.pages ?? []) for (const { id, amount } of rows) amounts.set(id, amount);
    }
    return [...ids].reduce<number>((sum, id) => sum + (amounts.get(id) ?? 0), 0);
  };
  const theirs = sumOf(api.statements.lines.key(), selected.lines);
  const ours = sumOf(api.statements.entries.key(), selected.entries);
  return (
    <>
      {t('work.selected', {
        lines: selected.lines.size,
        entries: selected.entries.size,
        theirs: formatAmount(theirs, { currency }),
        ours: formatAmount(ours, { currency }),
        difference: formatAmount(theirs - ours, { currency, isSigned: true }),
      })}
    </>
  );
}
