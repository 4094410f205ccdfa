import path from 'node:path';
import { defineConfig } from 'electron-vite';

/**
 * Bundles the desktop: main with the two programs that it starts (job threads, the isolate) as ES modules that require only
 * what is packaged, and the preload as one CommonJS file, the only kind that a sandboxed window takes. The window itself is
 * built by vite.renderer.config.ts, for browser mode and the desktop alike.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: {
          index: path.resolve('src/main/hosts/electron/index.ts'),
          'job-thread': path.resolve('src/main/core/jobs/job-thread.ts'),
          'parse-isolate': path.resolve('src/main/core/spreadsheets/isolate/parse-isolate.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      emptyOutDir: true,
      rolldownOptions: {
        input: { preload: path.resolve('src/main/hosts/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
});
