import type { ReactElement } from 'react';
import { SampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { sampleLabels, samplePeople } from '#renderer/console/stories/sample-people.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { readForm } from '#renderer/form/form-reading.ts';
import { visit } from '#renderer/form/stories/sample-instrument.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { readHistory } from './history.ts';
import { RecordView } from './record-view.tsx';
import { sampleDesk } from './sample-review.ts';
import { sampleVisit } from './sample-visit.ts';

export const about: StoriesAbout = { title: 'Console form', layout: 'page' };

interface StateProps {
  readonly part: string;
  readonly viewer?: 'reviewer' | 'adviser';
}

function State({ part, viewer = 'reviewer' }: StateProps): ReactElement {
  const say = useSay();
  const sample = useSample();
  const language = useLanguage();
  const of = sampleVisit(sample);
  return (
    <SampleFrame
      place={null}
      isInMission
      viewer={viewer}
      head={{
        title: sample.institution,
        crumbs: [
          { label: say('console.missions.title'), href: '#/' },
          { label: sample.mission, href: '#/' },
          { label: say('console.kind.assessment') },
        ],
        actions: <StatusPill status="quality-review" />,
      }}
    >
      <RecordView
        document={of.document}
        held={[]}
        instruments={[]}
        form={readForm(of.document, visit, { language, loose: say('form.section.loose') })}
        history={{ kind: 'present', arrivals: readHistory(of.ops), isWhole: true }}
        names={{ people: samplePeople, labels: sampleLabels }}
        desk={sampleDesk(of, [viewer])}
        part={part}
        hrefOf={() => '#/'}
        onGo={() => undefined}
      />
    </SampleFrame>
  );
}

export const Overview = (): ReactElement => <State part="overview" />;
export const Page = (): ReactElement => <State part="form.site" />;
export const Rows = (): ReactElement => <State part="form.unit" viewer="adviser" />;
