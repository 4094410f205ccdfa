import { Alert, Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageSection } from '#renderer/components/page.tsx';
import { currentLanguage } from '#renderer/i18n/language.ts';
import { KEY_SHEET_ROLES, type KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { shapeInWords } from '#shared/domain/spreadsheets/shape-words.ts';
import styles from './imports.module.css';
import { type QueuedFile, useImportQueue } from './queue-store.ts';
import type { SheetSketch } from './receipt-draft.ts';

const SURE = 60;

interface ColumnsSectionProps {
  file: QueuedFile;
  sheet: SheetSketch;
  columns: readonly KeySheetRole[];
}

/** What each column holds, by its name and the shape of its values; a key's own characters are never shown. */
export function ColumnsSection({ file, sheet, columns }: ColumnsSectionProps) {
  const { t } = useTranslation('imports');
  const { change } = useImportQueue();
  const { remembered } = sheet;
  const areAlike = file.columns === null && sheet.columns.some(({ reasons }) => reasons.includes('look-alike'));
  const isRemembered = remembered !== null && sameRoles(remembered.columns, columns);
  const choose = (index: number, role: KeySheetRole): void =>
    change(file.key, { columns: columns.map((before, place) => (place === index ? role : before)) });
  return (
    <PageSection
      title={t('mapping.title')}
      actions={
        <>
          {remembered && !isRemembered ? (
            <Button size="small" onClick={() => change(file.key, { columns: remembered.columns })}>
              {t('mapping.remembered', { count: remembered.usedCount })}
            </Button>
          ) : null}
          {remembered && isRemembered ? (
            <span className="kc-faint">{t('mapping.remembered', { count: remembered.usedCount })}</span>
          ) : null}
          {file.columns !== null ? (
            <Button size="small" type="text" onClick={() => change(file.key, { columns: null })}>
              {t('mapping.proposed')}
            </Button>
          ) : null}
        </>
      }
    >
      {areAlike ? <Alert type="warning" showIcon title={t('mapping.alike')} /> : null}
      <div className={styles.columns}>
        {sheet.columns.map((column) => (
          <ColumnCard
            key={column.index}
            column={column}
            role={columns[column.index] ?? 'ignore'}
            isChosen={file.columns !== null}
            onRole={(role) => choose(column.index, role)}
          />
        ))}
      </div>
      <p className={styles.hint}>{t('mapping.secretHint')}</p>
    </PageSection>
  );
}

interface ColumnCardProps {
  column: SheetSketch['columns'][number];
  role: KeySheetRole;
  isChosen: boolean;
  onRole: (role: KeySheetRole) => void;
}

function ColumnCard({ column, role, isChosen, onRole }: ColumnCardProps) {
  const { t } = useTranslation('imports');
  const name = column.name || t('mapping.nameless', { letter: columnLetter(column.index) });
  const isUnsure = !isChosen && column.confidence < SURE && column.filledCount > 0;
  const lengths =
    column.shortest === column.longest
      ? t('mapping.lengthOne', { shortest: column.shortest })
      : t('mapping.length', { shortest: column.shortest, longest: column.longest });
  const values =
    column.examples.length > 0 ? column.examples : column.shapes.map((shape) => shapeInWords(shape, currentLanguage()));
  return (
    <div className={`${styles.column} ${role === 'ignore' ? styles.ignored : ''}`}>
      <span className={styles.columnName} title={name}>
        {name}
      </span>
      <Select
        value={role}
        status={isUnsure ? 'warning' : undefined}
        options={KEY_SHEET_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
        onChange={onRole}
        listHeight={420}
        popupMatchSelectWidth={false}
        aria-label={`${name}: ${t('mapping.role')}`}
      />
      <span className={styles.shape} title={values.join('\n')}>
        {values.slice(0, 2).join(' / ')}
      </span>
      <span className={styles.hint}>{isUnsure ? t('mapping.unsure') : column.filledCount === 0 ? '' : lengths}</span>
    </div>
  );
}

function sameRoles(left: readonly KeySheetRole[], right: readonly KeySheetRole[]): boolean {
  return left.length === right.length && left.every((role, index) => role === right[index]);
}

/** `A`, `B` … as a spreadsheet calls its columns. */
function columnLetter(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest === 0 ? '' : columnLetter(rest - 1)) + String.fromCharCode(65 + (index % 26));
}
