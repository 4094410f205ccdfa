import { App, Input } from 'antd';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { type Procedure, useCommand, type WithoutCommandId } from '#renderer/lib/command.ts';

interface ReasonDialogProps {
  title: string;
  /** What will happen, where the title does not say it. */
  text?: string;
  okText: string;
  /** What the field asks for. */
  label: string;
  /** Stands in the empty field instead of the label. */
  hint?: string;
  maxLength?: number;
  /** Default true: it takes something back. */
  isDanger?: boolean;
  isPending: boolean;
  /** Stands below the reason, such as how far it is. */
  children?: ReactNode;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** Asks for the reason of what is taken back, and goes on only with one. */
export function ReasonDialog({ title, text, okText, label, hint = label, ...props }: ReasonDialogProps) {
  const { maxLength = 200, isDanger = true, isPending, children, onConfirm, onClose } = props;
  const [reason, setReason] = useState('');
  const said = reason.trim();
  const confirmByKey = ({ nativeEvent }: KeyboardEvent): void => {
    if (said !== '' && !isPending && !nativeEvent.isComposing) onConfirm(said);
  };
  return (
    <Modal
      open
      width={440}
      title={title}
      okText={okText}
      okButtonProps={{ danger: isDanger, disabled: said === '' }}
      confirmLoading={isPending}
      onOk={() => onConfirm(said)}
      onCancel={onClose}
    >
      {text === undefined ? null : <p className="kc-soft">{text}</p>}
      <Input
        value={reason}
        maxLength={maxLength}
        autoFocus
        placeholder={hint}
        aria-label={label}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={confirmByKey}
      />
      {children}
    </Modal>
  );
}

interface CommandReasonDialogProps<Input, Output> extends Omit<ReasonDialogProps, 'isPending' | 'onConfirm'> {
  command: Procedure<Input, Output>;
  inputOf: (reason: string) => WithoutCommandId<Input>;
  /** What is said once it is done. */
  doneText: (output: Output) => string;
}

/** Asks for a reason, carries the command out with it, says what was done and closes; an error leaves the reason where it is. */
export function CommandReasonDialog<Input, Output>({
  command,
  inputOf,
  doneText,
  ...dialog
}: CommandReasonDialogProps<Input, Output>) {
  const { message } = App.useApp();
  const { run, isPending } = useCommand(command, {
    onSuccess(output) {
      message.success(doneText(output));
      dialog.onClose();
    },
  });
  return <ReasonDialog {...dialog} isPending={isPending} onConfirm={(reason) => void run(inputOf(reason))} />;
}
