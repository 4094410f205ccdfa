import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { PROGRAM_FOLDER } from '#hosts/node/program-files.ts';

// What Node makes of our sources is kept for the next run: a script starts in half the time. Nothing of a shop is in it.
enableCompileCache(path.join(PROGRAM_FOLDER, 'node_modules', '.cache', 'kacang'));
await import('./main.ts');
