import { Plus, Send } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from '../button.tsx';
import { useSample } from '../gallery/sample.ts';
import type { StoriesAbout } from '../gallery/story-registry.ts';
import { Card } from '../layout/card.tsx';
import { ScreenLayout } from '../layout/screen-layout.tsx';
import { PageSection, ScreenPage } from '../layout/screen-page.tsx';
import { SplitColumns } from '../layout/split-columns.tsx';
import { ListEntry } from '../marks/fact-list.tsx';
import { LevelChip, LevelRange } from '../marks/level-chip.tsx';
import { BannerLine, BannerPager } from '../overlays/banner-pager.tsx';
import { RecordTable } from './record-table.tsx';
import { SampleQuestions } from './sample-questions.tsx';
import { SampleRail } from './sample-rail.tsx';
import { SampleStatus } from './sample-status.tsx';
import './sample-screens.css';
import { NavList } from '../layout/nav-list.tsx';
import { ProgressRing } from '../marks/progress.tsx';

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
        <BannerPager
          banners={[
            <BannerLine
              key="refused"
              meaning="bad"
              title={sample.refusedTitle}
              actions={<Button>{sample.export}</Button>}
            >
              {sample.refusedText}
            </BannerLine>,
            <BannerLine key="returned" meaning="wait">
              {sample.refusedText}
            </BannerLine>,
          ]}
        />
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

/** Context of the question in focus, for the stories of whole screens. */
function SampleContext(): ReactElement {
  const sample = useSample();
  return (
    <div className="sample-context">
      <Card>
        <div className="sample-score">
          <LevelChip level={2} size="l" />
          <div>
            <b>{sample.reported}</b>
            <LevelRange mean={2.6} from={2} to={3.2} />
            <small>{sample.reportedNote}</small>
          </div>
        </div>
      </Card>
      <PageSection kind="side" title={sample.evidenceFor}>
        <ListEntry isBoxed lead={<b className="sample-code">E2</b>} meta={sample.ev1meta}>
          {sample.ev1}
        </ListEntry>
        <ListEntry isBoxed lead={<b className="sample-code">E3</b>} meta={sample.ev2meta}>
          {sample.ev2}
        </ListEntry>
        <div>
          <Button icon={Plus}>{sample.addEvidence}</Button>
        </div>
      </PageSection>
      <PageSection kind="side" title={sample.comments}>
        <ListEntry isBoxed meta={sample.commentMeta}>
          {sample.comment}
        </ListEntry>
      </PageSection>
      <PageSection kind="side" title={sample.history}>
        <ListEntry lead={<LevelChip level={2} />} meta={sample.meta1}>
          {sample.you}
        </ListEntry>
        <ListEntry lead={<LevelChip level={3} />} meta={sample.meta2}>
          {sample.second}
        </ListEntry>
        <ListEntry lead={<LevelChip level={1} />} meta={sample.meta3}>
          {sample.you}
        </ListEntry>
      </PageSection>
    </div>
  );
}

/** The list of dimensions with progress and level, for the stories that show whole screens. */
function SampleDimensions(): ReactElement {
  const sample = useSample();
  const [current, setCurrent] = useState<string>('D5');
  const dimensions = [
    { id: 'D2', title: sample.dim2, note: sample.answered22, fraction: 1, level: null },
    { id: 'D3', title: sample.dim3, note: sample.answered88, fraction: 1, level: 3 },
    { id: 'D4', title: sample.dim4, note: sample.answered23, fraction: 0.66, level: 2 },
    { id: 'D5', title: sample.dim5, note: sample.answered36, fraction: 0.5, level: 2 },
    { id: 'D6', title: sample.dim6, note: sample.answered15, fraction: 0.2, level: null },
    { id: 'D7', title: sample.dim7, note: sample.notStarted, fraction: 0, level: null },
    { id: 'D8', title: sample.dim8, note: sample.notStarted, fraction: 0, level: null },
  ] as const;
  return (
    <NavList
      label={sample.dimensions}
      current={current}
      onGo={setCurrent}
      items={dimensions.map(({ id, title, note, fraction, level }) => ({
        id,
        code: id,
        title,
        note,
        lead: <ProgressRing fraction={fraction} label={note} />,
        end: <LevelChip level={level} />,
      }))}
    />
  );
}
