import type { ReactElement } from 'react';
import type { OverviewCell, StateResponse, StatesResponse } from '#api/overview-api.ts';
import { registerOf } from '#domain/programme/institutions.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { type OverviewList, unfilteredOverviews } from '#renderer/console/parts/list-query.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import {
  minutesAgo,
  otherSampleLog,
  sampleDocumentId,
  sampleLog,
} from '#renderer/console/stories/sample-people.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import type { OverviewHrefs } from './overview-parts.tsx';
import { PartnerStateDialog } from './partner-state-dialog.tsx';
import { StateView } from './state-view.tsx';
import { StatesView } from './states-view.tsx';

export const about: StoriesAbout = { title: 'Console States', layout: 'page' };

const hrefs: OverviewHrefs = {
  states: () => '#',
  state: () => '#',
  mission: () => '#',
  record: () => '#',
  missions: () => '#',
  plan: () => '#',
  review: '#',
  devices: '#',
};

const dimensions = defaultMaturityModel.dimensions.map(({ code, title }) => ({ code, title }));
const institutionTypes = defaultMaturityModel.institution_types;

/** Cells of all dimensions from their levels; null has none. */
const cellsOf = (...levels: readonly (number | null)[]): readonly OverviewCell[] =>
  dimensions.map(({ code }, at) => {
    const level = levels[at] ?? null;
    return {
      code,
      level,
      status: level === null ? 'insufficient' : code === 'D8' ? 'provisional' : 'scored',
      mean: level === null ? null : level - 0.14 + at * 0.05,
      coverage: level === null ? 0 : code === 'D8' ? 0.58 : 0.88 - at * 0.01,
      limitedBy: code === 'D5' && level !== null ? 'D5.4' : null,
      institutions: level === null ? 0 : 3,
      inReview: level !== null && code === 'D2' ? 1 : 0,
    };
  });

const latest = cellsOf(3, 3, 3, 3, 2, 3, 3, 2);
const sinceBaseline = {
  dimensions: dimensions.map(({ code }, at) => ({
    code,
    before: code === 'D2' ? null : 1.9 + at * 0.08,
    after: code === 'D2' ? null : 2.7 + at * 0.05,
    comparable: code === 'D2' ? 0 : 4,
    rated: 7,
  })),
  followed: 2,
  institutions: 5,
  before: { from: '2026-01-12', to: '2026-01-23' },
  after: { from: '2026-11-02', to: '2026-11-13' },
};
const inMission = (digit: number, log = sampleLog) => ({ log, doc: sampleDocumentId(digit) });

