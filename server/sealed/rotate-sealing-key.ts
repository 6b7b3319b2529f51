import { audit } from '../identity/audit.ts';
import type { Store } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { openSecret, sealSecretBy } from './seal-secret.ts';
import { openWords, sealWords } from './seal-words.ts';
import { addSealingKey, type SealingKey } from './sealing-keys.ts';
import { readSecrets, writeSecret } from './secret-rows.ts';
import { sealingOf } from './store-sealing.ts';

/** Result of a rotation: how many rows the new key seals, and how many words no key at hand opened. */
export interface SealingRotation {
  readonly key: string;
  readonly secrets: number;
  readonly words: number;
  readonly unreadable: number;
}

/**
 * Adds a key to the file and seals by it whatever the store has sealed. Former keys stay in the file, since backups of the
 * store need them. A server that runs on the store meanwhile cannot open what the new key sealed until its next start.
 */
export async function rotateSealingKey(
  store: Store,
  surroundings: Surroundings,
  file: string,
): Promise<SealingRotation> {
  const { sealsWith: next } = addSealingKey(file);
  return store.transaction().execute(async (tx) => {
    const secrets = await readSecrets(tx);
    for (const { place, stored } of secrets)
      await writeSecret(tx, place, sealSecretBy(next, place, openSecret(tx, place, stored)));
    const words = await tx.selectFrom('sealed_words').selectAll().execute();
    let unreadable = 0;
    for (const row of words) {
      const former: SealingKey | undefined = sealingOf(tx).byId.get(row.key_id);
      const opened = former && openWords(former, row, row.sealed);
      if (opened === undefined || opened === null) unreadable += 1;
      else
        await tx
          .updateTable('sealed_words')
          .set({ key_id: next.id, sealed: sealWords(next, row, opened) })
          .where('log', '=', row.log)
          .where('doc', '=', row.doc)
          .where('point', '=', row.point)
          .execute();
    }
    await audit(tx, surroundings, {
      actor: 'command line',
      act: 'rotate-sealing-key',
      subject: { key: next.id },
    });
    return { key: next.id, secrets: secrets.length, words: words.length - unreadable, unreadable };
  });
}
