import { Button, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportSettings } from '#shared/contract/imports.contract.ts';
import styles from './sheet-reading.module.css';

/** How the bytes of a file are read; what is missing is detected. */
export type SheetRead = ImportSettings['read'];

const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const;
const ENCODING_NAMES: Readonly<Record<string, string>> = { gb18030: 'GBK / GB18030', big5: 'Big5' };
const SEPARATORS = ['----', '--', '\t', '|', '║', '｜', ',', '，', ';', 'spaces', 'none', 'mixed'] as const;

export function encodingName(encoding: string): string {
  return ENCODING_NAMES[encoding] ?? encoding.toUpperCase();
}

interface EncodingSelectProps {
  /** What was chosen, or else what was found. */
  value: string | null;
  onChange: (encoding: SheetRead['encoding']) => void;
}

export function EncodingSelect({ value, onChange }: EncodingSelectProps) {
  const { t } = useTranslation('components');
  return (
    <Select
      value={value ?? undefined}
      options={ENCODINGS.map((encoding) => ({ value: encoding, label: encodingName(encoding) }))}
      onChange={(encoding) => onChange(encoding as SheetRead['encoding'])}
      popupMatchSelectWidth={false}
      placeholder={t('sheet.encoding')}
      style={{ minWidth: 150 }}
      aria-label={t('sheet.encoding')}
    />
  );
}

interface SeparatorSelectProps {
  value: string | null;
  onChange: (separator: SheetRead['separator']) => void;
}

export function SeparatorSelect({ value, onChange }: SeparatorSelectProps) {
  const { t } = useTranslation('components');
  const nameOf = (separator: string): string => {
    if (separator === 'spaces' || separator === 'none' || separator === 'mixed')
      return t(`sheet.separators.${separator}`);
    return separator === '\t' ? t('sheet.separators.tab') : separator;
  };
  return (
    <Select
      value={value ?? undefined}
      options={SEPARATORS.map((separator) => ({ value: separator, label: nameOf(separator) }))}
      onChange={(separator) => onChange(separator as SheetRead['separator'])}
      popupMatchSelectWidth={false}
      aria-label={t('sheet.separator')}
    />
  );
}

interface Sketch {
  readonly format: string;
  readonly encoding: string | null;
  readonly isEncodingAmbiguous: boolean;
  readonly encodingCandidates: readonly { encoding: string; preview: readonly string[] }[];
  readonly separator: string | null;
  readonly entries: readonly { name: string }[];
  readonly sheets: readonly { name: string; visibility: string }[];
}

interface SheetReadingProps {
  read: SheetRead;
  sketch: Sketch;
  onChange: (read: SheetRead) => void;
}

/** Whether there is anything to choose; a workbook of one sheet can be read in one way only. */
export function hasReadingChoices({ format, sheets, entries }: Sketch, read: SheetRead): boolean {
  return (
    entries.length > 0 || read.entry !== undefined || sheets.length > 1 || (format === 'text' && sheets.length > 0)
  );
}

/** How a file is read: which file of an archive, which sheet, and of text the encoding and the separator. */
export function SheetReading({ read, sketch, onChange }: SheetReadingProps) {
  const { t } = useTranslation('components');
  const reread = (choice: Partial<SheetRead>): void => onChange({ ...read, ...choice });
  const isText = sketch.format === 'text' && sketch.sheets.length > 0;
  return (
    <div className={styles.fields}>
      {sketch.entries.length > 0 ? (
        <div className={styles.field} style={{ width: 260 }}>
          <span className={styles.label}>{t('sheet.entry')}</span>
          <Select
            value={read.entry}
            placeholder={t('sheet.chooseEntry')}
            options={sketch.entries.map(({ name }) => ({ value: name, label: name }))}
            onChange={(entry) => onChange({ entry })}
            aria-label={t('sheet.entry')}
          />
        </div>
      ) : null}
      {sketch.entries.length === 0 ? <ChosenEntry read={read} onOther={() => onChange({})} /> : null}
      {sketch.sheets.length > 1 ? (
        <div className={styles.field} style={{ width: 200 }}>
          <span className={styles.label}>{t('sheet.sheet')}</span>
          <Select
            value={read.sheet ?? sketch.sheets.find(({ visibility }) => visibility === 'visible')?.name}
            options={sketch.sheets.map(({ name, visibility }) => ({
              value: name,
              label: visibility === 'visible' ? name : t('sheet.hidden', { name }),
            }))}
            onChange={(sheet) => reread({ sheet })}
            aria-label={t('sheet.sheet')}
          />
        </div>
      ) : null}
      {isText && sketch.isEncodingAmbiguous ? (
        <div className={styles.field}>
          <span className={styles.label}>{t('sheet.encodingUnsure')}</span>
          <Segmented
            value={read.encoding ?? ''}
            options={sketch.encodingCandidates.map(({ encoding, preview }) => ({
              value: encoding,
              label: `${encodingName(encoding)} · ${preview[0] ?? ''}`,
            }))}
            onChange={(encoding) => reread({ encoding: encoding as SheetRead['encoding'] })}
            aria-label={t('sheet.encoding')}
          />
        </div>
      ) : null}
      {isText && !sketch.isEncodingAmbiguous ? (
        <div className={styles.field} style={{ width: 150 }}>
          <span className={styles.label}>{t('sheet.encoding')}</span>
          <EncodingSelect
            value={read.encoding ?? sketch.encoding}
            onChange={(encoding) => reread({ encoding, separator: undefined })}
          />
        </div>
      ) : null}
      {isText ? (
        <div className={styles.field} style={{ width: 150 }}>
          <span className={styles.label}>{t('sheet.separator')}</span>
          <SeparatorSelect value={read.separator ?? sketch.separator} onChange={(separator) => reread({ separator })} />
        </div>
      ) : null}
    </div>
  );
}

/** Which file of an archive is read, and the way to another one; nothing where the file is none of an archive. */
export function ChosenEntry({ read, onOther }: { read: SheetRead; onOther: () => void }) {
  const { t } = useTranslation('components');
  if (read.entry === undefined) return null;
  return (
    <div className={styles.field}>
      <span className={styles.label}>{t('sheet.entry')}</span>
      <span className={styles.entry}>
        {read.entry}
        <Button type="link" size="small" onClick={onOther}>
          {t('sheet.otherEntry')}
        </Button>
      </span>
    </div>
  );
}
