import { Modal as Dialog, type ModalProps } from 'antd';
import { type SyntheticEvent, useRef } from 'react';
import { leavePart } from '#renderer/lib/leave-question.ts';
import { FormScope } from './form-scope.tsx';

interface FormDialogProps extends Omit<ModalProps, 'onCancel'> {
  onCancel?: () => void;
}

/**
 * A dialog in which something is filled in; what was typed is asked about before it is left for another page, by Esc or by its
 * cross. The cancel button says what it does, and is not asked about.
 */
export function Modal({ children, onCancel, ...dialog }: FormDialogProps) {
  const body = useRef<HTMLDivElement>(null);
  const cancel = (event: SyntheticEvent): void => {
    if (isButtonBelow(event)) onCancel?.();
    else leavePart(body.current, () => onCancel?.());
  };
  return (
    <Dialog {...dialog} onCancel={cancel}>
      <div ref={body} style={{ display: 'contents' }}>
        <FormScope>{children}</FormScope>
      </div>
    </Dialog>
  );
}

function isButtonBelow({ type, target }: SyntheticEvent): boolean {
  return type === 'click' && target instanceof Element && target.closest('.ant-modal-footer') !== null;
}
