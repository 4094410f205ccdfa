import { Modal as Dialog, type ModalProps } from 'antd';
import { FormScope } from './form-scope.tsx';

/** A dialog in which something is filled in; what was typed is asked about before it is left for another page. */
export function Modal({ children, ...dialog }: ModalProps) {
  return (
    <Dialog {...dialog}>
      <FormScope>{children}</FormScope>
    </Dialog>
  );
}
