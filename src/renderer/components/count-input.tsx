import { InputNumber, type InputNumberProps } from 'antd';

type Props = Omit<InputNumberProps<number>, 'precision' | 'onChange'> & {
  /** A form fills it in by itself. */
  readonly onChange?: (value: number | null) => void;
};

/**
 * A field for whole numbers. The field of the library says `2.5` while it is typed and rounds it when it is left; what is reckoned
 * from a count meanwhile needs a whole one.
 */
export function CountInput({ onChange, ...props }: Props) {
  return (
    <InputNumber<number>
      {...props}
      precision={0}
      onChange={(value) => onChange?.(value === null ? null : Math.round(value))}
    />
  );
}
