import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Form, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { CalendarDay } from '#renderer/components/day.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { Amount } from '#renderer/components/money.tsx';
import { NoteInput } from '#renderer/components/note-input.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { Dossier, TestOrder } from '#shared/contract/dossiers.contract.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { TEST_RESULTS, TEST_STEPS, type TestResult, type TestStep } from '#shared/domain/suppliers/dossier-checks.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import styles from './dossier.module.css';

/** 试单: money in, keys out, money back, each tried before it matters. */
export function DossierTests({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossiers');
  const mayEdit = useCan('suppliers.edit');
  const [isAdding, setAdding] = useState(false);
  const add = mayEdit ? (
    <Button size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {t('tests.add')}
    </Button>
  ) : null;
  return (
    <PageSection title={t('tests.title')} actions={add}>
      {dossier.testOrders.length === 0 ? (
        <p className="kc-soft">{t('tests.none')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('columns.testedOn')}</th>
              <th>{t('columns.step')}</th>
              <th className={styles.end}>{t('columns.amount')}</th>
              <th>{t('columns.result')}</th>
              <th>{t('columns.note')}</th>
              <th aria-label={t('columns.actions')} />
            </tr>
          </thead>
          <tbody>
            {dossier.testOrders.map((test) => (
              <TestRow key={test.id} test={test} currency={dossier.currency} />
            ))}
          </tbody>
        </table>
      )}
      {isAdding ? <TestDialog dossier={dossier} onClose={() => setAdding(false)} /> : null}
    </PageSection>
  );
}

function TestRow({ test, currency }: { test: TestOrder; currency: string }) {
  const { t } = useTranslation('dossiers');
  const { message } = App.useApp();
  const mayEdit = useCan('suppliers.edit');
  const remove = useCommand(client.dossiers.removeTestOrder);
  const hasPassed = test.result === 'passed';
  const removeNow = async (): Promise<void> => {
    if (await remove.run({ id: test.id })) message.success(t('tests.removed'));
  };
  return (
    <tr>
      <td>
        <CalendarDay on={test.testedOn} />
      </td>
      <td>{t(`steps.${test.step}`)}</td>
      <td className={styles.end}>
        <Amount value={test.amount} currency={currency} />
      </td>
      <td>
        <StateTag tone={hasPassed ? 'go' : 'now'} shape={hasPassed ? 'check' : 'cross'}>
          {t(`results.${test.result}`)}
        </StateTag>
      </td>
      <td>{test.note}</td>
      <td className={styles.end}>
        {mayEdit ? (
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('tests.remove')}
            title={t('tests.remove')}
            loading={remove.isPending}
            onClick={() => void removeNow()}
          />
        ) : null}
      </td>
    </tr>
  );
}

interface TestDraft {
  step: TestStep;
  testedOn: Day;
  amount: Money | null;
  result: TestResult;
  note: string;
}

function TestDialog({ dossier, onClose }: { dossier: Dossier; onClose: () => void }) {
  const { t } = useTranslation('dossiers');
  const { message } = App.useApp();
  const [form] = Form.useForm<TestDraft>();
  const add = useCommand(client.dossiers.addTestOrder);
  const submit = async ({ amount, ...draft }: TestDraft): Promise<void> => {
    if (amount === null) return;
    if (!(await add.run({ ...draft, amount, supplierId: dossier.supplierId }))) return;
    message.success(t('tests.saved'));
    onClose();
  };
  const initial: TestDraft = { step: 'order', testedOn: today() as Day, amount: null, result: 'passed', note: '' };
  return (
    <Modal
      open
      width={440}
      title={t('tests.add')}
      okText={t('tests.save')}
      okButtonProps={{ loading: add.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={(draft) => void submit(draft)}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item name="step" label={t('tests.step')}>
          <Segmented
            block
            aria-label={t('tests.step')}
            options={TEST_STEPS.map((value) => ({ value, label: t(`steps.${value}`) }))}
          />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="testedOn" label={t('tests.testedOn')}>
            <DayInput max={today()} />
          </Form.Item>
          <Form.Item
            name="amount"
            label={t('tests.amount')}
            rules={[{ required: true, message: t('tests.amountNeeded') }]}
          >
            <AmountInput currency={dossier.currency} />
          </Form.Item>
        </div>
        <Form.Item name="result" label={t('tests.result')}>
          <Segmented
            aria-label={t('tests.result')}
            options={TEST_RESULTS.map((value) => ({ value, label: t(`results.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="note" label={t('tests.note')}>
          <NoteInput />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
