import { spawn } from 'node:child_process';
import path from 'node:path';
import type { BenchRun, Measurement } from '../bench-definition.ts';
import { shopFolder } from '../bench-shop.ts';
import { openBrowser, waitUntilPainted } from '../painted-screen.ts';
import { startStopwatch } from '../stopwatch.ts';

const SERVER = path.join(import.meta.dirname, 'bare-server.ts');

/** A bare server that opens the same database and serves the same window; it paints the screen of a window without a link. */
export async function floor({ preparedFolder, rows }: BenchRun): Promise<Measurement> {
  const browser = await openBrowser();
  const stop = startStopwatch();
  const server = spawn(process.execPath, [SERVER, shopFolder(preparedFolder)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve) => {
    server.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
  });
  await waitUntilPainted(browser, url);
  const times = stop();
  server.kill();
  await browser.close();
  return { ...times, rows, digest: 'painted' };
}
