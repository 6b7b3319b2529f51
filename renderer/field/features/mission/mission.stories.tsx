import type { ReactElement } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { builtInTemplates, nationalPolicyTemplate } from '#domain/workshop/templates/built-in-templates.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleMissionScreen } from '#renderer/ui/stories/sample-rail.tsx';
import { CreateAssessmentView } from './create-record-view.tsx';
import { CreateWorkshopView } from './create-workshop-view.tsx';
import { MissionView } from './mission-view.tsx';
import { MoveRecordView, RemoveRecordView, RenameRecordView } from './records/record-dialogs-view.tsx';
import type { MissionAssessmentRow, MissionWorkshopRow } from './records/record-rows.ts';

export const about: StoriesAbout = { title: 'Mission', layout: 'page' };

const nothing = (): void => undefined;

const idOf = (last: number): DocumentId => DocumentId.parse(`018f0000-0000-7000-8000-0000000000e${last}`);

const record = {
  id: idOf(1),
  kind: assessmentKind,
  isArchived: false,
  isLocked: false,
  href: '#/missions',
  changedAtMs: galleryNowMs - 3 * 60_000,
  conflicts: 0,
  waiting: 0,
  movedToHref: null,
};

/** Mission without records, on its tab of assessments. */
const emptyMission = {
  about: null,
  tab: 'assessments',
  onTab: nothing,
  assessments: [],
  workshops: [],
  removed: { assessments: [], workshops: [] },
  notes: null,
  isReadOnly: false,
  more: [],
} as const;

function useAssessments(): readonly MissionAssessmentRow[] {
  const { institution, institutionLong, crumb } = useSample();
  return [
    {
      ...record,
      title: crumb,
      institution,
      type: 'POL',
      status: 'fieldwork',
      answered: 19,
      open: 12,
      openReviewComments: 2,
      conflicts: 1,
      waiting: 3,
    },
    {
      ...record,
      id: idOf(2),
      title: institutionLong,
      institution: institutionLong,
      type: 'JUD',
      status: 'final',
      answered: 14,
      open: 0,
      isLocked: true,
      openReviewComments: null,
    },
    {
      ...record,
      id: idOf(3),
      title: crumb,
      institution: '',
      type: null,
      status: 'draft',
      answered: 0,
      open: null,
      openReviewComments: null,
    },
  ];
}

export function Assessments(): ReactElement {
  return (
    <SampleMissionScreen>
      <MissionView {...emptyMission} assessments={useAssessments()} />
    </SampleMissionScreen>
  );
}

/** With the menus of rows, and records that are archived or removed. */
export function AssessmentsWithActs(): ReactElement {
  const [firstRow, ...otherRows] = useAssessments();
  const { institutionLong } = useSample();
  const aside = otherRows.map((row) => ({ ...row, institution: institutionLong, isArchived: true }));
  return (
    <SampleMissionScreen>
      <MissionView
        {...emptyMission}
        assessments={firstRow ? [firstRow, ...otherRows.slice(0, 1), ...aside.slice(1)] : []}
        removed={{ assessments: aside.slice(0, 1), workshops: [] }}
        onRecordAct={nothing}
      />
    </SampleMissionScreen>
  );
}

export function RenameAssessment(): ReactElement {
  const { crumb, institutionLong } = useSample();
  return (
    <SampleMissionScreen>
      <RenameRecordView
        names={{ institution: institutionLong, type: 'JUD', title: crumb }}
        institutions={[{ name: institutionLong, type: 'JUD', entry: null }]}
        problem={{ key: 'mission.refused.titleMissing' }}
        onChange={nothing}
        onKeep={nothing}
        onClose={nothing}
      />
    </SampleMissionScreen>
  );
}

export function RemoveAssessment(): ReactElement {
  return (
    <SampleMissionScreen>
      <RemoveRecordView
        name={useSample().institutionLong}
        content={{ key: 'mission.record.remove.answers', values: { count: 19 } }}
        problem={null}
        onRemove={nothing}
        onClose={nothing}
      />
    </SampleMissionScreen>
  );
}

export function Workshops(): ReactElement {
  const { institutionLong } = useSample();
  const missionWorkshopRow: MissionWorkshopRow = {
    ...record,
    kind: workshopKind,
    title: 'National policy and capability planning',
    status: 'confirmed',
    from: '2026-11-24',
    to: '2026-11-27',
    sessions: 15,
  };
  return (
    <SampleMissionScreen>
      <MissionView
        {...emptyMission}
        tab="workshops"
        assessments={useAssessments()}
        workshops={[
          missionWorkshopRow,
          {
            ...missionWorkshopRow,
            id: idOf(2),
            title: institutionLong,
            from: null,
            to: null,
            sessions: 0,
            waiting: 2,
          },
        ]}
      />
    </SampleMissionScreen>
  );
}

