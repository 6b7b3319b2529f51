import { expect, test } from 'vitest';
import { buildExportedAssessment, type ExportedMission } from '#domain/assessment/exported-assessment.ts';
import type { Document } from '#domain/document/document.ts';
import { defaultInstrument } from '#domain/scoring/needs-assessment.ts';
import { buildDataFiles } from '#forms/export/data-files.ts';
import { answersAsJson, exportDataTables } from '#forms/export/export-data.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

const mission: ExportedMission = { title: 'Kenya 2026', country: 'KE' };

function exported(document: Document, of: ExportedMission | null) {
  const one = buildExportedAssessment(document, defaultInstrument, of, { ms: 0, offsetMinutes: 0 });
  if (!one.ok) throw new Error(JSON.stringify(one.refusal));
  return one.value;
}

const rated = (id: string, level: number) => ({
  [`answers/${id}/state`]: 'rated',
  [`answers/${id}/level`]: level,
});

const followUp = anAssessment({
  instrument: 'default-needs-assessment@1.0.0',
  type: 'follow-up',
  'reference-date': '2026-11-09',
  follows: '0197b1a0-0000-7000-8000-0000000000d0',
  ...Object.fromEntries(
    ['D1.1', 'D1.2', 'D1.3', 'D1.4', 'D1.5', 'D1.6'].flatMap((id) => Object.entries(rated(id, 2))),
  ),
  'targets/D1.1': { level: 3, reason: '', agreedOn: null, agreedBy: '' },
});

function rowOf(document: Document, of: ExportedMission | null) {
  const [dataTable] = exportDataTables(defaultInstrument, [exported(document, of)], { labels: false });
  const cells = new Map(dataTable?.columns.map(({ key }, at) => [key, dataTable.rows[0]?.[at]]));
  return (key: string) => cells.get(key);
}

test('an exported row names mission, State, date, type and the assessment that it follows', () => {
  const cell = rowOf(followUp, mission);
  expect(
    ['_mission', '_state', '_state_name', '_reference_date', '_assessment_type', '_follows'].map(cell),
  ).toEqual(['Kenya 2026', 'KE', 'Kenya', '2026-11-09', 'follow-up', '0197b1a0-0000-7000-8000-0000000000d0']);
});

test('[B6] an exported row has the reported level of each dimension, empty without enough ratings', () => {
  const cell = rowOf(followUp, mission);
  expect(cell('_D1_reported_level')).toBe(2);
  expect(cell('_D2_reported_level')).toBeNull();
});

test('[B6] an indicator is exported with its target and, where it is rated, its gap', () => {
  const cell = rowOf(followUp, mission);
  expect([cell('D1/D1.1/target'), cell('D1/D1.1/gap')]).toEqual([3, 1]);
  expect([cell('D2/D2.1/target'), cell('D2/D2.1/gap')]).toEqual([expect.any(Number), null]);
});

test('levels, targets and gaps are numbers in the codebook and in JSON', () => {
  const exportedAssessment = exported(followUp, mission);
  const { texts } = buildDataFiles(defaultInstrument, [exportedAssessment], { labels: false });
  const lines = texts['codebook.csv']?.split('\r\n') ?? [];
  for (const column of ['_D1_reported_level', 'D1/D1.1/target', 'D1/D1.1/gap'])
    expect(lines.find((line) => line.includes(`,${column},`))).toContain(',numeric,');
  expect(answersAsJson([exportedAssessment])).toMatchObject([
    { _mission: 'Kenya 2026', _D1_reported_level: 2, D1: { 'D1.1': { level: 2, target: 3, gap: 1 } } },
  ]);
});

test('a laptop exports without the columns of a mission', () => {
  expect(rowOf(followUp, null)('_mission')).toBeUndefined();
});
