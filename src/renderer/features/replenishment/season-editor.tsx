import { Alert, Button, Input, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '#renderer/components/day-input.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import type { SeasonSetting } from '#shared/contract/seasons.contract.ts';
import { DEFAULT_SEASONS, SPRING_FESTIVAL_DAYS } from '#shared/domain/replenishment/season-calendar.ts';
import {
  LEAST_SEASON_FACTOR,
  MOST_SEASON_FACTOR,
  type SeasonProblem,
  seasonProblems,
} from '#shared/domain/replenishment/season-rules.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { seasonText } from './reason-text.ts';
import styles from './replenishment.module.css';
import { Field, Units } from './rule-form.tsx';

interface SeasonEditorProps {
  season: SeasonSetting;
  isNew: boolean;
  /** The other seasons of the list: a name stands once. */
  others: readonly SeasonSetting[];
  categories: readonly string[];
  today: Day;
  onClose: () => void;
  onDone: (season: SeasonSetting) => void;
}

type Moving = Extract<SeasonSetting['days'], { kind: 'moving' }>;
type Fixed = Extract<SeasonSetting['days'], { kind: 'fixed' }>;

const DEFAULT_FIXED: Fixed = { kind: 'fixed', from: '05-01', to: '05-05' };
const SHOWN_YEARS = 6;
const MOST_AROUND = 60;

/** One season: its name, for which categories it holds, its days, and how much more or less is sold. */
export function SeasonEditor({ season, isNew, others, categories, today, onClose, onDone }: SeasonEditorProps) {
  const { t } = useTranslation('replenishment');
  const [draft, setDraft] = useState(season);
  const isOfOurs = DEFAULT_SEASONS.some(({ code }) => code === season.code);
  const change = (patch: Partial<SeasonSetting>): void => setDraft((before) => ({ ...before, ...patch }));
  const problem = seasonProblems([...others, draft]).find((one) => one.season === others.length)?.problem;
  const known = [...new Set([...categories, ...(draft.categories ?? [])])];
  return (
    <SideDrawer
      isOpen
      isModal
      onClose={onClose}
      title={isNew ? t('seasonCalendar.add') : seasonText(t, season.code)}
      name="season"
      width={460}
      footer={
        <Button
          type="primary"
          disabled={problem !== undefined}
          onClick={() => onDone({ ...draft, code: draft.code.trim() })}
        >
          {t('seasonCalendar.done')}
        </Button>
      }
    >
      <div className={styles.fields}>
        <Field label={t('seasonCalendar.name')}>
          <Input
            value={isOfOurs ? seasonText(t, draft.code) : draft.code}
            disabled={isOfOurs}
            maxLength={60}
            aria-label={t('seasonCalendar.name')}
            onChange={(event) => change({ code: event.target.value })}
          />
        </Field>
        <Field label={t('policy.factor')} hint={t('seasonCalendar.factorHint')}>
          <InputNumber
            value={draft.factor}
            min={LEAST_SEASON_FACTOR}
            max={MOST_SEASON_FACTOR}
            step={0.1}
            style={{ width: '100%' }}
            aria-label={t('policy.factor')}
            onChange={(factor) => change({ factor: factor ?? 1 })}
          />
        </Field>
        <div className={styles.wide}>
          <Field label={t('seasonCalendar.columns.categories')} hint={t('seasonCalendar.categoriesHint')}>
            <Select
              mode="multiple"
              value={draft.categories ?? []}
              options={known.map((value) => ({ value, label: value }))}
              placeholder={t('seasonCalendar.allCategories')}
              notFoundContent={t('seasonCalendar.noCategories')}
              aria-label={t('seasonCalendar.columns.categories')}
              onChange={(chosen) => change({ categories: chosen })}
            />
          </Field>
        </div>
        <div className={styles.wide}>
          <Segmented<'fixed' | 'moving'>
            value={draft.days.kind}
            aria-label={t('seasonCalendar.kind')}
            options={(['fixed', 'moving'] as const).map((value) => ({
              value,
              label: t(`seasonCalendar.kinds.${value}`),
            }))}
            onChange={(kind) => change({ days: kind === 'fixed' ? DEFAULT_FIXED : newMoving() })}
          />
        </div>
        {draft.days.kind === 'fixed' ? (
          <FixedDays days={draft.days} onChange={(days) => change({ days })} />
        ) : (
          <MovingDays days={draft.days} today={today} onChange={(days) => change({ days })} />
        )}
      </div>
      {problem && !(isNew && problem === 'NAME_MISSING') ? <Problem problem={problem} /> : null}
    </SideDrawer>
  );
}

function Problem({ problem }: { problem: SeasonProblem }) {
  const { t } = useTranslation('replenishment');
  return (
    <div className={styles.section}>
      <Alert type="warning" showIcon title={t(`seasonProblems.${problem}`)} />
    </div>
  );
}

function newMoving(): Moving {
  return { kind: 'moving', anchors: { ...SPRING_FESTIVAL_DAYS }, daysBefore: 0, daysAfter: 0 };
}

function FixedDays({ days, onChange }: { days: Fixed; onChange: (days: Fixed) => void }) {
  const { t } = useTranslation('replenishment');
  return (
    <>
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} label={t(`policy.${end}`)} hint={end === 'to' ? t('seasonCalendar.fixedHint') : undefined}>
          <Input
            value={days[end]}
            maxLength={5}
            placeholder="06-15"
            aria-label={t(`policy.${end}`)}
            onChange={(event) => onChange({ ...days, [end]: event.target.value })}
            onBlur={() => onChange({ ...days, [end]: tidied(days[end]) })}
          />
        </Field>
      ))}
    </>
  );
}

