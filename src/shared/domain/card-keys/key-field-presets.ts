import type { KeyFieldDefinition } from './key-fields.ts';

/** A ready-made build of a key, offered when a SKU is made. Shapes are what shops commonly see, not the issuer's rule. */
export interface KeyFieldPreset {
  /** The name of its label in the message catalogue. */
  readonly id: string;
  readonly fields: readonly KeyFieldDefinition[];
}

const ALNUM = '[A-Za-z0-9]';

function digits(length: number): string {
  return `\\d{${length}}`;
}

function groups(count: number, size: number): string {
  return `${ALNUM}{${size}}(?:-${ALNUM}{${size}}){${count - 1}}`;
}

function card(id: string, numberPattern: string, secretPattern: string): KeyFieldPreset {
  return {
    id,
    fields: [
      { name: '卡号', role: 'cardNumber', isSecret: false, pattern: numberPattern },
      { name: '卡密', role: 'secret', isSecret: true, pattern: secretPattern },
    ],
  };
}

function code(id: string, pattern?: string): KeyFieldPreset {
  return { id, fields: [{ name: '卡密', role: 'secret', isSecret: true, ...(pattern ? { pattern } : {}) }] };
}

/** Any card number with a secret, the default of a new card SKU, comes first. */
export const KEY_FIELD_PRESETS: readonly KeyFieldPreset[] = [
  {
    id: 'number-and-secret',
    fields: [
      { name: '卡号', role: 'cardNumber', isSecret: false },
      { name: '卡密', role: 'secret', isSecret: true },
    ],
  },
  code('secret-only'),
  code('digits-16', digits(16)),
  code('digits-10', digits(10)),
  code('digits-12', digits(12)),
  code('alnum-16', `${ALNUM}{16}`),
  code('steam-5-5-5', groups(3, 5)),
  code('groups-5x5', groups(5, 5)),
  code('groups-4x4', groups(4, 4)),
  code('groups-3x4', groups(3, 4)),
  code('apple-gift-card', 'X[A-Z0-9]{15}'),
  code('google-play', `(?:${ALNUM}{16}|${ALNUM}{20}|${groups(4, 4)}|${groups(5, 4)})`),
  code('jd-e-card', `(?:${ALNUM}{16}|${groups(4, 4)})`),
  card('netease-card', digits(13), digits(9)),
  card('junnet-card', digits(16), digits(16)),
  card('tencent-q-card', digits(9), digits(12)),
  card('perfect-world-card', digits(10), digits(15)),
  card('shanda-card', `${ALNUM}{12,16}`, `${ALNUM}{8,9}`),
  card('china-mobile', digits(17), digits(18)),
  card('china-unicom', digits(15), digits(19)),
  card('china-telecom', digits(19), digits(18)),
  {
    id: 'account-and-password',
    fields: [
      { name: '账号', role: 'account', isSecret: false },
      { name: '密码', role: 'password', isSecret: true },
    ],
  },
  {
    id: 'mail-account',
    fields: [
      { name: '账号', role: 'account', isSecret: false, pattern: '[^\\s@]{1,64}@[^\\s@]{3,190}' },
      { name: '密码', role: 'password', isSecret: true },
      { name: '邮箱密码', role: 'other', isSecret: true, isOptional: true },
      { name: '秘钥', role: 'other', isSecret: true, isOptional: true },
    ],
  },
  {
    id: 'redeem-link',
    fields: [{ name: '兑换链接', role: 'redeemLink', isSecret: true, pattern: 'https?:\\/\\/[^\\s]{4,400}' }],
  },
];

/** The preset of this id; undefined for an unknown one. */
export function keyFieldPreset(id: string): KeyFieldPreset | undefined {
  return KEY_FIELD_PRESETS.find((preset) => preset.id === id);
}
