import { builtinModules } from 'node:module';
import { inRepository } from '../repository.mjs';

// Never bundled: what the runtime itself provides, and native modules, which must stay files.
const external = [
  'electron',
  /^electron\//,
  ...builtinModules,
  /^node:/,
  '@photostructure/sqlite',
  'pg-native', // pg's optional faster driver; we do not have it
];

/**
 * How an entry becomes one program for Node or for Electron's main process, with all its dependencies inside.
 * The preload script is the exception in its format: a sandboxed preload must be CommonJS and one file.
 * @param {{ entry: string, out: string, file: string, preload?: boolean, keep?: boolean }} program `keep`: leave what
 *   another entry has put in the same folder
 * @returns {import('vite').InlineConfig}
 */
export const nodeConfig = ({ entry, out, file, preload = false, keep = false }) => ({
  configFile: false,
  root: inRepository(),
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: inRepository(entry),
    outDir: inRepository('dist', out),
    emptyOutDir: !keep,
    target: preload ? 'chrome130' : 'node20',
    minify: false,
    sourcemap: !preload,
    rolldownOptions: {
      external,
      output: { format: preload ? 'cjs' : 'es', entryFileNames: file, codeSplitting: !preload },
    },
  },
});
