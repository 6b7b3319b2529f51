import { expect, test } from 'vitest';
import { pathOf } from '#domain/document/op.ts';
import { decidePublish, instrumentDocumentId } from '#domain/instrument/instrument-edition.ts';
import { instrumentKind } from '#domain/instrument/instrument-kind.ts';
import { aLongInstrument, anInstrument } from '#tests/support/builders/instruments.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { mission, programme, startBoth } from '#tests/support/laptop/office-and-laptop.ts';
import { aWrite } from '#tests/support/laptop/test-laptop.ts';

test('[instruments] a published instrument is on a laptop after its next contact, listed and whole', async () => {
  const { laptop, publish, close } = await startBoth();
  const long = aLongInstrument(1_073);
  await publish(long);
  await publish(anInstrument({ version: '10' }));
  const listedInstrumentEditions = await laptop.query('instruments', null);
  expect(listedInstrumentEditions.map(({ ref, status, questions }) => [ref, status, questions])).toEqual([
    ['water-points@10', 'published', 2],
    ['water-points@3', 'published', 1_073],
  ]);
  expect(await laptop.query('instrument', { ref: 'water-points@3' })).toMatchObject({
    kind: 'here',
    instrument: long,
    edition: { hash: listedInstrumentEditions[1]?.hash },
  });
  expect(await laptop.query('instrument', { ref: 'water-points@4' })).toEqual({ kind: 'absent' });
  await close();
});

test('[instruments] a retired version stays for records begun with it, and is listed as retired', async () => {
  const { office, laptop, publish, close } = await startBoth();
  await publish(anInstrument());
  const doc = instrumentDocumentId('water-points@3');
  const path = pathOf('status');
  const previousQueryResult = await office.query('document', { log: programme, doc });
  const over = previousQueryResult?.document.registers[path]?.heads.map(({ dot }) => dot) ?? [];
  await office.store.write(programme, [{ doc, kind: instrumentKind, path, value: 'retired', over }]);
  await office.sync();
  await laptop.sync();
  expect(await laptop.query('instruments', null)).toMatchObject([{ status: 'retired' }]);
  expect(await laptop.query('instrument', { ref: 'water-points@3' })).toMatchObject({ kind: 'here' });
  await close();
});

test('[instruments] an instrument other than the published one is quarantined with its reason, and not used', async () => {
  const { laptop, publish, close } = await startBoth();
  await publish(anInstrument(), programme, { hash: '0'.repeat(64) });
  expect(await laptop.query('instrument', { ref: 'water-points@3' })).toEqual({
    kind: 'damaged',
    why: 'hash',
  });
  expect(await laptop.query('parked', null)).toMatchObject([
    { what: 'instrument', why: 'hash', text: expect.stringContaining('water-points@3') },
  ]);
  await close();
});

test('[instruments] only the programme’s log is queried; content of a mission is no instrument', async () => {
  const { office, laptop, close } = await startBoth();
  const values = decidePublish(anInstrument(), undefined);
  if (!values.ok) throw new Error('It is published');
  const refused = await office.store.write(
    mission,
    values.value.map((value) => ({ ...value, over: [] })),
  );
  expect(refused).toMatchObject({ kind: 'refused', reason: { kind: 'roleMayNotWrite' } });
  await office.store.write(mission, [aWrite(aDoc(1), 'assessment', 'title', 'Court')]);
  await office.sync();
  await laptop.sync();
  expect(await laptop.query('instruments', null)).toEqual([]);
  await close();
});

test('[instruments] published versions are no records of anybody’s: they are not in the sync status', async () => {
  const { laptop, publish, close } = await startBoth();
  await publish(anInstrument());
  expect(await laptop.query('whereabouts', null)).toEqual([]);
  await close();
});
