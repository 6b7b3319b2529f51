import type { ReactElement } from 'react';
import type { PlanItemResponse, PlanResponse } from '#api/plan-api.ts';
import { DocumentId } from '#domain/ids.ts';
import type { PlanItem } from '#domain/plan/action-plan.ts';
import { blankPlanItem } from '#domain/plan/action-plan.ts';
import { listPlanItem } from '#domain/plan/plan-table.ts';
import { type PlanList, unfilteredPlan } from '#renderer/console/parts/list-query.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import {
  fieldLaptop,
  minutesAgo,
  otherSampleLog,
  sampleDocumentId,
  sampleLead,
  sampleLog,
} from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { PlanItemView } from './plan-item-view.tsx';
import { PlanView } from './plan-view.tsx';

export const about: StoriesAbout = { title: 'Console plan', layout: 'page' };

const today = '2026-11-18';
const nothing = (): void => undefined;
const neverSaved = (): Promise<boolean> => Promise.resolve(false);
const planDoc = DocumentId.parse('66666666-6666-7666-8666-666666666666');

/** Items of two missions to one State and to another, with the words of the gallery's language. */
function useSamplePlan(): PlanResponse {
  const { mission, institution } = useSample();
  const item = (id: string, logId: typeof sampleLog, part: Partial<PlanItem>) =>
    listPlanItem(logId, planDoc, {
      ...blankPlanItem(id),
      title: institution,
      counterpart: institution,
      dimension: 'D4',
      fundingLine: 'EU-CTT-01',
      status: 'in-progress',
      ...part,
    });
  return {
    missions: [
      { log: sampleLog, title: mission, country: 'UY', right: 'all' },
      { log: otherSampleLog, title: mission, country: 'UY', right: 'all' },
    ],
    items: [
      item('i1', sampleLog, {
        lead: 'INTERPOL',
        from: '2026-08-03',
        to: '2026-10-20',
        supporting: ['UNODC'],
        apart: [{ item: 'i3', reason: mission, device: fieldLaptop, atMs: minutesAgo(300) }],
      }),
      item('i2', sampleLog, { lead: 'UNOCT', from: '2026-07-15', to: '2026-12-18', agreedTo: '2026-11-06' }),
      item('i3', otherSampleLog, { lead: 'UNODC', from: '2026-10-01', to: '2027-01-15' }),
      item('i4', otherSampleLog, {
        lead: 'INTERPOL',
        from: '2027-01-11',
        to: '2027-03-26',
        status: 'proposed',
        fundingLine: '',
      }),
      item('i5', sampleLog, { lead: 'UNOCT', from: '2026-02-02', to: '2026-06-30', status: 'verified' }),
    ],
    entity: null,
    people: { [fieldLaptop]: sampleLead },
  };
}

interface PlanProps {
  readonly list?: Partial<PlanList>;
  readonly entity?: string;
  /** Number of items; the sample's own without it. */
  readonly count?: number;
}

function Plan({ list = {}, entity, count }: PlanProps): ReactElement {
  const translate = useTranslate();
  const sample = useSamplePlan();
  const planResponse: PlanResponse = {
    ...sample,
    items: Array.from({ length: count ?? sample.items.length }, (_, at) =>
      sample.items.slice(at % sample.items.length).slice(0, 1),
    ).flatMap(([one], at) => (one === undefined ? [] : [{ ...one, id: `i${at + 1}` }])),
  };
  const missions = planResponse.missions.map((planMission) => ({
    ...planMission,
    right: 'progress' as const,
  }));
  const own = { ...planResponse, missions, entity: entity ?? null, items: planResponse.items.slice(0, 1) };
  return (
    <ConsoleSampleFrame
      railItem="plan"
      viewer={entity === undefined ? 'manager' : 'partner'}
      head={{ title: translate('labour.title') }}
    >
      <PlanView
        response={entity === undefined ? planResponse : own}
        list={{ ...unfilteredPlan, ...list }}
        today={today}
        hrefOf={() => '#'}
        onList={nothing}
        onOpen={nothing}
        onExport={nothing}
        onJudge={neverSaved}
        onMove={nothing}
      />
    </ConsoleSampleFrame>
  );
}

export function Table(): ReactElement {
  return <Plan />;
}

/** As many items as a programme of twelve States has. */
export function EightyItems(): ReactElement {
  return <Plan count={80} />;
}

/** More than a screen draws at first; paper has all. */
export function HundredAndTwentyItems(): ReactElement {
  return <Plan count={120} />;
}

export function Board(): ReactElement {
  return <Plan list={{ look: 'board' }} />;
}

export function Timeline(): ReactElement {
  return <Plan list={{ look: 'timeline' }} />;
}

export function OfPartner(): ReactElement {
  return <Plan entity="UNODC" />;
}

export function Overlaps(): ReactElement {
  return <Plan list={{ view: 'overlap' }} />;
}

export function NothingFound(): ReactElement {
  return <Plan list={{ find: 'zzz' }} />;
}

interface ItemProps {
  readonly right: PlanItemResponse['right'];
  readonly moved?: readonly string[];
}

function Item({ right, moved = [] }: ItemProps): ReactElement {
  const { institution } = useSample();
  const [listedItem] = useSamplePlan().items;
  if (listedItem === undefined) return <></>;
  return (
    <PlanItemView
      heading={listedItem.title}
      response={{
        item: listedItem,
        right,
        texts: { statusReason: '', progress: institution, dateReason: '', logframe: 'O2.1' },
        milestones: [
          { id: 'm1', text: institution, day: '2026-09-01', isDone: true, order: 'a', isStored: true },
        ],
        seen: {},
        disputed: {},
        basis: {
          assessment: right === 'progress' ? null : sampleDocumentId(1),
          institution,
          recommendation: institution,
          findings: [{ id: 'f1', text: institution, kind: 'gap', mark: 'C' }],
        },
      }}
      choices={{ partners: ['UNOCT', 'INTERPOL'], funding: ['EU-CTT-01'], dimensions: [] }}
      entity={right === 'progress' ? 'UNODC' : null}
      today={today}
      start={moved.length > 0 ? { status: 'scheduled' } : {}}
      moved={moved}
      sourceHref={right === 'progress' ? null : '#'}
      onSave={neverSaved}
      onClose={nothing}
    />
  );
}

export function ItemEdited(): ReactElement {
  return <Item right="all" />;
}

export function ItemOfPartner(): ReactElement {
  return <Item right="progress" />;
}

export function ItemMovedMeanwhile(): ReactElement {
  return <Item right="all" moved={['status']} />;
}

export function ItemToRead(): ReactElement {
  return <Item right="none" />;
}