/** A State with a baseline and a follow-up in another mission, in the language of the screen. */
function useSampleState(): StateResponse {
  const sample = useSample();
  const baseline = {
    ...inMission(1),
    title: sample.institution,
    status: 'final',
    type: 'baseline',
    referenceDate: '2026-01-23',
    institution: sample.institution,
    institutionType: 'POL',
  } as const;
  const followUp = {
    ...baseline,
    ...inMission(2, otherSampleLog),
    type: 'follow-up',
    referenceDate: '2026-11-02',
  } as const;
  const court = {
    ...baseline,
    ...inMission(3),
    title: sample.institutionLong,
    institution: sample.institutionLong,
    institutionType: 'JUD',
    status: 'quality-review',
  } as const;
  const mission = { status: 'under-way', from: '2026-11-01', to: '2026-11-12' } as const;
  const workshop = { ...inMission(5), title: sample.mission, from: '2026-05-04' } as const;
  const change = {
    indicator: 'D3.2',
    title: 'Assigned responsibility',
    dimension: 'D3',
    institution: sample.institution,
    from: { ...inMission(1), referenceDate: '2026-01-23' },
    to: { ...inMission(2, otherSampleLog), referenceDate: '2026-11-02' },
  } as const;
  const item = {
    ...inMission(6),
    lead: 'INTERPOL',
    dimension: 'D3',
    from: null,
    assessment: null,
    status: 'in-progress',
  } as const;
  return {
    country: 'UY',
    dimensions,
    institutionTypes,
    missions: [
      { ...mission, log: otherSampleLog, title: sample.mission, assessments: [followUp], workshops: [] },
      {
        log: sampleLog,
        title: sample.mission,
        status: 'reported',
        from: '2026-01-18',
        to: '2026-01-29',
        assessments: [baseline, court],
        workshops: [{ ...workshop, status: 'completed', to: '2026-05-07' }],
      },
    ],
    profile: { latest, sinceBaseline },
    institutions: [
      { ...followUp, paired: 'institution', before: baseline, cells: cellsOf(null, 3, 3, 3, 2, 3, 3, 2) },
      { ...court, paired: null, before: null, cells: cellsOf(null, 2, null, 3, null, null, 4, 1) },
    ],
    types: [
      { type: 'JUD', institutions: [inMission(3)], cells: cellsOf(null, 2, null, 3, null, null, 4, 1) },
      {
        type: 'POL',
        institutions: [inMission(2, otherSampleLog), inMission(4)],
        cells: cellsOf(null, 3, 3, 3, 2, 3, 3, 2),
      },
    ],
    changes: [
      { ...change, change: 'improved', before: 2, after: 4, evidence: ['E3', 'E3'] },
      {
        ...change,
        indicator: 'D3.8',
        title: 'Written procedures',
        change: 'noComparableChange',
        before: 1,
        after: 3,
        evidence: ['E1', 'E3'],
      },
    ],
    learning: [
      { ...workshop, learning: { paired: 21, meanBefore: 48.2, meanAfter: 71.4, meanGain: 23.2 } },
      { ...workshop, ...inMission(7), learning: null },
    ],
    plan: [
      { ...item, id: 'i1', title: sample.mission, to: '2026-10-31', lateDays: 13 },
      { ...item, id: 'i2', title: sample.mission, to: '2027-03-31', lateDays: 0, lead: '' },
    ],
    apart: 1,
    computing: 240,
  };
}

function StatePage({
  response,
  list,
  partner = samplePartner,
}: {
  readonly response: StateResponse;
  readonly list?: OverviewList;
  readonly partner?: typeof samplePartner | (Omit<typeof samplePartner, 'states'> & { readonly states: [] });
}): ReactElement {
  const translate = useTranslate();
  const { language } = useFormat();
  return (
    <ConsoleSampleFrame
      railItem="states"
      viewer="manager"
      head={{
        title: stateNameIn(response.country, language),
        crumbs: [{ label: translate('states.title'), href: '#' }],
      }}
    >
      <StateView
        response={response}
        list={list ?? unfilteredOverviews}
        hrefs={hrefs}
        partner={partner}
        onList={() => undefined}
      />
    </ConsoleSampleFrame>
  );
}

const focalPoint = '00000000-0000-4000-8000-000000000001';
const samplePartner = {
  states: [
    {
      state: 'UY',
      seen: [],
      value: {
        status: 'agreed',
        institution: focalPoint,
        function: 'Head of international cooperation',
        channel: 'Permanent Mission',
        agreement: 'LOA-2026-04',
      },
    },
  ],
  register: registerOf([
    {
      id: focalPoint,
      seen: [],
      value: {
        names: { en: 'Ministry of the Interior', fr: 'Ministère de l’Intérieur', ar: 'وزارة الداخلية' },
        otherNames: [],
        type: 'MIN',
        level: 'national',
        state: 'UY',
        isClosed: false,
        mergedInto: null,
      },
    },
  ]),
  onChange: () => Promise.resolve(false),
} as const;

export function Partner(): ReactElement {
  const { country } = useSampleState();
  return (
    <>
      <StatePage response={useSampleState()} />
      <PartnerStateDialog {...samplePartner} country={country} onClose={() => undefined} />
    </>
  );
}

