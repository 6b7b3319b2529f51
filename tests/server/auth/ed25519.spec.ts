import { expect, test } from 'vitest';
import { generateEncodedKeyPair, isTextSignedBy, parsePublicKey } from '#server/auth/ed25519.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const weak = ['00'.repeat(32), `01${'00'.repeat(31)}`, `01${'00'.repeat(30)}80`, `ec${'ff'.repeat(30)}7f`];

test.each(weak)('a key of small order is no key: %s', (hex) => {
  expect(parsePublicKey(Buffer.from(hex, 'hex').toString('base64url'))).toBeNull();
});

test('a signature of zeros proves nothing under any key, and a real key is one', async () => {
  const key = parsePublicKey(generateEncodedKeyPair().publicKey);
  expect(key).not.toBeNull();
  expect(key !== null && isTextSignedBy(key, 'a text', Buffer.alloc(64))).toBe(false);
});

test('[P2] no device goes on as a key that anybody can sign for', async () => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('lead');
  const about = { label: 'l', platform: 'p', version: '0', why: 'fork' };
  for (let tries = 0; tries < 16; tries += 1) {
    const answer = await device.send('/api/v1/renew', {
      deviceKey: 'A'.repeat(43),
      proof: 'A'.repeat(86),
      ...about,
    });
    expect(answer.status).toBe(401);
  }
});
