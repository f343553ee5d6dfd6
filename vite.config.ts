import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { EnvironmentOptions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Absolute path of a file or folder of the project. */
function at(path: string): string {
  return resolve(import.meta.dirname, path);
}

/** A CommonJS bundle for Node 18 and newer: everything inside but Electron, Node and the native module. */
function commonJsBundle(outDir: string, input: Record<string, string>): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: ['electron', 'better-sqlite3'] },
    build: {
      outDir: at(outDir),
      emptyOutDir: true,
      target: 'node18',
      minify: false,
      sourcemap: true,
      copyPublicDir: false,
      rolldownOptions: {
        input,
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  };
}

// oxlint-disable-next-line import/no-default-export -- Vite and Vitest read the default export.
export default defineConfig({
  root: at('renderer'),
  plugins: [react()],
  environments: {
    client: {
      build: {
        outDir: at('dist/renderer'),
        emptyOutDir: true,
        target: 'chrome114',
        sourcemap: true,
        modulePreload: false,
        // The page comes from this machine's disk: one script of 700 kB is read faster than ten are asked for.
        chunkSizeWarningLimit: 1000,
      },
    },
    main: commonJsBundle('dist/main', {
      main: at('electron/main.ts'),
      cli: at('electron/start-cli.ts'),
      serve: at('electron/serve.ts'),
      worker: at('electron/workers/worker.ts'),
      reader: at('electron/workers/reader.ts'),
    }),
    // Alone: a sandboxed preload cannot require chunks.
    preload: commonJsBundle('dist/preload', { preload: at('electron/preload.ts') }),
  },
  builder: {
    buildApp: async (builder) => {
      for (const environment of Object.values(builder.environments)) {
        // The default server-side environment has no input of ours.
        if (environment.name !== 'ssr') await builder.build(environment);
      }
    },
  },
  test: {
    root: import.meta.dirname,
    setupFiles: ['test/fast-check-seed.ts'],
    include: ['test/{unit,property,golden,contract,migrations,architecture}/**/*.test.ts'],
    // The lint and boundary tests start other programs; on a busy two-core machine those need more than 5 s.
    testTimeout: 60_000,
  },
});
