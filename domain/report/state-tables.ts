import { Level } from '../assessment/assessment.ts';
import { informationGaps, taggedView } from '../instrument/findings.ts';
import type { DimensionScore } from '../instrument/score.ts';
import {
  bareLevel,
  count,
  level,
  list,
  mean,
  missing,
  none,
  recordOf,
  share,
  text,
  word,
  yesNo,
} from './cells.ts';
import { merged } from './record-ref.ts';
import type { Cell, Column, Row, Section } from './report.ts';
import { middleConfidence } from './report-sources.ts';
import type { StateIndicator, StatePicture } from './state-picture.ts';
import { confidenceWords, scoreStatusWords } from './word-tables.ts';

/** R3 T1: what is reported for each dimension, and how sure it is. */
export function stateDimensionTable(picture: StatePicture): Section {
  return {
    id: 'T1',
    title: 'report.r3.t1',
    access: 'aggregate',
    table: {
      columns: [
        { id: 'code', title: 'report.column.code' },
        { id: 'dimension', title: 'report.column.dimension' },
        { id: 'reported', title: 'report.column.reported', access: 'aggregate' },
        { id: 'mean', title: 'report.column.mean', align: 'end', access: 'aggregate' },
        // Of one institution they tell how much it answered, and on what.
        { id: 'coverage', title: 'report.column.coverage', align: 'end', access: 'aggregate' },
        { id: 'confidence', title: 'report.column.confidence', access: 'aggregate' },
        { id: 'status', title: 'report.column.status' },
        { id: 'limit', title: 'report.column.limitedBy', access: 'aggregate' },
      ],
      rows: picture.scores.map((score) => dimensionRow(picture, score)),
    },
  };
}

function dimensionRow(picture: StatePicture, score: DimensionScore): Row {
  const asked = picture.indicators.filter(({ dimension }) => dimension === score.code);
  const sure = middleConfidence(asked.flatMap(({ confidence }) => confidence ?? []));
  const title = picture.model.dimensions.find(({ code }) => code === score.code)?.title ?? score.code;
  return {
    id: score.code,
    cells: [
      text(score.code),
      text(title),
      level(Level.safeParse(score.reported).data ?? null),
      mean(score.mean),
      share(score.coverage),
      sure === null ? missing : word(confidenceWords[sure]),
      word(scoreStatusWords[score.status]),
      score.limitedBy === undefined ? none : text(score.limitedBy),
    ],
    records: merged(asked.flatMap(({ records }) => records)),
    institutions: Math.min(...asked.map(({ rated }) => rated)),
  };
}

const indicatorColumns: readonly Column[] = [
  { id: 'code', title: 'report.column.code' },
  { id: 'indicator', title: 'report.column.indicator' },
  { id: 'scope', title: 'report.column.scope' },
  { id: 'level', title: 'report.column.lowerMedian', access: 'aggregate' },
  { id: 'lowest', title: 'report.column.lowest', access: 'aggregate' },
  { id: 'highest', title: 'report.column.highest', access: 'aggregate' },
  { id: 'spread', title: 'report.column.spread', access: 'aggregate' },
  { id: 'rated', title: 'report.column.ratedOf', align: 'end' },
  { id: 'confidence', title: 'report.column.confidence', access: 'aggregate' },
];

/** R3 T2: each indicator over the institutions (B6.8). */
export const stateIndicatorTable = ({ indicators }: StatePicture): Section => ({
  id: 'T2',
  title: 'report.r3.t2',
  access: 'aggregate',
  notes: ['report.note.lowerMedian', 'report.note.national'],
  table: { columns: indicatorColumns, rows: indicators.map(indicatorRow) },
});

function indicatorRow(one: StateIndicator): Row {
  return {
    id: one.indicator.id,
    cells: [
      text(one.indicator.id),
      text(one.indicator.title),
      scopeCell(one),
      level(one.level, one.isProposed),
      bareLevel(one.lowest),
      bareLevel(one.highest),
      one.isFlagged ? word('report.spread.wide') : none,
      list([count(one.rated), count(one.asked)]),
      one.confidence === null ? missing : word(confidenceWords[one.confidence]),
    ],
    records: one.records,
    institutions: one.rated,
  };
}

function scopeCell({ scope, decided }: StateIndicator): Cell {
  if (scope === 'institution') return word('report.scope.institution');
  return word(decided === null ? 'report.scope.nationalProposed' : 'report.scope.nationalDecided');
}

/** R3 T2b: what the lead assessor decided on national indicators, and why (B6.8); nothing while that is nothing. */
export function decisionTable({ indicators }: StatePicture): readonly Section[] {
  const rows = indicators.flatMap(({ indicator, decided, proposed, rated, records }): readonly Row[] =>
    decided === null
      ? []
      : [
          {
            id: indicator.id,
            cells: [
              text(indicator.id),
              text(indicator.title),
              level(decided.level),
              bareLevel(proposed),
              text(decided.reason),
            ],
            records,
            institutions: rated,
          },
        ],
  );
  if (rows.length === 0) return [];
  return [
    {
      id: 'T2b',
      title: 'report.r3.t2b',
      access: 'state',
      table: {
        columns: [
          { id: 'code', title: 'report.column.code' },
          { id: 'indicator', title: 'report.column.indicator' },
          { id: 'level', title: 'report.column.decided' },
          { id: 'proposed', title: 'report.column.proposed' },
          { id: 'reason', title: 'report.column.decisionReason' },
        ],
        rows,
      },
    },
  ];
}

