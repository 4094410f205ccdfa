import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { FileDrop } from '#renderer/components/file-drop.tsx';
import { Page, PageSection } from '#renderer/components/page.tsx';
import { PasteDialog } from '#renderer/components/paste-dialog.tsx';
import { SheetProblem } from '#renderer/components/sheet-problem.tsx';
import { hasReadingChoices, SheetReading } from '#renderer/components/sheet-reading.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { useStaging } from '#renderer/components/use-staging.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { codeText, useErrorText } from '#renderer/lib/error-text.ts';
import { type StagedFile, stageFile, stageText } from '#renderer/lib/upload.ts';
import { whenJobEnded } from '#renderer/lib/use-job.ts';
import { useTypedInput } from '#renderer/lib/use-typed-input.ts';
import type { StatementFileSketch, StatementSettings } from '#shared/contract/reconciliation.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { CheckedReading } from './statement-check.tsx';
import { ColumnChoices, PeriodFields, ProductChoices } from './statement-fields.tsx';
import {
  type ChangeDraft,
  EMPTY_DRAFT,
  openColumns,
  periodOf,
  type ReadingCheck,
  type StatementDraft,
  type StatementSheet,
  settingsOf,
  sheetOf,
  useReadingCheck,
  useStatementSketch,
} from './use-statement-draft.ts';
import styles from './wizard.module.css';

/** From a supplier's file or pasted table to a statement on the working screen. */
export default function StatementWizard() {
  const { t } = useTranslation('reconciliation');
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const change: ChangeDraft = (part) =>
    setDraft((before) => ({ ...before, ...(typeof part === 'function' ? part(before) : part) }));
  const sketch = useStatementSketch(draft);
  const sheet = sketch.data ? sheetOf(draft, sketch.data) : undefined;
  const settings = sheet ? settingsOf(draft, sheet) : null;
  const check = useReadingCheck(settings);
  return (
    <Page title={t('newTitle')}>
      <div className={styles.wizard}>
        <div className={styles.sections}>
          <FileSection draft={draft} change={change} />
          {draft.fileId === null ? null : sketch.error ? (
            <PageSection>
              <SheetProblem read={draft.read} error={sketch.error} onChange={(read) => change({ read })} />
            </PageSection>
          ) : sketch.data && sheet ? (
            <ReadSections
              draft={draft}
              sketch={sketch.data}
              sheet={sheet}
              settings={settings}
              change={change}
              check={check}
            />
          ) : sketch.data ? (
            <ReadSection draft={draft} sketch={sketch.data} change={change} />
          ) : (
            <LoadingState rows={6} />
          )}
        </div>
        <ImportBar draft={draft} sheet={sheet} settings={settings} check={check} />
      </div>
    </Page>
  );
}

interface ReadSectionProps {
  draft: StatementDraft;
  sketch: StatementFileSketch;
  change: ChangeDraft;
}

function ReadSection({ draft, sketch, change }: ReadSectionProps) {
  if (!hasReadingChoices(sketch, draft.read)) return null;
  return (
    <PageSection>
      <SheetReading
        read={draft.read}
        sketch={sketch}
        onChange={(read) => change({ read, columns: null, settledColumns: [] })}
      />
    </PageSection>
  );
}

function ReadSections({
  draft,
  sketch,
  sheet,
  settings,
  change,
  check,
}: {
  draft: StatementDraft;
  sketch: StatementFileSketch;
  sheet: StatementSheet;
  settings: StatementSettings | null;
  change: ChangeDraft;
  check: ReadingCheck;
}) {
  const { t } = useTranslation('reconciliation');
  return (
    <>
      {sketch.earlierStatements.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('wizard.earlier', { numbers: sketch.earlierStatements.map(({ number }) => number).join(t('join')) })}
        />
      ) : null}
      <ReadSection draft={draft} sketch={sketch} change={change} />
      <ColumnChoices draft={draft} sheet={sheet} change={change} />
      <PeriodFields draft={draft} sheet={sheet} reading={check.reading} change={change} />
      <ProductChoices draft={draft} sheet={sheet} reading={check.reading} change={change} />
      <CheckedReading draft={draft} settings={settings} check={check} change={change} />
    </>
  );
}

