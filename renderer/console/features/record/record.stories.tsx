import type { ReactElement } from 'react';
import type { FormSectionReading } from '#domain/instrument/form/form-lines.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { SampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { sampleLabels, samplePeople } from '#renderer/console/stories/sample-people.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { readForm } from '#renderer/form/form-reading.ts';
import { visit } from '#renderer/form/stories/sample-instrument.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import type { HeldChange } from './held-change.ts';
import { readHistory } from './history.ts';
import type { RecordHistory } from './history-view.tsx';
import { RecordView } from './record-view.tsx';
import { useConclusions } from './use-conclusions.ts';
import { sampleAssessment, sampleHeld } from './sample-assessment.ts';
import type { SampleDocument } from './sample-document.ts';
import { sampleWorkshop } from './sample-workshop.ts';

export const about: StoriesAbout = { title: 'Console record', layout: 'page' };

interface StateProps {
  readonly of: SampleDocument;
  readonly part: string;
  readonly held?: readonly HeldChange[];
  readonly history?: RecordHistory;
  readonly knowsInstrument?: boolean;
  readonly form?: readonly FormSectionReading[];
}

function State({ of, part, held = [], history, knowsInstrument = true, form }: StateProps): ReactElement {
  const say = useSay();
  const sample = useSample();
  const conclusions = useConclusions(of.document, null);
  return (
    <SampleFrame
      place={null}
      isInMission
      head={{
        title: sample.institution,
        crumbs: [
          { label: say('console.missions.title'), href: '#/' },
          { label: sample.mission, href: '#/' },
          { label: say('console.kind.assessment') },
        ],
        actions: (
          <>
            <StatusPill status="fieldwork" />
            <Pill text={say('ui.readOnly')} />
          </>
        ),
      }}
    >
      <RecordView
        document={of.document}
        held={held}
        instruments={knowsInstrument ? [defaultModel] : []}
        {...(form && { form })}
        conclusions={conclusions}
        history={history ?? { kind: 'present', arrivals: readHistory(of.ops), isWhole: true }}
        desk={null}
        names={{ people: samplePeople, labels: sampleLabels }}
        part={part}
        hrefOf={() => '#/'}
        onGo={() => undefined}
      />
    </SampleFrame>
  );
}

export function Overview(): ReactElement {
  return <State of={sampleAssessment(useSample())} part="overview" held={sampleHeld} />;
}

export function Dimension(): ReactElement {
  return <State of={sampleAssessment(useSample())} part="D3" held={sampleHeld} />;
}

export function DimensionInConflict(): ReactElement {
  return <State of={sampleAssessment(useSample())} part="D5" />;
}

export function Findings(): ReactElement {
  return <State of={sampleAssessment(useSample())} part="findings" />;
}

/** An instrument that rates and asks more beside it. */
export function PlainQuestions(): ReactElement {
  const say = useSay();
  const of = sampleAssessment(useSample());
  const words = { language: useLanguage(), loose: say('form.section.loose') };
  return <State of={of} part="form.site" form={readForm(of.document, visit, words) ?? []} />;
}

export function Conflicts(): ReactElement {
  return <State of={sampleAssessment(useSample())} part="conflicts" />;
}

export function Held(): ReactElement {
  return <State of={sampleAssessment(useSample())} part="held" held={sampleHeld} />;
}

export function History(): ReactElement {
  return <State of={sampleAssessment(useSample())} part="history" />;
}

/** Headquarters erased what a rationale had said. */
export function HistoryErased(): ReactElement {
  const sample = sampleAssessment(useSample());
  const ops = sample.ops.map((op) =>
    op.path.endsWith('/rationale') ? { ...op, value: null, erased: true as const } : op,
  );
  return <State of={{ ...sample, ops }} part="history" />;
}

export function HistoryLoading(): ReactElement {
  return <State of={sampleAssessment(useSample())} part="history" history={{ kind: 'loading' }} />;
}

export function HistoryFailed(): ReactElement {
  return (
    <State
      of={sampleAssessment(useSample())}
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
  return <State of={sampleAssessment(useSample())} part="overview" knowsInstrument={false} />;
}

export function Workshop(): ReactElement {
  return <State of={sampleWorkshop(useSample())} part="overview" />;
}
