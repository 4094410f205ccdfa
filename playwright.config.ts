import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/find-browser.ts';

const browser = findBrowser({ mayInstall: false });
if (typeof browser === 'string') throw new Error(browser);

/**
 * Chromium hears only the last such switch: Playwright's own list, as far as it matters to pages on loopback, and the
 * suggestions under the address bar, whose two pages take a tenth of the machine beside a window nobody types into.
 */
const FEATURES_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'Translate',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
];

/** Nothing is started for all specs: each starts a KaCang of its own on a free port and a temporary folder. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 25_000 },
  use: {
    viewport: { width: 1280, height: 720 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // What moves may be pressed beside: on a busy machine it stands still for two frames before it sets out. In
    // `first-start.spec.ts` an open shop moves as it does for most people.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording costs a fifth of the time; `--trace on` brings it back for one specification.
    trace: 'off',
    screenshot: 'only-on-failure',
    actionTimeout: 30_000,
    launchOptions: {
      executablePath: browser.executable,
      // Bars take room in the windows that people use, so they do in those of the tests.
      ignoreDefaultArgs: ['--hide-scrollbars'],
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--disable-features=${FEATURES_OFF.join(',')}`,
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-dev-shm-usage',
        '--disable-sync',
        '--metrics-recording-only',
        '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'chromium', testIgnore: 'electron/**' },
    { name: 'electron', testMatch: 'electron/**/*.spec.ts' },
  ],
});
