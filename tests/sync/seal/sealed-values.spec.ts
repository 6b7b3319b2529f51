import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { SealedValue } from '#domain/path-rules/sealed-value.ts';
import { openSealed, sealValue } from '#sync/seal/sealed-values.ts';

const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);

describe('[E] a sealed value', () => {
  test.each(['', 'Participant Marimba', 'مشارك في حلقة العمل', 'x'.repeat(1_024)])(
    'opens with the identity of its role alone: %j',
    async (text) => {
      const sealedValue = SealedValue.parse(await sealValue('certificate-desk', recipient, text));
      expect(await openSealed(identity, sealedValue)).toBe(text);
      expect(await openSealed(await generateX25519Identity(), sealedValue)).toBeNull();
    },
  );

  test('has the same length for short and long texts, and is new each time', async () => {
    const texts = ['A', 'A', 'Participant Marimba', 'n'.repeat(250)];
    const boxes = await Promise.all(texts.map(async (text) => (await sealValue('me', recipient, text)).box));
    expect(new Set(boxes.map(({ length }) => length)).size).toBe(1);
    expect(new Set(boxes).size).toBe(texts.length);
  });

  test('that was changed does not open', async () => {
    const { box } = await sealValue('me', recipient, 'Participant Marimba');
    const changed = `${box.slice(0, -8)}AAAAAAA=`;
    expect(await openSealed(identity, { box: changed })).toBeNull();
    expect(await openSealed(identity, { box: 'AAAA' })).toBeNull();
  });

  test('has at most 1024 bytes', async () => {
    await expect(sealValue('me', recipient, 'x'.repeat(1_025))).rejects.toThrow('1024');
  });
});
