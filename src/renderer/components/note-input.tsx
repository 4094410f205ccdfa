import { Input } from 'antd';

interface NoteInputProps {
  value?: string;
  onChange?: (text: string) => void;
  id?: string;
  placeholder?: string;
  maxLength?: number;
  'aria-label'?: string;
}

/**
 * A field for a text of some lines that grows with it. By CSS: Ant Design's own growing text area measures in an element with a style
 * attribute, which the window's CSP does not allow.
 */
export function NoteInput({ onChange, maxLength = 2000, ...field }: NoteInputProps) {
  return (
    <Input.TextArea
      {...field}
      rows={2}
      maxLength={maxLength}
      style={{ fieldSizing: 'content', minHeight: 56, maxHeight: 200, resize: 'none' }}
      onChange={(event) => onChange?.(event.target.value)}
    />
  );
}
