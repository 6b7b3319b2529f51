import type { ReactElement } from 'react';
import type { RequestRow } from '#api/requests-api.ts';
import { addToDay } from '#base/calendar-day.ts';
import { DocumentId } from '#domain/ids.ts';
import { emptyRequestForm } from '#domain/request/request.ts';
import { requestTimerOn } from '#domain/request/request-steps.ts';
import { unfilteredPages } from '#renderer/console/parts/list-query.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { otherSampleLog, sampleDocumentId, sampleLog } from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { FieldRequestsView } from './field-requests-view.tsx';
import { ImportRequestView } from './import-request-view.tsx';
import { RequestFilesView } from './request-files-view.tsx';
import { type FindAlikeRequest, RequestFormView } from './request-form-view.tsx';
import { RequestView } from './request-view.tsx';
import { RequestsView, type ShownRequests } from './requests-view.tsx';

export const about: StoriesAbout = { title: 'Console requests', layout: 'page' };

const today = '2026-11-18';
const linkedLog = otherSampleLog;
const linkedDoc = sampleDocumentId(1);
const linkedItem = { log: linkedLog, doc: linkedDoc, item: 'one' };
const unsaved = (): Promise<boolean> => Promise.resolve(false);
const nothing = (): void => undefined;

/** A page of the register with these requests. */
const shownPage = (requestRows: readonly RequestRow[], page = 1, pages = 1): ShownRequests => ({
  requests: requestRows,
  page,
  pages,
  found: requestRows.length * pages,
  total: requestRows.length * pages,
  open: requestRows.filter((requestRow) => requestTimerOn(today, requestRow) !== null).length * pages,
  over:
    requestRows.filter((requestRow) => (requestTimerOn(today, requestRow)?.daysOver ?? 0) > 0).length * pages,
  states: [...new Set(requestRows.flatMap(({ form: { state } }) => state ?? []))],
});

const findSampleAlike: FindAlikeRequest = ({ form: { reference, authority } }) =>
  Promise.resolve({ doc: sampleDocumentId(2), reference, authority, status: 'received' });

function useSampleRequests(): readonly RequestRow[] {
  const { institution } = useSample();
  const row = (n: number, daysAgo: number, part: Partial<RequestRow>, state = 'UY'): RequestRow => ({
    doc: DocumentId.parse(`55555555-5555-7555-8555-55555555555${n}`),
    seen: String(n),
    status: 'received',
    steps: {},
    tests: {},
    decision: null,
    reopenings: [],
    links: {},
    origin: null,
    advice: null,
    ...part,
    form: {
      ...emptyRequestForm,
      reference: `R-00${n}`,
      state,
      authority: institution,
      'received-on': addToDay(today, { days: -daysAgo }),
      channel: 'permanent-mission',
      areas: ['D2', 'D4'],
      support: ['assessment', 'advice'],
      'has-recommendation': true,
      languages: ['FR'],
    },
  });
  const yes = { answer: 'yes', note: '' } as const;
  return [
    row(1, 3, {}),
    row(2, 20, {}, 'FJ'),
    row(
      3,
      60,
      {
        status: 'triaged',
        steps: { acknowledge: '2026-09-21', clarify: '2026-10-05' },
        tests: {
          mandate: yes,
          formal: yes,
          'added-value': { answer: 'partly', note: 'UNODC: D6' },
          capacity: yes,
        },
        links: {
          a: { log: sampleLog, doc: null, item: null, title: institution },
          b: { log: sampleLog, doc: linkedDoc, item: 'one', title: institution },
        },
      },
      'KG',
    ),
    row(
      4,
      90,
      {
        status: 'referred',
        steps: { acknowledge: '2026-08-21', clarify: '2026-09-05', triage: '2026-09-20' },
        tests: { mandate: yes, formal: yes, 'added-value': yes, capacity: yes, 'due-diligence': yes },
        decision: { outcome: 'referred', reason: 'D6', on: '2026-09-20', referredTo: 'UNODC' },
        reopenings: [
          {
            on: '2026-09-12',
            reason: 'NV-15',
            decision: { outcome: 'declined', reason: 'D1', on: '2026-09-10', referredTo: null },
            tests: { mandate: yes, formal: { answer: 'no', note: 'NV-14' } },
          },
        ],
      },
      'MR',
    ),
    row(5, 300, {
      status: 'planned',
      steps: { acknowledge: '2026-01-26', clarify: '2026-02-05', triage: '2026-03-02' },
      tests: { mandate: yes, formal: yes, 'added-value': yes, capacity: yes, 'due-diligence': yes },
      decision: { outcome: 'accepted', reason: 'D2, D4', on: '2026-03-02', referredTo: null },
      advice: {
        to: 'delivery',
        step: null,
        facts: [
          { kind: 'plan-item', ...linkedItem, title: institution, status: 'in-progress' },
          { kind: 'workshop', ...linkedItem, item: null, title: institution, status: 'completed' },
        ],
        more: 2,
      },
    }),
    row(6, 400, {
      status: 'closed',
      advice: {
        to: null,
        step: null,
        facts: [{ kind: 'plan-item', ...linkedItem, title: institution, status: 'in-progress' }],
        more: 0,
      },
    }),
  ];
}

