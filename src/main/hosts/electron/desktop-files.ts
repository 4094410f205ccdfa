import path from 'node:path';

/** Where the parts of the desktop lie: the same places below the source folder and inside the packaged app. */
export interface DesktopFiles {
  readonly migrations: string;
  readonly window: string;
  readonly preload: string;
  readonly jobThread: string;
  readonly parseIsolate: string;
  readonly icons: string;
}

export function desktopFiles(appFolder: string): DesktopFiles {
  const built = path.join(appFolder, 'out');
  return {
    migrations: path.join(appFolder, 'migrations'),
    window: path.join(built, 'renderer'),
    preload: path.join(built, 'preload', 'preload.cjs'),
    jobThread: path.join(built, 'main', 'job-thread.js'),
    parseIsolate: path.join(built, 'main', 'parse-isolate.js'),
    icons: path.join(appFolder, 'resources', 'icons'),
  };
}
