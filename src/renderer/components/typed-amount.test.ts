import { describe, expect, it } from 'vitest';
import { money } from '#shared/domain/money/money.ts';
import { amountRefusal, plainAmountText, typedAmount } from './typed-amount.ts';

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
});
