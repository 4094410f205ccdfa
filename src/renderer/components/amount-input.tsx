import { Input, type InputRef } from 'antd';
import { type Ref, useEffect, useRef, useState } from 'react';
import { currencySymbol } from '#renderer/i18n/format.ts';
import { formatMoneyPlain, type Money, parseMoney } from '#shared/domain/money/money.ts';

interface AmountInputProps {
  /** In 1/10 000 of the unit. Value, change and id come from the form where it stands in one. */
  value?: Money | null;
  onChange?: (amount: Money | null) => void;
  id?: string;
  /** Its symbol stands before the amount; anything that is no currency (`点`) behind it. */
  currency?: string;
  placeholder?: string;
  isDisabled?: boolean;
  isNegativeAllowed?: boolean;
  autoFocus?: boolean;
  ref?: Ref<InputRef>;
  'aria-label'?: string;
}

const PARTIAL_AMOUNT = /^-?\d{0,15}(\.\d{0,4})?$/;

/** What was typed or pasted as plain decimal text: narrow digits, no separators, no symbol. */
export function plainAmountText(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replaceAll('−', '-')
    .replace(/[\s,，¥$€£元]/gu, '');
}

/**
 * A field for money. Takes what sheets and chats contain (`¥1,234.50`, full-width digits) and nothing that is no amount of at
 * most four decimals, so what stands in it can always be sent.
 */
export function AmountInput(props: AmountInputProps) {
  const { value = null, onChange, currency, isNegativeAllowed = false } = props;
  const [text, setText] = useState(() => (value === null ? '' : formatMoneyPlain(value)));
  const sent = useRef(value);
  const isComposing = useRef(false);

  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value === null ? '' : formatMoneyPlain(value));
  }, [value]);

  const take = (typed: string): void => {
    if (isComposing.current) {
      setText(typed);
      return;
    }
    const plain = plainAmountText(typed);
    if (!PARTIAL_AMOUNT.test(plain) || (plain.startsWith('-') && !isNegativeAllowed)) return;
    setText(plain);
    const amount = parseMoney(plain.startsWith('.') ? `0${plain}` : plain);
    sent.current = amount;
    onChange?.(amount);
  };
  const isCurrency = currency !== undefined && /^[A-Z]{3}$/.test(currency);
  return (
    <Input
      ref={props.ref}
      id={props.id}
      value={text}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      prefix={isCurrency ? <span className="kc-faint">{currencySymbol(currency)}</span> : undefined}
      suffix={currency && !isCurrency ? <span className="kc-faint">{currency}</span> : undefined}
      placeholder={props.placeholder ?? '0.00'}
      disabled={props.isDisabled}
      autoFocus={props.autoFocus}
      aria-label={props['aria-label']}
      onChange={(event) => take(event.target.value)}
      onCompositionStart={() => {
        isComposing.current = true;
      }}
      onCompositionEnd={(event) => {
        isComposing.current = false;
        const { value: composed } = event.currentTarget;
        if (PARTIAL_AMOUNT.test(plainAmountText(composed))) take(composed);
        else setText(sent.current === null ? '' : formatMoneyPlain(sent.current));
      }}
      onBlur={() => {
        if (sent.current !== null) setText(formatMoneyPlain(sent.current));
      }}
    />
  );
}
