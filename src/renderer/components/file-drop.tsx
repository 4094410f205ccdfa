import { UploadOutlined } from '@ant-design/icons';
import { App } from 'antd';
import { type DragEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#renderer/i18n/format.ts';
import { MAXIMUM_FILE_BYTES } from '#shared/domain/files/file-limits.ts';
import styles from './file-drop.module.css';

interface FileDropProps {
  onFiles: (files: readonly File[]) => void;
  /** Endings that are taken, with their dot: `['.xlsx', '.csv']`. Content is sniffed by the core; this only guides. */
  endings?: readonly string[];
  isMultiple?: boolean;
  /** A line under the title: what is taken, where a sample is. */
  hint?: ReactNode;
  isDisabled?: boolean;
}

/** A place to drop files or choose them, by keyboard too. */
export function FileDrop({ onFiles, endings, isMultiple = true, hint, isDisabled = false }: FileDropProps) {
  const { t } = useTranslation('components');
  const { message } = App.useApp();
  const inputId = useId();
  const [isOver, setOver] = useState(false);

  const take = (list: FileList | null): void => {
    const files = Array.from(list ?? []).slice(0, isMultiple ? undefined : 1);
    const accepted = files.filter((file) => {
      if (endings && !endings.some((ending) => file.name.toLowerCase().endsWith(ending))) {
        message.error(t('drop.refused', { name: file.name }));
        return false;
      }
      if (file.size <= MAXIMUM_FILE_BYTES) return true;
      const [size, limit] = [formatBytes(file.size), formatBytes(MAXIMUM_FILE_BYTES)];
      message.error(t('drop.tooBig', { name: file.name, size, limit }));
      return false;
    });
    if (accepted.length > 0) onFiles(accepted);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (!isDisabled) take(event.dataTransfer.files);
  };
  return (
    <label
      htmlFor={inputId}
      className={`${styles.drop} ${isOver ? styles.over : ''} ${isDisabled ? styles.disabled : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!isDisabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <input
        id={inputId}
        type="file"
        className="kc-visually-hidden"
        multiple={isMultiple}
        accept={endings?.join(',')}
        disabled={isDisabled}
        onChange={(event) => {
          take(event.target.files);
          // The same file can be chosen again after it was corrected.
          event.target.value = '';
        }}
      />
      <UploadOutlined className={styles.icon} aria-hidden="true" />
      <span className={styles.title}>{isOver ? t('drop.active') : t(isMultiple ? 'drop.title' : 'drop.titleOne')}</span>
      {hint ? <span className={styles.hint}>{hint}</span> : null}
    </label>
  );
}
