import type { Host } from '#core/host.ts';
import type { Logger } from '#core/logging/logger.ts';
import { computerId } from './computer-id.ts';
import { createNodeIsolateHost } from './node-isolate.ts';
import { JOB_THREAD_ENTRY } from './program-files.ts';

/** What browser mode and the command line can do for the core: processes and threads of plain Node. */
export function createNodeHost(name: 'web' | 'cli', logger: Logger): Host {
  return {
    name,
    jobThreadEntry: JOB_THREAD_ENTRY,
    ...createNodeIsolateHost(),
    notify: ({ title }) => logger.info('notice', { title }),
    computerId,
    keychain: null,
    clipboard: null,
  };
}
