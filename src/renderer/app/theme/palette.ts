/**
 * The colours of the window, once for each mode; stylesheets read them as `--kc-…`, Ant Design and the charts by this object.
 * Colour says state and nothing else: one accent for money and "go", and five states that look the same everywhere.
 * Text on its ground keeps a contrast of at least 4.5:1 (palette.test.ts).
 */
export interface Palette {
  /** Behind everything. */
  ground: string;
  /** Navigation and bars. */
  frame: string;
  /** Tables, forms, drawers. */
  surface: string;
  /** Menus, dialogs, tooltips' opposite. */
  raised: string;
  /** A row under the pointer. */
  hover: string;
  /** A chosen row or menu entry. */
  chosen: string;
  line: string;
  lineStrong: string;
  text: string;
  textSoft: string;
  textFaint: string;
  accent: string;
  accentText: string;
  onAccent: string;
  accentSoft: string;
  focus: string;
  /** State: good, in stock, settled. */
  go: string;
  goSoft: string;
  /** State: soon — expiring, below minimum, proposed. */
  soon: string;
  soonSoft: string;
  /** State: now — overdue, failed, refused. */
  now: string;
  nowSoft: string;
  /** State: held — reserved, placed, waiting for somebody. */
  held: string;
  heldSoft: string;
  /** State: past — delivered, archived, void. */
  past: string;
  pastSoft: string;
  shadow: string;
}

export const LIGHT: Palette = {
  ground: '#f4f6f5',
  frame: '#fafbfa',
  surface: '#ffffff',
  raised: '#ffffff',
  hover: '#f3f7f5',
  chosen: '#e6f2ed',
  line: '#e4e8e6',
  lineStrong: '#cfd6d2',
  text: '#16201b',
  textSoft: '#4c5a53',
  textFaint: '#5f6b65',
  accent: '#0a7d5a',
  accentText: '#0a7450',
  onAccent: '#ffffff',
  accentSoft: '#e3f1ec',
  focus: '#0a7d5a',
  go: '#0a7450',
  goSoft: '#e0f1ea',
  soon: '#8f5600',
  soonSoft: '#fdf0d5',
  now: '#b42318',
  nowSoft: '#fdebe9',
  held: '#2d5a9b',
  heldSoft: '#e6eef9',
  past: '#5c6862',
  pastSoft: '#ecefed',
  shadow: '0 8px 28px rgb(15 32 24 / 14%), 0 1px 3px rgb(15 32 24 / 10%)',
};

export const DARK: Palette = {
  ground: '#0e1210',
  frame: '#121715',
  surface: '#161b19',
  raised: '#1e2522',
  hover: '#1c2320',
  chosen: '#17322a',
  line: '#262e2a',
  lineStrong: '#3a453f',
  text: '#e5ebe8',
  textSoft: '#aab6b0',
  textFaint: '#8b9891',
  accent: '#2fa981',
  accentText: '#4cc39b',
  onAccent: '#04130d',
  accentSoft: '#15302a',
  focus: '#4cc39b',
  go: '#4cc39b',
  goSoft: '#14322a',
  soon: '#e3a94a',
  soonSoft: '#362a13',
  now: '#f08a7e',
  nowSoft: '#3d1d1a',
  held: '#8fb5ec',
  heldSoft: '#1b2a42',
  past: '#9aa69f',
  pastSoft: '#252c29',
  shadow: '0 10px 32px rgb(0 0 0 / 55%), 0 1px 3px rgb(0 0 0 / 40%)',
};

/** The colours of series in charts, in order; the same thing keeps its place on every screen. */
export const SERIES = {
  light: ['#0a7d5a', '#2d5a9b', '#b7791f', '#7a5aa6', '#b4544a', '#5c7a89', '#8aa33a', '#b0628f'],
  dark: ['#3fb88f', '#7fa8e6', '#dba94f', '#b396dd', '#e08a80', '#8fb0c0', '#b3c964', '#dd98bf'],
} as const;

/** `lineStrong` as `--kc-line-strong`. */
export function variableName(key: string): string {
  return `--kc-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
