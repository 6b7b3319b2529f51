import type { ReactElement } from 'react';
import type { HeldChangeRow } from '#api/console-api.ts';
import type { JsonValue } from '#base/json.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { FormSectionReading } from '#forms/engine/form-lines.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { sampleLabels, samplePeople } from '#renderer/console/stories/sample-people.ts';
import { readFormAnswers } from '#renderer/form/read-form-answers.ts';
import { visit } from '#renderer/form/stories/sample-instrument.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';
import { documentWith, sampleWorkshop } from '#renderer/report/sample/sample-workshop.ts';
import { Pill } from '#renderer/ui';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { useAssessmentConclusions } from './overview/assessment-conclusions.tsx';
import type { FollowedAssessment } from './overview/assessment-overview-view.tsx';
import { RecordView } from './record-view.tsx';
import {
  type SampleDocument,
  sampleAssessmentDocument,
  sampleHeldChanges,
  sampleWorkshopDocument,
} from './sample-document.ts';
import type { RecordHistoryState } from './timeline/change-list-view.tsx';
import { readRecordHistory } from './timeline/record-history.ts';
import { readWorkshopReports, type WorkshopReading } from './workshop/workshop-reports.ts';

export const about: StoriesAbout = { title: 'Console record', layout: 'page' };

interface StateProps {
  readonly of: SampleDocument;
  readonly part: string;
  readonly held?: readonly HeldChangeRow[];
  readonly history?: RecordHistoryState;
  readonly knowsInstrument?: boolean;
  readonly form?: readonly FormSectionReading[];
  readonly workshop?: WorkshopReading;
  readonly followed?: FollowedAssessment;
}

function State({
  of,
  part,
  held = [],
  history,
  knowsInstrument = true,
  form,
  workshop,
  followed,
}: StateProps): ReactElement {
  const translate = useTranslate();
  const sample = useSample();
  const assessmentConclusions = useAssessmentConclusions(of.document, null);
  return (
    <ConsoleSampleFrame
      railItem={null}
      isInMission
      head={{
        title: sample.institution,
        crumbs: [
          { label: translate('console.missions.title'), href: '#/' },
          { label: sample.mission, href: '#/' },
          { label: translate('value.documentKind.assessment') },
        ],
        actions: (
          <>
            <StatusPill status="fieldwork" />
            <Pill text={translate('ui.readOnly')} />
          </>
        ),
      }}
    >
      <RecordView
        document={of.document}
        held={held}
        instruments={knowsInstrument ? [defaultMaturityModel] : []}
        {...(form && { form })}
        {...(workshop && { workshop })}
        {...(followed && { followed })}
        conclusions={assessmentConclusions}
        history={history ?? { kind: 'present', arrivals: readRecordHistory(of.ops), isWhole: true }}
        service={null}
        names={{ people: samplePeople, labels: sampleLabels }}
        part={part}
        hrefOf={() => '#/'}
        onGo={() => undefined}
      />
    </ConsoleSampleFrame>
  );
}

export function Overview(): ReactElement {
  return <State of={sampleAssessmentDocument(useSample())} part="overview" held={sampleHeldChanges} />;
}

/** A follow-up, with the levels of the assessment that it follows. */
export function FollowUp(): ReactElement {
  const sample = useSample();
  return (
    <State
      of={sampleAssessmentDocument(sample)}
      part="overview"
      followed={{
        title: sample.institution,
        referenceDate: '2025-06-30',
        href: '#/',
        levels: new Map([
          ['D1', 1],
          ['D3', 2],
          ['D5', null],
        ]),
      }}
    />
  );
}

/** One row for each item; one has no counterpart, one is late. */
export function ActionPlan(): ReactElement {
  const sample = useSample();
  const item = (
    id: string,
    values: Readonly<Record<string, JsonValue>>,
  ): Readonly<Record<string, JsonValue>> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [`items/${id}/${name}`, value]));
  const document = documentWith(31, actionPlanKind, {
    mission: '01a21f7b-9ea3-7557-8000-000000000001',
    ...item('i1', {
      title: sample.rationale,
      dimension: 'D3',
      lead: 'UNOCT',
      supporting: ['INTERPOL'],
      counterpart: sample.institution,
      'funding-line': 'CT TECH 2.1',
      from: '2026-06-01',
      to: '2026-10-31',
      milestones: '[x] 2026-07-01 Draft\n2026-09-01 Signed',
      status: 'in-progress',
      order: 'a0',
    }),
    ...item('i2', {
      title: sample.second,
      dimension: 'D5',
      lead: 'INTERPOL',
      from: '2027-01-10',
      to: '2027-03-31',
      status: 'proposed',
      order: 'a1',
    }),
    ...item('i3', {
      title: sample.comment,
      lead: 'UNODC',
      counterpart: sample.institution,
      status: 'dropped',
      'status-reason': sample.second,
      order: 'a2',
    }),
  });
  return <State of={{ document, ops: [] }} part="overview" />;
}

