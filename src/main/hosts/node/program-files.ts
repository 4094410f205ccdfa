import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the parts of the program lie when it runs from its source folder; the packaged desktop has its own places. */
export const PROGRAM_FOLDER = fileURLToPath(new URL('../../../../', import.meta.url));

export const MIGRATIONS_FOLDER = path.join(PROGRAM_FOLDER, 'migrations');
/** The built window: what browser mode serves and `app://` answers. */
export const RENDERER_FOLDER = path.join(PROGRAM_FOLDER, 'out', 'renderer');
export const JOB_THREAD_ENTRY = path.join(PROGRAM_FOLDER, 'src', 'main', 'core', 'jobs', 'job-thread.ts');
/** What Node keeps of compiled source; `npm ci` clears it. */
export const COMPILED_FOLDER = path.join(PROGRAM_FOLDER, 'node_modules', '.cache', 'kacang-compiled');
