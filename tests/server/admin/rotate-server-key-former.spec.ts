import { expect, test } from 'vitest';
import { withoutOpContent } from '#domain/document/erase-ops.ts';
import { dotOf } from '#domain/document/op.ts';
import { DeviceId, LogId } from '#domain/ids.ts';
import { rotateServerKey } from '#server/admin/rotate-server-key.ts';
import { signText } from '#server/auth/ed25519.ts';
import { decodePack, erasedPackText, packHash, payloadWithOps } from '#sync/protocol/erased-pack.ts';
import { type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import type { Device } from '#tests/support/protocol/client.mjs';
import { valuesAt } from '#tests/support/server/erasing-headquarters.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { serveStore, startTestServer } from '#tests/support/server/test-server.ts';

// The attack of the review (finding H1): a member's laptop with a key that headquarters had before its rotation.

const reason = 'answers/D1.1/rationale';
const write = (value: string, over: readonly string[] = []) => ({
  doc: aDoc(1),
  kind: 'assessment',
  path: reason,
  value,
  over: [...over],
});

async function setUp() {
  const previousTestServer = await startTestServer();
  const { hq } = previousTestServer;
  const logId = await hq.addLog();
  const [victim, thief] = [
    await previousTestServer.enrolled('lead', logId),
    await previousTestServer.enrolled('assessor', logId),
  ];
  const original = victim.pack(logId, [write('as the clerk said')]);
  await victim.sync({}, [original]);
  const { privateKey: stolen, publicKey: key } = previousTestServer.identity;
  await hq.store.transaction().execute((tx) => rotateServerKey(tx, testDependencies, true));
  const testServer = await serveStore(hq.store);
  for (const device of [victim, thief]) device.url = testServer.url;
  const sign = (hash: Sha256, payload: string): Pack => ({
    payload,
    sig: signText(stolen, erasedPackText(hash, payload)).toString('base64url'),
    erased: { hash, key },
  });
  const bring = async (device: Device, pack: Pack) => (await device.sync({}, [pack])).body.verdicts[0];
  return { hq, log: LogId.parse(logId), victim, thief, original, sign, bring };
}

test('[J1] a former headquarters key signs nothing in a colleague’s name, nor takes their next number', async () => {
  const { hq, log, victim, thief, original, sign, bring } = await setUp();
  const { payload } = victim.pack(log, [write('FORGED in the victim’s name')], { keep: false });
  for (const forged of [sign(sha256Of(payload), payload), sign(packHash(original), payload)])
    expect(await bring(thief, forged)).toMatchObject({ verdict: 'refused', code: 'malformed' });
  const marked = payload.replace('"FORGED in the victim’s name"', '{"$erased":1}');
  expect(await bring(thief, sign(sha256Of(marked), marked))).toMatchObject({
    verdict: 'refused',
    code: 'signature',
  });
  const nextPack = victim.pack(log, [write('and the judge', [dotOf(DeviceId.parse(victim.id), 1)])]);
  expect(await bring(victim, nextPack)).toMatchObject({ verdict: 'accepted' });
  expect(await valuesAt(hq, log, reason)).toEqual(['and the judge']);
});

test('[J1] nobody blanks the words of a colleague by a key that headquarters had before', async () => {
  const { hq, log, thief, original, sign, bring } = await setUp();
  const opened = decodePack(original);
  if (!opened.ok) throw new Error(opened.refusal.why);
  const gone = new Map(opened.value.ops.map((op) => [op.dot, withoutOpContent(op)] as const));
  const blank = sign(packHash(original), payloadWithOps(opened.value, gone) ?? '');
  expect(await bring(thief, blank)).toMatchObject({ verdict: 'refused', code: 'signature' });
  expect(await valuesAt(hq, log, reason)).toEqual(['as the clerk said']);
});
