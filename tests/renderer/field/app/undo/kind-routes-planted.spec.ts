import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Path } from '#domain/document/op.ts';
import type { KindRoutes } from '#renderer/field/app/undo/kind-routes.ts';
import type { Translate } from '#renderer/i18n';
import type { FoundRecord } from '#renderer/store/api/search-api.ts';
import type { DeliveryStatus } from '#renderer/store/api/store-api.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { plantedKind, plantKindAndField } from '#tests/support/kinds/planted-kind.ts';

// A kind that no screen was written for: everything that leads to a record must take its entry in the table of routes.

const [log, doc] = [aLog(), aDoc(3)];
const page = { screen: 'request', log, doc } as const;
const storyPage = { screen: 'workshop', log, doc, section: 'notes' } as const;
const plantedRoutes: KindRoutes = {
  ofRecord: () => page,
  showing: (_log, _doc, path) => (path === 'story' ? storyPage : null),
  listTab: 'requests',
};

beforeAll(async () => {
  vi.resetModules();
  await plantKindAndField();
  const { routesByKind } = await import('#renderer/field/app/undo/kind-routes.ts');
  Object.assign(routesByKind, { [plantedKind]: plantedRoutes });
});
// Later files of this worker load the modules without the planted kind.
afterAll(() => vi.resetModules());

test('undo leads to the field, the page or the list of a planted kind', async () => {
  const { routeOfRegister } = await import('#renderer/field/app/undo/undo-records.ts');
  const routes = ['story', 'visitors', 'removed'].map((path) =>
    routeOfRegister({ screen: 'missions' }, log, { doc, kind: plantedKind, path: Path.parse(path) }),
  );
  expect(routes).toEqual([storyPage, page, { screen: 'mission', log, tab: 'requests' }]);
});

test('the delivery status leads to the page of a planted kind', async () => {
  const { groupRecordsByMission } = await import('#renderer/field/features/delivery-status/delivery-rows.ts');
  const { fieldAddressOf } = await import('#renderer/field/parts/field-route.ts');
  const deliveryStatus: DeliveryStatus = {
    log,
    doc,
    kind: plantedKind,
    title: 'Port of Arlandia',
    facts: {},
    mission: 'Arlandia',
    changedAtMs: 0,
    waiting: 1,
    receiptAtMs: null,
    heldAtHeadquarters: 0,
  };
  const [missionRecords] = groupRecordsByMission([deliveryStatus]);
  expect(missionRecords?.records.map(({ href }) => href)).toEqual([fieldAddressOf(page)]);
});

test('a found text leads to the page of a planted kind', async () => {
  const { foundGroupsOf } = await import('#renderer/field/app/keyboard/found-texts.ts');
  const foundRecord: FoundRecord = {
    kind: 'document',
    documentKind: plantedKind,
    log,
    doc,
    title: 'Port of Arlandia',
    facts: {},
    mission: 'Arlandia',
    texts: [{ path: Path.parse('story'), subject: '', target: null, excerpt: [] }],
    more: 0,
  };
  const translate = ((message: unknown) => String(message)) as Translate;
  const { groups } = foundGroupsOf(
    { records: [foundRecord], total: 1, building: null },
    new Set(),
    translate,
  );
  expect(groups.flatMap(({ lines }) => lines.map(({ position: place, route }) => [place, route]))).toEqual([
    ['path.text', page],
  ]);
});
