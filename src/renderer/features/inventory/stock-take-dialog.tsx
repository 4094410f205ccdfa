import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '#renderer/components/file-drop.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { JobProgress } from '#renderer/components/job-progress.tsx';
import { PasteDialog } from '#renderer/components/paste-dialog.tsx';
import { SheetProblem } from '#renderer/components/sheet-problem.tsx';
import { hasReadingChoices, SheetReading } from '#renderer/components/sheet-reading.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { useStaging } from '#renderer/components/use-staging.ts';
import { formatInstant } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { codeText, useErrorText } from '#renderer/lib/error-text.ts';
import { type StagedFile, stageFile, stageText } from '#renderer/lib/upload.ts';
import { useJob, whenJobEnded } from '#renderer/lib/use-job.ts';
import type { StockTakeId, SupplierId } from '#shared/domain/ids.ts';
import styles from './inventory.module.css';
import { StockTakeColumnChoices, StockTakeWords } from './stock-take-fields.tsx';
import { EMPTY_TAKE, inputOf, type StockTakeDraft, useStockTakeSketch } from './use-stock-take.ts';

/** Takes a supplier's status list: whose it is, how it is read, which column is what, and the comparison with its progress. */
export function StockTakeDialog({ onClose }: { onClose: (taken: StockTakeId | null) => void }) {
  const { t } = useTranslation('inventory');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [draft, setDraft] = useState(EMPTY_TAKE);
  const change = (part: Partial<StockTakeDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const isOpen = useIsMounted();
  const sketch = useStockTakeSketch(draft);
  const take = useCommand(client.stockTakes.take);
  const { job } = useJob(draft.jobId);
  // What is still shown of the reading before must not be compared with.
  const isRead = sketch.data !== undefined && sketch.error === null && !sketch.isPlaceholderData;
  const input = isRead ? inputOf(draft, sketch.data) : null;

  const start = async (): Promise<void> => {
    if (input === null) return;
    const begun = await take.run(input);
    if (!begun) return;
    change({ jobId: begun.jobId });
    const ended = await whenJobEnded(begun.jobId).catch((error: unknown) => {
      message.error(errorText(error));
      return null;
    });
    // Closed meanwhile: the comparison went on and stands in the list; nobody is taken to it unasked.
    if (!isOpen()) return;
    if (ended === null) {
      change({ jobId: null });
      return;
    }
    if (ended.state === 'done') {
      message.success(t('takes.done'));
      onClose((ended.result as { stockTakeId: StockTakeId }).stockTakeId);
      return;
    }
    change({ jobId: null });
    if (ended.error) message.error(codeText(ended.error.code, ended.error.data) ?? errorText(null));
    else message.info(t('takes.cancelled'));
  };
  return (
    <Modal
      open
      width={600}
      title={t('takes.new')}
      okText={t('takes.start')}
      okButtonProps={{ disabled: input === null || draft.jobId !== null }}
      confirmLoading={take.isPending}
      onOk={() => void start()}
      onCancel={() => onClose(null)}
    >
      <div className={styles.fields}>
        <p className="kc-soft">{t('takes.intro')}</p>
        <div className={styles.field}>
          <span className={styles.label}>{t('takes.supplier')}</span>
          <SupplierSelect
            value={draft.supplierId}
            aria-label={t('takes.supplier')}
            onChange={(id) => change({ supplierId: id as SupplierId | null })}
          />
        </div>
        <TakenFile draft={draft} change={setDraft} />
        {draft.fileId === null ? null : sketch.error ? (
          <SheetProblem read={draft.read} error={sketch.error} onChange={(read) => change({ read, columns: null })} />
        ) : sketch.data ? (
          <>
            {hasReadingChoices(sketch.data, draft.read) ? (
              <SheetReading
                read={draft.read}
                sketch={sketch.data}
                onChange={(read) => change({ read, columns: null, meanings: {} })}
              />
            ) : null}
            <StockTakeColumnChoices draft={draft} sketch={sketch.data} change={change} />
            <StockTakeWords draft={draft} sketch={sketch.data} change={change} />
          </>
        ) : (
          <LoadingState rows={3} />
        )}
        <p className="kc-faint">{t('takes.allUsed')}</p>
        {job ? <JobProgress job={job} isNamed={false} /> : null}
      </div>
    </Modal>
  );
}

/** Whether what asks is still on the screen, for work that ends later. */
function useIsMounted(): () => boolean {
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  return () => isMounted.current;
}

interface TakenFileProps {
  draft: StockTakeDraft;
  change: (next: (before: StockTakeDraft) => StockTakeDraft) => void;
}

/** A place for the list: dropped, chosen or pasted; afterwards its name and the way to another one. */
function TakenFile({ draft, change }: TakenFileProps) {
  const { t } = useTranslation('inventory');
  const { isStaging, stage } = useStaging();
  const [isPasting, setPasting] = useState(false);
  const take = async (work: () => Promise<StagedFile>): Promise<void> => {
    const staged = await stage(work);
    if (!staged) return;
    change(({ supplierId }) => ({ ...EMPTY_TAKE, supplierId, fileId: staged.id, fileName: staged.name }));
    setPasting(false);
  };
  if (draft.fileId !== null) {
    return (
      <span>
        {draft.fileName}{' '}
        <Button
          type="link"
          size="small"
          disabled={draft.jobId !== null}
          onClick={() => change(({ supplierId }) => ({ ...EMPTY_TAKE, supplierId }))}
        >
          {t('takes.replace')}
        </Button>
      </span>
    );
  }
  return (
    <>
      <FileDrop
        isMultiple={false}
        isDisabled={isStaging}
        onFiles={([file]) => {
          if (file) void take(() => stageFile(file));
        }}
      />
      <div>
        <Button loading={isStaging} onClick={() => setPasting(true)}>
          {t('takes.paste')}
        </Button>
      </div>
      {isPasting ? (
        <PasteDialog
          title={t('takes.pasteTitle')}
          placeholder={t('takes.pasteHint')}
          action={t('takes.pasteAction')}
          isBusy={isStaging}
          onClose={() => setPasting(false)}
          onPaste={(text) => {
            const name = t('takes.pasteName', { time: formatInstant(Date.now()) });
            void take(() => stageText(text, name));
          }}
        />
      ) : null}
    </>
  );
}
