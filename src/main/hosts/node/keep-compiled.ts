import module from 'node:module';
import path from 'node:path';
import { COMPILED_FOLDER } from './program-files.ts';

/*
 * Imported before the program (`node --import`): what Node makes of our source, types taken out, is kept for the next start,
 * and for the job threads and processes of this one. Without it each of them compiles anew, and holds the compiler too: half a
 * second and 35 MiB a thread. Where the folder cannot be written, Node does without.
 */
process.env.NODE_COMPILE_CACHE ??= COMPILED_FOLDER;
module.enableCompileCache(path.resolve(process.env.NODE_COMPILE_CACHE));
