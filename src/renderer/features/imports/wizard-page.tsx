import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FileDrop } from '#renderer/components/file-drop.tsx';
import { Page } from '#renderer/components/page.tsx';
import { FilePanel } from './file-panel.tsx';
import { FileQueue } from './file-queue.tsx';
import styles from './imports.module.css';
import { PasteButton } from './paste-dialog.tsx';
import { useImportQueue } from './queue-store.ts';
import { SampleButton } from './sample-sheet.tsx';
import { useAddFiles } from './use-add-files.ts';

/** From files to stock on one page: the files at the left, the one that is worked on at the right. */
export default function WizardPage() {
  const { t } = useTranslation('imports');
  const { files, currentKey } = useImportQueue();
  const current = files.find(({ key }) => key === currentKey);
  return (
    <Page
      title={t('newTitle')}
      actions={
        <Link to="/imports">
          <Button>{t('historyCommand')}</Button>
        </Link>
      }
    >
      {current ? (
        <div className={styles.wizard}>
          <FileQueue />
          <FilePanel key={current.key} file={current} />
        </div>
      ) : (
        <FirstFiles />
      )}
    </Page>
  );
}

function FirstFiles() {
  const { t } = useTranslation('imports');
  const { addFiles, addText } = useAddFiles();
  return (
    <div className={styles.first}>
      <FileDrop onFiles={(files) => void addFiles(files)} hint={t('queue.dropHint')} />
      <p className="kc-soft">{t('queue.noneText')}</p>
      <div className={styles.firstActions}>
        <PasteButton onPaste={addText} isPrimary />
        <SampleButton />
      </div>
    </div>
  );
}
