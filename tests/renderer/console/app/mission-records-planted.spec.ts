import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConsoleDocumentResponse, DocumentsResponse } from '#api/console-api.ts';
import type { InstitutionsResponse } from '#api/programme-api.ts';
import { sampleLog } from '#renderer/console/stories/sample-people.ts';
import { aListedRecord } from '#tests/support/builders/a-listed-record.ts';
import { documentWith, plantedKind, plantKindAndField } from '#tests/support/kinds/planted-kind.ts';
import { createFakeHeadquarters, responses } from '#tests/support/screen/fake-headquarters.ts';
import { mission, paths } from '#tests/support/screen/sample-console-answers.ts';

beforeEach(() => vi.resetModules());
// Later files of this worker load the modules without the planted kind.
afterEach(() => vi.resetModules());

const row = aListedRecord(1, { kind: plantedKind });
const { registers } = documentWith(plantedKind, { title: 'Port of Arlandia' });
const headquarters = () =>
  createFakeHeadquarters({
    [paths.records]: responses({ mission, documents: [row] } satisfies DocumentsResponse),
    [paths.record]: responses({
      ...row,
      registers,
      people: {},
      heldChanges: [],
      hasSuccessor: false,
    } satisfies ConsoleDocumentResponse),
    '/api/v1/institutions': responses({
      institutions: [],
      states: [],
      proposed: [],
      moreProposed: 0,
      mayChange: false,
    } satisfies InstitutionsResponse),
  });

test.each([
  ['read records', 'record', [{ doc: row.doc, kind: plantedKind, registers }]],
  ['leave out editions', 'edition', []],
] as const)('the reports of the console %s of a planted kind', async (_, listedAs, documents) => {
  await plantKindAndField({ listedAs });
  const { createConsoleClient } = await import('#renderer/console/api/console-client.ts');
  const { createResourceCache } = await import('#renderer/console/app/polled-resource.ts');
  const { missionRecordsResource } = await import('#renderer/console/app/mission-records.ts');
  const client = createConsoleClient(headquarters().fetch, () => undefined);
  const resourceCache = createResourceCache(
    () => () => undefined,
    () => 0,
  );
  const resource = missionRecordsResource(resourceCache, client, sampleLog);
  const stop = resource.subscribe(() => undefined);
  await expect.poll(() => resource.read()).toMatchObject({ kind: 'present', value: { documents } });
  stop();
});
