import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface SearchFilterProps {
  value: string;
  onChange: (text: string) => void;
  placeholder?: string;
  width?: number;
}

const TYPING_PAUSE_MILLISECONDS = 200;

/** The text filter of a list: waits for a pause in typing and for the input method to be done. */
export function SearchFilter({ value, onChange, placeholder, width = 240 }: SearchFilterProps) {
  const { t } = useTranslation('components');
  const [typed, setTyped] = useState(value);
  const isComposing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    if (!timer.current) setTyped(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const tell = (text: string, pause: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      onChange(text);
    }, pause);
  };
  return (
    <Input
      allowClear
      prefix={<SearchOutlined style={{ color: 'var(--kc-text-faint)' }} />}
      style={{ width }}
      value={typed}
      placeholder={placeholder ?? t('filter.search')}
      aria-label={placeholder ?? t('filter.search')}
      spellCheck={false}
      onChange={(event) => {
        setTyped(event.target.value);
        if (!isComposing.current) tell(event.target.value, event.target.value === '' ? 0 : TYPING_PAUSE_MILLISECONDS);
      }}
      onCompositionStart={() => {
        isComposing.current = true;
      }}
      onCompositionEnd={(event) => {
        isComposing.current = false;
        tell(event.currentTarget.value, TYPING_PAUSE_MILLISECONDS);
      }}
    />
  );
}
