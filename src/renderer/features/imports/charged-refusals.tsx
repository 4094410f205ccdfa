import { Alert, App, Button, Input, Space } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { CommandReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { ImportDetails } from '#shared/contract/imports.contract.ts';
import { type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { Field } from './field.tsx';
import styles from './imports.module.css';

type Charged = NonNullable<ImportDetails['chargedRefusals']>;
type Claim = Charged['claims'][number];

/** What the supplier charged for refused rows, what of it was claimed back, and the claim itself. */
export function ChargedRefusals({ details, refusals }: { details: ImportDetails; refusals: Charged }) {
  const { t } = useTranslation('imports');
  const mayPost = useCan('accounts.post');
  const [isClaiming, setClaiming] = useState(false);
  const [withdrawn, setWithdrawn] = useState<Claim | null>(null);
  const { currency } = details;
  const [acceptance, setAcceptance] = useState<'accept' | 'reopen' | null>(null);
  const { charged, open, claims, accepted } = refusals;
  const words = {
    count: details.refusedCount,
    charged: formatAmount(charged, { currency }),
    open: formatAmount(open, { currency }),
  };
  return (
    <>
      <Alert
        type={open > 0 ? 'warning' : 'info'}
        showIcon
        title={t('claim.title')}
        description={
          <>
            <p>{textOf(refusals, words, t)}</p>
            {accepted ? <p>{t('claim.accepted', { reason: accepted.reason, by: accepted.acceptedBy })}</p> : null}
            {claims.length > 0 ? (
              <ul className={styles.plainList} aria-label={t('claim.claims')}>
                {claims.map((claim) => (
                  <li key={claim.entryId}>
                    <span className="kc-mono">{claim.number}</span> <CalendarDay on={claim.occurredOn} />{' '}
                    <Amount value={claim.amount} currency={currency} /> {claim.note}
                    {mayPost ? (
                      <Button type="link" size="small" onClick={() => setWithdrawn(claim)}>
                        {t('claim.withdraw')}
                      </Button>
                    ) : null}
                  </li>
                ))}
              </ul>
            ) : null}
          </>
        }
        action={
          mayPost && (open > 0 || accepted) ? (
            <Space size="small">
              {open > 0 ? (
                <Button size="small" onClick={() => setClaiming(true)}>
                  {t('claim.action')}
                </Button>
              ) : null}
              <Button size="small" type="text" onClick={() => setAcceptance(accepted ? 'reopen' : 'accept')}>
                {t(accepted ? 'claim.reopen' : 'claim.accept')}
              </Button>
            </Space>
          ) : null
        }
      />
      {isClaiming ? <ClaimDialog details={details} most={open} onClose={() => setClaiming(false)} /> : null}
      {withdrawn ? <WithdrawDialog details={details} claim={withdrawn} onClose={() => setWithdrawn(null)} /> : null}
      {acceptance === 'accept' ? (
        <AcceptDialog id={details.id} open={words.open} onClose={() => setAcceptance(null)} />
      ) : null}
      {acceptance === 'reopen' ? <ReopenDialog id={details.id} onClose={() => setAcceptance(null)} /> : null}
    </>
  );
}

type Words = { readonly count: number; readonly charged: string; readonly open: string };

/** What of the charge is open; where the rest was given up, that stands beside it. */
function textOf({ open, accepted }: Charged, words: Words, t: TFunction<'imports'>): string {
  if (accepted) return t('claim.textCharged', words);
  return open > 0 ? t('claim.text', words) : t('claim.textDone', words);
}

function AcceptDialog({ id, open, onClose }: { id: ImportDetails['id']; open: string; onClose: () => void }) {
  const { t } = useTranslation('imports');
  return (
    <CommandReasonDialog
      command={client.imports.acceptRefused}
      inputOf={(reason) => ({ id, reason })}
      doneText={() => t('claim.acceptDone')}
      title={t('claim.acceptTitle')}
      text={t('claim.acceptText', { open })}
      okText={t('claim.accept')}
      label={t('claim.acceptReason')}
      onClose={onClose}
    />
  );
}

function ReopenDialog({ id, onClose }: { id: ImportDetails['id']; onClose: () => void }) {
  const { t } = useTranslation('imports');
  return (
    <CommandReasonDialog
      command={client.imports.reopenRefused}
      inputOf={(reason) => ({ id, reason })}
      doneText={() => t('claim.reopenDone')}
      title={t('claim.reopen')}
      text={t('claim.reopenText')}
      okText={t('claim.reopen')}
      label={t('claim.reason')}
      onClose={onClose}
    />
  );
}

function ClaimDialog({ details, most, onClose }: { details: ImportDetails; most: Money; onClose: () => void }) {
  const { t } = useTranslation('imports');
  const { message } = App.useApp();
  const { id, currency } = details;
  const [amount, setAmount] = useState<Money | null>(most);
  const [note, setNote] = useState('');
  const claim = useCommand(client.imports.claimRefused, {
    onSuccess({ number }) {
      message.success(t('claim.done', { number }));
      onClose();
    },
  });
  const isReady = amount !== null && amount > 0 && amount <= most;
  const carryOut = (): void => {
    if (amount !== null && isReady) void claim.run({ id, amount, note: note.trim() });
  };
  return (
    <Modal
      open
      width={440}
      title={t('claim.action')}
      okText={t('claim.post', { amount: formatAmount(amount ?? ZERO_MONEY, { currency }) })}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={claim.isPending}
      onOk={carryOut}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        <Field
          label={t('claim.amount')}
          hint={t('claim.most', { amount: formatAmount(most, { currency }) })}
          width={180}
        >
          <AmountInput
            value={amount}
            onChange={setAmount}
            currency={currency}
            autoFocus
            aria-label={t('claim.amount')}
          />
        </Field>
        <Field label={t('claim.note')} width={200}>
          <Input
            value={note}
            maxLength={200}
            aria-label={t('claim.note')}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      </div>
    </Modal>
  );
}

function WithdrawDialog({ details, claim, onClose }: { details: ImportDetails; claim: Claim; onClose: () => void }) {
  const { t } = useTranslation('imports');
  const { entryId, number } = claim;
  return (
    <CommandReasonDialog
      command={client.imports.withdrawRefusedClaim}
      inputOf={(reason) => ({ id: details.id, entryId, reason })}
      doneText={() => t('claim.withdrawn')}
      title={t('claim.withdrawTitle', { number })}
      text={t('claim.withdrawText')}
      okText={t('claim.withdraw')}
      label={t('claim.reason')}
      onClose={onClose}
    />
  );
}
