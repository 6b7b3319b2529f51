import type { GapPoint } from './figure.ts';
import { figureSection } from './figure-section.ts';
import { recommendationTable } from './assessment-tables.ts';
import { readRecommendations } from '../assessment/read-findings.ts';
import { bareLevel, count, level, missing, none, text, word, yesNo } from './cells.ts';
import type { Cell, Report, Section } from './report.ts';
import { headerOf } from './report-header.ts';
import { recordTitles, type Reading, type ReportSources } from './report-sources.ts';
import { type StateGap, stateGaps } from './state-gaps.ts';
import { pictureOf } from './state-picture.ts';
import { bandWords } from './word-tables.ts';

/** R4: what to do first, and what is recommended; null while nothing was assessed. */
export function prioritiesReport(sources: ReportSources, readings: readonly Reading[]): Report | null {
  const picture = pictureOf(sources.mission, readings);
  if (picture === null) return null;
  const gaps = stateGaps(picture);
  const current = picture.current.map(({ reading }) => reading);
  return {
    header: headerOf({
      code: 'R4',
      sources,
      readings: current,
      rated: { model: picture.model, screening: {}, answers: picture.answers },
    }),
    audience: 'programme',
    records: recordTitles(sources),
    sections: [
      gapTable(gaps),
      figureSection('F1', 'report.r4.f1', 'state', {
        kind: 'gap-feasibility',
        points: gaps.map(pointOf),
      }),
      recommendationTable(current, { id: 'T2', title: 'report.r4.t2' }),
      alignmentTable(gaps, current),
    ],
  };
}

const pointOf = (gap: StateGap): GapPoint => ({
  indicator: gap.indicator.id,
  institution: gap.institution,
  gap: gap.priority.gap,
  feasibility: gap.stated.feasibility,
  band: gap.band,
  records: gap.records,
});

/** R4 T1: the computed score and band stay beside what a person has set instead (B6.11). */
const gapTable = (gaps: readonly StateGap[]): Section => ({
  id: 'T1',
  title: 'report.r4.t1',
  access: 'state',
  table: {
    columns: [
      { id: 'rank', title: 'report.column.rank', align: 'end' },
      { id: 'code', title: 'report.column.code' },
      { id: 'indicator', title: 'report.column.indicator' },
      { id: 'institution', title: 'report.column.institution' },
      { id: 'level', title: 'report.column.level' },
      { id: 'target', title: 'report.column.target' },
      { id: 'gap', title: 'report.column.gap', align: 'end' },
      { id: 'score', title: 'report.column.score', align: 'end' },
      { id: 'computed', title: 'report.column.computedBand' },
      { id: 'band', title: 'report.column.band' },
      { id: 'reason', title: 'report.column.overrideReason' },
    ],
    rows: gaps.map((gap, at) => ({
      id: `${gap.indicator.id} ${gap.institution ?? '-'}`,
      cells: [
        count(at + 1),
        text(gap.indicator.id),
        text(gap.indicator.title),
        institutionCell(gap),
        level(gap.level, gap.isProposed),
        bareLevel(gap.target),
        count(gap.priority.gap),
        { kind: 'number', value: gap.priority.score, decimals: 1 },
        word(bandWords[gap.priority.band]),
        word(bandWords[gap.band]),
        gap.stated.override === null ? none : text(gap.stated.override.reason),
      ],
      records: gap.records,
    })),
  },
});

const institutionCell = ({ institution }: StateGap): Cell =>
  institution === null ? word('report.wholeState') : text(institution);

/** R4 T3: which gaps the State asked for help with, and which a recommendation that it has shared is about. */
function alignmentTable(gaps: readonly StateGap[], readings: readonly Reading[]): Section {
  const recommended = readings.flatMap(({ document }) => readRecommendations(document));
  const isRaised = ({ stated }: StateGap): boolean => (stated.ownership ?? 0) > 0 || stated.alignment === 1;
  return {
    id: 'T3',
    title: 'report.r4.t3',
    access: 'state',
    notes: ['report.note.requests'],
    table: {
      columns: [
        { id: 'code', title: 'report.column.code' },
        { id: 'indicator', title: 'report.column.indicator' },
        { id: 'institution', title: 'report.column.institution' },
        { id: 'ownership', title: 'report.column.ownership' },
        { id: 'alignment', title: 'report.column.alignment' },
        { id: 'recommendations', title: 'report.column.recommendations', align: 'end' },
      ],
      rows: gaps.filter(isRaised).map((gap) => ({
        id: `${gap.indicator.id} ${gap.institution ?? '-'}`,
        cells: [
          text(gap.indicator.id),
          text(gap.indicator.title),
          institutionCell(gap),
          ownershipCell(gap),
          gap.stated.alignment === null ? missing : yesNo(gap.stated.alignment === 1),
          count(recommended.filter(({ about }) => about.includes(gap.indicator.id)).length),
        ],
        records: gap.records,
      })),
    },
  };
}

function ownershipCell({ stated: { ownership } }: StateGap): Cell {
  if (ownership === null) return missing;
  if (ownership === 1) return word('report.ownership.asked');
  return word(ownership === 0.5 ? 'report.ownership.discussed' : 'report.ownership.notRaised');
}