export function Empty(): ReactElement {
  return (
    <SampleMissionScreen>
      <MissionView {...emptyMission} />
    </SampleMissionScreen>
  );
}

export function EmptyAndReadOnly(): ReactElement {
  return (
    <SampleMissionScreen>
      <MissionView {...emptyMission} tab="workshops" isReadOnly />
    </SampleMissionScreen>
  );
}

const otherLog = LogId.parse('018f0000-0000-7000-8000-0000000000d3');
const aDoc = DocumentId.parse('018f0000-0000-7000-8000-0000000000d1');
/** Choices and acts of the form of a new assessment. */
const formProps = {
  known: [],
  existing: null,
  instruments: [
    { id: 'model', label: 'Needs assessment' },
    { id: 'visit@2026.2', label: 'Site visit', description: '2026.2' },
  ],
  instrument: 'model',
  needsType: true,
  finals: [],
  refusal: null,
  problem: null,
  onChange: nothing,
  onInstrument: nothing,
  onCreate: nothing,
  onClose: nothing,
};
/** Input of a new form. */
const blankIntent = {
  institution: '',
  type: null,
  assessmentType: 'baseline',
  follows: null,
  isWithAnswers: false,
} as const;

export function NewAssessment(): ReactElement {
  const { crumb } = useSample();
  return (
    <SampleMissionScreen>
      <CreateAssessmentView {...formProps} intent={{ ...blankIntent, title: crumb }} />
    </SampleMissionScreen>
  );
}

export function NewAssessmentRefused(): ReactElement {
  const { crumb, institutionLong } = useSample();
  return (
    <SampleMissionScreen>
      <CreateAssessmentView
        {...formProps}
        intent={{
          ...blankIntent,
          institution: institutionLong,
          title: crumb,
          assessmentType: 'focused',
        }}
        refusal={{ kind: 'typeMissing' }}
        problem={{ key: 'frame.refused.roleMayNotWrite' }}
      />
    </SampleMissionScreen>
  );
}

export function CopyOfAssessment(): ReactElement {
  const { crumb, institution, institutionLong } = useSample();
  return (
    <SampleMissionScreen>
      <CreateAssessmentView
        {...formProps}
        intent={{
          ...blankIntent,
          institution: institutionLong,
          type: 'POL',
          title: crumb,
          isWithAnswers: true,
        }}
        existing={{ title: crumb, status: 'fieldwork', href: '#/missions' }}
        copiedFrom={institution}
      />
    </SampleMissionScreen>
  );
}

export function MoveAssessment(): ReactElement {
  const { institution, mission } = useSample();
  return (
    <SampleMissionScreen>
      <MoveRecordView
        name={institution}
        missions={[{ id: otherLog, label: mission }]}
        chosen={otherLog}
        marked={1}
        refusal={null}
        problem={null}
        onChoose={nothing}
        onMove={nothing}
        onClose={nothing}
      />
    </SampleMissionScreen>
  );
}

export function NewFollowUp(): ReactElement {
  const { crumb, institutionLong } = useSample();
  return (
    <SampleMissionScreen>
      <CreateAssessmentView
        {...formProps}
        intent={{ ...blankIntent, title: crumb, assessmentType: 'follow-up' }}
        finals={[{ id: aDoc, label: institutionLong }]}
        refusal={{ kind: 'followsMissing' }}
      />
    </SampleMissionScreen>
  );
}

export function NewWorkshop(): ReactElement {
  return (
    <SampleMissionScreen>
      <CreateWorkshopView
        templates={builtInTemplates}
        startTemplate={nationalPolicyTemplate}
        findRefusal={() => null}
        problem={null}
        onCreate={() => Promise.resolve(false)}
        onClose={nothing}
      />
    </SampleMissionScreen>
  );
}

export function NewWorkshopRefused(): ReactElement {
  const { mission } = useSample();
  return (
    <SampleMissionScreen>
      <CreateWorkshopView
        templates={builtInTemplates}
        start={{ title: mission, from: '2026-11-24', to: '2026-11-20' }}
        isTried
        findRefusal={() => ({ kind: 'endsBeforeItStarts' })}
        problem={null}
        onCreate={() => Promise.resolve(false)}
        onClose={nothing}
      />
    </SampleMissionScreen>
  );
}
