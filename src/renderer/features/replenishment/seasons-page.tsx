import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { Page, PageSection } from '#renderer/components/page.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatDay } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { useMergedDraft } from '#renderer/lib/use-merged-form.ts';
import { useTypedInput } from '#renderer/lib/use-typed-input.ts';
import type { SeasonSetting } from '#shared/contract/seasons.contract.ts';
import { DEFAULT_SEASONS } from '#shared/domain/replenishment/season-calendar.ts';
import { seasonOverlaps, seasonProblems } from '#shared/domain/replenishment/season-rules.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { seasonText } from './reason-text.ts';
import { SeasonEditor } from './season-editor.tsx';
import { SeasonPreview } from './season-preview.tsx';
import { SeasonTable } from './season-table.tsx';
import styles from './seasons.module.css';

type Calendar = Awaited<ReturnType<typeof client.replenishment.seasons>>;

/** A new one; what is still missing is asked for in the editor. */
const NEW_SEASON: SeasonSetting = { code: '', factor: 1.2, days: { kind: 'fixed', from: '05-01', to: '05-05' } };

/** 旺季日历: when people buy more or less than usual, and what that makes of a SKU's forecast. */
export default function SeasonsPage() {
  const calendar = useQuery(api.replenishment.seasons.queryOptions());
  const { t } = useTranslation('replenishment');
  if (!calendar.data) {
    return (
      <Page title={t('seasonCalendar.title')} layout="scroll">
        <QueryView query={calendar}>{() => null}</QueryView>
      </Page>
    );
  }
  return <CalendarPage calendar={calendar.data} />;
}

function CalendarPage({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation('replenishment');
  const { message } = App.useApp();
  const mayChange = useCan('settings.edit');
  const [{ seasons }, setDraft] = useMergedDraft(calendar);
  const setSeasons = (changed: readonly SeasonSetting[]): void =>
    setDraft((draft) => ({ ...draft, seasons: [...changed] }));
  /** The place in the list of the season that is edited; one beyond its end is a new one. */
  const [edited, setEdited] = useState<number | null>(null);
  const save = useCommand(client.replenishment.setSeasons);
  const today = calendar.today as Day;
  const problems = seasonProblems(seasons);
  const isChanged = JSON.stringify(seasons) !== JSON.stringify(calendar.seasons);
  useTypedInput(isChanged);
  const run = async (): Promise<void> => {
    const saved = await save.run({ seasons: [...seasons], revision: calendar.revision });
    if (saved) message.success(t('seasonCalendar.saved'));
  };
  return (
    <Page
      title={t('seasonCalendar.title')}
      layout="scroll"
      detail={isChanged ? t('seasonCalendar.unsaved') : null}
      actions={
        <>
          <Link to="/replenishment">
            <Button type="text">{t('seasonCalendar.toPlan')}</Button>
          </Link>
          {mayChange ? (
            <>
              <Button onClick={() => setSeasons(DEFAULT_SEASONS as SeasonSetting[])}>
                {t('seasonCalendar.restore')}
              </Button>
              <Button onClick={() => setEdited(seasons.length)}>{t('seasonCalendar.add')}</Button>
              <Button
                type="primary"
                disabled={!isChanged || problems.length > 0}
                loading={save.isPending}
                onClick={() => void run()}
              >
                {t('seasonCalendar.save')}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <p className={styles.hint}>{t('seasonCalendar.intro')}</p>
      {seasons.length === 0 ? (
        <EmptyState title={t('seasonCalendar.empty.title')} text={t('seasonCalendar.empty.text')} />
      ) : (
        <SeasonTable
          seasons={seasons}
          problems={problems}
          today={today}
          onOpen={mayChange ? setEdited : undefined}
          onChange={setSeasons}
        />
      )}
      {problems.length === 0 ? <Overlaps seasons={seasons} today={today} /> : null}
      <PageSection title={t('seasonCalendar.preview.title')}>
        <SeasonPreview seasons={seasons} isUsable={problems.length === 0} isChanged={isChanged} />
      </PageSection>
      {edited === null ? null : (
        <SeasonEditor
          key={edited}
          season={seasons[edited] ?? NEW_SEASON}
          isNew={edited >= seasons.length}
          others={seasons.filter((_, index) => index !== edited)}
          categories={calendar.categories}
          today={today}
          onClose={() => setEdited(null)}
          onDone={(season) => {
            setSeasons(edited < seasons.length ? seasons.with(edited, season) : [...seasons, season]);
            setEdited(null);
          }}
        />
      )}
    </Page>
  );
}

/** Two seasons that claim the same days: allowed, and said. */
function Overlaps({ seasons, today }: { seasons: readonly SeasonSetting[]; today: Day }) {
  const { t } = useTranslation('replenishment');
  const overlaps = seasonOverlaps(seasons, today);
  if (overlaps.length === 0) return null;
  const name = (index: number): string => seasonText(t, seasons[index]?.code ?? '');
  return (
    <ul className={styles.notes}>
      {overlaps.map(({ kept, lost, from, to }) => (
        <li key={`${kept} ${lost}`}>
          {t('seasonCalendar.overlap', {
            kept: name(kept),
            lost: name(lost),
            from: formatDay(from),
            to: formatDay(to),
          })}
        </li>
      ))}
    </ul>
  );
}
