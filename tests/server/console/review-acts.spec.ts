import { describe, expect, test } from 'vitest';
import { ReviewQueueResponse } from '#api/review-api.ts';
import type { JsonValue } from '#base/json.ts';
import { contentHashForAct, ReviewAct } from '#domain/assessment/review/review-act.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import type { PersonId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import { rebuildProjections } from '#server/admin/rebuild-projections.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import { aDoc, type PackWriter } from '#tests/support/server/pack-writer.ts';
import { documentsOf } from '#tests/support/server/registers-of.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer, type TestServer } from '#tests/support/server/test-server.ts';

const point = {
  act: 'addPoint',
  point: '018f0000-0000-4000-8000-0000000000a1',
  about: 'D1.1',
  text: 'Which year?',
};
const sign = { act: 'signOff', decision: 'signed', note: '' };
const finalize = { act: 'finalize', note: 'Sound' };

/** A mission with an assessment that its lead has submitted, and people of headquarters who are signed in. */
async function setUp(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const logId = await hq.addLog();
  const laptop = await hq.addLaptop('lead', logId);
  const write = (...writes: readonly { readonly path: string; readonly value: JsonValue }[]) =>
    push(testServer, laptop, writes);
  await write(
    { path: 'title', value: 'National Police' },
    { path: 'answers/D7.1/level', value: 2 },
    { path: 'status', value: 'quality-review' },
  );
  const person = (role: Role): Promise<PersonId> => hq.addPerson(role, logId);
  const deskOf = async (who: PersonId) => new TestBrowser(testServer.url, await testServer.signedIn(who));
  const record = async (): Promise<Document> => {
    const [document] = await documentsOf(hq.store, logId);
    if (document === undefined) throw new Error('There is a record');
    return document;
  };
  /** Act of a person at headquarters, who has seen the record as it was `seen`, or as it is. */
  const act = async (desk: TestBrowser, said: object, seen?: Document) => {
    const parsed = ReviewAct.parse(said);
    const browserResponse = await desk.post(`/documents/${logId}/${aDoc(1)}/review`, {
      act: parsed,
      seen: contentHashForAct(seen ?? (await record()), parsed),
    });
    return browserResponse.status === 200 ? 'done' : browserResponse.body.code;
  };
  const trail = async () =>
    (await hq.store.selectFrom('audit').select(['actor', 'act', 'subject']).orderBy('seq').execute())
      .filter(({ act: name }) => name.startsWith('review-'))
      .map(({ actor, act: name, subject }) => ({ actor, act: name, ...JSON.parse(subject) }));

  async function push(
    to: TestServer,
    from: PackWriter,
    writes: readonly { readonly path: string; readonly value: JsonValue }[],
  ) {
    const now = await documentsOf(to.hq.store, logId);
    const over = (path: string) =>
      Object.entries(now[0]?.registers ?? {})
        .find(([at]) => at === path)?.[1]
        .heads.map(({ dot }) => dot) ?? [];
    const verdictAlones = await to.hq.push(
      from,
      from.pack(logId, ...writes.map((one) => ({ ...one, over: over(one.path) }))),
    );
    return verdictAlones[0];
  }
  return { server: testServer, hq, log: logId, laptop, write, person, deskOf, record, act, trail };
}

