import { appendAuditLine } from '../db/audit-trail.ts';
import type { ServerStore } from '../db/open-store.ts';
import type { RuntimeDependencies } from '../runtime-dependencies.ts';
import {
  decryptSecret,
  encryptSecretWithKey,
  readStoredSecrets,
  writeStoredSecret,
} from './encrypted-secrets.ts';
import { decryptRemark, encryptRemark } from './encrypted-remarks.ts';
import { addSealingKey, boundSealingKeysOf, type SealingKey } from './sealing-keys.ts';

/** Result of a rotation: rows encrypted by the new key, and remarks that no available key decrypted. */
export interface SealingKeyRotation {
  readonly key: string;
  readonly secrets: number;
  readonly words: number;
  readonly unreadable: number;
}

/**
 * Add a key to the file and encrypt the store's secrets and remarks by it. Former keys stay in the file, since backups
 * of the store need them. A server that runs meanwhile cannot decrypt the new form until its next start.
 */
export async function rotateSealingKey(
  store: ServerStore,
  dependencies: RuntimeDependencies,
  file: string,
): Promise<SealingKeyRotation> {
  const { sealsWith: next } = addSealingKey(file);
  return store.transaction().execute(async (tx) => {
    const secrets = await readStoredSecrets(tx);
    for (const { place, stored } of secrets)
      await writeStoredSecret(tx, place, encryptSecretWithKey(next, place, decryptSecret(tx, place, stored)));
    const words = await tx.selectFrom('sealed_words').selectAll().execute();
    let unreadable = 0;
    for (const row of words) {
      const former: SealingKey | undefined = boundSealingKeysOf(tx).byId.get(row.key_id);
      const opened = former && decryptRemark(former, row, row.sealed);
      if (opened === undefined || opened === null) unreadable += 1;
      else
        await tx
          .updateTable('sealed_words')
          .set({ key_id: next.id, sealed: encryptRemark(next, row, opened) })
          .where('log', '=', row.log)
          .where('doc', '=', row.doc)
          .where('point', '=', row.point)
          .execute();
    }
    await appendAuditLine(tx, dependencies, {
      actor: 'command line',
      act: 'rotate-sealing-key',
      subject: { key: next.id },
    });
    return { key: next.id, secrets: secrets.length, words: words.length - unreadable, unreadable };
  });
}
