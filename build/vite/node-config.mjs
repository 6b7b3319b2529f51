import { builtinModules } from 'node:module';
import { inRepository } from '../repository.mjs';

// Never bundled: modules of the runtime itself.
const externalModules = [
  'electron',
  /^electron\//,
  ...builtinModules,
  /^node:/,
  'pg-native', // pg's optional faster driver; we do not have it
];

/**
 * Returns the configuration of an entry as one program for Node or for Electron's main process, with all its
 * dependencies inside. Only the preload script has another format: a sandboxed preload must be CommonJS and
 * one file.
 * @param {{ entry: string, out: string, file: string, target?: string, preload?: boolean, keep?: boolean }} program `target`: runtime of the syntax; `keep`: leave the output of another entry in the same folder
 * @returns {import('vite').InlineConfig}
 */
export const nodeBuildConfig = ({ entry, out, file, target = 'node24', preload = false, keep = false }) => ({
  configFile: false,
  root: inRepository(),
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: inRepository(entry),
    outDir: inRepository('dist', out),
    emptyOutDir: !keep,
    target: preload ? 'chrome130' : target,
    minify: false,
    sourcemap: !preload,
    rolldownOptions: {
      external: externalModules,
      output: { format: preload ? 'cjs' : 'es', entryFileNames: file, codeSplitting: !preload },
    },
  },
});
