import { Button, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageSection } from '#renderer/components/page.tsx';
import { ChosenEntry, EncodingSelect, encodingName, SeparatorSelect } from '#renderer/components/sheet-reading.tsx';
import { formatBytes } from '#renderer/i18n/format.ts';
import type { SheetFileSketch } from '#shared/contract/import-sketch.contract.ts';
import { Field } from './field.tsx';
import styles from './imports.module.css';
import { partName, type QueuedFile, useImportQueue } from './queue-store.ts';
import type { ReadChoices, SheetSketch } from './receipt-draft.ts';
import { sheetOf } from './use-sheet.ts';

interface ReadingSectionProps {
  file: QueuedFile;
  sketch: SheetFileSketch;
  sheet: SheetSketch;
}

/** How the file is read: what was found, and what can be corrected. */
export function ReadingSection({ file, sketch, sheet }: ReadingSectionProps) {
  const { t } = useTranslation('imports');
  const { change } = useImportQueue();
  const { read } = file;
  const reread = (choice: Partial<ReadChoices>): void =>
    change(file.key, { read: { ...read, ...choice }, columns: null, headerRowNumber: undefined });
  const isText = sketch.format === 'text';
  const others = useSheetsLeftOut(file, sketch, sheet);
  const hidden = sketch.sheets.filter(({ visibility, name }) => visibility !== 'visible' && name !== sheet.name);
  return (
    <PageSection title={t('reading.title')}>
      <div className={styles.fields}>
        <ChosenEntry
          read={read}
          onOther={() =>
            change(file.key, { name: partName(file.name, {}), read: {}, columns: null, headerRowNumber: undefined })
          }
        />
        {isText ? (
          <>
            <Field label={t('reading.encoding')} width={150}>
              <EncodingSelect value={read.encoding ?? sketch.encoding} onChange={(encoding) => reread({ encoding })} />
            </Field>
            <Field label={t('reading.separator')} width={170}>
              <SeparatorSelect
                value={read.separator ?? sketch.separator}
                onChange={(separator) => reread({ separator })}
              />
            </Field>
            <Field label={t('reading.quotes')} width={150}>
              <Select
                value={read.quotes ?? 'standard'}
                options={[
                  { value: 'standard', label: t('reading.quotesStandard') },
                  { value: 'none', label: t('reading.quotesNone') },
                ]}
                onChange={(quotes) => reread({ quotes })}
                aria-label={t('reading.quotes')}
              />
            </Field>
          </>
        ) : (
          <Field label={t('reading.sheet')} width={240}>
            <Select
              value={sheet.name}
              options={sketch.sheets.map(({ name, visibility, rowCount }) => ({
                value: name,
                label: `${name}${visibility === 'visible' ? '' : ` (${t(visibility === 'hidden' ? 'reading.hidden' : 'reading.veryHidden')})`} · ${rowCount}`,
              }))}
              onChange={(name) => reread({ sheet: name })}
              aria-label={t('reading.sheet')}
            />
          </Field>
        )}
        <Field label={t('reading.headerRow')} width={230}>
          <HeaderRow file={file} sheet={sheet} />
        </Field>
        <span className={styles.fact}>
          {sketch.format.toUpperCase()} · {t('reading.rows', { count: sheet.rowCount })}
        </span>
      </div>
      {others.names.length > 0 ? (
        <p className={styles.note}>
          {t('reading.otherSheets', { count: others.names.length, names: others.names.join(t('join')) })}{' '}
          <Button size="small" onClick={others.addAll}>
            {t('reading.addSheets', { count: others.names.length })}
          </Button>
        </p>
      ) : null}
      {hidden.length > 0 ? (
        <p className={styles.note}>
          {t('reading.hiddenSheets', { count: hidden.length, names: hidden.map(({ name }) => name).join(t('join')) })}
        </p>
      ) : null}
      {sheet.hiddenRowCount > 0 ? (
        <p className={styles.note}>{t('reading.hiddenRows', { count: sheet.hiddenRowCount })}</p>
      ) : null}
    </PageSection>
  );
}

