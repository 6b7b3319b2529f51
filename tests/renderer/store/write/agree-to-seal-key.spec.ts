import { expect, test } from 'vitest';
import { SealRecipient } from '#domain/path-rules/sealed-value.ts';
import { readMeta } from '#renderer/store/db/meta.ts';
import { agreeToSealKey } from '#renderer/store/write/agree-to-seal-key.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

const [first, further] = ['q', 'p'].map((letter) => SealRecipient.parse(`age1${letter.repeat(58)}`)) as [
  string,
  string,
];

test('an agreement is kept, replaces that to an earlier key of the role, and leaves other roles', async () => {
  const db = nodeDatabase();
  await agreeToSealKey(db, 'certificate-desk', first);
  await agreeToSealKey(db, 'me', first);
  await agreeToSealKey(db, 'certificate-desk', further);
  expect(await readMeta(db, 'agreedSealKeys')).toEqual({ 'certificate-desk': further, me: first });
});
