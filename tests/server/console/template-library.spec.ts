import { describe, expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { nationalPolicyTemplate } from '#domain/workshop/templates/built-in-templates.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const template = { ...nationalPolicyTemplate, version: '1.1.0' };
const ref = 'W1@1.1.0';

async function setUp(role: Role, locations: StoreLocations = embedded, hasProgramme = true) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const log = LogId.parse(newUuid(testDependencies));
  const entry = { log, kind: 'programme', title: 'Programme', country: null } as const;
  if (hasProgramme) await hq.store.transaction().execute((tx) => addLog(tx, testDependencies, entry));
  const personId = await hq.addPerson(role);
  const browser = new TestBrowser(testServer.url, await testServer.signedIn(personId));
  const acts = async () =>
    (await hq.store.selectFrom('audit').select(['actor', 'act', 'subject']).orderBy('seq').execute())
      .filter(({ act }) => act.includes('template'))
      .map(({ actor, act, subject }) => ({ actor, act, ...JSON.parse(subject) }));
  return { person: personId, browser, acts };
}

describe.each([embedded, postgres])('the templates of workshops on the $name', (blankLocations) => {
  test.each(['admin', 'manager'] as const)(
    'a person with the role %s publishes, lists and retires a version',
    async (role) => {
      const { person, browser, acts } = await setUp(role, blankLocations);
      const publishedBrowserResponse = await browser.post('/admin/workshop-templates', { template });
      expect(publishedBrowserResponse).toMatchObject({ status: 200, body: { ref, isNew: true } });
      const { body } = await browser.get('/admin/workshop-templates');
      expect(body.templates).toMatchObject([{ ref, template, status: 'published', publishedBy: { person } }]);

      await browser.post('/admin/workshop-templates/status', { ref, status: 'retired' });
      const after = (await browser.get('/admin/workshop-templates')).body.templates;
      expect(after).toMatchObject([{ ref, status: 'retired' }]);
      expect(await acts()).toEqual([
        { actor: person, act: 'publish-template', ref },
        { actor: person, act: 'retire-template', ref },
      ]);
    },
  );

  test('a version with another content is refused, the same once more changes nothing', async () => {
    const { browser, acts } = await setUp('admin', blankLocations);
    await browser.post('/admin/workshop-templates', { template });
    expect(await browser.post('/admin/workshop-templates', { template })).toMatchObject({
      status: 200,
      body: { isNew: false },
    });
    const otherBrowserResponse = await browser.post('/admin/workshop-templates', {
      template: { ...template, test: null },
    });
    expect([otherBrowserResponse.status, otherBrowserResponse.body.code]).toEqual([409, 'version-taken']);
    expect(await acts()).toHaveLength(1);
  });
});

test('another role neither lists nor publishes templates', async () => {
  const { browser } = await setUp('reviewer');
  expect((await browser.get('/admin/workshop-templates')).status).toBe(403);
  expect((await browser.post('/admin/workshop-templates', { template })).status).toBe(403);
});

test('a template that is none is refused before it is written', async () => {
  const { browser, acts } = await setUp('admin');
  const broken = { ...template, days: 1 };
  expect((await browser.post('/admin/workshop-templates', { template: broken })).status).toBe(400);
  expect(await acts()).toEqual([]);
});

test('without a programme nothing is published', async () => {
  const { browser } = await setUp('admin', embedded, false);
  const refused = await browser.post('/admin/workshop-templates', { template });
  expect([refused.status, refused.body.code]).toEqual([409, 'no-programme']);
});
