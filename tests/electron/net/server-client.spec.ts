import { afterEach, describe, expect, test } from 'vitest';
import { createServerClient, readServerAddress, type ServerClient } from '#electron/net/server-client.ts';
import type { Vault } from '#electron/vault/vault.ts';
import {
  expectedBase,
  isSignedBy,
  problem,
  type Reply,
  requestAt,
  type ScriptedServer,
  someEnrolResponse,
  startScriptedServer,
} from '#tests/support/shell/scripted-server.ts';
import { newVault } from '#tests/support/shell/vault-files.ts';

let server: ScriptedServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

function newDevice(): { readonly headquarters: ServerClient; readonly vault: Vault } {
  const vault = newVault();
  const headquarters = createServerClient({
    vault,
    fetch,
    nowMs: () => Date.UTC(2026, 0, 1),
    stop: () => new AbortController().signal,
    isOffline: () => false,
    platform: 'linux x64',
    version: '0.1.0',
    onTraffic: () => undefined,
    onRemoteCommand: () => undefined,
  });
  return { headquarters, vault };
}

async function enrolAt(reply: Reply) {
  server = await startScriptedServer(() => reply);
  const device = newDevice();
  const ask = { url: `${server.url}/`, code: 'ABCD-EFGH-JKLM', label: 'Laptop 7' };
  const { seen, url } = server;
  const response = await device.headquarters.enrol(ask);
  return { ...device, url, response, sent: () => requestAt({ seen }, 1) };
}

describe('[security 4] enrolment', () => {
  test('sends the code with the device key, signed by that key, and keeps the answer', async () => {
    const enrolResponse = someEnrolResponse();
    const scene = await enrolAt({ body: JSON.stringify(enrolResponse) });
    const sent = scene.sent();

    const { publicKey } = scene.vault.deviceKey();
    expect([sent.method, sent.path]).toEqual(['POST', '/api/v1/enrol']);
    expect(JSON.parse(sent.body.toString())).toEqual({
      code: 'ABCD-EFGH-JKLM',
      deviceKey: publicKey,
      label: 'Laptop 7',
      platform: 'linux x64',
      version: '0.1.0',
    });
    expect(isSignedBy(publicKey, expectedBase(sent, `${scene.url}/api/v1/enrol`), sent)).toBe(true);
    expect(scene.response).toEqual({
      kind: 'enrolled',
      enrolment: scene.vault.enrolment(),
      response: enrolResponse,
    });
    expect(scene.vault.enrolment()).toMatchObject({ url: scene.url, person: enrolResponse.person });
  });

  test.each<[string, Reply, object]>([
    ['a used code', problem(403, 'code'), { kind: 'refused', status: 403, code: 'code' }],
    ['too many tries', problem(429, 'rate'), { kind: 'refused', status: 429, code: 'rate' }],
    [
      'another website',
      { type: 'text/html', body: 'hello' },
      { kind: 'unreachable', why: expect.any(String) },
    ],
    ['another API', { body: '{"ok":true}' }, { kind: 'unreachable', why: expect.any(String) }],
  ])('%s leaves the device as it was', async (_what, reply, expected) => {
    const { response, vault } = await enrolAt(reply);
    expect([response, vault.enrolment()]).toEqual([expected, null]);
  });

  test('before it there is nobody to ask', async () => {
    const netRequestResponse = await newDevice().headquarters.request({ path: '/api/v1/sync', body: '{}' });
    expect(netRequestResponse).toEqual({ kind: 'refused', status: 0, code: 'notEnrolled' });
  });
});

describe('[net] the address of headquarters', () => {
  test.each([
    ['https://hq.example/', 'https://hq.example'],
    ['https://hq.example:8443/fieldbook/', 'https://hq.example:8443/fieldbook'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://localhost:4000/', 'http://localhost:4000'],
    ['http://[::1]:4000/', 'http://[::1]:4000'],
  ])('%s is one', (typed, address) => {
    expect(readServerAddress(typed)).toEqual({ ok: true, value: address });
  });

  test.each([
    ['http://hq.example/', 'plainHttp'],
    ['http://127.0.0.1.hq.example/', 'plainHttp'],
    ['http://192.168.1.5:4000', 'plainHttp'],
    ['file:///etc/passwd', 'address'],
    ['https://user:word@hq.example/', 'address'],
    ['https://hq.example/?q', 'address'],
    ['hq.example', 'address'],
  ])('%s is none', (typed, kind) => {
    expect(readServerAddress(typed)).toEqual({ ok: false, refusal: { kind } });
  });
});
