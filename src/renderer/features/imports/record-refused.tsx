import { Alert, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportSummary } from '#shared/contract/imports.contract.ts';
import { canRecordRefused } from '#shared/domain/imports/posting-obstacle.ts';
import { type QueuedFile, useImportQueue } from './queue-store.ts';
import { answeredOrder, type ReceiptDraft } from './receipt-draft.ts';

/** Whether what a supplier sent can stand against the order that the receipt answers, although no key of it can come in. */
export function mayRecordRefused(receipt: ReceiptDraft, summary: ImportSummary): boolean {
  return canRecordRefused(summary, { purchaseOrder: answeredOrder(receipt) });
}

/** Whether a person wants what a supplier sent to stand against the order although no key of it can come in. */
export function isRecordingRefused(receipt: ReceiptDraft, summary: ImportSummary | null): boolean {
  return summary !== null && receipt.recordsRefused && mayRecordRefused(receipt, summary);
}

/** Nothing can come in, and an order is answered: the bad and known keys may stand against it. */
export function RecordRefused({ file, summary }: { file: QueuedFile; summary: ImportSummary }) {
  const { t } = useTranslation('imports');
  const { changeReceipt } = useImportQueue();
  if (!mayRecordRefused(file.receipt, summary)) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t('check.recordRefusedText')}
      description={
        <Checkbox
          checked={file.receipt.recordsRefused}
          onChange={(event) => changeReceipt(file.key, { recordsRefused: event.target.checked })}
        >
          {t('check.recordRefused')}
        </Checkbox>
      }
    />
  );
}
