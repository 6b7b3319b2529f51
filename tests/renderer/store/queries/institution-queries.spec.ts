import { expect, test } from 'vitest';
import { dotsAt } from '#domain/document/document.ts';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';
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

/** A laptop whose register has a court in UY, and the manager's one. */
async function setUp(entries: readonly Institution[]) {
  const fakeServer = new FakeServer(Date.UTC(2026, 10, 24, 9));
  fakeServer.programme = programme;
  const roles = (role: 'manager' | 'assessor') => ({ [programme]: [role], [mission]: [role] });
  const office = await startLaptop(fakeServer, 1, { name: 'manager', roles: roles('manager') });
  const testLaptop = await startLaptop(fakeServer, 2, { name: 'assessor', roles: roles('assessor') });
  for (const device of [office, testLaptop]) await device.sync();
  const register = async (values: readonly Institution[]): Promise<void> => {
    const doc = programmeDocumentId(programme);
    const previousDocument = (await office.query('document', { log: programme, doc }))?.document;
    const written = await office.store.write(
      programme,
      values.map((value, n) => {
        const path = institutionPath(idOf(n));
        const over = previousDocument === undefined ? [] : dotsAt(previousDocument, path);
        return { doc, kind: programmeKind, path, over, value };
      }),
    );
    expect(written.kind).toBe('saved');
    for (const device of [office, testLaptop]) await device.sync();
  };
  await register(entries);
  return { laptop: testLaptop, register, close: () => Promise.all([office.close(), testLaptop.close()]) };
}

test('[A1] the register is offered in the State of the mission, also offline, beside typed names', async () => {
  const entries: readonly Institution[] = [
    court,
    { ...court, names: { en: 'Court of another State' }, otherNames: [], state: 'FJ' },
    { ...court, names: { en: 'UNODC' }, otherNames: [], type: 'un-entity', level: null, state: null },
    { ...court, names: { en: 'Closed court' }, otherNames: [], isClosed: true },
    { ...court, names: { en: 'Merged court' }, otherNames: [], mergedInto: idOf(0) },
  ];
  const { laptop, close } = await setUp(entries);
  laptop.transport.mood = 'down';
  await laptop.write(mission, aDoc(1), 'mission', 'country', 'UY');
  await laptop.write(mission, aDoc(2), 'assessment', 'institution/name', 'supreme court');
  await laptop.write(mission, aDoc(3), 'assessment', 'institution/name', 'Port authority');
  await laptop.write(mission, aDoc(4), 'assessment', 'institution/name', 'Any text');
  await laptop.write(mission, aDoc(4), 'assessment', 'institution/ref', idOf(2));

  const offeredInstitutions = await laptop.query('institutions', { log: mission });
  expect(offeredInstitutions.map(({ name, type, entry }) => [name, type, entry?.id ?? null])).toEqual([
    ['Court of Cassation', 'JUD', idOf(0)],
    ['Port authority', null, null],
    ['UNODC', 'un-entity', idOf(2)],
  ]);
  const knownRegister = await laptop.query('institutionRegister', null);
  expect(knownRegister.entries).toHaveLength(entries.length);
  expect(knownRegister.countries).toEqual({ [mission]: 'UY' });
  await close();
});

test('[A1] a search finds an assessment by any name of its institution, also after a renaming', async () => {
  const { laptop, register, close } = await setUp([court]);
  await laptop.write(mission, aDoc(1), 'mission', 'country', 'UY');
  await laptop.write(mission, aDoc(2), 'assessment', 'institution/name', 'Tribunal');
  await laptop.write(mission, aDoc(2), 'assessment', 'institution/ref', idOf(0));
  const find = async (text: string): Promise<readonly unknown[]> =>
    (await laptop.query('search', { text })).records.map((foundRecord) =>
      foundRecord.kind === 'note' ? null : foundRecord.facts['institution/ref'],
    );
  for (const name of ['tribunal', 'supreme court', 'cour de cassation'])
    await expect.poll(() => find(name)).toEqual([idOf(0)]);
  expect(await find('constitutional')).toEqual([]);
  await register([{ ...court, names: { en: 'Constitutional Court' } }]);
  await expect.poll(() => find('constitutional')).toEqual([idOf(0)]);
  await close();
});

test('[A1] a search finds a note of a session by any name of its institution, in its place', async () => {
  const { laptop, close } = await setUp([court]);
  await laptop.write(mission, aDoc(1), 'mission', 'country', 'UY');
  await laptop.write(mission, aDoc(5), 'workshop', 'entries/e1/institution', 'Supreme Court');
  const find = async (text: string): Promise<ReadonlySet<unknown>> => {
    const { records } = await laptop.query('search', { text });
    return new Set(records.flatMap(({ texts }) => texts.map(({ path }) => path)));
  };
  for (const name of ['supreme court', 'cour de cassation'])
    await expect.poll(() => find(name)).toEqual(new Set(['entries/e1/institution']));
  await close();
});

test('[A1] a search finds an interview note by any name of its institution, also after a renaming', async () => {
  const { laptop, register, close } = await setUp([court]);
  await laptop.write(mission, aDoc(1), 'mission', 'country', 'UY');
  const interviewNoteId = InterviewNoteId.parse('0192f0c1-0009-4000-8000-000000000001');
  const note = {
    id: interviewNoteId,
    log: mission,
    institution: 'Supreme Court',
    function: 'clerk',
    date: null,
  };
  await laptop.store.saveNote({ ...note, text: 'A backlog.', links: [] });
  const find = async (text: string): Promise<readonly unknown[]> =>
    (await laptop.query('search', { text })).records;
  const { institution, function: role } = note;
  const found = [
    { kind: 'note', note: interviewNoteId, title: 'Supreme Court, clerk', institution, function: role },
  ];
  for (const name of ['supreme court', 'cour de cassation', 'backlog'])
    await expect.poll(() => find(name)).toMatchObject(found);
  expect(await find('constitutional')).toEqual([]);
  await register([{ ...court, names: { en: 'Constitutional Court' } }]);
  await expect.poll(() => find('constitutional')).toMatchObject(found);
  await close();
});
