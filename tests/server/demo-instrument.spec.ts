import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { instrumentDifference } from '#domain/instrument/difference/difference.ts';
import { Instrument } from '#domain/instrument/instrument.ts';
import { editionOf } from '#domain/instrument/published/instrument-edition.ts';
import { fillStore } from '#server/demo/fill-store.ts';
import survey from '#server/demo/content/socio-economic-survey.json' with { type: 'json' };
import { readInstrumentFile } from '#server/instruments/read-instrument-file.ts';
import { realSurroundings } from '#server/surroundings.ts';
import { documentsOf } from './registers-of.ts';
import { embedded, openUntilTheEnd } from './stores.ts';

const workbook = path.join(
  import.meta.dirname,
  '../fixtures/forms/xlsform/web-forms__common_fixtures_preview-service_xlsforms_socio-economic-survey-v20240515.xlsx',
);

test('the survey of the demonstration asks what its workbook asks', () => {
  const read = readInstrumentFile(fs.readFileSync(workbook), 'socio-economic-survey.xlsx');
  if (!read.ok) throw new Error(read.refusal);
  expect(instrumentDifference(Instrument.parse(survey), read.value).nodes).toEqual([]);
});

test('the demonstration has an instrument of others in its library, which every laptop of it gets', async () => {
  const store = await openUntilTheEnd(await embedded.newPlace());
  await fillStore(store, realSurroundings, false);
  const { log } = await store
    .selectFrom('logs')
    .select('log')
    .where('kind', '=', 'programme')
    .executeTakeFirstOrThrow();
  const [document] = await documentsOf(store, log);
  expect(document && editionOf(document)).toMatchObject({
    id: 'socio-economic-survey',
    title: 'Socio-economic Survey',
    status: 'published',
  });
  const readers = await store.selectFrom('grants').select('role').where('log', '=', log).execute();
  const roles = new Set(readers.map(({ role }) => role));
  expect(roles).toEqual(new Set(['adviser', 'assessor', 'lead', 'mission-lead', 'trainer']));
});
