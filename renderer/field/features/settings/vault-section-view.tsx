import { KeyRound, Lock, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Button, PageSection, Select } from '#renderer/ui';
import './settings.css';

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

const idleMinutesChoices = [1, 2, 5, 10, 15, 30, 60];