function FileSection({ draft, change }: { draft: StatementDraft; change: ChangeDraft }) {
  const { t } = useTranslation('reconciliation');
  const { isStaging, stage } = useStaging();
  const [isPasting, setPasting] = useState(false);
  const take = async (work: () => Promise<StagedFile>): Promise<void> => {
    const staged = await stage(work);
    if (!staged) return;
    change(({ supplierId }) => ({ ...EMPTY_DRAFT, supplierId, fileId: staged.id, fileName: staged.name }));
    setPasting(false);
  };
  return (
    <PageSection>
      <div className={styles.fields}>
        <div className={styles.field} style={{ width: 260 }}>
          <span className={styles.label}>{t('columns.supplier')}</span>
          <SupplierSelect
            value={draft.supplierId}
            onChange={(id) =>
              change({
                supplierId: id as SupplierId | null,
                columns: null,
                settledColumns: [],
                convention: null,
                assignments: {},
              })
            }
            canCreate
            autoFocus
            aria-label={t('columns.supplier')}
          />
          <span className={styles.hint}>{t('wizard.supplierFirst')}</span>
        </div>
        <div className={styles.field}>
          <span className={styles.label}>{t('wizard.file')}</span>
          {draft.fileId === null ? (
            <div className={styles.drop}>
              <FileDrop
                isMultiple={false}
                isDisabled={isStaging}
                hint={t('wizard.drop')}
                onFiles={([file]) => {
                  if (file) void take(() => stageFile(file));
                }}
              />
              <Button loading={isStaging} onClick={() => setPasting(true)}>
                {t('wizard.paste')}
              </Button>
            </div>
          ) : (
            <span>
              {draft.fileName}{' '}
              <Button type="link" size="small" onClick={() => change({ fileId: null, fileName: '', read: {} })}>
                {t('wizard.replace')}
              </Button>
            </span>
          )}
        </div>
      </div>
      {isPasting ? (
        <PasteDialog
          title={t('wizard.pasteTitle')}
          placeholder={t('wizard.pasteHint')}
          action={t('wizard.pasteAction')}
          isBusy={isStaging}
          onClose={() => setPasting(false)}
          onPaste={(text) => void take(() => stageText(text, t('wizard.pasteName')))}
        />
      ) : null}
    </PageSection>
  );
}

interface ImportBarProps {
  draft: StatementDraft;
  sheet: StatementSheet | undefined;
  settings: StatementSettings | null;
  check: ReadingCheck;
}

/** What is still missing, or the button with its count. */
function ImportBar({ draft, sheet, settings, check }: ImportBarProps) {
  const { t } = useTranslation('reconciliation');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const [isWaiting, setWaiting] = useState(false);
  const start = useCommand(client.statements.import);
  const isSaved = useTypedInput(draft.fileId !== null);
  const { reading } = check;
  const period = sheet ? periodOf(draft, sheet) : null;
  const missing = [
    ...(draft.supplierId === null ? (['supplier'] as const) : []),
    ...(draft.fileId === null ? (['file'] as const) : []),
    ...(period && (period.from === null || period.to === null) ? (['period'] as const) : []),
    ...(sheet && openColumns(draft, sheet).length > 0 ? (['columns'] as const) : []),
    ...(reading && reading.breaks.length > 0 && !draft.acceptsBreaks ? (['breaks'] as const) : []),
  ];
  const isReady = settings !== null && reading !== null && reading.accepted > 0 && missing.length === 0;
  const run = async (): Promise<void> => {
    if (settings === null) return;
    const begun = await start.run({ settings, acceptsBreaks: draft.acceptsBreaks });
    if (!begun) return;
    setWaiting(true);
    const job = begun.jobId === null ? null : await whenJobEnded(begun.jobId);
    setWaiting(false);
    if (job && job.state !== 'done') {
      message.error((job.error ? codeText(job.error.code, job.error.data) : undefined) ?? errorText(null));
      return;
    }
    isSaved();
    navigate(`/reconciliation/${begun.statementId}`, { replace: true });
  };
  return (
    <footer className={styles.bar}>
      <span className="kc-soft" role="status">
        {missing.length > 0
          ? t('wizard.missing', { parts: missing.map((part) => t(`wizard.parts.${part}`)).join(t('join')) })
          : null}
      </span>
      <Button
        type="primary"
        size="large"
        disabled={!isReady}
        loading={start.isPending || isWaiting}
        onClick={() => void run()}
      >
        {t('wizard.import', { count: reading?.accepted ?? 0 })}
      </Button>
    </footer>
  );
}
