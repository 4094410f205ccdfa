import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '#renderer/components/file-drop.tsx';
import { JobProgress } from '#renderer/components/job-progress.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { stageFile } from '#renderer/lib/upload.ts';
import type { FileId, JobId, StockTakeId, SupplierId } from '#shared/domain/ids.ts';
import { STATUS_CHOICES, type StatusChoice } from '#shared/domain/spreadsheets/status-words.ts';
import styles from './inventory.module.css';

type Columns = { cardNumber?: number; secret?: number; status?: number; usedOn?: number };
const ROLES = ['cardNumber', 'secret', 'status', 'usedOn'] as const;
const POLL_MILLISECONDS = 300;

/** Takes a supplier's status list: whose it is, which column is what, and the comparison with its progress. */
export function StockTakeDialog({ onClose }: { onClose: (taken: StockTakeId | null) => void }) {
  const { t } = useTranslation('inventory');
  const { message } = App.useApp();
  const [supplierId, setSupplier] = useState<SupplierId | null>(null);
  const [fileId, setFile] = useState<FileId | null>(null);
  const [changed, setChanged] = useState<Columns | null>(null);
  const [jobId, setJob] = useState<JobId | null>(null);
  const [meanings, setMeanings] = useState<Readonly<Record<string, StatusChoice>>>({});
  const sketch = useQuery(
    api.stockTakes.describe.queryOptions({
      input: {
        fileId: fileId ?? ('' as FileId),
        supplierId: supplierId ?? undefined,
        statusColumn: changed?.status,
      },
      placeholderData: keepPreviousData,
      enabled: fileId !== null,
    }),
  );
  const job = useQuery(
    api.jobs.get.queryOptions({
      input: { id: jobId ?? ('' as JobId) },
      enabled: jobId !== null,
      refetchInterval: POLL_MILLISECONDS,
    }),
  );
  const take = useCommand(client.stockTakes.take);
  const columns = changed ?? sketch.data?.proposed ?? {};
  const hasKeys = columns.cardNumber !== undefined || columns.secret !== undefined;
  const upload = async (files: readonly File[]): Promise<void> => {
    const [file] = files;
    if (!file) return;
    const staged = await stageFile(file);
    setChanged(null);
    setMeanings({});
    setFile(staged.id);
  };
  const start = async (): Promise<void> => {
    if (!sketch.data || supplierId === null || fileId === null) return;
    const { sheet, headerRowNumber, statusWords } = sketch.data;
    const statusMeanings = statusWords.flatMap(({ text }) => {
      const meaning = meanings[text];
      return meaning === undefined ? [] : [{ text, meaning }];
    });
    const begun = await take.run({ fileId, supplierId, sheet, headerRowNumber, columns, statusMeanings });
    if (!begun) return;
    setJob(begun.jobId);
    const ended = await endOf(begun.jobId);
    if (ended === null) return;
    message.success(t('takes.done'));
    onClose(ended);
  };
  return (
    <Modal
      open
      width={560}
      title={t('takes.new')}
      okText={t('takes.start')}
      okButtonProps={{ disabled: supplierId === null || !hasKeys || jobId !== null }}
      confirmLoading={take.isPending}
      onOk={() => void start()}
      onCancel={() => onClose(null)}
    >
      <div className={styles.fields}>
        <p className="kc-soft">{t('takes.intro')}</p>
        <div className={styles.field}>
          <span className={styles.label}>{t('takes.supplier')}</span>
          <SupplierSelect
            value={supplierId}
            aria-label={t('takes.supplier')}
            onChange={(id) => setSupplier(id as SupplierId | null)}
          />
        </div>
        {fileId === null ? (
          <FileDrop isMultiple={false} onFiles={(files) => void upload(files)} />
        ) : (
          <QueryView query={sketch}>
            {(found) => (
              <>
                <div className={styles.pair}>
                  {ROLES.map((role) => (
                    <div key={role} className={styles.field}>
                      <span className={styles.label}>{t(`takes.${role}`)}</span>
                      <Select
                        value={columns[role]}
                        allowClear
                        placeholder={t('takes.none')}
                        aria-label={t(`takes.${role}`)}
                        options={found.columns.map(({ index, name }) => ({
                          value: index,
                          label: name || t('takes.column', { index: index + 1 }),
                        }))}
                        onChange={(index) => setChanged({ ...columns, [role]: index })}
                      />
                    </div>
                  ))}
                </div>
                <StatusWords words={found.statusWords} meanings={meanings} onChange={setMeanings} />
              </>
            )}
          </QueryView>
        )}
        <p className="kc-faint">{t('takes.allUsed')}</p>
        {job.data ? <JobProgress job={job.data} isNamed={false} /> : null}
      </div>
    </Modal>
  );
}

interface StatusWordsProps {
  words: readonly { text: string; meaning: StatusChoice | null }[];
  meanings: Readonly<Record<string, StatusChoice>>;
  onChange: (meanings: Readonly<Record<string, StatusChoice>>) => void;
}

/** Words of the list that only this supplier uses: asked once, then as they were answered. */
function StatusWords({ words, meanings, onChange }: StatusWordsProps) {
  const { t } = useTranslation('inventory');
  if (words.length === 0) return null;
  return (
    <fieldset className={styles.words}>
      <legend className={styles.label}>{t('takes.asked')}</legend>
      {words.map(({ text, meaning }) => (
        <div key={text} className={styles.word}>
          <span>{t('takes.word', { text })}</span>
          <Select<StatusChoice>
            value={meanings[text] ?? meaning ?? undefined}
            placeholder={t('takes.notYet')}
            aria-label={t('takes.word', { text })}
            options={STATUS_CHOICES.map((value) => ({ value, label: t(`takes.meanings.${value}`) }))}
            onChange={(choice) => onChange({ ...meanings, [text]: choice })}
          />
        </div>
      ))}
    </fieldset>
  );
}

async function endOf(id: JobId): Promise<StockTakeId | null> {
  for (;;) {
    const job = await client.jobs.get({ id });
    if (job.state === 'done') return (job.result as { stockTakeId: StockTakeId }).stockTakeId;
    if (job.endedAt !== null) return null;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}
