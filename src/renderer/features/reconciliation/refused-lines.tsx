import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { downloadFile } from '#renderer/lib/download.ts';
import type { RefusedLine, StatementReading, StatementSettings } from '#shared/contract/reconciliation.contract.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { explainStatementRefusal } from '#shared/domain/spreadsheets/statement-refusal.ts';
import { useJobOutcome } from './use-job-outcome.ts';
import styles from './wizard.module.css';

const SHOWN = 50;

interface RefusedLinesProps {
  reading: StatementReading;
  /** As the rows were read; null where only what was kept of them can be shown. */
  settings: StatementSettings | null;
}

/** Rows that were not read: where they stand, what is wrong and what to do; all of them as a sheet. */
export function RefusedLines({ reading, settings }: RefusedLinesProps) {
  const { t, i18n } = useTranslation('reconciliation');
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const save = useCommand(client.statements.exportRefused);
  const job = useJobOutcome();
  const { refusedRows, refused } = reading;
  if (refusedRows.length === 0) return null;
  const download = async (): Promise<void> => {
    if (settings === null) return;
    const begun = await save.run({ settings, language });
    const ended = begun ? await job.follow(begun.jobId, '') : null;
    if (ended === null) return;
    const { fileId, name } = ended.result as { fileId: FileId; name: string };
    await downloadFile(fileId, name);
  };
  return (
    <section aria-label={t('wizard.refusedRows')}>
      <div className={styles.refusedHead}>
        <h3 className={styles.listTitle}>{t('wizard.refusedRows')}</h3>
        {settings === null ? null : (
          <Button
            size="small"
            icon={<DownloadOutlined />}
            loading={save.isPending || job.isRunning}
            onClick={() => void download()}
          >
            {t('wizard.refusedDownload', { count: refused })}
          </Button>
        )}
      </div>
      <table className={styles.refusedTable}>
        <thead>
          <tr>
            <th scope="col">{t('wizard.refusedPlace')}</th>
            <th scope="col">{t('wizard.refusedReason')}</th>
            <th scope="col">{t('wizard.refusedRemedy')}</th>
          </tr>
        </thead>
        <tbody>
          {refusedRows.slice(0, SHOWN).map((line) => {
            const { what, remedy } = explainStatementRefusal(language, line.reason);
            return (
              <tr key={line.rowNumber}>
                <td className={styles.place}>
                  <Place line={line} />
                </td>
                <td>{what}</td>
                <td className="kc-soft">{remedy}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {refused > SHOWN ? <p className={styles.hint}>{t('wizard.refusedMore', { count: refused - SHOWN })}</p> : null}
    </section>
  );
}

function Place({ line }: { line: RefusedLine }) {
  const { t } = useTranslation('reconciliation');
  const { sheet, rowNumber, cell, column } = line;
  return <>{[sheet, cell ?? t('wizard.row', { row: rowNumber }), column].filter((text) => text !== '').join(' · ')}</>;
}
