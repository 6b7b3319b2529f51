import { Eye, EyeOff } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { FieldProps } from '#renderer/ui/field-parts.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import './passphrase-field.css';

interface PassphraseFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean | undefined;
}

/** A secret that is dots until the person wants to see it: long ones are mistyped, and rooms are often empty. */
export function PassphraseField(props: PassphraseFieldProps): ReactElement {
  const say = useSay();
  const [isShown, setShown] = useState(false);
  return (
    <div className="passphrase-field">
      <TextField {...props} type={isShown ? 'text' : 'password'} cutsAt={1024} />
      <Button kind="quiet" icon={isShown ? EyeOff : Eye} onPress={() => setShown(!isShown)}>
        {say(isShown ? 'vault.passphrase.hide' : 'vault.passphrase.show')}
      </Button>
    </div>
  );
}
