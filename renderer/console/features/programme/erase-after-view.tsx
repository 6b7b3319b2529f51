import { type ReactElement, useState } from 'react';
import { EraseAfter, eraseAfterBounds } from '#domain/vault/erase-after.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { NumberField } from '#renderer/ui/number-field.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { EraseAfterDialog } from './erase-after-dialog.tsx';
import type { Programme } from './programme.ts';
import './programme.css';

type Vaults = Programme['vaults'];

export type SetEraseAfter = (change: Pick<Vaults, 'eraseAfter' | 'seen'>) => void;

interface EraseAfterViewProps {
  readonly vaults: Vaults;
  readonly onSetEraseAfter: SetEraseAfter;
}

/** Whether a laptop's vault erases itself after wrong passphrases, to read or to say. */
export function EraseAfterView({ vaults, onSetEraseAfter }: EraseAfterViewProps): ReactElement {
  const say = useSay();
  const { eraseAfter } = vaults;
  return (
    <Section title={say('programme.vaults')} description={say('programme.vaults.text')}>
      {vaults.mayChange ? (
        <EraseAfterForm vaults={vaults} onSetEraseAfter={onSetEraseAfter} />
      ) : (
        <>
          <p>
            {eraseAfter === null
              ? say('programme.vaults.never')
              : say('programme.vaults.after', { count: eraseAfter })}
          </p>
          <p className="fb-field-help">{say('programme.vaults.readOnly')}</p>
        </>
      )}
    </Section>
  );
}

/** What is offered to who turns it on: a day of guessing and more, and far from anybody's slips. */
const proposed = 20;

function EraseAfterForm({ vaults, onSetEraseAfter }: EraseAfterViewProps): ReactElement {
  const say = useSay();
  const { eraseAfter, seen } = vaults;
  const [isOn, setOn] = useState(eraseAfter !== null);
  const [wrong, setWrong] = useState<number | null>(eraseAfter ?? proposed);
  const [asked, setAsked] = useState<EraseAfter | null>(null);
  const read = EraseAfter.safeParse(wrong);
  const next = isOn ? read.data : null;
  return (
    <>
      <form
        className="console-programme-vaults"
        onSubmit={(event) => {
          event.preventDefault();
          if (next === undefined || next === eraseAfter) return;
          // What takes work away is asked for twice; what spares it is not.
          if (next === null) onSetEraseAfter({ eraseAfter: next, seen });
          else setAsked(next);
        }}
      >
        <Checkbox label={say('programme.vaults.on')} state={isOn ? 'on' : 'off'} onChange={setOn} />
        {isOn && (
          <NumberField
            label={say('programme.vaults.wrong')}
            description={say('programme.vaults.bounds', eraseAfterBounds)}
            value={wrong}
            onChange={setWrong}
            isWhole
            problem={read.success ? undefined : say('programme.vaults.outside', eraseAfterBounds)}
          />
        )}
        <Button type="submit" kind="primary" isDisabled={next === undefined || next === eraseAfter}>
          {say('programme.vaults.save')}
        </Button>
      </form>
      <EraseAfterDialog
        eraseAfter={asked}
        onSure={(sure) => {
          setAsked(null);
          onSetEraseAfter({ eraseAfter: sure, seen });
        }}
        onClose={() => setAsked(null)}
      />
    </>
  );
}
