import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { Amount } from '#renderer/components/money.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { DIFFERENCE_KINDS, type DifferenceKind } from '#shared/domain/reconciliation/differences.ts';
import styles from './reconciliation.module.css';
import type { FoundDifference, RecordedDifference, StatementDetails } from './statement-details.ts';

interface DifferencesDrawerProps {
  statement: StatementDetails;
  isOpen: boolean;
  onClose: () => void;
}

/** Everything between the books: what was found, by its kind, and how each ends. */
export function DifferencesDrawer({ statement, isOpen, onClose }: DifferencesDrawerProps) {
  const { t } = useTranslation('reconciliation');
  const { differences, found } = statement;
  const canWork = useCan('reconciliation.work') && statement.state === 'open';
  return (
    <SideDrawer name="differences" width={600} isOpen={isOpen} onClose={onClose} title={t('differences.title')}>
      {differences.length === 0 && found.length === 0 ? <p className="kc-faint">{t('differences.none')}</p> : null}
      {found.length > 0 ? <Found statement={statement} canWork={canWork} /> : null}
      {differences.length > 0 ? (
        <section aria-label={t('differences.recorded')}>
          <h3 className={styles.listTitle}>{t('differences.recorded')}</h3>
          <ul className={styles.differences}>
            {differences.map((difference) => (
              <Recorded key={difference.id} statement={statement} difference={difference} canWork={canWork} />
            ))}
          </ul>
          {canWork ? <p className="kc-faint">{t('differences.adjustHint')}</p> : null}
        </section>
      ) : null}
    </SideDrawer>
  );
}

const SUGGESTIONS = { accepted: 'accept', adjusted: 'adjust', claimed: 'claim' } as const;

function Found({ statement, canWork }: { statement: StatementDetails; canWork: boolean }) {
  const { t } = useTranslation('reconciliation');
  const mark = useCommand(client.statements.markDifferences);
  const { found, id } = statement;
  const [kinds, setKinds] = useState<Readonly<Record<string, DifferenceKind>>>({});
  const kindOf = (difference: FoundDifference) => kinds[subjectKey(difference.subject)] ?? difference.kind;
  const markThese = (these: readonly FoundDifference[], isAccepted = false): void => {
    const items = these.map((difference) => ({
      subject: difference.subject,
      kind: kindOf(difference),
      note: '',
      isAccepted,
    }));
    void mark.run({ id, items });
  };
  const roundings = found.filter((difference) => kindOf(difference) === 'ROUNDING');
  return (
    <section aria-label={t('differences.found')}>
      <div className={styles.listHead}>
        <h3 className={styles.listTitle}>{t('differences.found')}</h3>
        {canWork && roundings.length > 0 ? (
          <Button size="small" loading={mark.isPending} onClick={() => markThese(roundings, true)}>
            {t('differences.acceptRounding', { count: roundings.length })}
          </Button>
        ) : null}
        {canWork ? (
          <Button size="small" loading={mark.isPending} onClick={() => markThese(found)}>
            {t('differences.markAll', { count: found.length })}
          </Button>
        ) : null}
      </div>
      <ul className={styles.differences}>
        {found.map((difference) => (
          <li key={subjectKey(difference.subject)} className={styles.difference}>
            <Select
              size="small"
              value={kindOf(difference)}
              disabled={!canWork}
              options={DIFFERENCE_KINDS.map((value) => ({ value, label: t(`differenceKinds.${value}`) }))}
              onChange={(kind) => setKinds({ ...kinds, [subjectKey(difference.subject)]: kind })}
              popupMatchSelectWidth={false}
              aria-label={t('work.kind')}
            />
            <span className={styles.subject}>
              <PlaceName place={difference.place} />
              <span className="kc-faint">
                {t('differences.suggested', { resolution: t(`differences.${SUGGESTIONS[difference.suggested]}`) })}
              </span>
            </span>
            <Amount value={difference.amount} currency={statement.currency} isSigned />
            {canWork ? (
              <Button size="small" onClick={() => markThese([difference])}>
                {t('differences.mark')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

const RESOLUTION_LOOKS = {
  open: { tone: 'now', shape: 'ring' },
  accepted: { tone: 'go', shape: 'check' },
  adjusted: { tone: 'go', shape: 'diamond' },
  claimed: { tone: 'held', shape: 'half' },
} as const;

interface RecordedProps {
  statement: StatementDetails;
  difference: RecordedDifference;
  canWork: boolean;
}

function Recorded({ statement, difference, canWork }: RecordedProps) {
  const { t } = useTranslation('reconciliation');
  const canPost = useCan('accounts.post');
  const [note, setNote] = useState(difference.note);
  const resolve = useCommand(client.statements.resolveDifference);
  const unmark = useCommand(client.statements.unmarkDifference);
  const { id, resolution } = difference;
  const end = (next: 'open' | 'accepted' | 'adjusted' | 'claimed'): void => {
    void resolve.run({ differenceId: id, resolution: next, note });
  };
  const { tone, shape } = RESOLUTION_LOOKS[resolution];
  return (
    <li className={styles.recorded}>
      <div className={styles.difference}>
        <strong>{t(`differenceKinds.${difference.kind}`)}</strong>
        <span className={styles.subject}>
          <PlaceName place={difference.place} />
        </span>
        <Amount value={difference.amount} currency={statement.currency} isSigned />
        <StateTag tone={tone} shape={shape} isPlain>
          {t(`resolutions.${resolution}`)}
        </StateTag>
      </div>
      {difference.adjustmentNumber ? (
        <span className="kc-soft">{t('differences.document', { number: difference.adjustmentNumber })}</span>
      ) : null}
      {canWork && resolution === 'open' ? (
        <div className={styles.resolve}>
          <Input
            size="small"
            value={note}
            maxLength={500}
            placeholder={t('differences.note')}
            aria-label={t('differences.note')}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button size="small" loading={resolve.isPending} onClick={() => end('accepted')}>
            {t('differences.accept')}
          </Button>
          <Button size="small" disabled={!canPost || difference.amount === 0} onClick={() => end('adjusted')}>
            {t('differences.adjust')}
          </Button>
          <Button size="small" onClick={() => end('claimed')}>
            {t('differences.claim')}
          </Button>
          <Button size="small" type="text" onClick={() => void unmark.run({ differenceId: id })}>
            {t('differences.unmark')}
          </Button>
        </div>
      ) : (
        <div className={styles.resolve}>
          <span className="kc-soft">{difference.note}</span>
          {canWork && resolution !== 'adjusted' ? (
            <Button size="small" type="text" onClick={() => end('open')}>
              {t('differences.reopen')}
            </Button>
          ) : null}
        </div>
      )}
    </li>
  );
}

type Subject = FoundDifference['subject'];

/** The row of theirs and the entry of ours that it is about. */
function PlaceName({ place }: { place: FoundDifference['place'] }) {
  const { t } = useTranslation('reconciliation');
  const { rowNumber, entryNumber, text } = place;
  const parts = [
    rowNumber === null ? '' : t('differences.about.line', { row: rowNumber }),
    text,
    entryNumber === null ? '' : t('differences.about.entry', { number: entryNumber }),
  ].filter((part) => part !== '');
  return <>{parts.length === 0 ? t('differences.about.opening') : parts.join(' · ')}</>;
}

function subjectKey(subject: Subject): string {
  return subject.about === 'opening' ? 'opening' : `${subject.about} ${subject.id}`;
}
