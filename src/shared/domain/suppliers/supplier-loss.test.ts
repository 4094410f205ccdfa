import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../money/money.ts';
import {
  badDebtBorne,
  badDebtRefusal,
  chargedAheadOfLost,
  unreceivedOfLost,
  warrantyEndsAt,
  writableOff,
} from './supplier-loss.ts';

const off = (prepaid: number, claims: number) => ({ prepaid: money(prepaid), claims: money(claims) });

describe('a supplier who is gone', () => {
  it('warrants keys for so many hours from their receipt', () => {
    expect(warrantyEndsAt(1_000, 2)).toBe(7_201_000);
    expect(warrantyEndsAt(1_000, 0)).toBeNull();
  });

  it('is written off for what lies there and no more', () => {
    const room = writableOff(off(500, 300), money(100));
    expect(room).toEqual(off(500, 200));
    expect(badDebtRefusal(off(0, 0), room)).toBe('NOTHING');
    expect(badDebtRefusal(off(501, 0), room)).toBe('MORE_THAN_LIES_THERE');
    expect(badDebtRefusal(off(0, 201), room)).toBe('MORE_THAN_LIES_THERE');
    expect(badDebtRefusal(off(500, 200), room)).toBeNull();
  });

  it('is borne by the month as far as no delivery carries it', () => {
    expect(badDebtBorne(off(500, 200), money(0), money(0))).toBe(500);
    expect(badDebtBorne(off(500, 200), money(80), money(0))).toBe(580);
    expect(badDebtBorne(off(0, 200), money(80), money(50))).toBe(30);
    expect(badDebtBorne(off(0, 200), money(80), money(90))).toBe(0);
  });

  it('owes what was paid order by order and never came, less the credit on the account and what was written off', () => {
    const unreceived = (balance: number, written: number, stopped: number, came: number) =>
      unreceivedOfLost(
        { settlement: 'per-order', balance: money(balance), prepaidWrittenOff: money(written) },
        money(stopped),
        money(came),
      );
    expect(unreceived(0, 0, 300, 0)).toBe(300);
    expect(unreceived(0, 0, 300, 120)).toBe(180);
    expect(unreceived(-100, 50, 300, 120)).toBe(30);
    expect(unreceived(100, 0, 300, 0)).toBe(300);
    expect(unreceived(-400, 0, 300, 0)).toBe(0);
    for (const settlement of ['prepaid', 'credit', 'consignment'] as const) {
      const holding = { settlement, balance: money(0), prepaidWrittenOff: money(0) };
      expect(unreceivedOfLost(holding, money(300), money(0))).toBe(0);
    }
  });

  it('owes what it charged ahead as far as we do not owe it still, less what came beyond what was paid order by order', () => {
    const ahead = (balance: number, charged: number, came: number, lacking: number) =>
      chargedAheadOfLost({ balance: money(balance) }, money(charged), money(came), money(lacking));
    expect(ahead(0, 200, 0, 0)).toBe(200);
    expect(ahead(0, 200, 50, 0)).toBe(150);
    expect(ahead(0, 200, 50, 30)).toBe(180);
    expect(ahead(0, 200, 50, 80)).toBe(200);
    expect(ahead(0, 200, 900, 0)).toBe(0);
    expect(ahead(120, 200, 50, 0)).toBe(30);
    expect(ahead(-120, 200, 50, 0)).toBe(150);
  });

  it('bears what no delivery carries once, in however many parts it is written off', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e6), { minLength: 1 }), fc.nat(1e6), (parts, outside) => {
        const borne = parts.reduce((sum, claims) => sum + badDebtBorne(off(0, claims), money(outside), money(sum)), 0);
        expect(borne).toBe(
          Math.min(
            outside,
            parts.reduce((sum, claims) => sum + claims, 0),
          ),
        );
      }),
    );
  });

  it('leaves nothing to write off once everything was', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(1e9), (prepaid, claims, written) => {
        const room = writableOff(off(prepaid, claims), money(written));
        const after = writableOff(off(prepaid - room.prepaid, claims), money(written + room.claims));
        expect(after.prepaid).toBe(0);
        expect(after.claims).toBe(0);
      }),
    );
  });
});
