import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';
import { mergeConfig } from 'vite';
import windowConfig from './vite.config.ts';

const here = (path: string) => resolve(import.meta.dirname, path);

// Packages with native code or WebAssembly (better-sqlite3, onnxruntime-node, sharp, tesseract.js, @hyzyla/pdfium) cannot be bundled.
// electron-vite leaves everything in `dependencies` outside the bundle, which covers them all.
export default defineConfig({
  main: {
    build: {
      outDir: here('out/main'),
      rolldownOptions: {
        input: {
          index: here('src-main/hosts/electron/main/index.ts'),
          'engine-process': here('src-main/hosts/electron/engine-process.ts'),
          reader: here('src-main/workers/reader.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: here('out/preload'),
      // A sandboxed preload can load no modules: one CommonJS file with everything in it.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: here('src-main/hosts/electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: mergeConfig(windowConfig, {
    root: here('src-renderer'),
    build: { outDir: here('out/renderer'), rolldownOptions: { input: here('src-renderer/index.html') } },
  }),
});
