import { type SqlBool, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import type { Institution } from '#domain/programme/institutions.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

/** A programme, and a mission in State XA with an assessor's laptop. */
async function setUp(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const programmeId = LogId.parse(newUuid(testDependencies));
  const entry = { log: programmeId, kind: 'programme', title: 'CT TECH', country: null } as const;
  await hq.store.transaction().execute((tx) => addLog(tx, testDependencies, entry));
  const missionId = await hq.addLog();
  const as = async (role: Role, language = 'en') => {
    const testBrowser = new TestBrowser(
      testServer.url,
      await testServer.signedIn(await hq.addPerson(role, missionId)),
    );
    testBrowser.language = language;
    return testBrowser;
  };
  const laptop = await hq.addLaptop('assessor', missionId);
  /** Record an assessment of an institution; from the laptop, as typed there. */
  const assess = async (n: number, name: string, ref?: string) => {
    const writes = [
      { doc: aDoc(n), path: 'title', value: 'Baseline' },
      { doc: aDoc(n), path: 'institution/name', value: name },
      ...(ref === undefined ? [] : [{ doc: aDoc(n), path: 'institution/ref', value: ref }]),
    ];
    expect(await hq.push(laptop, laptop.pack(missionId, ...writes))).toMatchObject([{ verdict: 'accepted' }]);
  };
  return { hq, programme: programmeId, mission: missionId, as, manager: await as('manager'), laptop, assess };
}

const ministry: Institution = {
  names: { en: 'Ministry of the Interior', fr: 'Ministère de l’Intérieur' },
  otherNames: [],
  type: 'MIN',
  level: 'national',
  state: 'XA',
  isClosed: false,
  mergedInto: null,
};
const ids = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [string, string, string];
const adding = (id: string, part: Partial<Institution> = {}, seen: readonly string[] = []) => ({
  changes: [{ list: 'institutions', id, value: { ...ministry, ...part }, seen }],
});

describe.each([embedded, postgres])('[A1] the register of institutions, on the $name', (blankLocations) => {
  test('is changed by the manager, read by every role, and in the audit trail', async () => {
    const { hq, as, manager } = await setUp(blankLocations);
    expect((await manager.post('/institutions', adding(ids[0]))).status).toBe(200);
    for (const role of Role.options) {
      const { body } = await (await as(role)).get('/institutions');
      expect(body).toMatchObject({
        institutions: [{ id: ids[0], value: ministry, records: 0 }],
        mayChange: role === 'manager',
      });
    }
    const lines = await hq.store.selectFrom('audit').select(['act', 'subject']).execute();
    expect(lines.filter(({ act }) => act === 'set-institutions')).toEqual([
      { act: 'set-institutions', subject: `{"facts":["institutions/${ids[0]}"]}` },
    ]);
  });

  test('proposes names of assessments until they are added or linked', async () => {
    const { manager, assess } = await setUp(blankLocations);
    await manager.post('/institutions', adding(ids[0]));
    await assess(1, "ministère de l'INTERIEUR");
    await assess(2, 'Interior Ministry');
    await assess(3, 'Interior ministry ');
    await assess(4, 'Supreme Court', ids[2]);
    const { body } = await manager.get('/institutions');
    expect(body.institutions[0].records).toBe(1);
    expect(body.proposed).toMatchObject([
      { name: 'Interior ministry', country: 'XA', records: 2, problem: null, alike: [ids[0]] },
      { name: 'Supreme Court', country: 'XA', records: 1, problem: 'unknown', alike: [] },
    ]);
    const [{ seen }] = body.institutions;
    await manager.post('/institutions', adding(ids[0], { otherNames: ['Interior Ministry'] }, seen));
    const linked = (await manager.get('/institutions')).body;
    expect([linked.institutions[0].records, linked.proposed.length]).toEqual([3, 1]);
  });

  test('renames an institution once for all lists, in the language of the reader', async () => {
    const { manager, as, mission, assess } = await setUp(blankLocations);
    await manager.post('/institutions', adding(ids[0]));
    await assess(1, 'Ministry of the Interior');
    await assess(2, 'Its text', ids[0]);
    await assess(3, 'Port authority');
    const { seen } = (await manager.get('/institutions')).body.institutions[0];
    const names = { en: 'Ministry of Security', fr: 'Ministère de la Sécurité' };
    await manager.post('/institutions', adding(ids[0], { names }, seen));
    const namesFor = async (testBrowser: TestBrowser, path: string) => (await testBrowser.get(path)).body;
    const reader = await as('reviewer', 'fr');
    const { documents } = await namesFor(reader, `/logs/${mission}/documents`);
    const shown = documents.map(({ facts }: { facts: { institution: string } }) => facts.institution);
    expect(shown.toSorted()).toEqual([
      'Ministère de la Sécurité',
      'Ministère de la Sécurité',
      'Port authority',
    ]);
    const one = await namesFor(manager, `/documents/${mission}/${aDoc(2)}`);
    expect(one.facts.institution).toBe('Ministry of Security');
    expect(one.institutionNames).toEqual({ 'institution/name': 'Ministry of Security' });
    const typed = await namesFor(reader, `/documents/${mission}/${aDoc(1)}`);
    expect(typed.institutionNames).toEqual({ 'institution/name': 'Ministère de la Sécurité' });
    const unknown = await namesFor(manager, `/documents/${mission}/${aDoc(3)}`);
    expect(unknown.institutionNames).toBeUndefined();
    // The record keeps its text.
    expect(one.registers['institution/name'].heads[0].value).toBe('Its text');
    const state = await namesFor(manager, '/states/XA');
    const rows = state.missions.flatMap((each: { assessments: object[] }) => each.assessments);
    expect(rows.map((row: { institution: string }) => row.institution).toSorted()).toEqual([
      'Ministry of Security',
      'Ministry of Security',
      'Port authority',
    ]);
  });

  test('names institutions in notes of a session as the register does now', async () => {
    const { hq, manager, mission } = await setUp(blankLocations);
    await manager.post('/institutions', adding(ids[0], { otherNames: ['Home Office'] }));
    const trainer = await hq.addLaptop('trainer', mission);
    const values = { 'entries/e1/institution': 'home office', 'entries/e2/institution': 'Port authority' };
    const ops = Object.entries(values).map(([path, value]) => ({
      doc: aDoc(5),
      kind: 'workshop',
      path,
      value,
    }));
    expect(await hq.push(trainer, trainer.pack(mission, ...ops))).toEqual([{ verdict: 'accepted' }]);
    const { body } = await manager.get(`/documents/${mission}/${aDoc(5)}`);
    expect(body.institutionNames).toEqual({ 'entries/e1/institution': 'Ministry of the Interior' });
    expect(body.registers['entries/e1/institution'].heads[0].value).toBe('home office');
  });

  test('names the basis of a plan item in the language of the reader', async () => {
    const { hq, manager, as, mission, assess } = await setUp(blankLocations);
    await manager.post('/institutions', adding(ids[0]));
    await assess(1, 'ministry of the interior');
    const [assessment, plan] = [aDoc(1), aDoc(2)];
    const lead = await hq.addLaptop('lead', mission);
    const of = (item: object) =>
      Object.entries(item).map(([part, value]) => ({
        doc: plan,
        kind: 'action-plan',
        path: `items/i1/${part}`,
        value,
      }));
    const item = of({ title: 'Work', status: 'in-progress', assessment, recommendation: 'r1' });
    const recommendation = { doc: assessment, path: 'recommendations/r1/text', value: 'Train' };
    await hq.push(lead, lead.pack(mission, ...item, recommendation));
    const { body } = await (await as('reviewer', 'fr')).get(`/plan/${mission}/${plan}/i1`);
    expect(body.basis.institution).toBe('Ministère de l’Intérieur');
  });

  test('keeps both entries of two people, and shows one after the merge', async () => {
    const { manager, mission, assess } = await setUp(blankLocations);
    await manager.post('/institutions', adding(ids[0]));
    await manager.post('/institutions', adding(ids[1], { names: { en: 'Interior Ministry' } }));
    await assess(1, 'Interior Ministry', ids[1]);
    const { institutions } = (await manager.get('/institutions')).body;
    const merged = adding(
      ids[1],
      { names: { en: 'Interior Ministry' }, mergedInto: ids[0] },
      institutions[1].seen,
    );
    expect((await manager.post('/institutions', merged)).status).toBe(200);
    const after = (await manager.get('/institutions')).body;
    expect(after.institutions.map(({ records }: { records: number }) => records)).toEqual([1, 0]);
    const { documents } = (await manager.get(`/logs/${mission}/documents`)).body;
    expect(documents[0].facts.institution).toBe('Ministry of the Interior');
  });

  test('merges no two entries into each other, by two requests at once either', async () => {
    const { manager, as } = await setUp(blankLocations);
    await manager.post('/institutions', adding(ids[0]));
    await manager.post('/institutions', adding(ids[1]));
    const { institutions } = (await manager.get('/institutions')).body;
    const merge = (priorityAlignment: 0 | 1, otherPriorityAlignment: 0 | 1) =>
      adding(
        ids[priorityAlignment],
        { mergedInto: ids[otherPriorityAlignment] },
        institutions[priorityAlignment].seen,
      );
    const colleague = await as('manager');
    const responses = await Promise.all([
      manager.post('/institutions', merge(0, 1)),
      colleague.post('/institutions', merge(1, 0)),
    ]);
    expect(responses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(responses.flatMap(({ body }) => body.code ?? [])).toEqual(['merge-circle']);
  });
});

test('[A1] changes of one request count for each other: no merge in a circle, one into a new entry', async () => {
  const { manager } = await setUp();
  const merging = (one: string, other: string | null) => adding(one, { mergedInto: other }).changes;
  await manager.post('/institutions', { changes: [...merging(ids[0], null), ...merging(ids[1], null)] });
  const { institutions } = (await manager.get('/institutions')).body;
  const seen = { seen: institutions[0].seen };
  const [first, second] = [merging(ids[0], ids[1]), merging(ids[1], ids[0])].map(([change], at) => ({
    ...change,
    seen: institutions[at].seen,
  }));
  const circle = await manager.post('/institutions', { changes: [first, second] });
  expect([circle.status, circle.body.code]).toEqual([409, 'merge-circle']);
  const [merged] = merging(ids[0], ids[2]);
  const added = [...merging(ids[2], null), { ...merged, ...seen }];
  expect((await manager.post('/institutions', { changes: added })).status).toBe(200);
});

test('[A1] two changes of one institution: the later is refused, and nothing is lost', async () => {
  const { manager } = await setUp();
  await manager.post('/institutions', adding(ids[0]));
  const late = await manager.post('/institutions', adding(ids[0], { type: 'POL' }));
  expect([late.status, late.body.code]).toEqual([409, 'record-moved']);
});

test.each([
  ['institution-unknown', adding(ids[0], { mergedInto: ids[2] })],
  ['merge-circle', adding(ids[0], { mergedInto: ids[0] })],
  ['institution-elsewhere', adding(ids[0], { mergedInto: ids[1] })],
])('[A1] a change of the register answers %s', async (code, change) => {
  const { manager } = await setUp();
  await manager.post('/institutions', adding(ids[0]));
  await manager.post('/institutions', adding(ids[1], { state: 'XB' }));
  const { seen } = (await manager.get('/institutions')).body.institutions[0];
  const said = await manager.post('/institutions', { changes: [{ ...change.changes[0], seen }] });
  expect([said.status, said.body.code]).toEqual([409, code]);
});

test.each([
  ['without a name', { names: {} }],
  ['with a language that is none', { names: { xx: 'X' } }],
  ['of no State', { state: null }],
  ['with a long name', { names: { en: 'x'.repeat(201) } }],
])('[security 5] the register refuses an institution %s', async (_, part) => {
  const { manager } = await setUp();
  expect((await manager.post('/institutions', adding(ids[0], part as object))).status).toBe(400);
});

test('[A1] the register reaches the laptops with the log of the programme', async () => {
  const { hq, programme, manager } = await setUp();
  await manager.post('/institutions', adding(ids[0]));
  const answer = await hq.sync(await hq.addLaptop('assessor'), { logs: { [programme]: { since: 0 } } });
  const [logEntry] = answer.logs[programme]?.entries ?? [];
  expect(logEntry !== undefined && 'pack' in logEntry && logEntry.pack.payload).toContain(
    'Ministry of the Interior',
  );
});

test.each([embedded, postgres])(
  '[security 5] names are read from the kept register until the programme’s log grows, on the $name',
  async (blankLocations) => {
    const { hq, mission, manager, assess } = await setUp(blankLocations);
    expect((await manager.post('/institutions', adding(ids[0]))).status).toBe(200);
    await assess(1, 'as typed', ids[0]);
    const shown = async () =>
      (await manager.get(`/logs/${mission}/documents`)).body.documents.map(
        (row: { facts: { institution: string } }) => row.facts.institution,
      );
    expect(await shown()).toEqual(['Ministry of the Interior']);
    // A row that changed past the log: nothing is read again.
    await hq.store
      .updateTable('registers')
      .set({ register: sql`replace(register, 'of the Interior', 'tampered')` })
      .where(sql<SqlBool>`path like 'institutions/%'`)
      .execute();
    expect(await shown()).toEqual(['Ministry of the Interior']);
    const [{ seen }] = (await manager.get('/institutions')).body.institutions;
    const renamed = adding(ids[0], { names: { en: 'Home Office' } }, seen);
    expect((await manager.post('/institutions', renamed)).status).toBe(200);
    expect(await shown()).toEqual(['Home Office']);
  },
);