/** R3 T3: what limits the level that a dimension can be reported at (B6.5). */
export const gateTable = ({ indicators, scores }: StatePicture): Section => ({
  id: 'T3',
  title: 'report.r3.t3',
  access: 'aggregate',
  table: {
    columns: [
      { id: 'code', title: 'report.column.code' },
      { id: 'indicator', title: 'report.column.gate' },
      { id: 'level', title: 'report.column.level', access: 'aggregate' },
      { id: 'dimension', title: 'report.column.dimension' },
      { id: 'limits', title: 'report.column.limits', access: 'aggregate' },
    ],
    rows: indicators
      .filter(({ indicator }) => indicator.gate)
      .map((one) => ({
        id: one.indicator.id,
        cells: [
          text(one.indicator.id),
          text(one.indicator.title),
          level(one.level, one.isProposed),
          text(one.dimension),
          yesNo(scores.some(({ limitedBy }) => limitedBy === one.indicator.id)),
        ],
        records: one.records,
        institutions: one.rated,
      })),
  },
});

/** R3 T4, T5: the indicators of one tag and how many stand at each level; no score of its own (B6.9). */
export function taggedTable(
  picture: StatePicture,
  tag: string,
  head: Pick<Section, 'id' | 'title'>,
): Section {
  const view = taggedView(picture.model, tag, {}, picture.answers);
  const of = new Map(picture.indicators.map((one) => [one.indicator.id, one]));
  const found = view.indicators.flatMap(({ id }) => of.get(id) ?? []);
  return {
    ...head,
    access: 'aggregate',
    notes: ['report.note.noScore'],
    table: {
      columns: [
        { id: 'code', title: 'report.column.code' },
        { id: 'indicator', title: 'report.column.indicator' },
        { id: 'level', title: 'report.column.level', access: 'aggregate' },
        { id: 'lowest', title: 'report.column.lowest', access: 'aggregate' },
        { id: 'highest', title: 'report.column.highest', access: 'aggregate' },
      ],
      rows: [
        ...view.indicators.map(({ id, level: shown }): Row => {
          const one = of.get(id);
          return {
            id,
            cells: [
              text(id),
              text(one?.indicator.title ?? ''),
              level(shown, one?.isProposed),
              bareLevel(one?.lowest ?? null),
              bareLevel(one?.highest ?? null),
            ],
            records: one?.records ?? [],
            institutions: one?.rated ?? 0,
          };
        }),
        ...view.distribution.map(
          (at, index): Row => ({
            id: `level-${index + 1}`,
            cells: [
              none,
              word('report.atLevel'),
              { kind: 'level', level: Level.parse(index + 1) },
              count(at),
              none,
            ],
            records: merged(found.filter((one) => one.level === index + 1).flatMap(({ records }) => records)),
            isTotal: true,
          }),
        ),
        {
          id: 'unrated',
          cells: [none, word('report.column.unrated'), none, count(view.unrated), none],
          records: [],
          isTotal: true,
        },
      ],
    },
  };
}

/** R3 T6: what is not known, in which institution (B6.12); gates first. */
export function informationGapTable(
  { current }: Pick<StatePicture, 'current'>,
  head: Pick<Section, 'id' | 'title'>,
): Section {
  const gaps = current.flatMap(({ reading, answers, docOf }) =>
    informationGaps(reading.model, reading.screening, answers).map((gap) => ({ gap, reading, docOf })),
  );
  return {
    ...head,
    access: 'rating',
    table: {
      columns: [
        { id: 'code', title: 'report.column.code' },
        { id: 'indicator', title: 'report.column.indicator' },
        { id: 'institution', title: 'report.column.institution' },
        { id: 'state', title: 'report.column.whatIsMissing' },
        { id: 'band', title: 'report.column.band' },
      ],
      rows: gaps
        .toSorted((a, b) => Number(b.gap.isHigh) - Number(a.gap.isHigh))
        .map(({ gap, reading, docOf }) => ({
          id: `${gap.indicator} ${reading.doc}`,
          cells: [
            text(gap.indicator),
            text(titleOf(reading.model, gap.indicator)),
            text(reading.institution),
            word(gap.state === 'ne' ? 'report.answer.ne' : 'report.answer.blank'),
            gap.isHigh ? word('report.band.high') : none,
          ],
          records: [recordOf(docOf(gap.indicator), `answers/${gap.indicator}`)],
        })),
    },
  };
}

const titleOf = (model: StatePicture['model'], id: string): string =>
  model.dimensions.flatMap(({ indicators }) => indicators).find((one) => one.id === id)?.title ?? id;
