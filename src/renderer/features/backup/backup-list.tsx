import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '#renderer/components/data-table/columns.ts';
import { DataTable, type DataTableProps } from '#renderer/components/data-table/data-table.tsx';
import { Moment } from '#renderer/components/day.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatBytes } from '#renderer/i18n/format.ts';
import type { BackupRow } from '#shared/contract/backups.contract.ts';
import { pathOf } from './backup-path.ts';

interface BackupListProps {
  query: DataTableProps<BackupRow>['query'];
  onRestore: ((file: string) => void) | undefined;
}

/** Every backup that was written, newest first; one that is gone from its place stays listed, in grey. */
export function BackupList({ query, onRestore }: BackupListProps) {
  const { t } = useTranslation('backup');
  const columns = useMemo((): readonly DataColumn<BackupRow>[] => {
    return [
      { key: 'at', title: t('columns.at'), width: 116, render: (backup) => <Moment at={backup.madeAt} /> },
      { key: 'kind', title: t('columns.kind'), width: 110, render: (backup) => t(`kinds.${backup.kind}`) },
      {
        key: 'state',
        title: t('columns.state'),
        width: 116,
        render: (backup) =>
          backup.isPresent ? (
            <StateTag tone={backup.isVerified ? 'go' : 'soon'} shape={backup.isVerified ? 'check' : 'half'} isPlain>
              {backup.isVerified ? t('states.verified') : t('states.unverified')}
            </StateTag>
          ) : (
            <StateTag tone="past" shape="dash" isPlain>
              {t('states.gone')}
            </StateTag>
          ),
      },
      {
        key: 'size',
        title: t('columns.size'),
        width: 84,
        align: 'end',
        render: (backup) => formatBytes(backup.size),
      },
      {
        key: 'file',
        title: t('columns.file'),
        width: 320,
        grows: true,
        render: (backup) => (
          <span className="kc-mono" title={pathOf(backup)}>
            {pathOf(backup)}
          </span>
        ),
      },
      {
        key: 'actions',
        title: '',
        width: 84,
        render: (backup) =>
          onRestore && backup.isPresent ? (
            <Button
              size="small"
              type="link"
              onClick={(event) => {
                event.stopPropagation();
                onRestore(pathOf(backup));
              }}
            >
              {t('restore.action')}
            </Button>
          ) : null,
      },
    ];
  }, [t, onRestore]);
  return (
    <DataTable<BackupRow>
      name="backups"
      label={t('title')}
      columns={columns}
      query={query}
      rowKey={({ place, fileName }) => `${place} ${fileName}`}
      isPast={(backup) => !backup.isPresent}
      empty={<EmptyState title={t('empty.title')} text={t('empty.text')} />}
    />
  );
}
