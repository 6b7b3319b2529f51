import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import { canonicalInstrumentText, instrumentHashOf } from '#domain/instrument/instrument-content.ts';
import { instrumentDocumentId } from '#domain/instrument/instrument-edition.ts';
import { Instrument } from '#forms/model/instrument.ts';
import { adminCommands } from '#server/cli/admin-commands.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { anInstrument, aQuestion } from '#tests/support/builders/instruments.ts';
import { embedded, newFolder, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

async function setUp(locations: StoreLocations = embedded, hasProgramme = true) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const log = LogId.parse(newUuid(testDependencies));
  const entry = { log, kind: 'programme', title: 'Programme', country: null } as const;
  if (hasProgramme) await hq.store.transaction().execute((tx) => addLog(tx, testDependencies, entry));
  const administrator = await hq.addPerson('admin');
  const testBrowser = new TestBrowser(testServer.url, await testServer.signedIn(administrator));
  const publish = (instrument: Instrument) =>
    testBrowser.post('/admin/instruments', { content: canonicalInstrumentText(instrument) });
  const acts = async () =>
    (await hq.store.selectFrom('audit').select(['actor', 'act', 'subject']).orderBy('seq').execute())
      .filter(({ act }) => act.includes('instrument'))
      .map(({ actor, act, subject }) => ({ actor, act, ...JSON.parse(subject) }));
  return { server: testServer, hq, log, administrator, browser: testBrowser, publish, acts };
}

const ref = 'water-points@3';
const hash = instrumentHashOf(anInstrument());

describe.each([embedded, postgres])('the library of instruments on the $name', (blankLocations) => {
  test('an administrator publishes, lists, reads and retires an instrument; each act leaves its line', async () => {
    const { administrator, browser, publish, acts } = await setUp(blankLocations);
    expect(await publish(anInstrument())).toMatchObject({ status: 200, body: { ref, hash, isNew: true } });
    const { body } = await browser.get('/admin/instruments');
    expect(body.instruments).toMatchObject([
      {
        edition: { ref, title: 'Water points', status: 'published', hash },
        publishedBy: { person: administrator },
      },
    ]);
    const content = await browser.get(`/instruments/content?ref=${encodeURIComponent(ref)}`);
    expect(Instrument.parse(JSON.parse(content.body.content))).toEqual(anInstrument());

    await browser.post('/admin/instruments/status', { ref, status: 'retired' });
    const after = (await browser.get('/admin/instruments')).body.instruments;
    expect(after).toMatchObject([{ edition: { status: 'retired' } }]);
    expect(await acts()).toEqual([
      { actor: administrator, act: 'publish-instrument', ref, hash },
      { actor: administrator, act: 'retire-instrument', ref },
    ]);
  });

  test('a version with another content is refused, the same once more changes and notes nothing', async () => {
    const { publish, acts } = await setUp(blankLocations);
    await publish(anInstrument());
    expect(await publish(anInstrument())).toMatchObject({ status: 200, body: { isNew: false } });
    const otherBrowserResponse = await publish(anInstrument({ title: { en: 'Wells' } }));
    expect([otherBrowserResponse.status, otherBrowserResponse.body.code]).toEqual([409, 'version-taken']);
    expect(await acts()).toHaveLength(1);
  });

  test('every signed-in person reads a version, as reviewers do, but not the library itself', async () => {
    const { server, publish } = await setUp(blankLocations);
    await publish(anInstrument());
    const reviewer = await server.hq.addPerson('reviewer', await server.hq.addLog());
    const testBrowser = new TestBrowser(server.url, await server.signedIn(reviewer));
    const content = await testBrowser.get(`/instruments/content?ref=${encodeURIComponent(ref)}`);
    expect(Instrument.parse(JSON.parse(content.body.content))).toEqual(anInstrument());
    expect((await testBrowser.get('/admin/instruments')).status).toBe(403);
  });

  test('a laptop reads it in the programme’s log, and knows by whom', async () => {
    const { server, log, administrator, publish } = await setUp(blankLocations);
    const device = await server.enrolled('assessor', await server.hq.addLog());
    await publish(anInstrument());
    const { body } = await device.sync({ [log]: { since: 0 } });
    const [entry] = body.logs[log].entries;
    const payload = JSON.parse(entry.pack.payload);
    expect(payload.docs).toEqual([[instrumentDocumentId(ref), 'instrument']]);
    expect(body.grants.devices[payload.device]).toMatchObject({ person: administrator });
  });
});

