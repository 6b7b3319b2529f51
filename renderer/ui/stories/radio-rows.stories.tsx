import { type ReactElement, useState } from 'react';
import { RadioRows } from '../fields/radio-rows.tsx';
import { useSample } from '../gallery/sample.ts';
import type { StoriesAbout } from '../gallery/story-registry.ts';
import { descriptorRows, otherRows, type SampleAnswer } from './sample-questions.tsx';

export const about: StoriesAbout = { title: 'RadioRows' };

interface RowsProps {
  readonly initial: SampleAnswer | null;
  readonly problem?: string | undefined;
  readonly isReadOnly?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
}

function Rows({ initial, ...state }: RowsProps): ReactElement {
  const sample = useSample();
  const [value, setValue] = useState(initial);
  return (
    <div className="story-stack">
      <RadioRows
        label={sample.question}
        hideLabel
        rows={descriptorRows(sample)}
        others={otherRows(sample)}
        value={value}
        onChange={setValue}
        {...state}
      />
    </div>
  );
}

export function Answered(): ReactElement {
  return <Rows initial="2" />;
}
export function Unanswered(): ReactElement {
  return <Rows initial={null} />;
}
export function NotEnoughEvidence(): ReactElement {
  return <Rows initial="ne" />;
}
export function ReadOnly(): ReactElement {
  return <Rows initial="4" isReadOnly />;
}
export function Locked(): ReactElement {
  return <Rows initial="4" isDisabled />;
}
export function Refused(): ReactElement {
  return <Rows initial="5" problem={useSample().flag} />;
}
export function WithoutKeys(): ReactElement {
  const sample = useSample();
  const [value, setValue] = useState<'one' | 'two'>('one');
  return (
    <div className="story-stack">
      <RadioRows
        label={sample.conflictTitle}
        rows={[
          { value: 'one', text: sample.l2, level: 2, description: sample.meta1 },
          { value: 'two', text: sample.l3, level: 3, description: sample.meta2 },
        ]}
        value={value}
        onChange={setValue}
      />
    </div>
  );
}
