import { type ReactElement, useState } from 'react';
import type { Programme } from './programme.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { Section } from '#renderer/ui/section.tsx';
import './programme.css';

export type SetEnd = (end: Pick<Programme, 'endsOn' | 'seen'>) => void;

interface EndViewProps {
  readonly programme: Programme;
  readonly onSetEnd: SetEnd;
}

/** The last day of the programme, to read or to say. */
export function EndView({ programme, onSetEnd }: EndViewProps): ReactElement {
  const say = useSay();
  const { endsOn, seen, mayChange } = programme;
  const [day, setDay] = useState(endsOn);
  return (
    <Section title={say('programme.end')} description={say('programme.end.text')}>
      {endsOn === null && (
        <Banner meaning="wait" isQuiet>
          {say('programme.end.unknown')}
        </Banner>
      )}
      <form
        className="console-programme-end"
        onSubmit={(event) => {
          event.preventDefault();
          onSetEnd({ endsOn: day, seen });
        }}
      >
        <DateField
          label={say('programme.end.day')}
          description={mayChange ? undefined : say('programme.end.readOnly')}
          value={day}
          onChange={setDay}
          isReadOnly={!mayChange}
        />
        {mayChange && (
          <Button type="submit" kind="primary" isDisabled={day === endsOn}>
            {say('programme.end.save')}
          </Button>
        )}
      </form>
    </Section>
  );
}
