import type { ReactElement } from 'react';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { sampleLabels, samplePeople } from '#renderer/console/stories/sample-people.ts';
import { readFormAnswers } from '#renderer/form/read-form-answers.ts';
import { visit } from '#renderer/form/stories/sample-instrument.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { RecordView } from '../record-view.tsx';
import { sampleVisitDocument } from '../sample-document.ts';
import { readRecordHistory } from '../timeline/record-history.ts';
import { sampleReviewService } from '../workflow/sample-review-service.ts';

export const about: StoriesAbout = { title: 'Console form', layout: 'page' };

interface StateProps {
  readonly part: string;
  readonly viewer?: 'reviewer' | 'adviser';
}

function State({ part, viewer = 'reviewer' }: StateProps): ReactElement {
  const translate = useTranslate();
  const sample = useSample();
  const language = useLanguage();
  const of = sampleVisitDocument(sample);
  return (
    <ConsoleSampleFrame
      railItem={null}
      isInMission
      viewer={viewer}
      head={{
        title: sample.institution,
        crumbs: [
          { label: translate('console.missions.title'), href: '#/' },
          { label: sample.mission, href: '#/' },
          { label: translate('value.documentKind.assessment') },
        ],
        actions: <StatusPill status="quality-review" />,
      }}
    >
      <RecordView
        document={of.document}
        held={[]}
        instruments={[]}
        form={readFormAnswers(of.document, visit, { language, loose: translate('form.section.loose') })}
        history={{ kind: 'present', arrivals: readRecordHistory(of.ops), isWhole: true }}
        names={{ people: samplePeople, labels: sampleLabels }}
        service={sampleReviewService(of, [viewer])}
        part={part}
        hrefOf={() => '#/'}
        onGo={() => undefined}
      />
    </ConsoleSampleFrame>
  );
}

export const Overview = (): ReactElement => <State part="overview" />;
export const Page = (): ReactElement => <State part="form.site" />;
export const Rows = (): ReactElement => <State part="form.unit" viewer="adviser" />;
