/** How hard a passphrase is to guess: 0 very weak … 4 very strong, with about how many bits it is worth. */
export interface Strength {
  readonly score: 0 | 1 | 2 | 3 | 4;
  readonly bits: number;
  /** What costs it most, as a key of the words that say it. */
  readonly weakness: 'short' | 'common' | 'repeated' | 'sequence' | 'personal' | null;
}

const COMMON = [
  'password',
  'passw0rd',
  'qwerty',
  'qwertyuiop',
  'asdfgh',
  'zxcvbn',
  'iloveyou',
  'admin',
  'welcome',
  'letmein',
  'woaini',
  'aini',
  'wodemima',
  'mima',
  'kacang',
  '1qaz2wsx',
  'abc123',
  'a123456',
  '5201314',
  '147258',
  '112233',
  '123123',
];
const KEYBOARD_ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz'];
const BITS_OF_SCORE = [30, 45, 60, 80] as const;

/**
 * Estimates by taking away what guessing tools try first: common words, keyboard rows, repeats, years, the person's own names.
 * What is left counts by its alphabet. It is a hint for people, not a gate: the core only asks for eight characters.
 */
export function estimateStrength(passphrase: string, personal: readonly string[] = []): Strength {
  const characters = Array.from(passphrase);
  const lowered = passphrase.toLowerCase();
  const names = personal.flatMap(partsOfName);
  const hasPersonal = names.some((word) => lowered.includes(word));
  const hasCommon = COMMON.some((word) => lowered.includes(word));
  const hasRepeat = /(.)\1{2,}|(.{2,})\2+/su.test(lowered);
  const sequence = longestSequence(lowered);
  let effective = new Set(characters).size + (characters.length - new Set(characters).size) * 0.6;
  for (const word of [...COMMON, ...names]) if (lowered.includes(word)) effective -= word.length * 0.75;
  if (sequence >= 4) effective -= sequence * 0.75;
  if (hasRepeat) effective *= 0.7;
  const words = passphrase.split(/[\s\-_.]+/u).filter((word) => word.length >= 3).length;
  const bits = Math.max(0, Math.round(effective * Math.log2(alphabetSize(characters)) * (words >= 4 ? 0.75 : 0.9)));
  const weakness = characters.length < 8 ? 'short' : hasCommon ? 'common' : hasPersonal ? 'personal' : null;
  const pattern = sequence >= 4 ? 'sequence' : hasRepeat ? 'repeated' : null;
  const score = characters.length < 8 ? 0 : scoreOf(bits) || 1;
  return { score, bits, weakness: weakness ?? (score < 3 ? (pattern ?? (bits < 60 ? 'short' : null)) : null) };
}

/** A name whole and by its words, as people build passphrases of it. */
function partsOfName(name: string): readonly string[] {
  const words = name.trim().toLowerCase().split(/\s+/u);
  const parts = new Set([words.join(''), ...words]);
  return [...parts].filter((part) => part.length >= (/^[a-z]+$/.test(part) ? 3 : 2));
}

function scoreOf(bits: number): Strength['score'] {
  const reached = BITS_OF_SCORE.filter((limit) => bits >= limit).length;
  return reached === 0 ? 0 : reached === 1 ? 1 : reached === 2 ? 2 : reached === 3 ? 3 : 4;
}

function alphabetSize(characters: readonly string[]): number {
  let size = 0;
  if (characters.some((character) => /[a-z]/.test(character))) size += 26;
  if (characters.some((character) => /[A-Z]/.test(character))) size += 26;
  if (characters.some((character) => /\d/.test(character))) size += 10;
  if (characters.some((character) => /[!-/:-@[-`{-~ ]/.test(character))) size += 20;
  // Chinese characters come from a large set, but people choose common ones.
  if (characters.some((character) => character.charCodeAt(0) > 127)) size += 500;
  return Math.max(size, 2);
}

function longestSequence(text: string): number {
  let longest = 0;
  for (const row of KEYBOARD_ROWS) {
    for (const line of [row, Array.from(row).reverse().join('')]) {
      for (let start = 0; start < line.length; start += 1) {
        let end = start + Math.max(3, longest + 1);
        while (end <= line.length && text.includes(line.slice(start, end))) {
          longest = Math.max(longest, end - start);
          end += 1;
        }
      }
    }
  }
  return longest;
}
