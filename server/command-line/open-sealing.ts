import path from 'node:path';
import { countUnreadable } from '../sealed/sealed-words.ts';
import { readSealingKeys, type SealingKeys } from '../sealed/sealing-keys.ts';
import type { Store, StorePlace } from '../store/open-store.ts';

/**
 * Where the sealing keys are unless `--sealing-key` says it: beside the embedded store's database. A server on PostgreSQL
 * may have no folder that lasts, so there it is said or there is none.
 */
export const sealingKeyBeside = (place: StorePlace): string | null =>
  place.kind === 'embedded' ? path.join(place.folder, 'sealing.key') : null;

interface Sealing {
  /** Null where no file was named. */
  readonly sealing: SealingKeys | null;
  /** What the operator should know of it. */
  readonly warning: string | null;
}

/** The keys of what is strictly confidential. */
export async function openSealing(store: Store, file: string | null): Promise<Sealing> {
  if (file === null)
    return {
      sealing: null,
      warning: 'strictly confidential remarks are refused: --sealing-key FILE was not given',
    };
  const sealing = readSealingKeys(file);
  const count = await countUnreadable(store, sealing);
  const warning = `strictly confidential remarks that cannot be read, since their key is not in ${file}: ${count}`;
  return { sealing, warning: count > 0 ? warning : null };
}
