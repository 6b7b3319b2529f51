import { RefreshCw } from 'lucide-react';
import { type ReactElement, useId } from 'react';
import { isLongEnough } from '#domain/vault/passphrase.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { PassphraseField } from './passphrase-field.tsx';

/** What a person has chosen so far: the words that were offered, or their own. */
export type ChosenPassphrase =
  | { readonly kind: 'offered'; readonly words: string; readonly isKept: boolean }
  | { readonly kind: 'own'; readonly typed: string };

/** From 0, guessed at once, to 4. */
export type Strength = 0 | 1 | 2 | 3 | 4;

/** The choice as it stands, and what it needs to go on. */
export interface PassphraseChoice {
  readonly chosen: ChosenPassphrase;
  readonly onChange: (chosen: ChosenPassphrase) => void;
  /** Five new words at each call. */
  readonly makeWords: () => string;
  /** Null while it is not known yet. */
  readonly strength: Strength | null;
}

interface NewPassphraseProps extends PassphraseChoice {
  readonly isDisabled?: boolean | undefined;
}

/** The choice of a passphrase: five generated words first, an own one for who wants it. */
export function NewPassphrase(props: NewPassphraseProps): ReactElement {
  const { chosen, onChange, makeWords, strength, isDisabled = false } = props;
  const say = useSay();
  const titleId = useId();
  const offer = (): void => onChange({ kind: 'offered', words: makeWords(), isKept: false });

  if (chosen.kind === 'own')
    return (
      <>
        <PassphraseField
          label={say('vault.passphrase')}
          description={say('vault.own.description')}
          value={chosen.typed}
          onChange={(typed) => onChange({ kind: 'own', typed })}
          isDisabled={isDisabled}
          isRequired
        />
        {/* There from the first: what comes in later would move the buttons below from under the pointer. */}
        <ProgressBar
          label={say('vault.strength')}
          fraction={strength === null ? 0 : (strength + 1) / 5}
          valueText={say(strength === null ? 'vault.strength.unknown' : strengthWords[strength])}
        />
        <Button kind="quiet" onPress={offer} isDisabled={isDisabled}>
          {say('vault.offered.again')}
        </Button>
      </>
    );
  return (
    <div className="passphrase-words" role="group" aria-labelledby={titleId}>
      <span className="fb-field-label" id={titleId}>
        {say('vault.offered')}
      </span>
      <output dir="auto">{chosen.words}</output>
      <p>{say('vault.offered.text')}</p>
      <Checkbox
        label={say('vault.offered.kept')}
        state={chosen.isKept ? 'on' : 'off'}
        onChange={(isKept) => onChange({ ...chosen, isKept })}
        isDisabled={isDisabled}
      />
      <div className="passphrase-words-acts">
        <Button kind="quiet" icon={RefreshCw} onPress={offer} isDisabled={isDisabled}>
          {say('vault.offered.other')}
        </Button>
        <Button kind="quiet" onPress={() => onChange({ kind: 'own', typed: '' })} isDisabled={isDisabled}>
          {say('vault.own')}
        </Button>
      </div>
    </div>
  );
}

/** The passphrase that was chosen, or null while it is not ready to be taken. */
export function readyPassphrase({ chosen }: PassphraseChoice): string | null {
  if (chosen.kind === 'offered') return chosen.isKept ? chosen.words : null;
  return isLongEnough(chosen.typed) ? chosen.typed : null;
}

const strengthWords: Readonly<Record<Strength, MessageKey>> = {
  0: 'vault.strength.veryWeak',
  1: 'vault.strength.weak',
  2: 'vault.strength.fair',
  3: 'vault.strength.good',
  4: 'vault.strength.strong',
};
