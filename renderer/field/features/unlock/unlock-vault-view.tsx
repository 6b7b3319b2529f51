import { LifeBuoy, LockKeyholeOpen } from 'lucide-react';
import { type ReactElement, type RefObject, useEffect, useRef, useState } from 'react';
import { PassphraseField } from '#renderer/field/parts/passphrase-fields.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, RadioRows } from '#renderer/ui';
import { vaultRefusalKeys } from './vault-outcome-message.ts';
import './unlock.css';
import { areFewTriesLeft } from '#domain/vault/passphrase.ts';

interface RetryWaitViewProps {
  readonly text: 'vault.wait' | 'vault.recover.wait';
  readonly secondsLeft: number;
}

/** The seconds run for the eyes; screen readers get the number at the start of the wait. */
export function RetryWaitView({ text, secondsLeft }: RetryWaitViewProps): ReactElement {
  const translate = useTranslate();
  const [first] = useState(secondsLeft);
  return (
    <>
      <span className="fb-hidden">{translate(text, { seconds: first })}</span>
      <span aria-hidden>{translate(text, { seconds: secondsLeft })}</span>
    </>
  );
}

/** After `after` wrong passphrases in a row a vault erases its content; `left` tries remain. */
interface SelfErasure {
  readonly after: number;
  readonly left: number;
}

interface SelfErasureViewProps {
  readonly erases: SelfErasure;
  /** The answer to the last try has the number that remains. */
  readonly isSaid: boolean;
}

/** Notice that this vault can erase its content: a quiet line, and a warning when few tries remain. */
function SelfErasureView({ erases: { after, left }, isSaid }: SelfErasureViewProps): ReactElement {
  const translate = useTranslate();
  return areFewTriesLeft(left) && !isSaid ? (
    <Banner meaning="bad">{translate('vault.erases.few', { left })}</Banner>
  ) : (
    <p className="unlock-erases">{translate('vault.erases', { after })}</p>
  );
}

export interface VaultChoice {
  readonly id: string;
  /** Empty for an unreadable name. */
  readonly label: string;
  /** No passphrase opens a vault with a damaged or missing header. */
  readonly header: 'whole' | 'damaged' | 'missing' | 'later';
  /** Null where it is never erased by wrong passphrases. */
  readonly erases: SelfErasure | null;
}

interface UnlockVaultViewProps {
  readonly vaults: readonly VaultChoice[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  /** Seconds until the next try; 0 without a wait. */
  readonly secondsLeft: number;
  /** Result of the last try. */
  readonly outcome: Message | null;
  readonly isOpening: boolean;
  readonly onUnlock: (passphrase: string) => void;
  readonly onForgot: () => void;
}

/** Choice of the person, and their passphrase. */
export function UnlockVaultView(props: UnlockVaultViewProps): ReactElement {
  const { vaults, chosen, onChoose, secondsLeft, outcome, isOpening, onUnlock, onForgot } = props;
  const translate = useTranslate();
  const [passphrase, setPassphrase] = useState('');
  const vaultChoice = vaults.find(({ id }) => id === chosen);
  const header = vaultChoice?.header ?? 'whole';
  const erases = header === 'whole' ? (vaultChoice?.erases ?? null) : null;
  const form = useRef<HTMLFormElement>(null);
  useFieldAfterRefusal(form, { isOpening, isRefused: outcome !== null });
  const mayTry = chosen !== null && passphrase !== '' && secondsLeft === 0 && !isOpening;
  return (
    <form
      className="unlock-form"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (mayTry) onUnlock(passphrase);
      }}
    >
      {outcome && (
        <Banner meaning="bad" isAnnounced>
          {translate(outcome)}
        </Banner>
      )}
      <RadioRows
        label={translate('vault.choose')}
        rows={vaults.map(({ id, label }) => ({
          value: id,
          text: label || translate('vault.unreadableName'),
        }))}
        value={chosen}
        onChange={onChoose}
        isDisabled={isOpening}
      />
      {header === 'whole' ? (
        <PassphraseField
          label={translate('vault.passphrase')}
          value={passphrase}
          onChange={setPassphrase}
          isReadOnly={isOpening}
          autoFocus
        />
      ) : (
        <Banner meaning="bad" isAnnounced>
          {translate(vaultRefusalKeys[header])}
        </Banner>
      )}
      {erases && <SelfErasureView erases={erases} isSaid={outcome?.key === 'vault.wrong.left'} />}
      {/* Read out when a wait begins and when it is over, not at every second. */}
      <div role="status" className={secondsLeft > 0 ? undefined : 'fb-hidden'}>
        {secondsLeft > 0 ? (
          <RetryWaitView key={String(chosen)} text="vault.wait" secondsLeft={secondsLeft} />
        ) : (
          outcome && translate('vault.again')
        )}
      </div>
      {header === 'whole' ? (
        <>
          <Button
            kind="primary"
            type="submit"
            icon={LockKeyholeOpen}
            isPending={isOpening}
            isDisabled={!isOpening && !mayTry}
          >
            {isOpening ? translate('vault.unlocking') : translate('vault.unlock')}
          </Button>
          <Button kind="quiet" onPress={onForgot} isDisabled={chosen === null || isOpening}>
            {translate('vault.recover')}
          </Button>
        </>
      ) : header === 'later' ? null : (
        <Button kind="primary" icon={LifeBuoy} onPress={onForgot}>
          {translate('vault.recover.title')}
        </Button>
      )}
    </form>
  );
}

/** Select the passphrase after a refused one: the next is typed in its place, without a click. */
function useFieldAfterRefusal(
  form: RefObject<HTMLFormElement | null>,
  { isOpening, isRefused }: { readonly isOpening: boolean; readonly isRefused: boolean },
): void {
  const wasTried = useRef(false);
  useEffect(() => {
    if (isOpening) wasTried.current = true;
    if (isOpening || !isRefused || !wasTried.current) return;
    wasTried.current = false;
    const field = form.current?.querySelector<HTMLInputElement>('.passphrase-field input');
    field?.focus();
    field?.select();
  }, [form, isOpening, isRefused]);
}
