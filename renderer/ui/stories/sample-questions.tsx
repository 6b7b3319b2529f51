import { Flag } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from '../button.tsx';
import { type RadioRow, RadioRows } from '../fields/radio-rows.tsx';
import { TextArea } from '../fields/text-field.tsx';
import { type Sample, useSample } from '../gallery/sample.ts';
import { Card, CollapsedLine } from '../layout/card.tsx';
import { Banner } from '../marks/banner.tsx';
import { ListEntry } from '../marks/fact-list.tsx';
import { LevelChip } from '../marks/level-chip.tsx';
import { Pill } from '../marks/pill.tsx';
import './sample-screens.css';

/** The questions of one dimension, for the stories that show whole screens. */
export function SampleQuestions(): ReactElement {
  const sample = useSample();
  return (
    <div className="sample-questions">
      <header>
        <h2>
          <span className="sample-number">D5</span> {sample.dimTitle}
        </h2>
        <p>{sample.dimWhy}</p>
      </header>
      <Banner meaning="info" isQuiet>
        {sample.doNotRecord}
      </Banner>
      <FirstQuestion />
      <CollapsedLine action={<Button kind="quiet">{sample.showAnyway}</Button>}>{sample.skip}</CollapsedLine>
      <SecondQuestion />
    </div>
  );
}

function FirstQuestion(): ReactElement {
  const sample = useSample();
  const [sampleAnswer, setAnswer] = useState<SampleAnswer>('2');
  const [rationale, setRationale] = useState(sample.rationale);
  return (
    <Card isCurrent label={`D5.4 ${sample.questionTitle}`}>
      <Title code="D5.4" title={sample.questionTitle} isGate />
      <p className="sample-question">{sample.question}</p>
      <RadioRows
        label={sample.question}
        hideLabel
        rows={descriptorRows(sample)}
        others={otherRows(sample)}
        value={sampleAnswer}
        onChange={setAnswer}
      />
      <div className="sample-answer">
        <TextArea draft={{ of: 'record' }} label={sample.why} value={rationale} onChange={setRationale} />
        <Banner meaning="wait" icon={Flag}>
          {sample.flag}
        </Banner>
        <Banner meaning="bad" title={sample.conflictTitle}>
          {sample.conflictText}
          <div className="sample-values">
            <ListEntry
              isBoxed
              lead={<LevelChip level={2} />}
              meta={sample.meta1}
              action={<Button>{sample.keepThis}</Button>}
            >
              {sample.you}
            </ListEntry>
            <ListEntry
              isBoxed
              lead={<LevelChip level={3} />}
              meta={sample.meta2}
              action={<Button>{sample.keepThis}</Button>}
            >
              {sample.second}
            </ListEntry>
          </div>
        </Banner>
      </div>
    </Card>
  );
}

function SecondQuestion(): ReactElement {
  const sample = useSample();
  const [answer, setAnswer] = useState<'1' | '2' | null>(null);
  return (
    <Card label={`D5.6 ${sample.q2Title}`}>
      <Title code="D5.6" title={sample.q2Title} />
      <p className="sample-question">{sample.q2}</p>
      <RadioRows
        label={sample.q2}
        hideLabel
        rows={[
          { value: '1', keyHint: '1', level: 1, text: sample.q2l1 },
          { value: '2', keyHint: '2', level: 2, text: sample.q2l2 },
        ]}
        value={answer}
        onChange={setAnswer}
      />
    </Card>
  );
}

interface TitleProps {
  readonly code: string;
  readonly title: string;
  readonly isGate?: boolean | undefined;
}

function Title({ code, title, isGate = false }: TitleProps): ReactElement {
  const sample = useSample();
  return (
    <h3 className="sample-title">
      <span className="sample-number">{code}</span>
      {title}
      {isGate && <Pill text={sample.gate} meaning="accent" />}
    </h3>
  );
}

/** The answers of the sample question. */
export type SampleAnswer = '1' | '2' | '3' | '4' | '5' | 'na' | 'ne' | 'declined';

/** Its five descriptors. */
export function descriptorRows(sample: Sample): RadioRow<SampleAnswer>[] {
  return ([1, 2, 3, 4, 5] as const).map((maturityLevel) => ({
    value: `${maturityLevel}`,
    keyHint: `${maturityLevel}`,
    level: maturityLevel,
    text: sample[`l${maturityLevel}`],
  }));
}

/** The answers that are not a level. */
export function otherRows(sample: Sample): RadioRow<SampleAnswer>[] {
  return [
    { value: 'na', keyHint: '0', text: sample.na },
    { value: 'ne', keyHint: 'E', text: sample.ne },
    { value: 'declined', keyHint: 'D', text: sample.declined },
  ];
}
