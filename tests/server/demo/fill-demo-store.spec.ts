import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readInstrumentEdition } from '#domain/instrument/instrument-edition.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { readMissionMeetings } from '#domain/mission/mission-meetings.ts';
import { readMissionTeam } from '#domain/mission/mission-work.ts';
import { readKeyMessages } from '#domain/path-rules/report-texts.ts';
import { compareInstruments } from '#forms/model/compare-instruments.ts';
import { Instrument } from '#forms/model/instrument.ts';
import { readInstrumentFile } from '#server/cli/publish-instrument-command.ts';
import { systemDependencies } from '#server/db/open-store.ts';
import survey from '#server/demo/content/socio-economic-survey.json' with { type: 'json' };
import { fillDemoStore } from '#server/demo/fill-demo-store.ts';
import { documentsOf } from '#tests/support/server/registers-of.ts';
import { embedded, openUntilTheEnd } from '#tests/support/server/stores.ts';

const workbook = path.join(
  import.meta.dirname,
  '../../data/forms/xlsform/web-forms__common_fixtures_preview-service_xlsforms_socio-economic-survey-v20240515.xlsx',
);

test('the demonstration survey asks the questions of its workbook', () => {
  const read = readInstrumentFile(fs.readFileSync(workbook), 'socio-economic-survey.xlsx');
  if (!read.ok) throw new Error(read.refusal);
  expect(compareInstruments(Instrument.parse(survey), read.value).nodes).toEqual([]);
});

test('the demonstration library has a third-party instrument, which every demonstration laptop gets', async () => {
  const store = await openUntilTheEnd(await embedded.newLocation());
  await fillDemoStore(store, systemDependencies, false);
  const { log } = await store
    .selectFrom('logs')
    .select('log')
    .where('kind', '=', 'programme')
    .executeTakeFirstOrThrow();
  const [document] = await documentsOf(store, log);
  expect(document && readInstrumentEdition(document)).toMatchObject({
    id: 'socio-economic-survey',
    title: 'Socio-economic Survey',
    status: 'published',
  });
  const readers = await store.selectFrom('grants').select('role').where('log', '=', log).execute();
  const roles = new Set(readers.map(({ role }) => role));
  expect(roles).toEqual(new Set(['adviser', 'assessor', 'lead', 'mission-lead', 'trainer']));
});

test('each demonstration mission has a team by function, meetings and key messages', async () => {
  const store = await openUntilTheEnd(await embedded.newLocation());
  await fillDemoStore(store, systemDependencies, false);
  const logIds = await store.selectFrom('logs').select('log').where('kind', '=', 'mission').execute();
  expect(logIds.length).toBeGreaterThan(1);
  for (const { log } of logIds) {
    const mission = (await documentsOf(store, log)).find(({ kind }) => kind === missionKind);
    expect(readMissionTeam(mission).map(({ role }) => role)).toContain('lead');
    expect(readMissionMeetings(mission).length).toBeGreaterThan(0);
    expect(readKeyMessages(mission).length).toBeGreaterThan(0);
  }
});