/** `6-1`, `6.1`, `0601` as `06-01`; anything else stays and is called what it is. */
function tidied(text: string): string {
  const match = /^(\d{1,2})\D(\d{1,2})$/.exec(text.trim()) ?? /^(\d{2})(\d{2})$/.exec(text.trim());
  if (!match) return text;
  return `${match[1]?.padStart(2, '0')}-${match[2]?.padStart(2, '0')}`;
}

function MovingDays({ days, today, onChange }: { days: Moving; today: Day; onChange: (days: Moving) => void }) {
  const { t } = useTranslation('replenishment');
  const thisYear = Number(today.slice(0, 4));
  const years = Array.from({ length: SHOWN_YEARS }, (_, index) => thisYear + index);
  const setYear = (year: number, day: Day | null): void => {
    const { [year]: _, ...rest } = days.anchors;
    onChange({ ...days, anchors: day === null ? rest : { ...rest, [year]: day } });
  };
  return (
    <>
      <Units
        label={t('seasonCalendar.daysBefore')}
        min={0}
        max={MOST_AROUND}
        value={days.daysBefore}
        onChange={(daysBefore) => onChange({ ...days, daysBefore: daysBefore ?? 0 })}
      />
      <Units
        label={t('seasonCalendar.daysAfter')}
        min={0}
        max={MOST_AROUND}
        value={days.daysAfter}
        onChange={(daysAfter) => onChange({ ...days, daysAfter: daysAfter ?? 0 })}
      />
      {years.map((year) => (
        <Field key={year} label={t('seasonCalendar.dayOf', { year })}>
          <DayInput
            value={(days.anchors[year] ?? null) as Day | null}
            min={`${year}-01-01`}
            max={`${year}-12-31`}
            isClearable
            placeholder={t('seasonCalendar.noDay')}
            aria-label={t('seasonCalendar.dayOf', { year })}
            onChange={(day) => setYear(year, day)}
          />
        </Field>
      ))}
      <p className={`${styles.hint} ${styles.wide}`}>{t('seasonCalendar.movingHint')}</p>
    </>
  );
}
