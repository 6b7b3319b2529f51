import fs from 'node:fs';
import vm from 'node:vm';
import { gunzipSync } from 'node:zlib';
import * as sha2 from '@noble/hashes/sha2.js';
import * as hashUtils from '@noble/hashes/utils.js';
import * as dexie from 'dexie';
import * as fflate from 'fflate';
import * as yjs from 'yjs';
import * as zod from 'zod';
import { openJournal } from '#electron/journal/shell-journal.ts';
import type { RemoveMissionResult, StoreApi } from '#renderer/store/api/store-api.ts';
import { FieldDatabase } from '#renderer/store/db/database.ts';
import { isDiskFailure } from '#renderer/store/db/disk-failure.ts';
import { readLogRow, readMeta } from '#renderer/store/db/meta.ts';
import { frameSeal, hostJournal } from '#renderer/store/journal/journal.ts';
import { openStore } from '#renderer/store/store.ts';

/** The product's code that a laptop runs, of one version. */
export interface ClientCode {
  readonly FieldDatabase: typeof FieldDatabase;
  readonly frameSeal: typeof frameSeal;
  readonly hostJournal: typeof hostJournal;
  readonly isDiskFailure: typeof isDiskFailure;
  readonly openJournal: typeof openJournal;
  readonly openStore: typeof openStore;
  readonly readLogRow: typeof readLogRow;
  readonly readMeta: typeof readMeta;
}

export const presentClient: ClientCode = {
  FieldDatabase,
  frameSeal,
  hostJournal,
  isDiskFailure,
  openJournal,
  openStore,
  readLogRow,
  readMeta,
};

/** Recorded by `node build/freeze-client.mjs COMMIT`. */
const frozenFile = 'tests/simulation/frozen/client.js.gz';

const libraries: Readonly<Record<string, object>> = {
  dexie,
  zod,
  yjs,
  fflate,
  '@noble/hashes/sha2.js': sha2,
  '@noble/hashes/utils.js': hashUtils,
};

let frozen: ClientCode | null = null;

/** The client of an earlier version, on the present libraries and with the present names of its store's acts. */
export function frozenClient(): ClientCode {
  frozen ??= withPresentNames(load());
  return frozen;
}

/** Acts of the earlier store that have another name today, and the name of their outcome. */
interface EarlierStore {
  readonly takeOffMission: StoreApi['removeMission'];
  readonly bringMissionBack: StoreApi['restoreMission'];
}

function withPresentNames(clientCode: ClientCode): ClientCode {
  return {
    ...clientCode,
    openStore: async (...parts) => {
      const openedStore = await clientCode.openStore(...parts);
      const { takeOffMission, bringMissionBack } = openedStore.store as unknown as EarlierStore;
      const removeMission: StoreApi['removeMission'] = async (logId, onlyHere) => {
        const result: { readonly kind: string } = await takeOffMission(logId, onlyHere);
        return result.kind === 'takenOff' ? { kind: 'removed' } : (result as RemoveMissionResult);
      };
      return {
        ...openedStore,
        store: { ...openedStore.store, removeMission, restoreMission: bringMissionBack },
      };
    },
  };
}

function load(): ClientCode {
  const text = gunzipSync(fs.readFileSync(frozenFile)).toString('utf8');
  const exports = {};
  const run = vm.compileFunction(text, ['exports', 'require'], { filename: frozenFile }) as (
    exports: object,
    require: (name: string) => object,
  ) => void;
  run(exports, (name) => {
    const library = libraries[name];
    if (library === undefined) throw new Error(`The frozen client asks for ${name}`);
    return library;
  });
  return exports as ClientCode; // recorded with these names
}

/** A refusing disk, as any version of the client reports it: each has an error class of its own. */
export const isDiskRefusal = (error: unknown): boolean =>
  isDiskFailure(error) || (error instanceof Error && error.name === 'JournalRefused');
