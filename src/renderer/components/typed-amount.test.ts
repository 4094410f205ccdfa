import { describe, expect, it } from 'vitest';
import { money } from '#shared/domain/money/money.ts';
import { amountRefusal, plainAmountText, readAsDecimal, typedAmount } from './typed-amount.ts';

describe('a typed amount', () => {
  it('is taken as sheets and chats write it, and while it is not finished', () => {
    for (const text of ['', '1', '12.', '.5', '0.0001', '¥1,234.50', '１２３。５', '900719925474.0991']) {
      expect(amountRefusal(plainAmountText(text), false)).toBeNull();
    }
    expect(typedAmount(plainAmountText('¥1,234.50'))).toBe(money(12_345_000));
    expect(typedAmount('.5')).toBe(money(5_000));
    expect(typedAmount('-.5')).toBe(money(-5_000));
    expect(typedAmount('-')).toBeNull();
  });

  it('is refused with the reason where it would come in as another amount, or as none', () => {
    expect(amountRefusal('-100', false)).toBe('negative');
    expect(amountRefusal('-100', true)).toBeNull();
    expect(amountRefusal('1234.56789', false)).toBe('decimals');
    // What stands in the field can always be sent: an amount that cannot be kept counted as an empty field.
    expect(amountRefusal('999999999999', false)).toBe('tooLarge');
    expect(amountRefusal('9'.repeat(20), false)).toBe('tooLarge');
    expect(amountRefusal('1e5', false)).toBe('notAnAmount');
    expect(amountRefusal('1.2.3', false)).toBe('notAnAmount');
  });

  it('is no hundred times as much for a comma before its last one or two digits', () => {
    const amountOf = (text: string) => typedAmount(plainAmountText(text));
    const typed = ['12,50', '12,5', '12，50', '1,25', '1,250,50', '0,125', ',5', '-12,50'];
    expect(typed.map(amountOf)).toEqual([125_000, 125_000, 125_000, 12_500, 12_505_000, 1_250, 5_000, -125_000]);
    for (const text of typed) expect(amountRefusal(plainAmountText(text), true)).toBeNull();
    for (const text of ['1,250', '1,250.00', '¥1,250元', '1250']) expect(amountOf(text)).toBe(12_500_000);
    expect(amountOf('1,250,000.5')).toBe(money(12_500_005_000));
    // A comma may stand anywhere while the digits after it are still to come.
    for (const text of ['1,', '1,2', '1,25', '1,250', '1,250,', '1,250,5', '1,250,50', '1,250,500']) {
      expect(amountRefusal(text, false)).toBeNull();
    }
    for (const text of ['1,2345', '12,50.5', '1250,500', '1,25,000', '1.250,00', '00,125']) {
      expect(amountRefusal(text, false), text).toBe('commas');
      expect(typedAmount(text)).toBeNull();
    }
    for (const text of ['1 250', '1 250.00', ' ¥ 1 250 元 ', '1\u00a0250']) expect(amountOf(text)).toBe(12_500_000);
    for (const text of ['12 50', '12 .50', '1 25', '125 0', '1250 000'])
      expect(amountRefusal(plainAmountText(text), false), text).toBe('notAnAmount');
    expect(readAsDecimal('12,50')).toBe('12.50');
    expect(readAsDecimal(',5')).toBe('0.5');
    for (const text of ['1,250', '12,', '1,250.5', '12.50', '1,2345']) expect(readAsDecimal(text)).toBeNull();
  });
});
