import { KeyRound, Lock, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Select } from '#renderer/ui/select.tsx';
import './settings.css';

interface VaultSectionViewProps {
  /** Null until the shell has answered. */
  readonly idleMinutes: number | null;
  /** After so many wrong passphrases in a row the vault erases itself; null where its programme did not ask for it. */
  readonly erasesAfter: number | null;
  readonly onIdleMinutes: (minutes: number) => void;
  readonly onLock: () => void;
  readonly onChangePassphrase: () => void;
  readonly onErase: () => void;
}

const choices = [1, 2, 5, 10, 15, 30, 60];

/** What a person can do with the vault that is open. */
export function VaultSectionView(props: VaultSectionViewProps): ReactElement {
  const { idleMinutes, erasesAfter, onIdleMinutes, onLock, onChangePassphrase, onErase } = props;
  const say = useSay();
  // What was chosen elsewhere stays a choice.
  const all = [...new Set([...choices, ...(idleMinutes === null ? [] : [idleMinutes])])].toSorted(
    (a, b) => a - b,
  );
  const description = [
    say('vault.settings.description'),
    ...(erasesAfter === null ? [] : [say('vault.erases', { after: erasesAfter })]),
  ];
  return (
    <Section title={say('vault.settings.title')} description={description.join(' ')}>
      <div className="settings-choices">
        <Select
          label={say('vault.idle')}
          options={all.map((minutes) => ({
            id: String(minutes),
            label: say('vault.idle.minutes', { minutes }),
          }))}
          value={idleMinutes === null ? null : String(idleMinutes)}
          onChange={(id) => onIdleMinutes(Number(id))}
        />
      </div>
      <div className="settings-acts">
        <Button icon={Lock} onPress={onLock}>
          {say('vault.lock')}
        </Button>
        <Button icon={KeyRound} onPress={onChangePassphrase}>
          {say('vault.change')}
        </Button>
        <Button kind="danger" icon={Trash2} onPress={onErase}>
          {say('vault.erase')}
        </Button>
      </div>
    </Section>
  );
}
