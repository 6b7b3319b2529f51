import { newSealingKeyLine, parseSealingKeys, type SealingKeys } from '#server/db/encryption/sealing-keys.ts';

export function newSealingKeys(): SealingKeys {
  const sealingKeys = parseSealingKeys([newSealingKeyLine()]);
  if (sealingKeys === null) throw new Error('A new line is a key');
  return sealingKeys;
}

/** The key that encrypts secrets in all stores of tests, so that each may be opened again. */
export const testSealingKeys = newSealingKeys();
