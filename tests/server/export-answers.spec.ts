import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { applyToDocument, type Document, emptyDocument } from '#domain/document/document.ts';
import { deviceA, anOp } from '#tests/builders/ops.ts';
import { dotOf } from '#domain/document/dot.ts';
import { Path } from '#domain/document/path.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import type { Json } from '#domain/base/json.ts';
import { importInstrument } from '#domain/instrument/import/import-instrument.ts';
import { addLog } from '#server/admin/add-log.ts';
import { adminCommands } from '#server/command-line/admin-commands.ts';
import { publishInstrument } from '#server/instruments/publish-instrument.ts';
import { newUuid } from '#server/surroundings.ts';
import { documentRow, saveDocuments } from '#server/views/document-rows.ts';
import { readWorkbook } from '#domain/instrument/workbook/read-workbook.ts';
import { xlsxOf } from '#tests/builders/xlsx.ts';
import { startServer } from './running-server.ts';
import { embedded, newFolder } from './stores.ts';
import { testSurroundings } from './test-headquarters.ts';

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

function anAssessment(doc: string, registers: Readonly<Record<string, Json>>): Document {
  const id = DocumentId.parse(doc);
  return Object.entries(registers).reduce<Document>(
    (document, [at, value], n) =>
      applyToDocument(
        document,
        anOp({ doc: id, dot: dotOf(deviceA, n + 1), path: Path.parse(at), value }),
        () => false,
      ),
    emptyDocument(id, anOp().kind),
  );
}

async function setUp() {
  const { hq } = await startServer({ places: embedded });
  const { store } = hq;
  const [programme, mission] = [
    LogId.parse(newUuid(testSurroundings)),
    LogId.parse(newUuid(testSurroundings)),
  ];
  const administrator = await hq.addPerson('admin');
  await store.transaction().execute(async (tx) => {
    await addLog(tx, testSurroundings, {
      log: programme,
      kind: 'programme',
      title: 'Programme',
      country: null,
    });
    if (instrument) await publishInstrument(tx, testSurroundings, administrator, instrument);
    const documents = [
      anAssessment('0197b1a0-0000-7000-8000-0000000000d1', {
        instrument: 'wells@1',
        status: 'draft',
        'answers/village/value': '=HYPERLINK("x")',
        'answers/well/w1/order': 'a0',
        'answers/well/w1/well.depth/value': 12,
      }),
      anAssessment('0197b1a0-0000-7000-8000-0000000000d2', {
        instrument: 'other@1',
        'answers/village/value': 'not ours',
      }),
    ];
    const change = { place: 1, receivedMs: 0, device: deviceA };
    await saveDocuments(
      tx,
      documents.map((document) => documentRow(mission, document, change)),
    );
  });
  const out = path.join(newFolder(), 'answers');
  const run = (ask: object) =>
    adminCommands['export-answers']?.run({ store, surroundings: testSurroundings }, ask);
  return { store, out, run };
}

test('the answers to an instrument are written as tables with a codebook, and who was read stands in the audit trail', async () => {
  const { store, out, run } = await setUp();
  expect(await run({ instrument: 'wells@1', out, labels: true })).toEqual({
    assessments: 1,
    files: ['wells.csv', 'wells.sps', 'well.csv', 'well.sps', 'codebook.csv', 'data.json', 'data.xlsx'],
  });
  const lines = (file: string) => fs.readFileSync(path.join(out, file), 'utf8').trim().split('\r\n');
  expect(lines('wells.csv')).toEqual([
    '_index,_id,_status,_institution,village,meta/instanceID',
    '1,0197b1a0-0000-7000-8000-0000000000d1,draft,,"\'=HYPERLINK(""x"")",',
  ]);
  expect(lines('well.csv').at(-1)).toBe('1,1,0197b1a0-0000-7000-8000-0000000000d1,12');
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

test('an instrument that was never published is told', async () => {
  const { out, run } = await setUp();
  await expect(run({ instrument: 'wells@2', out })).rejects.toThrow(
    'There is no published instrument wells@2',
  );
});
