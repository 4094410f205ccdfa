import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import program from './package.json' with { type: 'json' };

/**
 * Builds the window: the same files are served by browser mode and by the desktop's `app://`.
 * Nothing is inlined, so that the strict CSP of both hosts holds; the nonce of a page load is put in by the host.
 */
export default defineConfig(({ command }) => ({
  root: 'src/renderer',
  base: './',
  publicDir: false,
  plugins: [react()],
  define: { 'import.meta.env.KACANG_VERSION': JSON.stringify(program.version) },
  // The dev server injects styles and React's refresh script inline; the built page has neither.
  html: command === 'serve' ? { cspNonce: '__CSP_NONCE__' } : {},
  build: {
    outDir: '../../out/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
}));
