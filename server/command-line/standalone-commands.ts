import type { ParseArgsOptionsConfig } from 'node:util';
import { rotateSealingKey } from '../sealed/rotate-sealing-key.ts';
import { eraseTraces } from '../store/open-store.ts';
import { realSurroundings } from '../surroundings.ts';
import { openSealedStore } from './open-sealed-store.ts';
import { makeRecoveryKeyCommand, openSealedFileCommand } from './recovery-commands.ts';
import { storeOptions, type StoreValues } from './store-options.ts';

/** A command of `admin` that opens the store itself, with its files around it, or works without one. */
export interface StandaloneCommand {
  readonly options: ParseArgsOptionsConfig;
  readonly run: (values: unknown) => Promise<object>;
}

export const standaloneCommands: Readonly<Record<string, StandaloneCommand>> = {
  'recovery-key': makeRecoveryKeyCommand,
  'recovery-open': openSealedFileCommand,
  /** The server is stopped before, and started after it: it goes on with the keys that it began with. */
  'rotate-sealing-key': {
    options: storeOptions,
    run: async (values) => {
      const { store, sealingFile } = await openSealedStore(values as StoreValues); // by the options
      try {
        const rotated = await rotateSealingKey(store, realSurroundings, sealingFile);
        await eraseTraces(store);
        return rotated;
      } finally {
        await store.destroy();
      }
    },
  },
};
