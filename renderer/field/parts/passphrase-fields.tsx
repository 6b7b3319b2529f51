import { Eye, EyeOff, RefreshCw } from 'lucide-react';
import { type ReactElement, useId, useState } from 'react';
import { isPassphraseLongEnough } from '#domain/vault/passphrase.ts';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Button, Checkbox, type FieldProps, ProgressBar, TextField } from '#renderer/ui';
import './passphrase-fields.css';

interface PassphraseFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean | undefined;
}

/** Secret shown as dots until the person reveals it: long ones are mistyped, and rooms are often empty. */
export function PassphraseField(props: PassphraseFieldProps): ReactElement {
  const translate = useTranslate();
  const [isShown, setShown] = useState(false);
  return (
    <div className="passphrase-field">
      <TextField {...props} type={isShown ? 'text' : 'password'} cutsAt={1024} />
      <Button kind="quiet" icon={isShown ? EyeOff : Eye} onPress={() => setShown(!isShown)}>
        {translate(isShown ? 'vault.passphrase.hide' : 'vault.passphrase.show')}
      </Button>
    </div>
  );
}

/** Choice of a person so far: the offered words, or their own. */
export type ChosenPassphrase =
  | { readonly kind: 'offered'; readonly words: string; readonly isKept: boolean }
  | { readonly kind: 'own'; readonly typed: string };

/** From 0, guessed at once, to 4. */
export type PassphraseStrength = 0 | 1 | 2 | 3 | 4;

/** Present choice, and its missing conditions. */
export interface PassphraseChoice {
  readonly chosen: ChosenPassphrase;
  readonly onChange: (chosenPassphrase: ChosenPassphrase) => void;
  /** Five new words at each call. */
  readonly makeWords: () => string;
  /** Null while it is not known yet. */
  readonly strength: PassphraseStrength | null;
}

interface NewPassphraseFieldsProps extends PassphraseChoice {
  readonly isDisabled?: boolean | undefined;
}

/** Choice of a passphrase: five generated words first, or a passphrase of one's own. */
export function NewPassphraseFields(props: NewPassphraseFieldsProps): ReactElement {
  const { chosen, onChange, makeWords, strength, isDisabled = false } = props;
  const translate = useTranslate();
  const titleId = useId();
  const offer = (): void => onChange({ kind: 'offered', words: makeWords(), isKept: false });

  if (chosen.kind === 'own')
    return (
      <>
        <PassphraseField
          label={translate('vault.passphrase')}
          description={translate('vault.own.description')}
          value={chosen.typed}
          onChange={(typed) => onChange({ kind: 'own', typed })}
          isDisabled={isDisabled}
          isRequired
        />
        {/* There from the first: a later field would move the buttons below from under the pointer. */}
        <ProgressBar
          label={translate('vault.strength')}
          fraction={strength === null ? 0 : (strength + 1) / 5}
          valueText={translate(
            strength === null ? 'vault.strength.unknown' : passphraseStrengthKeys[strength],
          )}
        />
        <Button kind="quiet" onPress={offer} isDisabled={isDisabled}>
          {translate('vault.offered.again')}
        </Button>
      </>
    );
  return (
    <div className="passphrase-words" role="group" aria-labelledby={titleId}>
      <span className="fb-field-label" id={titleId}>
        {translate('vault.offered')}
      </span>
      <output dir="auto">{chosen.words}</output>
      <p>{translate('vault.offered.text')}</p>
      <Checkbox
        label={translate('vault.offered.kept')}
        state={chosen.isKept ? 'on' : 'off'}
        onChange={(isKept) => onChange({ ...chosen, isKept })}
        isDisabled={isDisabled}
      />
      <div className="passphrase-words-acts">
        <Button kind="quiet" icon={RefreshCw} onPress={offer} isDisabled={isDisabled}>
          {translate('vault.offered.other')}
        </Button>
        <Button kind="quiet" onPress={() => onChange({ kind: 'own', typed: '' })} isDisabled={isDisabled}>
          {translate('vault.own')}
        </Button>
      </div>
    </div>
  );
}

/** The passphrase that was chosen, or null while it is not ready to be taken. */
export function readyPassphrase({ chosen }: PassphraseChoice): string | null {
  if (chosen.kind === 'offered') return chosen.isKept ? chosen.words : null;
  return isPassphraseLongEnough(chosen.typed) ? chosen.typed : null;
}

const passphraseStrengthKeys: Readonly<Record<PassphraseStrength, MessageKey>> = {
  0: 'vault.strength.veryWeak',
  1: 'vault.strength.weak',
  2: 'vault.strength.fair',
  3: 'vault.strength.good',
  4: 'vault.strength.strong',
};
