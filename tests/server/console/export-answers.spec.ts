import fs from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { type Document, emptyDocument, plainTextAt } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { dotOf, Path } from '#domain/document/op.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { importInstrument } from '#forms/import-instrument.ts';
import { readWorkbook } from '#forms/workbook/read-workbook.ts';
import { adminCommands } from '#server/cli/admin-commands.ts';
import { loadAnsweredDocuments } from '#server/console/export-answers.ts';
import { publishInstrument } from '#server/console/instrument-library.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { replacedDocument, saveDocuments } from '#server/projections/document-rows.ts';
import { anOp, deviceA } from '#tests/support/builders/ops.ts';
import { xlsxOf } from '#tests/support/files/xlsx.ts';
import { embedded, newFolder } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const { instrument } = importInstrument(
  xlsxOf({
    survey: [
      ['type', 'name', 'label'],
      ['text', 'village', 'Village'],
      ['begin_repeat', 'well', 'Well'],
      ['integer', 'depth', 'Depth'],
      ['end_repeat', '', ''],
    ],
    settings: [
      ['form_id', 'version'],
      ['wells', '1'],
    ],
  }),
  'wells.xlsx',
);

function anAssessment(doc: string, registers: Readonly<Record<string, JsonValue>>): Document {
  const documentId = DocumentId.parse(doc);
  return Object.entries(registers).reduce<Document>(
    (document, [at, value], n) =>
      applyOpToDocument(
        document,
        anOp({ doc: documentId, dot: dotOf(deviceA, n + 1), path: Path.parse(at), value }),
        () => false,
      ),
    emptyDocument(documentId, anOp().kind),
  );
}

/** Columns that say where and when an assessment belongs. */
const context = '_mission,_state,_state_name,_reference_date,_assessment_type,_follows';

async function setUp() {
  const testServer = await startTestServer({ storeLocations: embedded });
  const { hq } = testServer;
  const { store } = hq;
  const [programmeId, missionId] = [
    LogId.parse(newUuid(testDependencies)),
    LogId.parse(newUuid(testDependencies)),
  ];
  const administrator = await hq.addPerson('admin');
  await store.transaction().execute(async (tx) => {
    await addLog(tx, testDependencies, {
      log: programmeId,
      kind: 'programme',
      title: 'Programme',
      country: null,
    });
    if (instrument) await publishInstrument(tx, testDependencies, administrator, instrument);
    const documents = [
      anAssessment('0197b1a0-0000-7000-8000-0000000000d1', {
        instrument: 'wells@1',
        status: 'draft',
        type: 'baseline',
        'reference-date': '2026-11-09',
        'answers/village/value': '=HYPERLINK("x")',
        'answers/well/w1/order': 'a0',
        'answers/well/w1/well.depth/value': 12,
      }),
      anAssessment('0197b1a0-0000-7000-8000-0000000000d2', {
        instrument: 'other@1',
        'answers/village/value': 'not ours',
      }),
    ];
    await addLog(tx, testDependencies, { log: missionId, kind: 'mission', title: 'Wells', country: 'KE' });
    const change = { place: 1, receivedMs: 0, device: deviceA };
    await saveDocuments(
      tx,
      missionId,
      documents.map((document) => replacedDocument(undefined, document, change)),
    );
  });
  const out = path.join(newFolder(), 'answers');
  const run = (ask: object) =>
    adminCommands['export-answers']?.run({ store, dependencies: testDependencies }, ask);
  return { store, out, run, server: testServer, mission: missionId };
}

test('instrument answers are exported as tables with a codebook; the trail lists the assessments read', async () => {
  const { store, out, run } = await setUp();
  expect(await run({ instrument: 'wells@1', out, labels: true })).toEqual({
    assessments: 1,
    files: ['wells.csv', 'wells.sps', 'well.csv', 'well.sps', 'codebook.csv', 'data.json', 'data.xlsx'],
  });
  const lines = (file: string) => fs.readFileSync(path.join(out, file), 'utf8').trim().split('\r\n');
  expect(lines('wells.csv')).toEqual([
    `_index,_id,${context},_status,_institution,_institution_type,village,meta/instanceID`,
    '1,0197b1a0-0000-7000-8000-0000000000d1,Wells,KE,Kenya,2026-11-09,baseline,,draft,,,"\'=HYPERLINK(""x"")",',
  ]);
  expect(lines('well.csv').at(-1)).toBe(
    '1,1,0197b1a0-0000-7000-8000-0000000000d1,Wells,KE,Kenya,2026-11-09,baseline,,draft,,,12',
  );
  const { sheets } = readWorkbook(new Uint8Array(fs.readFileSync(path.join(out, 'data.xlsx'))), 'data.xlsx');
  expect(sheets.map(({ name }) => name)).toEqual(['wells', 'well', 'codebook']);
  const acts = await store
    .selectFrom('audit')
    .select(['act', 'subject'])
    .where('act', '=', 'export-answers')
    .execute();
  expect(acts.map(({ subject }) => JSON.parse(subject))).toEqual([
    { ref: 'wells@1', assessments: ['0197b1a0-0000-7000-8000-0000000000d1'] },
  ]);
});

