import { utilityProcess } from 'electron';
import { ISOLATE_HEAP_MIB, type IsolateHost } from '#core/spreadsheets/isolate/isolate-host.ts';

/** Runs the parse isolate as a utility process: no window, no keys, no database, no environment. */
export function createElectronIsolateHost(entry: string): IsolateHost {
  return {
    startIsolate() {
      const child = utilityProcess.fork(entry, [], {
        serviceName: 'KaCang sheet reader',
        execArgv: [`--max-old-space-size=${ISOLATE_HEAP_MIB}`],
        // A crash dump on stderr could quote the file; the exit says enough.
        stdio: 'ignore',
        env: {},
      });
      return {
        send: (message) => child.postMessage(message),
        onMessage: (listener) => void child.on('message', listener),
        onExit: (listener) => void child.once('exit', (code) => listener(code, null)),
        kill: () => void child.kill(),
      };
    },
  };
}
