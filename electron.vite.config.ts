import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';
import { mergeConfig, type Plugin } from 'vite';
import windowConfig from './vite.config.ts';

const here = (path: string) => resolve(import.meta.dirname, path);

/** Programs that are started by their address (`new URL('…/reader.ts', import.meta.url)`) end in `.js` once they are built. */
const workersBesideTheirCallers: Plugin = {
  name: 'workers-beside-their-callers',
  transform: (code) => code.replaceAll(/(new URL\(\s*['"][^'"]+)\.ts(['"],\s*import\.meta\.url)/g, '$1.js$2'),
};

// Packages with native code or WebAssembly (better-sqlite3, onnxruntime-node, sharp, tesseract.js, @hyzyla/pdfium) cannot be bundled.
// electron-vite leaves everything in `dependencies` outside the bundle, which covers them all.
export default defineConfig({
  main: {
    plugins: [workersBesideTheirCallers],
    build: {
      outDir: here('out/main'),
      rolldownOptions: {
        input: [
          here('src-main/hosts/electron/main/index.ts'),
          here('src-main/hosts/electron/engine-entry.ts'),
          ...readdirSync(here('src-main/workers'))
            .filter((name) => name.endsWith('.ts'))
            .map((name) => here(`src-main/workers/${name}`)),
        ],
        // One file a module, in the folders of src-main: a worker is then found beside its caller here as it is there.
        output: { preserveModules: true, preserveModulesRoot: here('src-main'), entryFileNames: '[name].js' },
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