/** Visible sheets with rows that no file of the queue brings in or brought in, and what puts them there. */
function useSheetsLeftOut(file: QueuedFile, sketch: SheetFileSketch, shown: SheetSketch) {
  const { files, cleared, addParts } = useImportQueue();
  const queued = [...files, ...cleared]
    .filter((other) => isOfSameFile(other, file))
    .map((other) => sheetOf(other, sketch)?.name);
  const names = sketch.sheets
    .filter(({ name, visibility, rowCount }) => visibility === 'visible' && rowCount > 0 && name !== shown.name)
    .map(({ name }) => name)
    .filter((name) => !queued.includes(name));
  const addAll = (): void =>
    addParts(
      file.key,
      names.map((sheet) => ({ ...file.read, sheet })),
    );
  return { names, addAll };
}

function isOfSameFile(left: QueuedFile, right: QueuedFile): boolean {
  if (left.staging.state !== 'staged' || right.staging.state !== 'staged') return false;
  return left.staging.fileId === right.staging.fileId && left.read.entry === right.read.entry;
}

function HeaderRow({ file, sheet }: { file: QueuedFile; sheet: SheetSketch }) {
  const { t } = useTranslation('imports');
  const { change } = useImportQueue();
  const hasHeader = sheet.headerRowNumber !== null;
  const choose = (headerRowNumber: number | null): void => change(file.key, { headerRowNumber, columns: null });
  return (
    <span className={styles.headerRow}>
      <InputNumber
        min={1}
        max={200}
        value={sheet.headerRowNumber}
        disabled={!hasHeader}
        aria-label={t('reading.headerRow')}
        style={{ width: 72 }}
        onChange={(value) => {
          if (typeof value === 'number') choose(value);
        }}
      />
      <Button type="text" size="small" onClick={() => choose(hasHeader ? null : 1)}>
        {hasHeader ? t('reading.noHeader') : t('reading.chooseHeader')}
      </Button>
    </span>
  );
}

interface ChoiceProps {
  file: QueuedFile;
  sketch: SheetFileSketch;
}

/** A zip of several files: which one. */
export function EntryChoice({ file, sketch }: ChoiceProps) {
  const { t } = useTranslation('imports');
  const { change, addParts } = useImportQueue();
  const [first, ...others] = sketch.entries.filter(({ looksLikeSheet }) => looksLikeSheet);
  const choose = (entry: string): void =>
    change(file.key, { name: partName(file.name, { entry }), read: { ...file.read, entry } });
  const addAll = (): void => {
    if (!first) return;
    addParts(
      file.key,
      others.map(({ name }) => ({ ...file.read, entry: name })),
    );
    choose(first.name);
  };
  return (
    <div className={styles.panel}>
      <PageSection
        title={t('reading.chooseEntry')}
        actions={
          others.length > 0 ? (
            <Button size="small" onClick={addAll}>
              {t('reading.addEntries', { count: others.length + 1 })}
            </Button>
          ) : null
        }
      >
        <ul className={styles.choices}>
          {sketch.entries.map((entry) => (
            <li key={entry.name}>
              <Button block type={entry.looksLikeSheet ? 'default' : 'text'} onClick={() => choose(entry.name)}>
                {entry.name}
                <span className="kc-faint">
                  {formatBytes(entry.size)} {entry.isEncrypted ? t('reading.encrypted') : ''}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      </PageSection>
    </div>
  );
}

/** Two encodings that fit equally well: what each makes of the words that differ. */
export function EncodingChoice({ file, sketch }: ChoiceProps) {
  const { t } = useTranslation('imports');
  const { change } = useImportQueue();
  return (
    <div className={styles.panel}>
      <PageSection title={t('reading.chooseEncoding')}>
        <ul className={styles.choices}>
          {sketch.encodingCandidates.map(({ encoding, preview }) => (
            <li key={encoding} className={styles.encoding}>
              <Button
                onClick={() =>
                  change(file.key, { read: { ...file.read, encoding: encoding as ReadChoices['encoding'] } })
                }
              >
                {encodingName(encoding)}
              </Button>
              <pre className={styles.preview}>{preview.slice(0, 5).join('\n')}</pre>
            </li>
          ))}
        </ul>
      </PageSection>
    </div>
  );
}
