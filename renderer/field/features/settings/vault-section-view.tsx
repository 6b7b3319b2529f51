import { KeyRound, Lock, Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button, Dialog, FactList, PageSection, Select } from '#renderer/ui';
import './settings.css';
import {
  NewPassphraseFields,
  type PassphraseChoice,
  PassphraseField,
  readyPassphrase,
} from '#renderer/field/parts/passphrase-fields.tsx';

interface VaultSectionViewProps {
  /** Null until the shell has answered. */
  readonly idleMinutes: number | null;
  /**
   * Number of wrong passphrases in a row after which the vault is erased; null without this rule of its
   * programme.
   */
  readonly erasesAfter: number | null;
  readonly onIdleMinutes: (minutes: number) => void;
  readonly onLock: () => void;
  readonly onChangePassphrase: () => void;
  readonly onErase: () => void;
}

/** Acts on the open vault. */
export function VaultSectionView(props: VaultSectionViewProps): ReactElement {
  const { idleMinutes, erasesAfter, onIdleMinutes, onLock, onChangePassphrase, onErase } = props;
  const translate = useTranslate();
  const format = useFormat();
  // A value chosen elsewhere stays a choice.
  const all = [...new Set([...idleMinutesChoices, ...(idleMinutes === null ? [] : [idleMinutes])])].toSorted(
    (a, b) => a - b,
  );
  const description = [
    translate('vault.settings.description'),
    ...(erasesAfter === null ? [] : [translate('vault.erases', { after: erasesAfter })]),
  ];
  return (
    <PageSection title={translate('vault.settings.title')} description={description.join(' ')}>
      <div className="settings-choices">
        <Select
          label={translate('vault.idle')}
          options={all.map((minutes) => ({
            id: String(minutes),
            label: format.duration(minutes * 60_000),
          }))}
          value={idleMinutes === null ? null : String(idleMinutes)}
          onChange={(id) => onIdleMinutes(Number(id))}
        />
      </div>
      <div className="settings-acts">
        <Button icon={Lock} onPress={onLock}>
          {translate('vault.lock')}
        </Button>
        <Button icon={KeyRound} onPress={onChangePassphrase}>
          {translate('vault.change')}
        </Button>
        <Button kind="danger" icon={Trash2} onPress={onErase}>
          {translate('vault.erase')}
        </Button>
      </div>
    </PageSection>
  );
}

interface RecoverySectionViewProps {
  /** Of the recovery key; null where nobody can open the vault. */
  readonly fingerprint: string | null;
  readonly sinceMs: number | null;
  readonly refused: { readonly fingerprint: string | null; readonly atMs: number } | null;
}

/** Recovery key that the vault key is encrypted to, its date, and another key that was refused. */
export function RecoverySectionView(props: RecoverySectionViewProps): ReactElement {
  const { fingerprint, sinceMs, refused } = props;
  const translate = useTranslate();
  const format = useFormat();
  return (
    <PageSection
      title={translate('settings.recovery.title')}
      description={translate('settings.recovery.description')}
    >
      {fingerprint === null ? (
        <Banner meaning="wait">{translate('settings.recovery.none')}</Banner>
      ) : (
        <FactList
          facts={[
            { term: translate('settings.recovery.fingerprint'), value: <code dir="ltr">{fingerprint}</code> },
            {
              term: translate('settings.recovery.since'),
              value: sinceMs === null ? translate('settings.recovery.enrolled') : format.date(sinceMs),
            },
          ]}
        />
      )}
      {refused !== null && (
        <Banner meaning="bad">
          {translate('settings.recovery.refused', {
            date: format.date(refused.atMs),
            fingerprint: refused.fingerprint ?? '',
          })}
        </Banner>
      )}
    </PageSection>
  );
}

interface ChangePassphraseViewProps {
  readonly choice: PassphraseChoice;
  readonly refusal: Message | null;
  readonly isChanging: boolean;
  readonly onChange: (current: string, next: string) => void;
  readonly onClose: () => void;
}

/** Form of the present passphrase and the new one. */
export function ChangePassphraseView(props: ChangePassphraseViewProps): ReactElement {
  const { choice, refusal, isChanging, onChange, onClose } = props;
  const translate = useTranslate();
  const [current, setCurrent] = useState('');
  const next = readyPassphrase(choice);
  const change = (): void => {
    if (current !== '' && next !== null && !isChanging) onChange(current, next);
  };
  return (
    <Dialog
      title={translate('vault.change')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            onPress={change}
            isPending={isChanging}
            isDisabled={!isChanging && (current === '' || next === null)}
          >
            {translate(isChanging ? 'vault.change.pending' : 'vault.change.action')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <form
        className="settings-passphrase"
        onSubmit={(event) => {
          event.preventDefault();
          change();
        }}
      >
        {refusal && (
          <Banner meaning="bad" isAnnounced>
            {translate(refusal)}
          </Banner>
        )}
        <PassphraseField
          label={translate('vault.change.current')}
          value={current}
          onChange={setCurrent}
          isDisabled={isChanging}
          autoFocus
        />
        <NewPassphraseFields {...choice} isDisabled={isChanging} />
      </form>
    </Dialog>
  );
}

const idleMinutesChoices = [1, 2, 5, 10, 15, 30, 60];
