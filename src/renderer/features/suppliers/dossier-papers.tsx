import { EllipsisOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { CalendarDay } from '#renderer/components/day.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { downloadFile } from '#renderer/lib/download.ts';
import { useErrorText } from '#renderer/lib/error-text.ts';
import type { Dossier, Qualification } from '#shared/contract/dossiers.contract.ts';
import { EXPIRING_DAYS } from '#shared/domain/suppliers/dossier-checks.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import styles from './dossier.module.css';
import { PaperDialog } from './paper-dialog.tsx';

/** Licences, authorisations and certificates with their files. */
export function DossierPapers({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossiers');
  const mayEdit = useCan('suppliers.edit');
  const [editing, setEditing] = useState<Qualification | 'new' | null>(null);
  const add = mayEdit ? (
    <Button size="small" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
      {t('papers.add')}
    </Button>
  ) : null;
  return (
    <PageSection title={t('papers.title')} actions={add}>
      {dossier.qualifications.length === 0 ? (
        <p className="kc-soft">{t('papers.none')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('columns.kind')}</th>
              <th>{t('columns.number')}</th>
              <th>{t('columns.issuedOn')}</th>
              <th>{t('columns.expiresOn')}</th>
              <th>{t('columns.verified')}</th>
              <th>{t('columns.file')}</th>
              <th aria-label={t('columns.actions')} />
            </tr>
          </thead>
          <tbody>
            {dossier.qualifications.map((paper) => (
              <PaperRow key={paper.id} paper={paper} onEdit={() => setEditing(paper)} />
            ))}
          </tbody>
        </table>
      )}
      {editing === null ? null : (
        <PaperDialog
          supplierId={dossier.supplierId}
          paper={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </PageSection>
  );
}

function PaperRow({ paper, onEdit }: { paper: Qualification; onEdit: () => void }) {
  const { t } = useTranslation('dossiers');
  const mayEdit = useCan('suppliers.edit');
  const kind = t(`checks.${paper.kind}`);
  const name = paper.brandName === null ? kind : t('finding.subject', { check: kind, of: paper.brandName });
  return (
    <tr>
      <td>
        {name}
        {paper.issuer === '' ? null : <div className="kc-faint">{paper.issuer}</div>}
      </td>
      <td>
        <span className="kc-mono">{paper.number}</span>
        {paper.note === '' ? null : <div className="kc-faint">{paper.note}</div>}
      </td>
      <td>
        <CalendarDay on={paper.issuedOn} />
      </td>
      <td>{paper.expiresOn === null ? t('papers.forever') : <Expiry on={paper.expiresOn} />}</td>
      <td>
        {paper.verifiedAt === null ? (
          <StateTag tone="soon" shape="half">
            {t('papers.unverified')}
          </StateTag>
        ) : (
          t('papers.verifiedBy', { name: paper.verifiedBy, at: paper.verifiedAt })
        )}
      </td>
      <td>{paper.attachmentName === null ? '–' : <OpenFile paper={paper} name={paper.attachmentName} />}</td>
      <td className={styles.end}>{mayEdit ? <PaperActs paper={paper} name={name} onEdit={onEdit} /> : null}</td>
    </tr>
  );
}

/** The last day of a paper, with a word where it is over or near, whether the check-list asks for the paper or not. */
function Expiry({ on }: { on: string }) {
  const { t } = useTranslation('dossiers');
  const day = today() as Day;
  const isOver = on < day;
  return (
    <>
      <CalendarDay on={on} />{' '}
      {isOver || on <= addDays(day, EXPIRING_DAYS) ? (
        <StateTag tone={isOver ? 'now' : 'soon'} shape={isOver ? 'triangle' : 'half'} isPlain>
          {t(isOver ? 'problems.expired' : 'problems.expiring')}
        </StateTag>
      ) : null}
    </>
  );
}

/** Saves the file; it is never shown inside the window. */
function OpenFile({ paper, name }: { paper: Qualification; name: string }) {
  const { t } = useTranslation('dossiers');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const open = async (): Promise<void> => {
    try {
      const file = await client.dossiers.openAttachment({ id: paper.id });
      await downloadFile(file.fileId, file.name, { size: file.size });
    } catch (error) {
      message.error(errorText(error));
    }
  };
  return (
    <Button
      type="link"
      className={styles.file}
      title={t('papers.open', { name })}
      aria-label={t('papers.open', { name })}
      onClick={() => void open()}
    >
      {name}
    </Button>
  );
}

function PaperActs({ paper, name, onEdit }: { paper: Qualification; name: string; onEdit: () => void }) {
  const { t } = useTranslation('dossiers');
  const { message } = App.useApp();
  const confirm = useConfirmCount();
  const verify = useCommand(client.dossiers.verifyQualification);
  const remove = useCommand(client.dossiers.removeQualification);
  const { id, revision } = paper;
  const isVerified = paper.verifiedAt !== null;
  const changeVerified = async (): Promise<void> => {
    const done = await verify.run({ id, revision, isVerified: !isVerified });
    if (done) message.success(t(isVerified ? 'papers.unverifiedDone' : 'papers.verified'));
  };
  const removeNow = async (): Promise<void> => {
    const question = {
      title: t('papers.removeTitle', { kind: name }),
      text: t('papers.removeText'),
      action: t('papers.remove'),
    };
    if (!(await confirm(question))) return;
    if (await remove.run({ id, revision })) message.success(t('papers.removed'));
  };
  const acts: Record<string, () => void> = {
    edit: onEdit,
    unverify: () => void changeVerified(),
    remove: () => void removeNow(),
  };
  const items = [
    { key: 'edit', label: t('papers.edit') },
    ...(isVerified ? [{ key: 'unverify', label: t('papers.unverify') }] : []),
    { key: 'remove', label: t('papers.remove'), danger: true },
  ];
  return (
    <>
      {isVerified ? null : (
        <Button size="small" loading={verify.isPending} onClick={() => void changeVerified()}>
          {t('papers.verify')}
        </Button>
      )}
      <Dropdown menu={{ items, onClick: ({ key }) => acts[key]?.() }} trigger={['click']}>
        <Button size="small" type="text" icon={<EllipsisOutlined />} aria-label={t('papers.more', { name })} />
      </Dropdown>
    </>
  );
}
