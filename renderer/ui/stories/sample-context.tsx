import { Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '../button.tsx';
import { Card } from '../card.tsx';
import { Entry } from '../entry.tsx';
import { useSample } from '../gallery/sample.ts';
import { LevelChip } from '../level-chip.tsx';
import { LevelRange } from '../level-range.tsx';
import { Section } from '../section.tsx';
import './sample-screens.css';

/** What is known about the question in focus, for the stories that show whole screens. */
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
      <Section kind="side" title={sample.evidenceFor}>
        <Entry isBoxed lead={<b className="sample-code">E2</b>} meta={sample.ev1meta}>
          {sample.ev1}
        </Entry>
        <Entry isBoxed lead={<b className="sample-code">E3</b>} meta={sample.ev2meta}>
          {sample.ev2}
        </Entry>
        <div>
          <Button icon={Plus}>{sample.addEvidence}</Button>
        </div>
      </Section>
      <Section kind="side" title={sample.comments}>
        <Entry isBoxed meta={sample.commentMeta}>
          {sample.comment}
        </Entry>
      </Section>
      <Section kind="side" title={sample.history}>
        <Entry lead={<LevelChip level={2} />} meta={sample.meta1}>
          {sample.you}
        </Entry>
        <Entry lead={<LevelChip level={3} />} meta={sample.meta2}>
          {sample.second}
        </Entry>
        <Entry lead={<LevelChip level={1} />} meta={sample.meta3}>
          {sample.you}
        </Entry>
      </Section>
    </div>
  );
}
