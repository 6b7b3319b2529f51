import { type ReactElement, useState } from 'react';
import { languageFacts, ScreenLanguage, useTranslate } from '#renderer/i18n';
import { Checkbox, Switch } from '../fields/checkbox.tsx';
import { Select } from '../fields/select.tsx';
import { useSample } from '../gallery/sample.ts';
import type { StoriesAbout } from '../gallery/story-registry.ts';

export const about: StoriesAbout = { title: 'Choices' };

const options = ScreenLanguage.options.map((mailLanguage) => ({
  id: mailLanguage,
  label: languageFacts[mailLanguage].ownName,
}));

export function SelectFilled(): ReactElement {
  const [value, setValue] = useState<ScreenLanguage>('fr');
  return (
    <div className="story-side">
      <Select label={useSample().name} options={options} value={value} onChange={setValue} />
    </div>
  );
}
export function SelectEmpty(): ReactElement {
  const [value, setValue] = useState<ScreenLanguage | null>(null);
  const sample = useSample();
  return (
    <div className="story-side">
      <Select
        label={sample.name}
        description={sample.fieldHelp}
        options={options}
        value={value}
        onChange={setValue}
        isRequired
      />
    </div>
  );
}
export function SelectRefused(): ReactElement {
  const sample = useSample();
  return (
    <div className="story-side">
      <Select
        label={sample.name}
        problem={sample.fieldProblem}
        options={options}
        value="en"
        onChange={() => undefined}
      />
    </div>
  );
}
export function SelectDisabled(): ReactElement {
  return (
    <div className="story-side">
      <Select label={useSample().name} options={options} value="en" onChange={() => undefined} isDisabled />
    </div>
  );
}
export function SwitchOnAndOff(): ReactElement {
  const translate = useTranslate();
  const [isOn, setIsOn] = useState(true);
  const label = translate('frame.rail.simulateNoNetwork');
  return (
    <div className="story-stack">
      <Switch
        label={label}
        description={translate('frame.status.network.noneExplained')}
        isOn={isOn}
        onChange={setIsOn}
      />
      <Switch label={label} isOn={false} onChange={() => undefined} />
      <Switch label={label} isOn isDisabled onChange={() => undefined} />
    </div>
  );
}
export function CheckboxStates(): ReactElement {
  const sample = useSample();
  const [isOn, setIsOn] = useState(true);
  return (
    <div className="story-stack">
      <Checkbox
        label={sample.dim2}
        state={isOn ? 'on' : 'off'}
        onChange={setIsOn}
        description={sample.fieldHelp}
      />
      <Checkbox label={sample.dim3} state="off" onChange={() => undefined} />
      <Checkbox label={sample.dim4} state="mixed" onChange={() => undefined} />
      <Checkbox label={sample.dim5} state="on" isDisabled onChange={() => undefined} />
      <Checkbox label={sample.dim6} state="off" problem={sample.fieldProblem} onChange={() => undefined} />
    </div>
  );
}
