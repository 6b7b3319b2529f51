import crypto from 'node:crypto';
import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { enrolledWith, sync } from '#tests/support/shell/enrolled-shell.ts';
import {
  expectedBase,
  isSignedBy,
  parameterIn,
  problem,
  type Reply,
  type Seen,
  someEnrolResponse,
} from '#tests/support/shell/scripted-server.ts';

const isRenewal = ({ path }: Seen): boolean => path === '/api/v1/renew';
const welcome: Reply = { body: JSON.stringify(someEnrolResponse()), signed: 'unencoded-digest' };
const answers = (seen: Seen): Reply => (isRenewal(seen) ? welcome : { signed: 'unencoded-digest' });
const bodyOf = ({ body, headers }: Seen) => {
  const plain = headers['content-encoding'] === 'br' ? zlib.brotliDecompressSync(body) : body;
  return JSON.parse(plain.toString()) as Readonly<Record<string, string>>;
};

/** Signed by the new key over the text of a renewal (docs/security-requirements.md 4), checked with nothing of ours. */
function isProof(proof: string, deviceKey: string, former: string, renewed: string): boolean {
  const key = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: deviceKey }, format: 'jwk' });
  const text = Buffer.from(`fieldbook renew\n${former}\n${renewed}`);
  return crypto.verify(null, text, key, Buffer.from(proof, 'base64url'));
}

describe('[P2] a new identity is made known to headquarters', () => {
  test('before the next request, signed by the former device and proven by the new key', async () => {
    const { headquarters, vault, server, seen } = await enrolledWith(answers);
    const formerDeviceKey = vault.deviceKey();
    vault.renew('fork');
    const renewed = vault.deviceKey();
    expect(await headquarters.request(sync)).toMatchObject({ kind: 'answered' });

    const { proof = '', ...said } = bodyOf(seen(1));
    expect(said).toEqual({
      deviceKey: renewed.publicKey,
      label: 'test',
      platform: 'test',
      version: '0.1.0',
      why: 'fork',
    });
    expect(isProof(proof, renewed.publicKey, formerDeviceKey.device, renewed.device)).toBe(true);
    expect(
      isSignedBy(formerDeviceKey.publicKey, expectedBase(seen(1), `${server.url}/api/v1/renew`), seen(1)),
    ).toBe(true);
    expect(server.seen.map((one) => [one.path, parameterIn(one, 'keyid')])).toEqual([
      ['/api/v1/renew', formerDeviceKey.device],
      ['/api/v1/sync', renewed.device],
    ]);
  });

  test('once, also when many ask at the same time', async () => {
    const { headquarters, vault, server } = await enrolledWith(answers);
    vault.renew('fork');
    await Promise.all([1, 2, 3].map(() => headquarters.request(sync)));
    await headquarters.request(sync);
    expect(server.seen.filter(isRenewal)).toHaveLength(1);
    expect(server.seen).toHaveLength(5);
  });

  test('one after the other, oldest first, when there were several', async () => {
    const { headquarters, vault, server } = await enrolledWith(answers);
    vault.renew('restored');
    vault.renew('lost');
    await headquarters.request(sync);
    const [firstDeviceId, second] = vault.formerDevices();
    expect(
      server.seen.filter(isRenewal).map((seen) => [parameterIn(seen, 'keyid'), bodyOf(seen)['why']]),
    ).toEqual([
      [firstDeviceId, 'restored'],
      [second, 'lost'],
    ]);
  });

  test('with the name that the person gave the device', async () => {
    const { headquarters, vault, seen, server } = await enrolledWith(answers);
    vault.saveEnrolment(server.url, someEnrolResponse(server.key), 'Laptop 7');
    vault.renew('fork');
    await headquarters.request(sync);
    expect(bodyOf(seen(1))['label']).toBe('Laptop 7');
  });

  test.each<[string, Reply, object]>([
    ['a revoked device', problem(401, 'device'), { kind: 'refused', status: 401, code: 'device' }],
    ['a refused proof', problem(403, 'proof'), { kind: 'refused', status: 403, code: 'proof' }],
    [
      'somebody who is not headquarters',
      { body: JSON.stringify(someEnrolResponse()) },
      { kind: 'unreachable', why: 'the answer is not signed' },
    ],
    ['another answer', { signed: 'unencoded-digest' }, { kind: 'unreachable', why: expect.any(String) }],
    ['a broken proxy', { status: 502, type: 'text/html' }, { kind: 'unreachable', why: 'status 502' }],
  ])(
    '%s ends the request with that word, nothing else is sent, and it is tried again',
    async (_who, reply, word) => {
      const { headquarters, vault, server } = await enrolledWith(() => reply);
      vault.renew('fork');
      expect([await headquarters.request(sync), await headquarters.request(sync)]).toEqual([word, word]);
      expect(server.seen.every(isRenewal)).toBe(true);
      expect(server.seen).toHaveLength(2);
      expect(vault.unreportedRenewal()).not.toBeNull();
    },
  );
});
