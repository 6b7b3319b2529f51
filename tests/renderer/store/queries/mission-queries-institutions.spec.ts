import { expect, test } from 'vitest';
import { type Institution, institutionPath } from '#domain/programme/institutions.ts';
import { programmeDocumentId, programmeKind } from '#domain/programme/programme.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const [programme, mission] = [aLog(1), aLog(2)];
const court: Institution = {
  names: { en: 'Court of Cassation', fr: 'Cour de cassation' },
  otherNames: ['Supreme Court'],
  type: 'JUD',
  level: 'national',
  state: 'UY',
  isClosed: false,
  mergedInto: null,
};
const idOf = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

test('[A1] the register is offered in the State of the mission, also offline, beside typed names', async () => {
  const server = new FakeServer(Date.UTC(2026, 10, 24, 9));
  server.programme = programme;
  const roles = (role: 'manager' | 'assessor') => ({ [programme]: [role], [mission]: [role] });
  const office = await startLaptop(server, 1, { name: 'manager', roles: roles('manager') });
  const laptop = await startLaptop(server, 2, { name: 'assessor', roles: roles('assessor') });
  for (const device of [office, laptop]) await device.sync();
  const entries: readonly Institution[] = [
    court,
    { ...court, names: { en: 'Court of another State' }, otherNames: [], state: 'FJ' },
    { ...court, names: { en: 'UNODC' }, otherNames: [], type: 'un-entity', level: null, state: null },
    { ...court, names: { en: 'Closed court' }, otherNames: [], isClosed: true },
    { ...court, names: { en: 'Merged court' }, otherNames: [], mergedInto: idOf(0) },
  ];
  const written = await office.store.write(
    programme,
    entries.map((value, n) => ({
      doc: programmeDocumentId(programme),
      kind: programmeKind,
      path: institutionPath(idOf(n)),
      over: [],
      value,
    })),
  );
  expect(written.kind).toBe('saved');
  for (const device of [office, laptop]) await device.sync();
  laptop.transport.mood = 'down';
  await laptop.write(mission, aDoc(1), 'mission', 'country', 'UY');
  await laptop.write(mission, aDoc(2), 'assessment', 'institution/name', 'supreme court');
  await laptop.write(mission, aDoc(3), 'assessment', 'institution/name', 'Port authority');
  await laptop.write(mission, aDoc(4), 'assessment', 'institution/name', 'Any text');
  await laptop.write(mission, aDoc(4), 'assessment', 'institution/ref', idOf(2));

  const offered = await laptop.answer('institutions', { log: mission });
  expect(offered.map(({ name, type, entry }) => [name, type, entry?.id ?? null])).toEqual([
    ['Court of Cassation', 'JUD', idOf(0)],
    ['Port authority', null, null],
    ['UNODC', 'un-entity', idOf(2)],
  ]);
  const known = await laptop.answer('institutionRegister', null);
  expect(known.entries).toHaveLength(entries.length);
  expect(known.countries).toEqual({ [mission]: 'UY' });
  await Promise.all([office.close(), laptop.close()]);
});