export function Register(): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame railItem="requests" viewer="manager" head={{ title: translate('request.title') }}>
      <RequestsView
        response={shownPage(useSampleRequests())}
        today={today}
        list={unfilteredPages}
        onList={nothing}
        hrefOf={() => '#'}
      />
    </ConsoleSampleFrame>
  );
}

export function RegisterBesideRequest(): ReactElement {
  const translate = useTranslate();
  const requestRows = useSampleRequests();
  return (
    <ConsoleSampleFrame railItem="requests" viewer="manager" head={{ title: translate('request.title') }}>
      <RequestsView
        response={shownPage(requestRows, 2, 12)}
        today={today}
        list={unfilteredPages}
        onList={nothing}
        hrefOf={() => '#'}
        open={requestRows[2]?.doc ?? null}
      />
    </ConsoleSampleFrame>
  );
}

export function NoRequests(): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame railItem="requests" viewer="manager" head={{ title: translate('request.title') }}>
      <RequestsView
        response={shownPage([])}
        today={today}
        list={unfilteredPages}
        onList={nothing}
        hrefOf={() => '#'}
      />
    </ConsoleSampleFrame>
  );
}

interface OneProps {
  readonly at: number;
  readonly isReader?: boolean;
}

function One({ at, isReader = false }: OneProps): ReactElement {
  const translate = useTranslate();
  const requestRow = useSampleRequests()[at];
  const { mission, institution } = useSample();
  return (
    <ConsoleSampleFrame
      railItem="requests"
      viewer={isReader ? 'reviewer' : 'manager'}
      head={{
        title: requestRow?.form.authority ?? '',
        crumbs: [{ label: translate('request.title'), href: '#/requests' }],
      }}
    >
      {requestRow !== undefined && (
        <RequestView
          request={requestRow}
          today={today}
          mayRecord={!isReader}
          mayDecide={!isReader}
          partners={['UNOCT', 'UNODC']}
          missions={[{ log: linkedLog, title: mission }]}
          chosen={{ log: linkedLog, records: [{ doc: linkedDoc, item: null, title: institution }] }}
          onChooseMission={nothing}
          hrefOf={() => '#'}
          onAct={nothing}
          onEdit={nothing}
          onNewMission={nothing}
        />
      )}
    </ConsoleSampleFrame>
  );
}

export function Received(): ReactElement {
  return <One at={1} />;
}

export function InTriage(): ReactElement {
  return <One at={2} />;
}

export function AheadByItsWork(): ReactElement {
  return <One at={4} />;
}

export function ContradictedByItsWork(): ReactElement {
  return <One at={5} />;
}

export function ReferredByManager(): ReactElement {
  return <One at={3} />;
}

export function ReferredForReaders(): ReactElement {
  return <One at={3} isReader />;
}

export function FormOfDuplicate(): ReactElement {
  const [edited = null] = useSampleRequests();
  return (
    <RequestFormView
      edited={edited}
      findAlike={findSampleAlike}
      today={today}
      onSave={unsaved}
      onClose={nothing}
    />
  );
}

export function FormForState(): ReactElement {
  return (
    <RequestFilesView
      refused={{ kind: 'refused', name: 'NV-14.docx', refusal: 'no-form' }}
      onDownload={nothing}
      onFile={nothing}
      onClose={nothing}
    />
  );
}

export function ImportedForm(): ReactElement {
  const { institution } = useSample();
  return (
    <ImportRequestView
      name="NV-14.xlsx"
      request={{
        form: { ...emptyRequestForm, authority: institution, reference: 'R-001', remarks: 'State: Fidji' },
        states: ['FJ', 'UY'],
        notes: [
          { kind: 'state', field: 'state', label: '', text: 'Fidji' },
          { kind: 'pictures', field: null, label: '', text: '2' },
        ],
      }}
      findAlike={findSampleAlike}
      today={today}
      onSave={unsaved}
      onClose={nothing}
    />
  );
}

export function FromTheField(): ReactElement {
  const { mission, institution } = useSample();
  const row = {
    log: sampleLog,
    mission,
    doc: linkedDoc,
    seen: 'a',
    form: { ...emptyRequestForm, state: 'FJ', authority: institution },
    taken: null,
    isChanged: false,
  };
  return <FieldRequestsView rows={[row]} more={12} onTake={nothing} />;
}