/** A State that is no partner, for a person who may make it one. */
export function NoPartner(): ReactElement {
  return <StatePage response={useSampleState()} partner={{ ...samplePartner, states: [] }} />;
}

export function State(): ReactElement {
  return <StatePage response={useSampleState()} />;
}

export function OneDimension(): ReactElement {
  return <StatePage response={useSampleState()} list={{ ...unfilteredOverviews, dimension: 'D5' }} />;
}

export function FinalRecords(): ReactElement {
  return <StatePage response={useSampleState()} list={{ ...unfilteredOverviews, records: 'final' }} />;
}

export function RisenRatings(): ReactElement {
  return <StatePage response={useSampleState()} list={{ ...unfilteredOverviews, change: 'improved' }} />;
}

export function NoLevels(): ReactElement {
  const answer = {
    ...useSampleState(),
    dimensions: [],
    profile: { latest: [], sinceBaseline: null },
    institutions: [],
    types: [],
    changes: [],
    plan: [],
  };
  return <StatePage response={answer} />;
}

export function Nothing(): ReactElement {
  return <StatePage response={{ ...useSampleState(), missions: [] }} />;
}

const statesResponse: StatesResponse = {
  states: [
    {
      country: 'FJ',
      missions: { reported: 1, 'under-way': 1 },
      assessments: { final: 5, review: 2, field: 1 },
      workshops: 1,
      items: { open: 9, late: 2 },
      changedAtMs: minutesAgo(90),
      cells: cellsOf(2, 2, 3, 2, 2, 3, 2, 2),
    },
    {
      country: 'UY',
      missions: { planned: 1 },
      assessments: { final: 0, review: 0, field: 3 },
      workshops: 0,
      items: { open: 0, late: 0 },
      changedAtMs: minutesAgo(9_000),
      cells: [],
    },
  ],
  withoutState: 1,
  computing: 0,
  dimensions,
  institutionTypes,
  attention: {
    inReview: 6,
    overdueReviews: 2,
    longestReviewDays: 23,
    silent: 4,
    lateByLead: [
      { lead: 'INTERPOL', open: 15, late: 3 },
      { lead: 'UNOCT', open: 17, late: 2 },
      { lead: '', open: 2, late: 1 },
    ],
    lateItems: [
      {
        ...inMission(6),
        id: 'i1',
        title: 'Trainers’ pool at the academy',
        lead: 'INTERPOL',
        dimension: 'D3',
        from: null,
        to: '2026-10-31',
        status: 'in-progress',
        assessment: null,
        lateDays: 13,
        country: 'FJ',
      },
    ],
  },
};

function StatesPage({
  response,
  list,
}: {
  readonly response: StatesResponse;
  readonly list: OverviewList;
}): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame railItem="states" viewer="manager" head={{ title: translate('states.title') }}>
      <StatesView response={response} list={list} hrefs={hrefs} onList={() => undefined} />
    </ConsoleSampleFrame>
  );
}

export function States(): ReactElement {
  return <StatesPage response={statesResponse} list={unfilteredOverviews} />;
}

export function LateOfOneLead(): ReactElement {
  return <StatesPage response={statesResponse} list={{ ...unfilteredOverviews, lead: 'INTERPOL' }} />;
}

const noWork = {
  inReview: 0,
  overdueReviews: 0,
  longestReviewDays: 0,
  silent: 0,
  lateByLead: [],
  lateItems: [],
};

export function NoStates(): ReactElement {
  return (
    <StatesPage
      response={{ ...statesResponse, states: [], withoutState: 0, attention: noWork }}
      list={unfilteredOverviews}
    />
  );
}

export function NoneInRegion(): ReactElement {
  return (
    <StatesPage
      response={{ ...statesResponse, states: [], withoutState: 0, attention: noWork }}
      list={{ ...unfilteredOverviews, region: 'asia' }}
    />
  );
}
