import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ISOLATE_HEAP_MIB, type IsolateHost } from '#core/spreadsheets/isolate/isolate-host.ts';

/** With glibc what a sheet's pieces took goes back to the system when they are freed; other systems do not read this. */
const FREED_AT_ONCE = { MALLOC_MMAP_THRESHOLD_: String(128 * 1024) };

/** Runs the parse isolate as a forked Node: browser mode, the CLI and tests. `entry` where the build put it elsewhere. */
export function createNodeIsolateHost(options: { entry?: string } = {}): IsolateHost {
  const entry =
    options.entry ?? fileURLToPath(new URL('../../core/spreadsheets/isolate/parse-isolate.ts', import.meta.url));
  return {
    startIsolate() {
      const child = fork(entry, [], {
        serialization: 'advanced',
        execArgv: [`--max-old-space-size=${ISOLATE_HEAP_MIB}`, '--disable-warning=ExperimentalWarning'],
        // A crash dump on stderr could quote the file; the exit says enough.
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        // Windows starts nothing without this; the rest of our environment is none of the isolate's business.
        env: { ...FREED_AT_ONCE, ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}) },
      });
      let hasExited = false;
      return {
        send(message) {
          if (child.connected) child.send(message as object, () => undefined);
        },
        onMessage: (listener) => void child.on('message', listener),
        onExit(listener) {
          const once = (code: number | null, signal: string | null): void => {
            if (hasExited) return;
            hasExited = true;
            listener(code, signal);
          };
          child.on('exit', once);
          child.on('error', () => once(null, null));
        },
        kill: () => void child.kill('SIGKILL'),
      };
    },
  };
}
