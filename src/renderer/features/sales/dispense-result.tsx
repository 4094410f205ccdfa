import { CopyOutlined, SendOutlined } from '@ant-design/icons';
import { Alert, App, Button, Dropdown } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { downloadFile } from '#renderer/lib/download.ts';
import { CLEAR_AFTER_SECONDS, copySecret } from '#renderer/lib/secret-clipboard.ts';
import type { DeliveryRow } from '#shared/contract/sales.contract.ts';
import styles from './sales.module.css';

export interface ShownDelivery {
  readonly deliveries: readonly DeliveryRow[];
  readonly messages: readonly string[];
  readonly isTooLong: boolean;
}

const FORMATS = ['txt', 'csv', 'xlsx'] as const;

interface DispenseResultProps {
  shown: ShownDelivery | null;
  onNext: () => void;
  /** The word of the way on; 下一单 when left out. */
  nextLabel?: string;
  /** The keys that stood here were put away when the window locked. */
  isPutAway?: boolean;
}

/** What to send: the messages as they are copied, and the keys as a file. */
export function DispenseResult({ shown, onNext, nextLabel, isPutAway = false }: DispenseResultProps) {
  const { t } = useTranslation('sales');
  if (!shown) {
    const text = isPutAway ? t('result.lockedAway') : t('result.emptyText');
    return <EmptyState icon={<SendOutlined />} title={t('result.empty')} text={text} />;
  }
  return <Result shown={shown} onNext={onNext} nextLabel={nextLabel ?? t('result.next')} />;
}

function Result({ shown, onNext, nextLabel }: { shown: ShownDelivery; onNext: () => void; nextLabel: string }) {
  const { t } = useTranslation('sales');
  const { copy, copied } = useCopy(shown);
  const copyButton = useRef<HTMLButtonElement>(null);
  const { deliveries, messages, isTooLong } = shown;
  // The next key that a person presses is Enter, and it copies.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes there once for each result
  useEffect(() => copyButton.current?.focus(), [shown]);
  const count = deliveries.reduce((sum, { quantity }) => sum + quantity, 0);
  const returned = deliveries.reduce((sum, { returnedQuantity }) => sum + returnedQuantity, 0);
  return (
    <section className={styles.result} aria-label={t('result.done', { count })}>
      <header className={styles.resultHead}>
        <h2 className={styles.resultTitle}>{t('result.done', { count })}</h2>
        <span className="kc-soft">{deliveries.map(({ number, skuName }) => `${number} ${skuName}`).join('，')}</span>
      </header>
      {returned > 0 ? <Alert type="info" showIcon title={t('result.returned', { count: returned })} /> : null}
      {messages.map((message, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: messages are known by their order
        <div key={index} className={styles.message}>
          <pre className={styles.text}>{message}</pre>
          {messages.length > 1 ? (
            <Button size="small" icon={<CopyOutlined />} onClick={() => void copy(index)}>
              {t('result.copyPart', { index: index + 1 })}
            </Button>
          ) : null}
        </div>
      ))}
      {isTooLong ? <Alert type="warning" showIcon title={t('result.tooLong')} /> : null}
      <div className={styles.ways}>
        {messages.length === 1 ? (
          <Button ref={copyButton} type="primary" icon={<CopyOutlined />} onClick={() => void copy(0)}>
            {copied ? t('result.copyAgain') : t('result.copy')}
          </Button>
        ) : null}
        {messages.length > 1 ? (
          <span className="kc-soft">{t('result.messages', { count: messages.length })}</span>
        ) : null}
        {messages.length > 0 ? <ExportMenu deliveries={deliveries} /> : null}
        <Button onClick={onNext}>{nextLabel}</Button>
      </div>
    </section>
  );
}

function useCopy(shown: ShownDelivery) {
  const { t } = useTranslation('sales');
  const { message } = App.useApp();
  const record = useCommand(client.deliveries.recordCopy);
  const [copied, setCopied] = useState(false);
  const copy = async (index: number): Promise<void> => {
    const text = shown.messages[index];
    if (text === undefined) return;
    const recorded = await record.run({ deliveryIds: shown.deliveries.map(({ id }) => id) });
    if (!recorded) return;
    const outcome = await copySecret(text, () => void message.info(t('result.cleared')));
    setCopied(true);
    if (outcome === 'will-be-cleared') message.success(t('result.copied', { seconds: CLEAR_AFTER_SECONDS }));
    else message.warning(t('result.copiedNotCleared'), 5);
  };
  return { copy, copied };
}

/** The keys of deliveries as a file, in the format that the buyer can read. */
export function ExportMenu({ deliveries }: { deliveries: readonly Pick<DeliveryRow, 'id'>[] }) {
  const { t } = useTranslation('sales');
  const prepare = useCommand(client.deliveries.export);
  const save = async (format: (typeof FORMATS)[number]): Promise<void> => {
    const file = await prepare.run({ deliveryIds: deliveries.map(({ id }) => id), format });
    if (file) await downloadFile(file.fileId, file.name);
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...FORMATS.map((format) => ({ key: format, label: format, onClick: () => void save(format) })),
          { type: 'divider' as const },
          { key: 'hint', label: <span className={styles.exportHint}>{t('result.byteExact')}</span>, disabled: true },
        ],
      }}
    >
      <Button loading={prepare.isPending}>{t('result.export')}</Button>
    </Dropdown>
  );
}
