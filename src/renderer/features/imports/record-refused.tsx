import { Alert, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportSummary } from '#shared/contract/imports.contract.ts';
import {
  hasRefusedPaper,
  isAllRefused,
  isChargeable,
  isRefusedRecorded,
} from '#shared/domain/imports/posting-obstacle.ts';
import { type QueuedFile, useImportQueue } from './queue-store.ts';
import { answeredOrder, type ReceiptDraft, refusedPaper } from './receipt-draft.ts';

/**
 * Whether what a supplier sent can be recorded, against the order that the receipt answers or with its charge, although no key of
 * it can come in.
 */
export function mayRecordRefused(receipt: ReceiptDraft, summary: ImportSummary): boolean {
  return isAllRefused(summary) && hasRefusedPaper(refusedPaper(receipt));
}

/** Whether a person wants it recorded. */
export function isRecordingRefused(receipt: ReceiptDraft, summary: ImportSummary | null): boolean {
  const { recordsRefused } = receipt;
  return summary !== null && isRefusedRecorded(summary, { ...refusedPaper(receipt), recordsRefused });
}

/** Nothing can come in: the bad and known keys may stand against the order, or what was charged for them on the account. */
export function RecordRefused({ file, summary }: { file: QueuedFile; summary: ImportSummary }) {
  const { t } = useTranslation('imports');
  const { changeReceipt } = useImportQueue();
  const { receipt } = file;
  if (!mayRecordRefused(receipt, summary)) {
    const canBeCharged = isAllRefused(summary) && isChargeable(refusedPaper(receipt));
    return canBeCharged ? <Alert type="info" showIcon title={t('check.chargeRefusedHint')} /> : null;
  }
  const isOrdered = answeredOrder(receipt) !== null;
  return (
    <Alert
      type="info"
      showIcon
      title={t(isOrdered ? 'check.recordRefusedText' : 'check.chargeRefusedText')}
      description={
        <Checkbox
          checked={receipt.recordsRefused}
          onChange={(event) => changeReceipt(file.key, { recordsRefused: event.target.checked })}
        >
          {t(isOrdered ? 'check.recordRefused' : 'check.chargeRefused')}
        </Checkbox>
      }
    />
  );
}
