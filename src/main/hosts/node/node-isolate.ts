import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ISOLATE_HEAP_MIB, type IsolateHost } from '#core/spreadsheets/isolate/isolate-host.ts';

/** With glibc what a sheet's pieces took goes back to the system when they are freed; other systems do not read this. */
const FREED_AT_ONCE = { MALLOC_MMAP_THRESHOLD_: String(128 * 1024) };

/** An eighth of Node's own: what is read lives for a batch. Measured over 1 000 000 rows: 55 MiB less, and as long. */
const SEMI_SPACE_MIB = 2;

/**
 * Windows starts nothing without the first. The second is where compiled code is kept: a third of the time to start, and no
 * compiler of 35 MiB in each isolate.
 */
const NEEDED_VARIABLES = ['SystemRoot', 'NODE_COMPILE_CACHE'];

function namedVariables(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** Runs the parse isolate as a forked Node: browser mode, the CLI and tests. `entry` where the build put it elsewhere. */
export function createNodeIsolateHost(options: { entry?: string } = {}): IsolateHost {
  const entry =
    options.entry ?? fileURLToPath(new URL('../../core/spreadsheets/isolate/parse-isolate.ts', import.meta.url));
  return {
    startIsolate() {
      const child = fork(entry, [], {
        serialization: 'advanced',
        execArgv: [
          `--max-old-space-size=${ISOLATE_HEAP_MIB}`,
          `--max-semi-space-size=${SEMI_SPACE_MIB}`,
          '--disable-warning=ExperimentalWarning',
        ],
        // A crash dump on stderr could quote the file; the exit says enough.
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        // The rest of our environment is none of the isolate's business.
        env: { ...FREED_AT_ONCE, ...namedVariables(NEEDED_VARIABLES) },
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
