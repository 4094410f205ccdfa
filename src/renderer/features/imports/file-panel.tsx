import { Alert, Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { SheetProblem } from '#renderer/components/sheet-problem.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import type { SheetFileSketch } from '#shared/contract/import-sketch.contract.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { CheckSection } from './check-section.tsx';
import { ColumnsSection } from './columns-section.tsx';
import styles from './imports.module.css';
import { PostingPanel } from './posting-panel.tsx';
import { type FileProgress, type QueuedFile, useImportQueue } from './queue-store.ts';
import { EncodingChoice, EntryChoice, ReadingSection } from './reading-section.tsx';
import { missingParts, type SheetSketch, settingsOf } from './receipt-draft.ts';
import { ReceiptSection } from './receipt-section.tsx';
import { isRecordingRefused } from './record-refused.tsx';
import { type Check, useCheck } from './use-check.ts';
import { usePosting } from './use-posting.ts';
import { columnsOf, sheetOf, useSketch } from './use-sheet.ts';

/** Everything about one file, from reading it to its result. */
export function FilePanel({ file }: { file: QueuedFile }) {
  if (file.attempt?.importId) return <PostingPanel file={file} importId={file.attempt.importId} />;
  if (file.staging.state !== 'staged') return <LoadingState rows={8} />;
  return <StagedFile file={file} fileId={file.staging.fileId} />;
}

function StagedFile({ file, fileId }: { file: QueuedFile; fileId: FileId }) {
  const sketch = useSketch(file, fileId);
  const { change } = useImportQueue();
  if (sketch.error && !sketch.data) {
    return (
      <div className={styles.panel}>
        <div className={styles.sections}>
          <SheetProblem read={file.read} error={sketch.error} onChange={(read) => change(file.key, { read })} />
        </div>
      </div>
    );
  }
  if (!sketch.data) return <LoadingState rows={8} />;
  const { data } = sketch;
  if (data.sheets.length === 0) return <EntryChoice file={file} sketch={data} />;
  if (data.isEncodingAmbiguous && file.read.encoding === undefined) {
    return <EncodingChoice file={file} sketch={data} />;
  }
  const sheet = sheetOf(file, data);
  return sheet ? <ReadFile file={file} fileId={fileId} sketch={data} sheet={sheet} /> : null;
}

interface ReadFileProps {
  file: QueuedFile;
  fileId: FileId;
  sketch: SheetFileSketch;
  sheet: SheetSketch;
}

function ReadFile({ file, fileId, sketch, sheet }: ReadFileProps) {
  const { t } = useTranslation('imports');
  const columns = columnsOf(file, sheet);
  const chosen = { fileId, read: file.read, sheet, columns };
  const settings = settingsOf(file.receipt, chosen);
  const missing = missingParts(file.receipt, chosen);
  const check = useCheck(settings, sheet.rowCount);
  const { post, isSending } = usePosting(file);
  useProgressOf(file, check, settings !== null);
  const [earlier] = sketch.earlierImports;
  const accepted = check.isCurrent ? (check.summary?.accepted ?? 0) : 0;
  const isRecording = check.isCurrent && isRecordingRefused(file.receipt, check.summary);
  const isPostable = accepted > 0 || isRecording;
  const isHeldBack = isHeldBackByTotals(file, check);
  return (
    <div className={styles.panel}>
      <div className={styles.sections}>
        {earlier ? (
          <Alert
            type="warning"
            showIcon
            title={t('reading.earlier', { numbers: sketch.earlierImports.map(({ number }) => number).join(t('join')) })}
          />
        ) : null}
        <ReadingSection file={file} sketch={sketch} sheet={sheet} />
        <ColumnsSection file={file} sheet={sheet} columns={columns} />
        <ReceiptSection file={file} sheet={sheet} columns={columns} summary={check.summary} />
        <CheckSection
          file={file}
          check={check}
          rowCount={sheet.rowCount}
          columns={columns}
          missing={missing}
          settings={settings}
        />
      </div>
      <footer className={styles.bar}>
        <span className="kc-soft" role="status">
          {missing.length > 0
            ? `${t('missing.title')}: ${missing.map((part) => t(`missing.${part}`)).join(t('join'))}`
            : check.summary && !check.isCurrent && !check.isRunning
              ? t('check.stale')
              : null}
        </span>
        <Button
          type="primary"
          size="large"
          disabled={!isPostable || isHeldBack || settings === null}
          loading={isSending}
          onClick={() => {
            if (settings) void post(settings, earlier?.number ?? null);
          }}
        >
          {isRecording
            ? t('post.actionRefused', { count: check.summary?.refused ?? 0 })
            : accepted > 0
              ? t('post.action', { count: accepted })
              : t('post.actionNone')}
        </Button>
      </footer>
    </div>
  );
}

/** The sheet contradicts itself, and nobody said yet that it comes in all the same. */
function isHeldBackByTotals({ receipt }: QueuedFile, { summary, isCurrent }: Check): boolean {
  return isCurrent && summary !== null && summary.brokenTotals.length > 0 && !receipt.acceptsBrokenTotals;
}

/** Tells the queue at the left how far this file is. */
function useProgressOf(file: QueuedFile, check: Check, isComplete: boolean): void {
  const { change } = useImportQueue();
  const { key, receipt } = file;
  const accepted = check.summary?.accepted ?? 0;
  const isRecording = isRecordingRefused(receipt, check.summary);
  let progress: FileProgress = 'filling';
  if (isComplete && check.isRunning) progress = 'checking';
  else if (check.error !== null || check.jobError !== null) progress = 'attention';
  else if (isComplete && check.isCurrent) {
    const isPostable = (accepted > 0 || isRecording) && !isHeldBackByTotals(file, check);
    progress = isPostable ? 'ready' : 'attention';
  }
  useEffect(() => {
    if (file.progress !== progress) change(key, { progress });
  }, [change, key, progress, file.progress]);
}