describe.each([embedded, postgres])('the review of an assessment on the $name', (blankLocations) => {
  test('is returned with a comment, answered, closed, signed and finalized; every act leaves a line', async () => {
    const { log, write, person, deskOf, record, act, trail, hq } = await setUp(blankLocations);
    const [reviewer, adviser] = [await person('reviewer'), await person('adviser')];
    const [reviewing, advising] = [await deskOf(reviewer), await deskOf(adviser)];

    expect(await act(reviewing, point)).toBe('done');
    expect(await act(reviewing, { act: 'return', reason: 'One source' })).toBe('done');
    expect(valueAt(await record(), 'status')).toBe('consolidated');
    await write(
      { path: `review/replies/${point.point}/text`, value: '2025, in the title now' },
      { path: `review/replies/${point.point}/mended`, value: true },
      { path: 'status', value: 'quality-review' },
    );
    expect(await act(reviewing, finalize)).toBe('points-open');
    expect(await act(reviewing, { act: 'settlePoint', point: point.point, settled: true })).toBe('done');
    expect(await act(reviewing, finalize)).toBe('sign-off-missing');
    expect(await act(advising, finalize)).toBe('sign-off-missing');
    expect(await act(advising, sign)).toBe('done');
    expect(await act(advising, finalize)).toBe('forbidden');
    expect(await act(reviewing, finalize)).toBe('done');

    expect(valueAt(await record(), 'status')).toBe('final');
    expect(await act(reviewing, { ...point, point: '018f0000-0000-4000-8000-0000000000a2' })).toBe(
      'record-locked',
    );
    const [heldVerdictAlone] = [await write({ path: 'answers/D7.1/level', value: 5 })];
    expect(heldVerdictAlone).toMatchObject({ verdict: 'accepted', held: [expect.anything()] });

    const about = { log, doc: aDoc(1) };
    expect(await trail()).toEqual([
      { actor: reviewer, act: 'review-point', ...about, point: point.point },
      { actor: reviewer, act: 'review-return', ...about },
      { actor: reviewer, act: 'review-settle-point', ...about, point: point.point, settled: true },
      { actor: adviser, act: 'review-sign-off', ...about, decision: 'signed' },
      { actor: reviewer, act: 'review-finalize', ...about },
    ]);
    const views = await documentsOf(hq.store, log);
    await rebuildProjections(hq.store);
    expect(await documentsOf(hq.store, log)).toEqual(views);
  });

  test('[B3] a rating above its evidence is approved only after a reviewer’s override with a reason', async () => {
    const { log, write, person, deskOf, record, act, trail } = await setUp(blankLocations);
    const [reviewer, adviser] = [await person('reviewer'), await person('adviser')];
    const [reviewing, advising] = [await deskOf(reviewer), await deskOf(adviser)];
    const letStand = { act: 'overrideRating', question: 'D7.1', reason: 'The practice was seen' };
    expect(await act(reviewing, letStand)).toBe('not-above-evidence');

    const seen = await record();
    await write({ path: 'answers/D7.1/level', value: 3 });
    expect(await act(reviewing, letStand, seen)).toBe('record-moved');
    await act(advising, sign);
    expect(await act(reviewing, { act: 'share', days: 30, note: '', harm: 'none' })).toBe(
      'ratings-unexplained',
    );
    expect(await act(reviewing, finalize)).toBe('ratings-unexplained');
    expect(await act(advising, letStand)).toBe('forbidden');
    expect(await act(reviewing, letStand)).toBe('done');
    expect(valueAt(await record(), 'answers/D7.1/override')).toEqual({
      reason: 'The practice was seen',
      level: 3,
      evidence: 'E0',
    });
    expect(await act(reviewing, { act: 'withdrawOverride', question: 'D7.1' })).toBe('done');
    expect(await act(reviewing, finalize)).toBe('ratings-unexplained');
    // A laptop that claims it is held: only the reviewer says it.
    const byLead = { reason: 'We are sure', level: 3, evidence: 'E0' };
    expect(await write({ path: 'answers/D7.1/override', value: byLead })).toMatchObject({
      verdict: 'accepted',
      held: [expect.anything()],
    });
    expect(await act(reviewing, finalize)).toBe('ratings-unexplained');
    expect(await act(reviewing, letStand)).toBe('done');
    // A person who gave a reason has not rated: they approve, and the sign-off holds.
    expect(await act(reviewing, finalize)).toBe('done');

    const about = { log, doc: aDoc(1), question: 'D7.1' };
    expect((await trail()).filter(({ question }) => question !== undefined)).toEqual([
      { actor: reviewer, act: 'review-override-rating', ...about },
      { actor: reviewer, act: 'review-withdraw-override', ...about },
      { actor: reviewer, act: 'review-override-rating', ...about },
    ]);
  });

  test('changes since the reviewer looked are reported, and the act is refused as a whole', async () => {
    const { write, person, deskOf, record, act } = await setUp(blankLocations);
    const [reviewing, advising] = [
      await deskOf(await person('reviewer')),
      await deskOf(await person('adviser')),
    ];
    await act(advising, sign);
    const seen = await record();
    await write({ path: 'comments/c1/text', value: 'One more thing' });
    const previousDocument = await record();
    expect(await act(reviewing, finalize, seen)).toBe('record-moved');
    expect(await record()).toEqual(previousDocument);
    expect(await act(reviewing, finalize)).toBe('done');
  });

  test('two reviewers who decide at once: one return, and the other is told', async () => {
    const { person, deskOf, record, act } = await setUp(blankLocations);
    const desks = [await deskOf(await person('reviewer')), await deskOf(await person('reviewer'))];
    const seen = await record();
    const said = await Promise.all(
      desks.map((desk, at) => act(desk, { act: 'return', reason: `${at}` }, seen)),
    );
    expect(new Set(said)).toEqual(new Set(['done', 'record-moved']));
    expect(
      Object.keys((await record()).registers).filter((path) => path.startsWith('review/returns/')),
    ).toEqual(['review/returns/1']);
  });

  test('[A3] a rater does not approve it, even as a reviewer now with the rating replaced', async () => {
    const { hq, log, server, laptop, person, deskOf, act, write } = await setUp(blankLocations);
    const rater = hq.personOf(laptop);
    const second = await hq.addLaptop('assessor', log);
    const level = { path: 'answers/D7.1/level', value: 4 };
    await server.hq.push(second, second.pack(log, { ...level, over: [laptop.dot(2)] }));
    await write({ path: 'status', value: 'quality-review' });
    await hq.store.updateTable('grants').set({ role: 'reviewer' }).where('person', '=', rater).execute();
    const advising = await deskOf(await person('adviser'));
    await act(advising, sign);
    const desk = await deskOf(rater);
    expect(await act(desk, finalize)).toBe('same-as-rater');
    expect(await act(desk, { act: 'overrideRating', question: 'D7.1', reason: 'I know it' })).toBe(
      'same-as-rater',
    );
    // A question is no approval.
    expect(await act(desk, point)).toBe('done');
  });

  test('reaches the laptop as changes of the person at headquarters, like any other', async () => {
    const { hq, log, laptop, person, deskOf, act } = await setUp(blankLocations);
    const reviewer = await person('reviewer');
    await act(await deskOf(reviewer), { act: 'return', reason: 'Once more' });
    const answer = await hq.sync(laptop, { logs: { [log]: { since: 1 } } });
    const [logEntry] = answer.logs[log]?.entries ?? [];
    if (logEntry === undefined || !('pack' in logEntry)) throw new Error('There is a pack');
    const opened = decodePayload(logEntry.pack.payload);
    expect(opened.ok && answer.grants?.devices[opened.value.device]?.person).toBe(reviewer);
    expect(opened.ok && opened.value.ops.map(({ path }) => path)).toEqual(['review/returns/1', 'status']);
  });
});

