import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { PROGRAM_FOLDER } from '#hosts/node/program-files.ts';
import { findBrowser } from './find-browser.ts';

/** Draws the desktop's icons from resources/mark.svg; run it again when the mark changes. */
const FOLDER = path.join(PROGRAM_FOLDER, 'resources', 'icons');
const BACKGROUND = '#ffffff';

interface Icon {
  readonly file: string;
  readonly size: number;
  /** Room around the mark, of the size. */
  readonly margin: number;
  readonly background: string | null;
  /** The tray says its state by a dot, so that it is told apart without colours too: filled or a ring. */
  readonly dot: 'none' | 'filled' | 'ring';
}

const tray = (state: string, dot: Icon['dot']): Icon[] => [
  { file: `tray-${state}.png`, size: 16, margin: 0, background: null, dot },
  { file: `tray-${state}@2x.png`, size: 32, margin: 0, background: null, dot },
];
const icons: readonly Icon[] = [
  { file: 'icon.png', size: 1024, margin: 0.16, background: BACKGROUND, dot: 'none' },
  ...tray('normal', 'none'),
  ...tray('alert', 'filled'),
  ...tray('paused', 'ring'),
];

function pageOf({ size, margin, background, dot }: Icon, mark: string): string {
  const dots = {
    none: '',
    filled: '<circle cx="25" cy="25" r="6.5" fill="#d4380d" stroke="#fff" stroke-width="1.5"/>',
    ring: '<circle cx="25" cy="25" r="5" fill="#fff" stroke="#8c8c8c" stroke-width="3"/>',
  };
  const drawing = mark.replace('</svg>', `${dots[dot]}</svg>`);
  const ground = background ? `background:${background};border-radius:${size * 0.22}px;` : '';
  const room = Math.round(size * margin);
  return `<style>body{margin:0}div{box-sizing:border-box;width:${size}px;height:${size}px;padding:${room}px;${ground}}svg{display:block;width:100%;height:100%}</style><div>${drawing}</div>`;
}

const browser = findBrowser({ mayInstall: false });
if (typeof browser === 'string') throw new Error(browser);
const mark = readFileSync(path.join(PROGRAM_FOLDER, 'resources', 'mark.svg'), 'utf8');
mkdirSync(FOLDER, { recursive: true });
const started = await chromium.launch({ executablePath: browser.executable, args: ['--no-sandbox'] });
try {
  const page = await started.newPage();
  for (const icon of icons) {
    await page.setViewportSize({ width: icon.size, height: icon.size });
    await page.setContent(pageOf(icon, mark));
    await page.screenshot({ path: path.join(FOLDER, icon.file), omitBackground: true });
  }
} finally {
  await started.close();
}
