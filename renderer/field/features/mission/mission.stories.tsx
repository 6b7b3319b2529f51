import type { ReactElement, ReactNode } from 'react';
import { DocumentId } from '#domain/ids.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { nationalPolicyTemplate, builtInTemplates } from '#domain/workshop/templates/built-in-templates.ts';
import { ScreenLayout } from '#renderer/ui';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { CreateAssessmentView, CreateWorkshopView } from './create-record-view.tsx';
import { MissionView } from './mission-view.tsx';
import type { MissionAssessmentRow, MissionWorkshopRow } from './mission-record-rows.ts';

export const about: StoriesAbout = { title: 'Mission', layout: 'page' };

const nothing = (): void => undefined;

const record = {
  id: '1',
  href: '#/missions',
  changedAtMs: galleryNowMs - 3 * 60_000,
  conflicts: 0,
  waiting: 0,
};

function Framed({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={useSample().mission}
      status={<SampleStatus network="none" waiting={12} />}
    >
      {children}
    </ScreenLayout>
  );
}

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
      openReviewComments: 2,
      conflicts: 1,
      waiting: 3,
    },
    {
      ...record,
      id: '2',
      title: institutionLong,
      institution: institutionLong,
      type: 'JUD',
      status: 'final',
      answered: 14,
      openReviewComments: null,
    },
    {
      ...record,
      id: '3',
      title: crumb,
      institution: '',
      type: null,
      status: 'draft',
      answered: 0,
      openReviewComments: null,
    },
  ];
}

export function Assessments(): ReactElement {
  return (
    <Framed>
      <MissionView
        about={null}
        tab="assessments"
        onTab={nothing}
        assessments={useAssessments()}
        workshops={[]}
        notes={null}
        isReadOnly={false}
        more={[]}
      />
    </Framed>
  );
}

export function Workshops(): ReactElement {
  const { institutionLong } = useSample();
  const workshop: MissionWorkshopRow = {
    ...record,
    title: 'National policy and capability planning',
    status: 'confirmed',
    from: '2026-11-24',
    to: '2026-11-27',
    sessions: 15,
  };
  return (
    <Framed>
      <MissionView
        about={null}
        tab="workshops"
        onTab={nothing}
        assessments={useAssessments()}
        workshops={[
          workshop,
          { ...workshop, id: '2', title: institutionLong, from: null, to: null, sessions: 0, waiting: 2 },
        ]}
        notes={null}
        isReadOnly={false}
        more={[]}
      />
    </Framed>
  );
}

export function Empty(): ReactElement {
  return (
    <Framed>
      <MissionView
        about={null}
        tab="assessments"
        onTab={nothing}
        assessments={[]}
        workshops={[]}
        notes={null}
        isReadOnly={false}
        more={[]}
      />
    </Framed>
  );
}

export function EmptyAndReadOnly(): ReactElement {
  return (
    <Framed>
      <MissionView
        about={null}
        tab="workshops"
        onTab={nothing}
        assessments={[]}
        workshops={[]}
        notes={null}
        isReadOnly
        more={[]}
      />
    </Framed>
  );
}

const aDoc = DocumentId.parse('018f0000-0000-7000-8000-0000000000d1');
const askedBy = {
  model: defaultMaturityModel,
  instruments: [
    { id: 'model', label: 'Needs assessment' },
    { id: 'visit@2026.2', label: 'Site visit', description: '2026.2' },
  ],
  instrument: 'model',
  needsType: true,
};

export function NewAssessment(): ReactElement {
  const { crumb } = useSample();
  return (
    <Framed>
      <CreateAssessmentView
        intent={{ institution: '', type: null, title: crumb, assessmentType: 'baseline', follows: null }}
        finals={[]}
        {...askedBy}
        refusal={null}
        problem={null}
        onChange={nothing}
        onInstrument={nothing}
        onCreate={nothing}
        onClose={nothing}
      />
    </Framed>
  );
}

export function NewAssessmentRefused(): ReactElement {
  const { crumb, institutionLong } = useSample();
  return (
    <Framed>
      <CreateAssessmentView
        intent={{
          institution: institutionLong,
          type: null,
          title: crumb,
          assessmentType: 'focused',
          follows: null,
        }}
        finals={[]}
        {...askedBy}
        refusal={{ kind: 'typeMissing' }}
        problem={{ key: 'frame.refused.roleMayNotWrite' }}
        onChange={nothing}
        onInstrument={nothing}
        onCreate={nothing}
        onClose={nothing}
      />
    </Framed>
  );
}

export function NewFollowUp(): ReactElement {
  const { crumb, institutionLong } = useSample();
  return (
    <Framed>
      <CreateAssessmentView
        intent={{ institution: '', type: null, title: crumb, assessmentType: 'follow-up', follows: null }}
        finals={[{ id: aDoc, label: institutionLong }]}
        {...askedBy}
        refusal={{ kind: 'followsMissing' }}
        problem={null}
        onChange={nothing}
        onInstrument={nothing}
        onCreate={nothing}
        onClose={nothing}
      />
    </Framed>
  );
}

export function NewWorkshop(): ReactElement {
  return (
    <Framed>
      <CreateWorkshopView
        intent={{ title: '', from: '', to: '', template: nationalPolicyTemplate, language: 'en' }}
        templates={builtInTemplates}
        refusal={null}
        problem={null}
        onChange={nothing}
        onCreate={nothing}
        onClose={nothing}
      />
    </Framed>
  );
}

export function NewWorkshopRefused(): ReactElement {
  const { mission } = useSample();
  return (
    <Framed>
      <CreateWorkshopView
        intent={{ title: mission, from: '2026-11-24', to: '2026-11-20', template: null, language: 'en' }}
        templates={builtInTemplates}
        refusal={{ kind: 'endsBeforeItStarts' }}
        problem={null}
        onChange={nothing}
        onCreate={nothing}
        onClose={nothing}
      />
    </Framed>
  );
}
