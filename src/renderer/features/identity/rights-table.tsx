import { Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { CountInput } from '#renderer/components/count-input.tsx';
import { useText } from '#renderer/i18n/use-text.ts';
import type { UserView } from '#shared/contract/identity.contract.ts';
import type { ChangedLimit } from '#shared/domain/identity/rights.ts';
import { type Answer, groupsOf, type RightDraft } from './rights-draft.ts';
import styles from './users.module.css';

const ANSWERS: readonly Answer[] = ['role', 'granted', 'denied'];
const MOST_KEYS_A_DAY = 1_000_000;

interface RightsTableProps {
  user: UserView;
  drafts: readonly RightDraft[];
  onChange: (drafts: readonly RightDraft[]) => void;
}

/** Each right with the role's own answer; what differs stands out. */
export function RightsTable({ user, drafts, onChange }: RightsTableProps) {
  const { t } = useTranslation('users');
  const change = (changed: RightDraft): void =>
    onChange(drafts.map((draft) => (draft.right === changed.right ? changed : draft)));
  return (
    <table className={styles.rights}>
      <thead>
        <tr>
          <th scope="col">{t('rights.right')}</th>
          <th scope="col">{t('rights.answer')}</th>
          <th scope="col">{t('rights.limit')}</th>
          <th scope="col">{t('rights.usedToday')}</th>
        </tr>
      </thead>
      {groupsOf(drafts).map(({ group, drafts: members }) => (
        <tbody key={group}>
          <tr className={styles.group}>
            <th colSpan={4} scope="rowgroup">
              {t(`groups.${group as 'keys'}`)}
            </th>
          </tr>
          {members.map((draft) => (
            <RightRow key={draft.right} user={user} draft={draft} onChange={change} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface RightRowProps {
  user: UserView;
  draft: RightDraft;
  onChange: (draft: RightDraft) => void;
}

function RightRow({ user, draft, onChange }: RightRowProps) {
  const { t } = useTranslation('users');
  const text = useText();
  const { right, isOfRole, answer, counted } = draft;
  const name = text(`rights:${right}`);
  const used = user.limits.find((limit) => limit.right === right)?.usedToday ?? 0;
  const labels: Record<Answer, string> = {
    role: isOfRole ? t('rights.asRoleYes') : t('rights.asRoleNo'),
    granted: t('rights.granted'),
    denied: t('rights.denied'),
  };
  const isAllowed = answer === 'role' ? isOfRole : answer === 'granted';
  return (
    <tr className={answer === 'role' && (counted?.limit ?? null) === null ? undefined : styles.changed}>
      <th scope="row">{name}</th>
      <td>
        <Select<Answer>
          size="small"
          variant={answer === 'role' ? 'borderless' : 'outlined'}
          value={answer}
          style={{ width: 150 }}
          aria-label={name}
          options={ANSWERS.map((value) => ({ value, label: labels[value] }))}
          onChange={(next) => onChange({ ...draft, answer: next })}
        />
      </td>
      <td>
        {counted ? (
          <LimitField
            name={name}
            counted={counted}
            isDisabled={!isAllowed}
            onChange={(limit) => onChange({ ...draft, counted: { ...counted, limit } })}
          />
        ) : null}
      </td>
      <td>{counted && used > 0 ? used : null}</td>
    </tr>
  );
}

interface LimitFieldProps {
  name: string;
  counted: NonNullable<RightDraft['counted']>;
  isDisabled: boolean;
  onChange: (limit: ChangedLimit) => void;
}

/** Keys a day: empty is the role's own, and a person may have none where the role has one. */
function LimitField({ name, counted, isDisabled, onChange }: LimitFieldProps) {
  const { t } = useTranslation('users');
  const { ofRole, limit } = counted;
  const isNone = limit === 'none';
  return (
    <span className={styles.limit}>
      <CountInput
        size="small"
        min={0}
        max={MOST_KEYS_A_DAY}
        value={isNone ? null : limit}
        disabled={isDisabled || isNone}
        placeholder={isNone || ofRole === null ? t('rights.noLimit') : String(ofRole)}
        suffix={t('rights.aDay')}
        aria-label={`${name} ${t('rights.limit')}`}
        style={{ width: 130 }}
        onChange={onChange}
      />
      {ofRole === null ? null : (
        <Checkbox
          checked={isNone}
          disabled={isDisabled}
          aria-label={`${name} ${t('rights.noLimit')}`}
          onChange={(event) => onChange(event.target.checked ? 'none' : null)}
        >
          {t('rights.noLimit')}
        </Checkbox>
      )}
    </span>
  );
}
