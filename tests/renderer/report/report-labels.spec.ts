import { describe, expect, it, test } from 'vitest';
import { Path } from '#domain/document/op.ts';
import { instrumentRefOf } from '#domain/instrument/instrument-edition.ts';
import type { Report } from '#domain/report/report.ts';
import { makeReportForReader } from '#domain/report/report-for-reader.ts';
import {
  collectReportSources,
  dayCell,
  type MissionRecords,
  maturityLevelCell,
} from '#domain/report/report-sources.ts';
import { defaultInstrument, maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import type { GroupDefinition, Instrument, LocalizedText } from '#forms/model/instrument.ts';
import type { ReportLanguage } from '#renderer/i18n';
import { reportHeaderFacts } from '#renderer/report/report-header-facts.ts';
import { createReportLabels } from '#renderer/report/report-labels.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';

function reportOf(missionRecords: MissionRecords): Report {
  const report = makeReportForReader(collectReportSources(missionRecords).sources, {
    code: 'R2',
    audience: 'programme',
  });
  if (typeof report === 'string') throw new Error(report);
  return report;
}
const factsIn = (language: ReportLanguage, missionRecords: MissionRecords): ReadonlyMap<string, string> => {
  const report = reportOf({ ...missionRecords, language });
  const labels = createReportLabels(language, report.header.scale);
  return new Map(reportHeaderFacts(report, labels).map(({ term, value }) => [term, value]));
};

test.each([
  ['en', '9 Nov 2026', '2.60', '54%'],
  ['fr', '9 nov. 2026', '2,60', '54 %'],
  ['ar', '9 نوفمبر 2026', '2.60', '54%'],
  ['es', '9 nov 2026', '2,60', '54 %'],
  ['ru', '9 нояб. 2026 г.', '2,60', '54 %'],
  ['zh', '2026年11月9日', '2.60', '54%'],
] as const)(
  'a report in %s writes days, means and shares as its readers do',
  (nameLanguage, day, mean, share) => {
    const labels = createReportLabels(nameLanguage, []);
    const said = [labels.day('2026-11-09'), labels.number(2.6, 2), labels.percent(0.54)];
    // Spaces that do not break and marks of direction are not read aloud.
    expect(
      said.map((text) => text.replaceAll(/[\u00A0\u202F]/g, ' ').replaceAll(/[\u200E\u200F\u061C]/g, '')),
    ).toEqual([day, mean, share]);
  },
);

test.each([
  ['en', 'Not set', 'Not reported'],
  ['fr', 'Non défini', 'Non renseigné'],
  ['ar', 'غير محدد', 'لم يُبلَّغ عنه'],
  ['es', 'No definido', 'No comunicado'],
  ['ru', 'Не указано', 'Не сообщено'],
  ['zh', '未设定', '未报告'],
] as const)(
  'a report in %s calls an empty day not set, and a missing level not reported',
  (nameLanguage, day, level) => {
    const labels = createReportLabels(nameLanguage, []);
    expect([dayCell(null), maturityLevelCell(null)].map((cell) => labels.cell(cell))).toEqual([day, level]);
  },
);

test.each([
  ['en', 'Democratic Republic of the Congo'],
  ['fr', 'République démocratique du Congo'],
  ['ar', 'جمهورية الكونغو الديمقراطية'],
  ['es', 'República Democrática del Congo'],
  ['ru', 'Демократическая Республика Конго'],
  ['zh', '刚果民主共和国'],
] as const)('the head of a report in %s names the State as UNTERM does', (nameLanguage, name) => {
  const country = Path.parse('country');
  const documents = sampleRecords.documents.map((document) => {
    const register = document.registers[country];
    if (register === undefined) return document;
    const heads = register.heads.map((head) => ({ ...head, value: 'CD' }));
    return { ...document, registers: { ...document.registers, [country]: { ...register, heads } } };
  });
  const facts = factsIn(nameLanguage, { ...sampleRecords, documents });
  expect([...facts.values()]).toContain(name);
});

/** Facts without the signs that isolate texts of another direction. */
const plainFactIn = (language: ReportLanguage, term: string): string =>
  (factsIn(language, sampleRecords).get(term) ?? '').replaceAll(/[\u2066-\u2069]/g, '');

test.each([
  ['en', 'Data up to', '20 Nov 2026, 16:05 UTC'],
  ['ar', 'البيانات حتى', '20 نوفمبر 2026، 16:05 بالتوقيت العالمي المنسق'],
] as const)('the head of a report in %s states its time alike on every machine, with the zone', (...row) => {
  const [language, term, moment] = row;
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Asia/Amman';
  try {
    expect(plainFactIn(language, term)).toBe(moment);
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test('the head of a report says of which whole its coverage is a share, and names the levels', () => {
  expect(plainFactIn('en', 'Coverage')).toBe('75% of applicable indicators, by weight');
  expect(plainFactIn('en', 'Levels')).toBe('1 Ad hoc, 2 Emerging, 3 Established, 4 Managed, 5 Sustained');
});

/** The usual instrument under another name, with these words in Spanish beside the English ones. */
function instrumentWith(spanish: (english: string) => string | undefined): Instrument {
  const both = (original: LocalizedText | undefined): { readonly label?: LocalizedText } => {
    const text = spanish(original?.['en'] ?? '');
    return original === undefined ? {} : { label: { ...original, ...(text !== undefined && { es: text }) } };
  };
  const inGroup = (groupDefinition: GroupDefinition): GroupDefinition => ({
    ...groupDefinition,
    ...both(groupDefinition.label),
    nodes: groupDefinition.nodes.map((nodeDefinition) =>
      nodeDefinition.kind === 'question'
        ? { ...nodeDefinition, ...both(nodeDefinition.label) }
        : nodeDefinition,
    ),
  });
  return {
    ...defaultInstrument,
    id: 'of-the-country',
    languages: ['en', 'es'],
    nodes: defaultInstrument.nodes.map((node) => (node.kind === 'group' ? inGroup(node) : node)),
    choiceLists: defaultInstrument.choiceLists.map((choiceList) => ({
      ...choiceList,
      choices: choiceList.choices.map((choice) => ({ ...choice, ...both(choice.label) })),
    })),
  };
}
const recordsOf = (instrument: Instrument): MissionRecords => ({
  ...sampleRecords,
  instrumentOf: () => instrument,
  documents: sampleRecords.documents.map((document) => {
    const status = document.registers[Path.parse('status')];
    if (document.kind !== 'assessment' || status?.heads[0] === undefined) return document;
    const named = { heads: [{ ...status.heads[0], value: instrumentRefOf(instrument) }] };
    return { ...document, registers: { ...document.registers, [Path.parse('instrument')]: named } };
  }),
});

describe('the questions in a report', () => {
  it('are in its language where the instrument has it, without a note in the report', () => {
    const instrument = instrumentWith((english) => `[es] ${english}`);
    expect(maturityModelOf(instrument, 'es')?.dimensions[0]?.title).toBe(
      '[es] Strategy, policy and planning',
    );
    expect(factsIn('es', recordsOf(instrument)).has('Preguntas')).toBe(false);
  });

  it('are in the instrument’s language where it has no other, and the report says so', () => {
    expect(factsIn('es', sampleRecords).get('Preguntas')).toBe(
      'En inglés; el instrumento no tiene texto completo en español.',
    );
    expect(factsIn('zh', sampleRecords).get('问题')).toBe('使用英语；评估工具没有完整的中文文本。');
    expect(factsIn('en', sampleRecords).has('Questions')).toBe(false);
  });

  it('are all present, in both languages where some texts are missing; the report says so', () => {
    const instrument = instrumentWith((english) => (english.startsWith('S') ? undefined : `[es] ${english}`));
    const titles = maturityModelOf(instrument, 'es')?.dimensions.map(({ title }) => title) ?? [];
    expect(titles.slice(0, 2)).toEqual([
      'Strategy, policy and planning',
      '[es] Legal and regulatory framework',
    ]);
    expect(factsIn('es', recordsOf(instrument)).get('Preguntas')).toMatch(
      /^En (español, inglés|inglés, español);/,
    );
  });
});

test.each([
  ['en', 'Needs assessment, version'],
  ['fr', 'Évaluation des besoins, version'],
  ['ar', 'تقييم الاحتياجات، الإصدار'],
  ['es', 'Evaluación de necesidades, versión'],
] as const)('names the built-in instrument by its title in %s', (language, title) => {
  const values = [...factsIn(language, sampleRecords).values()].map((text) =>
    text.replaceAll(/[\u2066-\u2069]/g, ''),
  );
  expect(values.some((text) => text.startsWith(title))).toBe(true);
  expect(values.join(' ')).not.toContain('default-needs-assessment');
});
