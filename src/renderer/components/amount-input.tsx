import { Input, type InputRef, Tooltip } from 'antd';
import { type KeyboardEvent, type Ref, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currencySymbol } from '#renderer/i18n/format.ts';
import { formatMoneyPlain, type Money } from '#shared/domain/money/money.ts';
import { type AmountRefusal, amountRefusal, plainAmountText, readAsDecimal, typedAmount } from './typed-amount.ts';

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

/**
 * A field for money. Takes what sheets and chats contain (`¥1,234.50`, full-width digits) and nothing that is no amount of at
 * most four decimals, so what stands in it can always be sent. What it does not take it says, and the first Enter after that
 * posts nothing: without its minus the amount is another one. A comma that is read as the decimal mark is said too, and Enter
 * first writes the amount as it is read.
 */
export function AmountInput(props: AmountInputProps) {
  const { value = null, onChange, currency, isNegativeAllowed = false } = props;
  const { t } = useTranslation('components');
  const [text, setText] = useState(() => (value === null ? '' : formatMoneyPlain(value)));
  const kept = useRef(text);
  const sent = useRef(value);
  const isComposing = useRef(false);
  const [refusal, setRefusal] = useState<AmountRefusal | null>(null);
  const isEnterHeld = useRef(false);

  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    kept.current = value === null ? '' : formatMoneyPlain(value);
    setText(kept.current);
  }, [value]);

  const take = (typed: string): void => {
    const plain = plainAmountText(typed);
    const reason = amountRefusal(plain, isNegativeAllowed);
    if (reason !== null || plain === '') setRefusal(reason);
    if (reason !== null) isEnterHeld.current = true;
    // The minus alone is left out: what was marked and typed over does not come back in front of what follows it.
    const taken = reason === 'negative' ? plain.slice(1) : plain;
    if (reason !== null && (reason !== 'negative' || amountRefusal(taken, false) !== null)) {
      setText(kept.current);
      return;
    }
    kept.current = taken;
    setText(taken);
    const amount = typedAmount(taken);
    sent.current = amount;
    onChange?.(amount);
  };
  const decimal = readAsDecimal(text);
  const holdEnter = (event: KeyboardEvent): void => {
    const isRefused = refusal !== null && isEnterHeld.current;
    if (event.key !== 'Enter' || !(isRefused || decimal !== null)) return;
    event.preventDefault();
    event.stopPropagation();
    isEnterHeld.current = false;
    if (decimal === null) return;
    kept.current = decimal;
    setText(decimal);
  };
  const notice = refusal === null ? null : <span role="alert">{t(`amount.${refusal}`)}</span>;
  const reading = decimal === null ? null : <span role="status">{t('amount.decimalComma', { amount: decimal })}</span>;
  const isCurrency = currency !== undefined && /^[A-Z]{3}$/.test(currency);
  return (
    <Tooltip open={notice !== null || reading !== null} placement="topLeft" title={notice ?? reading}>
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
        onChange={({ target }) => {
          if (isComposing.current) setText(target.value);
          else take(target.value);
        }}
        onKeyDown={holdEnter}
        onCompositionStart={() => {
          isComposing.current = true;
        }}
        onCompositionEnd={(event) => {
          isComposing.current = false;
          take(event.currentTarget.value);
        }}
        onBlur={() => {
          setRefusal(null);
          if (sent.current === null) return;
          kept.current = formatMoneyPlain(sent.current);
          setText(kept.current);
        }}
      />
    </Tooltip>
  );
}
