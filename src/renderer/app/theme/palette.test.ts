import { describe, expect, it } from 'vitest';
import { DARK, LIGHT, type Palette, variableName } from './palette.ts';

const LEAST_CONTRAST = 4.5;

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((left, right) => right - left) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Which text stands on which ground. */
const PAIRS: readonly [keyof Palette, readonly (keyof Palette)[]][] = [
  ['text', ['ground', 'frame', 'surface', 'raised', 'hover', 'chosen']],
  ['textSoft', ['ground', 'frame', 'surface', 'raised', 'hover', 'chosen', 'pastSoft']],
  ['textFaint', ['ground', 'frame', 'surface', 'raised', 'hover', 'chosen', 'pastSoft']],
  ['accentText', ['ground', 'frame', 'surface', 'raised', 'hover', 'chosen', 'accentSoft']],
  ['onAccent', ['accent']],
  ['go', ['surface', 'hover', 'chosen', 'goSoft', 'raised']],
  ['soon', ['surface', 'hover', 'chosen', 'soonSoft', 'raised']],
  ['now', ['surface', 'hover', 'chosen', 'nowSoft', 'raised']],
  ['held', ['surface', 'hover', 'chosen', 'heldSoft', 'raised']],
  ['past', ['surface', 'hover', 'chosen', 'pastSoft', 'raised']],
];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
] as const)('the %s palette', (_, palette) => {
  it.each(PAIRS)('shows %s readably on every ground it stands on', (text, grounds) => {
    const poor = grounds.filter((ground) => contrast(palette[text], palette[ground]) < LEAST_CONTRAST);
    expect(poor).toEqual([]);
  });
});

it('names variables as stylesheets write them', () => {
  expect(variableName('lineStrong')).toBe('--kc-line-strong');
});