test('[A2] a final assessment is superseded only once a later one of the institution follows it', async () => {
  const { server, hq, log, laptop, person, deskOf, record, act } = await setUp();
  const [reviewing, advising] = [
    await deskOf(await person('reviewer')),
    await deskOf(await person('adviser')),
  ];
  await act(advising, sign);
  await act(reviewing, finalize);
  const supersede = { act: 'supersede', reason: 'The mandate changed' };
  const shown = async () => (await reviewing.get(`/documents/${log}/${aDoc(1)}`)).body.hasSuccessor;
  const push = (path: string, value: JsonValue) =>
    server.hq.push(laptop, laptop.pack(log, { doc: aDoc(2), path, value }));

  await push('title', 'National Police, again');
  expect(await shown()).toBe(false);
  expect(await act(reviewing, supersede)).toBe('successor-missing');

  await push('follows', aDoc(1));
  expect(await shown()).toBe(true);
  const [final] = (await documentsOf(hq.store, log)).filter(({ doc }) => doc === aDoc(1));
  expect(await act(reviewing, supersede, final)).toBe('done');
  expect(valueAt(await record(), 'status')).toBe('superseded');
});

/** Number of tasks in reviews, as the answer about missions counts them. */
const tasksOf = async (desk: TestBrowser): Promise<number> =>
  (await desk.get('/missions')).body.waiting.reviews;