export function Dimension(): ReactElement {
  return <State of={sampleAssessmentDocument(useSample())} part="D3" held={sampleHeldChanges} />;
}

export function DimensionInConflict(): ReactElement {
  return <State of={sampleAssessmentDocument(useSample())} part="D5" />;
}

export function Findings(): ReactElement {
  return <State of={sampleAssessmentDocument(useSample())} part="findings" />;
}

/** Instrument with ratings and further questions. */
export function PlainQuestions(): ReactElement {
  const translate = useTranslate();
  const of = sampleAssessmentDocument(useSample());
  const words = { language: useLanguage(), loose: translate('form.section.loose') };
  return <State of={of} part="form.site" form={readFormAnswers(of.document, visit, words) ?? []} />;
}

export function Conflicts(): ReactElement {
  return <State of={sampleAssessmentDocument(useSample())} part="conflicts" />;
}

export function Held(): ReactElement {
  return <State of={sampleAssessmentDocument(useSample())} part="held" held={sampleHeldChanges} />;
}

export function History(): ReactElement {
  return <State of={sampleAssessmentDocument(useSample())} part="history" />;
}

/** Headquarters erased the content of a rationale. */
export function HistoryErased(): ReactElement {
  const sampleDocument = sampleAssessmentDocument(useSample());
  const ops = sampleDocument.ops.map((historyOp) =>
    historyOp.path.endsWith('/rationale') ? { ...historyOp, value: null, erased: true as const } : historyOp,
  );
  return <State of={{ ...sampleDocument, ops }} part="history" />;
}

export function HistoryLoading(): ReactElement {
  return <State of={sampleAssessmentDocument(useSample())} part="history" history={{ kind: 'loading' }} />;
}

export function HistoryFailed(): ReactElement {
  return (
    <State
      of={sampleAssessmentDocument(useSample())}
      part="history"
      history={{
        kind: 'failed',
        title: { key: 'console.problem.unreachable' },
        text: { key: 'console.problem.unreachable.text' },
        onTryAgain: () => undefined,
      }}
    />
  );
}

export function OtherInstrument(): ReactElement {
  return <State of={sampleAssessmentDocument(useSample())} part="overview" knowsInstrument={false} />;
}

const smallGroup = documentWith(30, workshopKind, {
  'participants/p13/institution-type': 'OVR',
  'participants/p14/institution-type': 'OVR',
});

/** A workshop as it was held, with two participants of one type of institution. */
const heldWorkshop: SampleDocument = {
  document: { ...sampleWorkshop, registers: { ...sampleWorkshop.registers, ...smallGroup.registers } },
  ops: [],
};

function WorkshopState({ of, part }: Pick<StateProps, 'of' | 'part'>): ReactElement {
  const language = useLanguage();
  const value = readWorkshopReports(sampleRecords, of.document, language);
  return (
    <State
      of={of}
      part={part}
      workshop={{
        showReports: (content) => content(value),
        hrefOfReport: (reportCode) => `#/${reportCode}`,
      }}
    />
  );
}

export const Workshop = (): ReactElement => <WorkshopState of={heldWorkshop} part="overview" />;
export const WorkshopParticipants = (): ReactElement => (
  <WorkshopState of={heldWorkshop} part="participants" />
);
export const WorkshopLearning = (): ReactElement => <WorkshopState of={heldWorkshop} part="learning" />;
export const WorkshopActions = (): ReactElement => <WorkshopState of={heldWorkshop} part="actions" />;

/** Nobody has sent more than an agenda. */
export const WorkshopNobodyRegistered = (): ReactElement => (
  <WorkshopState of={sampleWorkshopDocument(useSample())} part="participants" />
);
export const WorkshopNothingAnswered = (): ReactElement => (
  <WorkshopState of={sampleWorkshopDocument(useSample())} part="learning" />
);
export const WorkshopNothingAgreed = (): ReactElement => (
  <WorkshopState of={sampleWorkshopDocument(useSample())} part="actions" />
);

export function WorkshopNotes(): ReactElement {
  return <WorkshopState of={sampleWorkshopDocument(useSample())} part="notes" />;
}