describe('publication is refused for', () => {
  test.each([
    ['no JSON', 'hello'],
    ['JSON of something else', '{"title":1}'],
    ['an instrument without a question', canonicalInstrumentText(anInstrument({ nodes: [] }))],
    [
      'an instrument with one id twice',
      canonicalInstrumentText(
        anInstrument({
          nodes: Instrument.unwrap().shape.nodes.parse([aQuestion('q1', 'a'), aQuestion('q1', 'b')]),
        }),
      ),
    ],
    [
      'an instrument whose rules do not hold together',
      canonicalInstrumentText(
        anInstrument({
          nodes: Instrument.unwrap().shape.nodes.parse([aQuestion('q1', 'a', { relevant: '${nobody} = (' })]),
        }),
      ),
    ],
  ])('%s, regardless of the browser’s findings', async (_what, content) => {
    const { browser } = await setUp();
    const browserResponse = await browser.post('/admin/instruments', { content });
    expect([browserResponse.status, browserResponse.body.code]).toEqual([422, 'instrument']);
  });

  test('anything without a programme, and any status of an unknown instrument', async () => {
    const { publish, browser } = await setUp(embedded, false);
    const browserResponse = await publish(anInstrument());
    expect([browserResponse.status, browserResponse.body.code]).toEqual([409, 'no-programme']);
    const otherTestBrowser = (await setUp()).browser;
    expect(
      (await otherTestBrowser.post('/admin/instruments/status', { ref: 'x@1', status: 'retired' })).status,
    ).toBe(404);
    expect((await otherTestBrowser.get('/instruments/content?ref=x@1')).status).toBe(404);
    expect((await browser.get('/admin/instruments')).body).toEqual({ instruments: [] });
  });
});

describe('at the command line', () => {
  const fileOf = (content: string): string => {
    const file = path.join(newFolder(), 'form.json');
    fs.writeFileSync(file, content);
    return file;
  };
  const run = (
    adminContext: Parameters<NonNullable<(typeof adminCommands)[string]>['run']>[0],
    ask: object,
  ) => adminCommands['publish-instrument']?.run(adminContext, ask);

  test('a file is published by the only administrator, or by the one that is named', async () => {
    const { hq, administrator, acts } = await setUp();
    const context = { store: hq.store, dependencies: testDependencies };
    const file = fileOf(JSON.stringify(anInstrument()));
    expect(await run(context, { file })).toEqual({ instrument: ref, hash, new: true });
    expect(await run(context, { file })).toEqual({ instrument: ref, hash, new: false });
    const second = await hq.addPerson('admin');
    await expect(run(context, { file })).rejects.toThrow('several administrators');
    const other = fileOf(JSON.stringify(anInstrument({ version: '4' })));
    expect(await run(context, { file: other, person: second })).toMatchObject({ new: true });
    expect((await acts()).map(({ actor, person }) => [actor, person])).toEqual([
      ['command line', administrator],
      ['command line', second],
    ]);
  });

  test('a workbook is published unchanged; one with an error is reported by its cell', async () => {
    const { hq } = await setUp();
    const context = { store: hq.store, dependencies: testDependencies };
    const file = (name: string) => path.join(import.meta.dirname, '../../data/forms/xlsform', name);
    const household = file('RBD_FS_CH_guide_EN__questionnaires_RBDstandardized_questionnaireHHS.xlsx');
    // Its author names no version: it is the first.
    const published = { instrument: 'standardized_hhsquestionnaire@1', new: true };
    expect(await run(context, { file: household })).toMatchObject(published);
    const faulty = file('XlsFormUtil__inst_demo.xlsx');
    await expect(run(context, { file: faulty })).rejects.toThrow('choices B7: The list');
  });

  test('an invalid file, or a person without the right, gets an error in one sentence', async () => {
    const { hq } = await setUp();
    const context = { store: hq.store, dependencies: testDependencies };
    await expect(run(context, { file: fileOf('{}') })).rejects.toThrow('form.json: ');
    const reviewer = await hq.addPerson('reviewer');
    const file = fileOf(JSON.stringify(anInstrument()));
    await expect(run(context, { file, person: reviewer })).rejects.toThrow('Only an administrator');
  });
});