describe('the review queue, and its count in the answer about missions,', () => {
  test('shows assessments at headquarters in the reader’s missions, and their due dates', async () => {
    const { server, log, person, deskOf, act } = await setUp();
    const [reviewing, advising] = [
      await deskOf(await person('reviewer')),
      await deskOf(await person('adviser')),
    ];
    const stranger = new TestBrowser(
      server.url,
      await server.signedIn(await server.hq.addPerson('reviewer')),
    );
    const queue = async (desk: TestBrowser) =>
      ReviewQueueResponse.parse((await desk.get('/review')).body).assessments;
    expect(await queue(reviewing)).toMatchObject([
      {
        log,
        doc: aDoc(1),
        title: 'National Police',
        mission: 'A mission',
        roles: ['reviewer'],
        status: 'quality-review',
        facts: { round: 0, openPoints: 0, signOff: 'missing' },
      },
    ]);
    expect(await queue(stranger)).toEqual([]);
    expect(await Promise.all([reviewing, advising, stranger].map(tasksOf))).toEqual([1, 1, 0]);

    await act(advising, sign);
    await act(reviewing, { act: 'share', days: 10, note: '', harm: 'none' });
    expect(await queue(advising)).toMatchObject([{ status: 'shared', facts: { signOff: 'signed' } }]);
    await act(reviewing, { act: 'addressComments' });
    await act(reviewing, finalize);
    expect(await queue(reviewing)).toMatchObject([{ status: 'final' }]);
    expect(await tasksOf(reviewing)).toBe(0);
    for (const period of ['progress-note-due', 'follow-up-from'])
      expect(await act(reviewing, { act: 'closePeriod', period })).toBe('done');
    expect(await queue(reviewing)).toEqual([]);
  });

  test('omits assessments that were never submitted', async () => {
    const { server, log, laptop } = await setUp();
    await server.hq.push(laptop, laptop.pack(log, { doc: aDoc(2), path: 'status', value: 'consolidated' }));
    const otherTestBrowser = new TestBrowser(
      server.url,
      await server.signedIn(await server.hq.addPerson('manager', log)),
    );
    expect(
      (await otherTestBrowser.get('/review')).body.assessments.map((row: { doc: string }) => row.doc),
    ).toEqual([aDoc(1)]);
  });
});

test.each(Role.options.filter((role) => role !== 'reviewer' && role !== 'adviser'))(
  '[A3] %s does nothing of a review',
  async (role) => {
    const { person, deskOf, act, record, trail } = await setUp();
    const desk = await deskOf(await person(role));
    const previousDocument = await record();
    const refused = role === 'admin' || role === 'partner' ? 'not-found' : 'forbidden';
    for (const said of [
      point,
      { act: 'return', reason: 'x' },
      { act: 'share', days: 30, note: '', harm: 'none' },
    ])
      expect(await act(desk, said)).toBe(refused);
    expect(await act(desk, sign)).toBe(refused);
    expect(await record()).toEqual(previousDocument);
    expect(await trail()).toEqual([]);
  },
);

test('a request with too much, too little or unknown content is refused before any lookup', async () => {
  const { log, person, deskOf } = await setUp();
  const desk = await deskOf(await person('reviewer'));
  const ask = async (body: unknown) =>
    (await desk.post(`/documents/${log}/${aDoc(1)}/review`, body)).body.code;
  const seen = '0'.repeat(64);
  expect(await ask({ act: point })).toBe('malformed');
  expect(await ask({ act: { ...point, text: 'x'.repeat(20_001) }, seen })).toBe('malformed');
  expect(await ask({ act: { act: 'erase' }, seen })).toBe('malformed');
  expect(await ask({ act: { act: 'share', days: 0, note: '', harm: 'none' }, seen })).toBe('malformed');
  expect(await ask({ act: point, seen: 'nothing' })).toBe('malformed');
});

test('a review is assigned to people with its duty in the mission, and the queue names them', async () => {
  const { person, deskOf, act, hq, trail } = await setUp();
  const [reviewer, adviser] = [await person('reviewer'), await person('adviser')];
  const reviewing = await deskOf(reviewer);
  const assign = { act: 'assign', duty: 'reviewer' };
  expect(await act(reviewing, { ...assign, person: adviser })).toBe('forbidden');
  expect(await act(reviewing, { ...assign, person: await hq.addPerson('reviewer') })).toBe('forbidden');
  expect(await act(reviewing, { ...assign, person: reviewer })).toBe('done');
  const { assessments } = ReviewQueueResponse.parse((await reviewing.get('/review')).body);
  expect(assessments.map(({ assignees }) => assignees)).toEqual([
    { reviewer: { person: reviewer, name: 'The reviewer' } },
  ]);
  expect(await act(await deskOf(await person('manager')), { ...assign, person: null })).toBe('forbidden');
  expect(await act(reviewing, { ...assign, person: null })).toBe('done');
  const free = ReviewQueueResponse.parse((await reviewing.get('/review')).body);
  expect(free.assessments.map(({ assignees }) => assignees)).toEqual([undefined]);
  expect((await trail()).map(({ act: name, duty, person: to }) => [name, duty, to])).toEqual([
    ['review-assign', 'reviewer', reviewer],
    ['review-assign', 'reviewer', undefined],
  ]);
});
