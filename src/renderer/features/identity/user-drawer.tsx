import { App, Button, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { formatInstant } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorCode } from '#renderer/lib/error-text.ts';
import { useTypedInput } from '#renderer/lib/use-typed-input.ts';
import type { UserView } from '#shared/contract/identity.contract.ts';
import { ROLES, type Role } from '#shared/domain/identity/rights.ts';
import { ResetPassphraseDialog } from './reset-passphrase-dialog.tsx';
import { changesOf, draftOf, type RightDraft } from './rights-draft.ts';
import { RightsTable } from './rights-table.tsx';
import styles from './users.module.css';

/** One person: name, role, single rights with the role's own answer beside them, daily limits, and the door. */
export function UserDrawer({ user, onClose }: { user: UserView; onClose: () => void }) {
  const { t } = useTranslation('users');
  const shell = useTranslation('shell').t;
  const { message } = App.useApp();
  const [name, setName] = useState(user.name);
  /** What the field began with, or was last saved as: the person's name may be put right elsewhere meanwhile. */
  const [openedName, setOpenedName] = useState(user.name);
  const [role, setRole] = useState<Role>(user.role);
  const [drafts, setDrafts] = useState<readonly RightDraft[]>(() => draftOf(user.role, user.changes));
  const [isTaken, setTaken] = useState(false);
  const change = useCommand(client.users.change, {
    onSuccess: () => message.success(t('saved')),
    onError: (error) => {
      const isNamesake = errorCode(error) === 'NAME_TAKEN';
      setTaken(isNamesake);
      return isNamesake;
    },
  });
  // Left out where nobody typed another: it would undo what somebody else put right.
  const newName = name.trim() === openedName ? undefined : name.trim();
  const isChanged =
    newName !== undefined ||
    role !== user.role ||
    JSON.stringify(changesOf(drafts)) !== JSON.stringify(changesOf(draftOf(user.role, user.changes)));
  const place = useRef<HTMLDivElement>(null);
  useTypedInput(isChanged, place);
  const save = async (): Promise<void> => {
    const saved = await change.run({ id: user.id, name: newName, role, changes: changesOf(drafts) });
    if (saved && newName !== undefined) setOpenedName(newName);
  };
  const chooseRole = (next: Role): void => {
    setRole(next);
    setDrafts(draftOf(next, changesOf(drafts)));
  };
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      name="user"
      width={640}
      title={user.name}
      actions={<Door user={user} />}
      footer={
        <Button
          type="primary"
          disabled={!isChanged || name.trim() === ''}
          loading={change.isPending}
          onClick={() => void save()}
        >
          {t('save')}
        </Button>
      }
    >
      <div ref={place} className={styles.facts}>
        <Details
          items={[
            {
              label: t('columns.state'),
              value: (
                <StateTag tone={user.isDisabled ? 'past' : 'go'} shape={user.isDisabled ? 'dash' : 'dot'} isPlain>
                  {user.isDisabled ? t('states.disabled') : t('states.active')}
                </StateTag>
              ),
            },
            { label: t('columns.createdAt'), value: formatInstant(user.createdAt) },
            { label: t('trail'), value: <Link to={`/audit?person=${user.id}`}>{t('openTrail')}</Link> },
          ]}
        />
      </div>
      <PageSection title={t('nameRoleAndRights')}>
        <div className={styles.name}>
          <Input
            value={name}
            maxLength={80}
            autoComplete="off"
            status={isTaken ? 'error' : undefined}
            aria-label={t('columns.name')}
            onChange={(event) => {
              setName(event.target.value);
              setTaken(false);
            }}
          />
          {isTaken ? (
            <span role="alert" className={styles.taken}>
              {t('new.nameTaken')}
            </span>
          ) : (
            <span className="kc-faint">{t('nameHint')}</span>
          )}
        </div>
        <div className={styles.role}>
          <Select<Role>
            value={role}
            style={{ width: 160 }}
            aria-label={t('columns.role')}
            options={ROLES.map((value) => ({ value, label: shell(`roles.${value}`) }))}
            onChange={chooseRole}
          />
          <span className="kc-soft">{t(`roleHints.${role}`)}</span>
        </div>
        {role === 'owner' ? (
          <p className="kc-soft">{t('ownerHasAll')}</p>
        ) : (
          <RightsTable user={user} drafts={drafts} onChange={setDrafts} />
        )}
      </PageSection>
    </SideDrawer>
  );
}

/** Disable, enable, and a new passphrase for somebody who forgot theirs. */
function Door({ user }: { user: UserView }) {
  const { t } = useTranslation('users');
  const session = useSession();
  const { message } = App.useApp();
  const confirm = useConfirmCount();
  const [isResetting, setResetting] = useState(false);
  const setDisabled = useCommand(client.users.setDisabled);
  const toggle = async (): Promise<void> => {
    const isDisabled = !user.isDisabled;
    const question = {
      title: t('disable.title', { name: user.name }),
      text: t('disable.text'),
      action: t('disable.action'),
      isDangerous: true,
    };
    if (isDisabled && !(await confirm(question))) return;
    const done = await setDisabled.run({ id: user.id, isDisabled });
    if (done)
      message.success(isDisabled ? t('disable.done', { name: user.name }) : t('enable.done', { name: user.name }));
  };
  if (user.id === session.user.id) return null;
  return (
    <>
      <Button type="text" onClick={() => setResetting(true)}>
        {t('reset.open')}
      </Button>
      <Button type="text" danger={!user.isDisabled} loading={setDisabled.isPending} onClick={() => void toggle()}>
        {user.isDisabled ? t('enable.action') : t('disable.action')}
      </Button>
      {isResetting ? <ResetPassphraseDialog user={user} onClose={() => setResetting(false)} /> : null}
    </>
  );
}
