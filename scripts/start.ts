import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FolderHeld } from '#core/db/instance-lock.ts';
import { defaultDataFolder, defaultDemoFolder, requireSafeFolder } from '#hosts/node/data-folder.ts';
import { DEMO_OWNER } from '#hosts/node/demo-owner.ts';
import { hostLanguage } from '#hosts/node/host-language.ts';
import { PROGRAM_FOLDER } from '#hosts/node/program-files.ts';
import { askToOpenAgain } from '#hosts/node/running-instance.ts';
import { startProblem } from '#hosts/node/start-problem.ts';
import { startBrowserMode } from '#hosts/web/serve.ts';
import { isDesktopOutdated } from './build-desktop.ts';
import { isWindowOutdated } from './build-window.ts';
import { findElectron, runDesktop } from './electron-program.ts';
import { makeDemo, needsDemo } from './make-demo.ts';
import { openBrowser } from './open-browser.ts';
import { startText } from './start-text.ts';

const language = hostLanguage();
const text = startText(language);

/** What the start was for could not be made; what went wrong has been printed already. */
class StartFailed extends Error {}

interface StartOptions {
  readonly isWeb: boolean;
  readonly isDemo: boolean;
  readonly folder: string;
  readonly port: number;
  readonly isOpened: boolean;
}

function readOptions(): StartOptions {
  const { values } = parseArgs({
    options: {
      web: { type: 'boolean', default: false },
      demo: { type: 'boolean', default: false },
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(text.usage);
    process.exit(0);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError(text.badPort);
  const folder = values.data ?? (values.demo ? defaultDemoFolder() : defaultDataFolder());
  return { isWeb: values.web, isDemo: values.demo, folder: path.resolve(folder), port, isOpened: !values['no-open'] };
}

/** In a process of its own: the memory that a build takes must not stay with a shop that is open all day. */
function build(script: 'build-desktop.ts' | 'build-window.ts'): void {
  const { status } = spawnSync(process.execPath, [path.join(PROGRAM_FOLDER, 'scripts', script)], { stdio: 'inherit' });
  if (status !== 0) throw new StartFailed(text.buildFailed);
}

function present(url: string, isOpened: boolean): void {
  console.log(text.opened(url));
  console.log(text.once);
  if (isOpened) openBrowser(url);
}

/** Ctrl+C ends cleanly, the second one at once. */
function endOnSignals(stop: () => Promise<void>): void {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) process.exit(130);
    isEnding = true;
    console.log(text.stopping);
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}

async function startInBrowser(options: StartOptions): Promise<void> {
  const app = await startBrowserMode({ folder: options.folder, port: options.port });
  endOnSignals(app.stop);
  present(app.newLaunchUrl(), options.isOpened);
}

/** A second start on a held folder asks the first one to let its user in again. */
async function joinRunning(held: FolderHeld, options: StartOptions): Promise<boolean> {
  const endpoint = held.holder?.endpoint;
  const answer = endpoint ? await askToOpenAgain(endpoint) : null;
  if (answer?.kind === 'window-shown') {
    console.log(text.shown);
    return true;
  }
  if (answer?.kind !== 'launch-url') return false;
  console.log(text.running);
  present(answer.url, options.isOpened);
  return true;
}

/** True when the desktop window ran and the user has closed it. */
async function startOnDesktop(options: StartOptions): Promise<boolean> {
  const found = findElectron({ onFetch: () => console.log(text.fetchingDesktop) });
  if ('why' in found) {
    console.log(text[found.why]);
    return false;
  }
  if (isDesktopOutdated()) build('build-desktop.ts');
  const { couldNotBegin, code } = await runDesktop(found.program, options.folder);
  if (couldNotBegin) console.log(text.desktopFailed);
  else process.exitCode = code;
  return !couldNotBegin;
}

async function main(): Promise<void> {
  const options = readOptions();
  requireSafeFolder(options.folder);
  if (isWindowOutdated()) {
    console.log(text.building);
    build('build-window.ts');
  }
  if (options.isDemo) {
    if (needsDemo(options.folder)) {
      console.log(text.makingDemo);
      if (!makeDemo(options.folder)) throw new StartFailed(text.demoFailed);
    }
    console.log(text.demoOwner(DEMO_OWNER.name, DEMO_OWNER.passphrase));
  }
  if (!options.isWeb && (await startOnDesktop(options))) return;
  process.umask(0o077);
  try {
    await startInBrowser(options);
  } catch (error) {
    if (error instanceof FolderHeld && (await joinRunning(error, options))) return;
    throw error;
  }
}

main().catch((error: unknown) => {
  const problem = startProblem(error, language);
  const isUsage = error instanceof TypeError;
  const said = isUsage ? `${error.message}\n${text.usage}` : error instanceof StartFailed ? error.message : error;
  console.error(problem?.message ?? said);
  process.exit(isUsage ? 2 : 1);
});
