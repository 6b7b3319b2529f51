import { Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '../button.tsx';
import { Card } from '../layout/card.tsx';
import { ListEntry } from '../marks/fact-list.tsx';
import { useSample } from '../gallery/sample.ts';
import { LevelChip, LevelRange } from '../marks/level-chip.tsx';
import { PageSection } from '../layout/screen-layout.tsx';
import './sample-screens.css';

/** Context of the question in focus, for the stories of whole screens. */
export function SampleContext(): ReactElement {
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
