import { type ReactElement, useState } from 'react';
import { useTranslate } from '#renderer/i18n';
import { SearchField } from '../fields/search-field.tsx';
import { TextArea, type TextAreaProps, TextField, type TextFieldProps } from '../fields/text-field.tsx';
import { useSample } from '../gallery/sample.ts';
import type { StoriesAbout } from '../gallery/story-registry.ts';

export const about: StoriesAbout = { title: 'Text fields' };

function Line(props: Partial<TextFieldProps>): ReactElement {
  const sample = useSample();
  const [value, setValue] = useState(props.value ?? sample.institution);
  return (
    <div className="story-stack">
      <TextField draft="none" label={sample.fieldLabel} {...props} value={value} onChange={setValue} />
    </div>
  );
}

function Lines(props: Partial<TextAreaProps>): ReactElement {
  const sample = useSample();
  const [value, setValue] = useState(props.value ?? sample.rationale);
  return (
    <div className="story-stack">
      <TextArea draft="none" label={sample.why} {...props} value={value} onChange={setValue} />
    </div>
  );
}

export function Filled(): ReactElement {
  return <Line description={useSample().fieldHelp} />;
}
export function Empty(): ReactElement {
  const sample = useSample();
  return <Line value="" isRequired placeholder={sample.court} />;
}
export function Refused(): ReactElement {
  return <Line problem={useSample().fieldProblem} />;
}
export function ReadOnly(): ReactElement {
  return <Line isReadOnly />;
}
export function Disabled(): ReactElement {
  return <Line isDisabled />;
}
export function SeveralLines(): ReactElement {
  return <Lines />;
}
export function SeveralLinesEmpty(): ReactElement {
  return <Lines value="" rows={4} />;
}
export function SeveralLinesLong(): ReactElement {
  const { rationale, refusedText, doNotRecord } = useSample();
  return <Lines value={[rationale, refusedText, doNotRecord].join('\n\n')} />;
}
export function SeveralLinesRefused(): ReactElement {
  return <Lines problem={useSample().fieldProblem} />;
}
export function SeveralLinesTooLong(): ReactElement {
  return <Lines maxLength={40} />;
}
export function SeveralLinesReadOnly(): ReactElement {
  return <Lines isReadOnly />;
}
/** An answer in another language than the screen's keeps its own direction. */
export function OtherLanguageInside(): ReactElement {
  return (
    <Lines value={'تملأ وحدة المشتريات مذكرة من صفحتين.\nWritten in English, with a stop at the end.'} />
  );
}
export function Search(): ReactElement {
  const translate = useTranslate();
  const [value, setValue] = useState('');
  return (
    <div className="story-stack">
      <SearchField label={translate('frame.rail.search')} value={value} onChange={setValue} keyHint="/" />
    </div>
  );
}
export function SearchFilled(): ReactElement {
  const translate = useTranslate();
  const [value, setValue] = useState(useSample().laboratory);
  return (
    <div className="story-stack">
      <SearchField label={translate('frame.rail.search')} value={value} onChange={setValue} keyHint="/" />
    </div>
  );
}
