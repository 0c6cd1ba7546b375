import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Builds the window to out/renderer. The dev server hands /rpc and /api on to an engine that runs beside it.
const engine = process.env['TICKMARK_ENGINE'] ?? 'http://127.0.0.1:4178';

export default defineConfig({
  root: 'src-renderer',
  // Relative addresses, because the desktop window loads the files from its own scheme.
  base: './',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: 'chrome130',
    // Fonts as data: addresses would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // bridge/no-eval.ts must run before the first schema is made, which only a common chunk guarantees.
        codeSplitting: { groups: [{ name: 'contract', test: /src-main\/contract|node_modules\/zod|bridge\/no-eval/ }] },
      },
    },
  },
  server: { host: '127.0.0.1', port: 5178, proxy: { '/rpc': { target: engine, ws: true }, '/api': engine } },
});
