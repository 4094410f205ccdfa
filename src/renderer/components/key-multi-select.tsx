import { Select } from 'antd';
import type { CardKeyId } from '#shared/domain/ids.ts';

interface KeyMultiSelectProps {
  value: readonly CardKeyId[];
  onChange: (keyIds: CardKeyId[]) => void;
  options: readonly { readonly value: CardKeyId; readonly label: string }[];
  placeholder: string;
  /** What the list says when there is none. */
  nothing?: string;
  isLoading?: boolean;
  'aria-label': string;
}

/** Chooses several keys of a list by what they are called. */
export function KeyMultiSelect({ value, onChange, options, placeholder, nothing, ...rest }: KeyMultiSelectProps) {
  return (
    <Select<CardKeyId[]>
      mode="multiple"
      value={[...value]}
      maxTagCount="responsive"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={placeholder}
      aria-label={rest['aria-label']}
      notFoundContent={nothing}
      loading={rest.isLoading}
      options={[...options]}
      onChange={onChange}
    />
  );
}
