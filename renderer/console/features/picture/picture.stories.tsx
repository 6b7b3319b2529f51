import type { ReactElement } from 'react';
import { collectSources } from '#domain/report/collect-sources.ts';
import { makeReport } from '#domain/report/make-report.ts';
import { SampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { createReportWords } from '#renderer/report/report-words.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { PictureView } from './picture-view.tsx';

export const about: StoriesAbout = { title: 'Console picture of a State', layout: 'page' };

const { sources } = collectSources(sampleRecords);

function Framed({ isEmpty = false }: { readonly isEmpty?: boolean }): ReactElement {
  const say = useSay();
  const language = useLanguage();
  const made = isEmpty ? null : makeReport('R3', sources);
  const report = typeof made === 'string' ? null : made;
  return (
    <SampleFrame place="picture" isInMission head={{ title: say('report.picture.title') }}>
      <PictureView
        report={report}
        leftOut={0}
        words={createReportWords(language, report?.header.scale ?? [], 'UTC')}
      />
    </SampleFrame>
  );
}

export const OfAState = (): ReactElement => <Framed />;
export const NothingAssessed = (): ReactElement => <Framed isEmpty />;
