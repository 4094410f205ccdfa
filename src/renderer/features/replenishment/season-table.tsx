import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SeasonSetting } from '#shared/contract/seasons.contract.ts';
import type { SeasonProblem } from '#shared/domain/replenishment/season-rules.ts';
import { addDays, type Day, monthOf } from '#shared/domain/time/business-time.ts';
import { seasonText } from './reason-text.ts';
import { categoriesText, type SeasonSpan, SHOWN_DAYS, seasonSpans, spanText } from './season-text.ts';
import styles from './seasons.module.css';

interface SeasonTableProps {
  seasons: readonly SeasonSetting[];
  problems: readonly { season: number; problem: SeasonProblem }[];
  today: Day;
  /** Absent for those who may not change the calendar. */
  onOpen?: (index: number) => void;
  onChange: (seasons: readonly SeasonSetting[]) => void;
}

/** The seasons in their order, each with the year ahead: the first listed wins a day that two claim. */
export function SeasonTable({ seasons, problems, today, onOpen, onChange }: SeasonTableProps) {
  const { t } = useTranslation('replenishment');
  const swap = (index: number, by: 1 | -1): void => {
    const [one, other] = [seasons[index], seasons[index + by]];
    if (one && other) onChange(seasons.with(index, other).with(index + by, one));
  };
  return (
    <table className={styles.table} aria-label={t('seasonCalendar.title')}>
      <thead>
        <tr>
          <th scope="col">{t('policy.season')}</th>
          <th scope="col">{t('seasonCalendar.columns.categories')}</th>
          <th scope="col">{t('seasonCalendar.columns.next')}</th>
          <th scope="col" className={styles.number}>
            {t('policy.factor')}
          </th>
          <th scope="col" className={styles.strip}>
            <Months today={today} />
          </th>
          {onOpen ? <th scope="col" aria-label={t('seasonCalendar.columns.acts')} className={styles.acts} /> : null}
        </tr>
      </thead>
      <tbody>
        {seasons.map((season, index) => {
          const name = seasonText(t, season.code);
          const spans = seasonSpans(season, today);
          const [next] = spans;
          const problem = problems.find((one) => one.season === index)?.problem;
          return (
            <tr key={season.code}>
              <td>
                {onOpen ? (
                  <Button type="link" size="small" className={styles.name} onClick={() => onOpen(index)}>
                    {name}
                  </Button>
                ) : (
                  name
                )}
              </td>
              <td className="kc-soft">{categoriesText(t, season)}</td>
              <td>
                {problem ? (
                  <span className={styles.problem}>{t(`seasonProblems.${problem}`)}</span>
                ) : next ? (
                  spanText(next, today)
                ) : (
                  <span className="kc-faint">{t('seasonCalendar.noneAhead')}</span>
                )}
              </td>
              <td className={styles.number}>×{season.factor}</td>
              <td className={styles.strip}>
                <Strip spans={spans} isMore={season.factor >= 1} />
              </td>
              {onOpen ? (
                <td className={styles.acts}>
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowUpOutlined />}
                    disabled={index === 0}
                    aria-label={t('seasonCalendar.up', { name })}
                    onClick={() => swap(index, -1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowDownOutlined />}
                    disabled={index === seasons.length - 1}
                    aria-label={t('seasonCalendar.down', { name })}
                    onClick={() => swap(index, 1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={t('seasonCalendar.remove', { name })}
                    onClick={() => onChange(seasons.toSpliced(index, 1))}
                  />
                </td>
              ) : null}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Strip({ spans, isMore }: { spans: readonly SeasonSpan[]; isMore: boolean }) {
  return (
    <span className={styles.year} aria-hidden>
      {spans.map(({ from, to }) => (
        <span
          key={from}
          className={isMore ? styles.more : styles.less}
          style={{ left: percent(from), width: percent(to - from + 1) }}
        />
      ))}
    </span>
  );
}

/** The months of the year ahead, each where it begins. */
function Months({ today }: { today: Day }) {
  const starts = Array.from({ length: SHOWN_DAYS }, (_, index) => ({ index, day: addDays(today, index) })).filter(
    ({ day }) => day.endsWith('-01'),
  );
  return (
    <span className={styles.year} aria-hidden>
      {starts.map(({ index, day }) => (
        <span key={day} className={styles.month} style={{ left: percent(index) }}>
          {Number(monthOf(day).slice(5))}
        </span>
      ))}
    </span>
  );
}

function percent(days: number): string {
  return `${(days / SHOWN_DAYS) * 100}%`;
}
