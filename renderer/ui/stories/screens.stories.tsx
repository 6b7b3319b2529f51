import { Send } from 'lucide-react';
import type { ReactElement } from 'react';
import { Banner } from '../marks/banner.tsx';
import { Button } from '../button.tsx';
import { ScreenLayout, ScreenPage } from '../layout/screen-layout.tsx';
import type { StoriesAbout } from '../gallery/story-registry.ts';
import { useSample } from '../gallery/sample.ts';
import { SplitColumns } from '../layout/split-columns.tsx';
import { RecordTable } from './record-table.tsx';
import { SampleContext } from './sample-context.tsx';
import { SampleDimensions } from './sample-dimensions.tsx';
import { SampleQuestions } from './sample-questions.tsx';
import { SampleRail } from './sample-rail.tsx';
import { SampleStatus } from './sample-status.tsx';

export const about: StoriesAbout = { title: 'Whole screens', layout: 'page' };

/** The needs assessment, built from the kit. */
export function Assessment(): ReactElement {
  const sample = useSample();
  return (
    <ScreenLayout
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: () => undefined }, { label: sample.crumb }]}
      title={sample.institution}
      actions={
        <>
          <Button>{sample.report}</Button>
          <Button kind="primary" icon={Send}>
            {sample.submit}
          </Button>
        </>
      }
      status={<SampleStatus network="none" waiting={12} />}
    >
      <SplitColumns
        label={sample.dimTitle}
        start={{ title: sample.dimensions, content: <SampleDimensions /> }}
        end={{ title: sample.context, content: <SampleContext /> }}
      >
        <SampleQuestions />
      </SplitColumns>
    </ScreenLayout>
  );
}

export function ListOfRecords(): ReactElement {
  const sample = useSample();
  return (
    <ScreenLayout
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: () => undefined }]}
      title={sample.institutionLong}
      actions={<Button kind="primary">{sample.emptyAction}</Button>}
      banner={
        <Banner meaning="bad" title={sample.refusedTitle} actions={<Button>{sample.export}</Button>}>
          {sample.refusedText}
        </Banner>
      }
      status={<SampleStatus network="refused" waiting={412} />}
    >
      <ScreenPage>
        <RecordTable />
      </ScreenPage>
    </ScreenLayout>
  );
}

export function EmptyList(): ReactElement {
  const sample = useSample();
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={sample.mission}
      status={<SampleStatus network="ready" waiting={0} />}
    >
      <ScreenPage>
        <RecordTable isEmpty />
      </ScreenPage>
    </ScreenLayout>
  );
}
