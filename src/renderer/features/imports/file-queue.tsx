import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '#renderer/components/file-drop.tsx';
import { type StateShape, StateTag, type StateTone } from '#renderer/components/state-tag.tsx';
import { formatBytes, formatShare } from '#renderer/i18n/format.ts';
import styles from './imports.module.css';
import { PasteButton } from './paste-dialog.tsx';
import { type QueuedFile, useImportQueue } from './queue-store.ts';
import { useAddFiles } from './use-add-files.ts';
import { useSketch } from './use-sheet.ts';

/** The files of this sitting with how far each is. */
export function FileQueue() {
  const { t } = useTranslation('imports');
  const { files, currentKey, show, remove, clearPosted } = useImportQueue();
  const { addFiles, addText } = useAddFiles();
  const hasPosted = files.some(({ progress }) => progress === 'posted');
  return (
    <aside className={styles.queue} aria-label={t('queue.title')}>
      <ul className={styles.files}>
        {files.map((file) => (
          <li key={file.key} className={`${styles.file} ${file.key === currentKey ? styles.current : ''}`}>
            <button
              type="button"
              className={styles.fileButton}
              aria-current={file.key === currentKey}
              onClick={() => show(file.key)}
            >
              <span className={styles.fileName} title={file.name}>
                {file.name}
              </span>
              <span className={styles.fileState}>
                <FileState file={file} />
                <span className="kc-faint">{formatBytes(file.size)}</span>
              </span>
            </button>
            {file.progress === 'posting' ? null : (
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t('queue.remove', { name: file.name })}
                onClick={() => remove(file.key)}
              />
            )}
          </li>
        ))}
      </ul>
      <div className={styles.queueTools}>
        {hasPosted ? (
          <Button size="small" type="text" onClick={clearPosted}>
            {t('queue.clearDone')}
          </Button>
        ) : null}
        <FileDrop onFiles={(added) => void addFiles(added)} />
        <PasteButton onPaste={addText} />
      </div>
    </aside>
  );
}

const LOOKS: Readonly<Record<QueuedFile['progress'], { tone: StateTone; shape: StateShape }>> = {
  attention: { tone: 'now', shape: 'triangle' },
  filling: { tone: 'soon', shape: 'ring' },
  checking: { tone: 'held', shape: 'half' },
  ready: { tone: 'go', shape: 'dot' },
  posting: { tone: 'held', shape: 'half' },
  posted: { tone: 'past', shape: 'check' },
  failed: { tone: 'now', shape: 'cross' },
};

/** Each file is looked into at once, so that the ones with a question stand out before their turn. */
function FileState({ file }: { file: QueuedFile }) {
  const { t } = useTranslation('imports');
  const { staging, size } = file;
  const isOver = file.attempt?.importId !== null && file.attempt?.importId !== undefined;
  const sketch = useSketch(file, staging.state === 'staged' && !isOver ? staging.fileId : null);
  const needsChoice =
    sketch.error !== null ||
    sketch.data?.sheets.length === 0 ||
    (sketch.data?.isEncodingAmbiguous === true && file.read.encoding === undefined);
  const progress = needsChoice && !isOver ? 'attention' : file.progress;
  if (staging.state === 'uploading') {
    const share = formatShare(size === 0 ? 1 : staging.bytes / size, 0);
    return (
      <StateTag tone="held" shape="half" isPlain>
        {t('queue.states.uploading', { share })}
      </StateTag>
    );
  }
  const { tone, shape } = staging.state === 'failed' ? LOOKS.failed : LOOKS[progress];
  return (
    <StateTag tone={tone} shape={shape} isPlain>
      {t(`queue.states.${staging.state === 'failed' ? 'upload-failed' : progress}`)}
    </StateTag>
  );
}