test('[A1] an exported assessment has the present name of its institution', async () => {
  const { store, mission } = await setUp();
  const renamed = anAssessment('0197b1a0-0000-7000-8000-0000000000d3', {
    instrument: 'wells@1',
    'institution/name': 'Water Office',
    'institution/ref': 'e1',
  });
  const change = { place: 2, receivedMs: 0, device: deviceA };
  await store
    .transaction()
    .execute((tx) => saveDocuments(tx, mission, [replacedDocument(undefined, renamed, change)]));
  const foundDocuments = await loadAnsweredDocuments(
    store,
    { ref: 'wells@1', of: null },
    ({ ref, country, name }) => (ref === 'e1' && country === 'KE' ? 'Water Agency' : name),
  );
  expect(foundDocuments.map(({ document }) => plainTextAt(document, 'institution/name'))).toEqual([
    '',
    'Water Agency',
  ]);
});

test('an instrument that was never published is told', async () => {
  const { out, run } = await setUp();
  await expect(run({ instrument: 'wells@2', out })).rejects.toThrow(
    'There is no published instrument wells@2',
  );
});

const askFor = (url: string, cookie: string, log: string, body: object) =>
  fetch(`${url}/api/v1/logs/${log}/answers`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({
      ref: 'wells@1',
      format: 'zip',
      labels: false,
      audience: 'programme',
      purpose: 'Report on wells',
      ...body,
    }),
  });

test('a reader of a mission downloads its answers from the console with a stated purpose', async () => {
  const { store, server, mission } = await setUp();
  const personId = await server.hq.addPerson('me-officer', mission);
  const cookie = await server.signedIn(personId);
  const response = await askFor(server.url, cookie, mission, {});
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  expect(Object.keys(files)).toEqual([
    'wells.csv',
    'wells.sps',
    'well.csv',
    'well.sps',
    'codebook.csv',
    'data.json',
    'data.xlsx',
  ]);
  expect(JSON.parse(strFromU8(files['data.json'] ?? new Uint8Array()))).toMatchObject([
    { village: '=HYPERLINK("x")', well: [{ depth: 12 }] },
  ]);

  const workbook = await askFor(server.url, cookie, mission, { format: 'xlsx' });
  const { sheets } = readWorkbook(new Uint8Array(await workbook.arrayBuffer()), 'data.xlsx');
  expect(sheets.map(({ name }) => name)).toEqual(['wells', 'well', 'codebook']);

  const acts = await store
    .selectFrom('audit')
    .select(['actor', 'subject'])
    .where('act', '=', 'export-answers')
    .orderBy('seq')
    .execute();
  expect(acts.map(({ actor, subject }) => [actor, JSON.parse(subject)])[0]).toEqual([
    personId,
    {
      log: mission,
      ref: 'wells@1',
      audience: 'programme',
      purpose: 'Report on wells',
      assessments: ['0197b1a0-0000-7000-8000-0000000000d1'],
    },
  ]);
});

test.each([
  ['a form that nobody answered', 'me-officer', { ref: 'other@9' }, 404],
  ['no purpose', 'me-officer', { purpose: ' ' }, 400],
  ['an administrator, who reads no answers', 'admin', {}, 404],
] as const)('no answers are given out: %s', async (_what, role, body, status) => {
  const { server, mission } = await setUp();
  const cookie = await server.signedIn(await server.hq.addPerson(role, mission));
  expect((await askFor(server.url, cookie, mission, body)).status).toBe(status);
});

test.each([
  ['nothing of an assessment that is not shared with the State', 'draft', 'XA', []],
  ['nothing where the mission names no State', 'shared', null, []],
  ['its own draft, without what was said among colleagues', 'shared', 'XA', [{ village: 'By the river' }]],
] as const)(
  '[E 5] the answers for the State of the mission hold %s',
  async (_what, status, country, rows) => {
    const { store, server } = await setUp();
    const missionId = LogId.parse(newUuid(testDependencies));
    const document = anAssessment('0197b1a0-0000-7000-8000-0000000000d9', {
      instrument: 'wells@1',
      status,
      'answers/village/value': 'By the river',
      'comments/c1/text': 'Among us',
    });
    await store.transaction().execute(async (tx) => {
      await addLog(tx, testDependencies, { log: missionId, kind: 'mission', title: 'Visit', country });
      const change = { place: 1, receivedMs: 0, device: deviceA };
      await saveDocuments(tx, missionId, [replacedDocument(undefined, document, change)]);
    });
    const cookie = await server.signedIn(await server.hq.addPerson('me-officer', missionId));
    const response = await askFor(server.url, cookie, missionId, { audience: 'state' });
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const text = strFromU8(files['data.json'] ?? new Uint8Array());
    expect(JSON.parse(text)).toEqual(rows.map((row) => expect.objectContaining(row)));
    expect(text).not.toContain('Among us');
  },
);

test('[E 5] a donor gets no file of answers', async () => {
  const { server, mission } = await setUp();
  const cookie = await server.signedIn(await server.hq.addPerson('me-officer', mission));
  expect((await askFor(server.url, cookie, mission, { audience: 'donor' })).status).toBe(400);
});
