import { Send } from 'lucide-react';
import type { ReactElement } from 'react';
import { Banner } from '../banner.tsx';
import { Button } from '../button.tsx';
import { Frame } from '../frame.tsx';
import type { StoriesAbout } from '../gallery/story.ts';
import { useSample } from '../gallery/sample.ts';
import { Page } from '../page.tsx';
import { SplitColumns } from '../split-columns.tsx';
import { RecordTable } from './record-table.tsx';
import { SampleContext } from './sample-context.tsx';
import { SampleDimensions } from './sample-dimensions.tsx';
import { SampleQuestions } from './sample-questions.tsx';
import { SampleRail } from './sample-rail.tsx';
import { SampleStatus } from './sample-status.tsx';

export const about: StoriesAbout = { title: 'Whole screens', layout: 'page' };

/** The drawn direction (mock/assessment.html), built from the kit. */
export function Assessment(): ReactElement {
  const sample = useSample();
  return (
    <Frame
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: () => undefined }, { label: sample.crumb }]}
      title={sample.institution}
      actions={
        <>
          <Button>{sample.report}</Button>
          <Button kind="primary" icon={Send}>
            {sample.handIn}
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
    </Frame>
  );
}

export function ListOfRecords(): ReactElement {
  const sample = useSample();
  return (
    <Frame
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
      <Page>
        <RecordTable />
      </Page>
    </Frame>
  );
}

export function EmptyList(): ReactElement {
  const sample = useSample();
  return (
    <Frame rail={<SampleRail />} title={sample.mission} status={<SampleStatus network="ready" waiting={0} />}>
      <Page>
        <RecordTable isEmpty />
      </Page>
    </Frame>
  );
}
