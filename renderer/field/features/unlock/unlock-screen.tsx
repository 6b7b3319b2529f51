import { type ReactElement, useEffect, useState } from 'react';
import type { Host, HostAnswer, VaultEntry } from '#renderer/host/host-contract.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { usePreferences } from '#renderer/field/app/preferences-context.tsx';
import { useSecondsLeft } from '#renderer/field/app/use-seconds-left.ts';
import { useNewPassphrase } from '#renderer/field/app/use-new-passphrase.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CreateVaultView } from './create-vault-view.tsx';
import { RecoverScreen } from './recover-screen.tsx';
import { Restoring } from './restoring.tsx';
import { UnlockFrameView } from './unlock-frame-view.tsx';
import { UnlockView, type VaultChoice } from './unlock-view.tsx';
import { VaultNotices } from './vault-notices.tsx';
import { vaultMessage } from './vault-message.ts';

interface UnlockScreenProps {
  readonly host: Host;
  /** As the shell told it when the page came. */
  readonly vaults: HostAnswer<'vault.state'>;
  /** A vault is open now. */
  readonly onOpen: () => void;
}

/** Opens a vault of this laptop, or makes one. There is no store and no content while it is shown. */
export function UnlockScreen({ host, vaults, onOpen }: UnlockScreenProps): ReactElement {
  const say = useSay();
  const { preferences, choose } = usePreferences();
  const hasVaults = vaults.vaults.length > 0;
  const [way, setWay] = useState<Way>(hasVaults ? 'open' : 'new');
  const [forgotten, setForgotten] = useState<VaultChoice | null>(null);
  if (forgotten)
    return (
      <RecoverScreen
        host={host}
        vault={forgotten}
        keychain={vaults.keychain}
        onBack={() => setForgotten(null)}
        onOpen={onOpen}
      />
    );
  return (
    <UnlockFrameView
      title={say(titles[way])}
      intro={say(intros[way])}
      keychain={vaults.keychain}
      refusedPlain={vaults.refusedPlain}
      language={preferences.language}
      onLanguage={(language) => choose({ language })}
      otherWay={
        <>
          {way !== 'open' && hasVaults && (
            <Button kind="quiet" onPress={() => setWay('open')}>
              {say('vault.back')}
            </Button>
          )}
          {(way === 'open' || (way === 'restore' && !hasVaults)) && (
            <Button kind="quiet" onPress={() => setWay('new')}>
              {say('vault.new')}
            </Button>
          )}
          {way !== 'restore' && (
            <Button kind="quiet" onPress={() => setWay('restore')}>
              {say('backup.restore')}
            </Button>
          )}
        </>
      }
    >
      <VaultNotices host={host} />
      {way === 'open' && (
        <Unlocking host={host} vaults={vaults.vaults} onOpen={onOpen} onForgot={setForgotten} />
      )}
      {way === 'new' && <Creating host={host} onOpen={onOpen} />}
      {way === 'restore' && <Restoring host={host} onOpen={onOpen} />}
    </UnlockFrameView>
  );
}

type Way = 'open' | 'new' | 'restore';

const titles = { open: 'vault.title', new: 'vault.new.title', restore: 'backup.restore.title' } as const;
const intros = { open: 'vault.intro', new: 'vault.new.intro', restore: 'backup.restore.intro' } as const;

interface UnlockingProps {
  readonly host: Host;
  readonly vaults: HostAnswer<'vault.state'>['vaults'];
  readonly onOpen: () => void;
  readonly onForgot: (vault: VaultChoice) => void;
}

function Unlocking({ host, vaults, onOpen, onForgot }: UnlockingProps): ReactElement {
  const [chosen, setChosen] = useState(vaults.length === 1 ? (vaults[0]?.id ?? null) : null);
  useEffect(() => void host.ask('vault.choose', { id: chosen }).catch(reportError), [host, chosen]);
  const [outcome, setOutcome] = useState<Message | null>(null);
  const [isOpening, setOpening] = useState(false);
  const [endsMs, setEndsMs] = useState<Readonly<Record<string, number>>>(() =>
    Object.fromEntries(vaults.map(({ id, waitMs }) => [id, performance.now() + waitMs])),
  );
  const [left, setLeft] = useState<Readonly<Record<string, number>>>({});
  const secondsLeft = useSecondsLeft(chosen === null ? 0 : (endsMs[chosen] ?? 0));

  const unlock = async (id: string, passphrase: string): Promise<void> => {
    setOpening(true);
    const answer = await host.ask('vault.unlock', { id, passphrase });
    setOutcome(vaultMessage(answer));
    if ('waitMs' in answer) setEndsMs({ ...endsMs, [id]: performance.now() + answer.waitMs });
    if (answer.kind === 'wrong' && answer.left !== null) setLeft({ ...left, [id]: answer.left });
    if (answer.kind === 'open') onOpen();
    else if (answer.kind !== 'erased') setOpening(false);
  };
  return (
    <UnlockView
      vaults={vaults.map((vault) => ({ ...vault, erases: erasesNow(vault, left[vault.id]) }))}
      chosen={chosen}
      onChoose={(id) => {
        setChosen(id);
        setOutcome(null);
      }}
      secondsLeft={secondsLeft}
      outcome={outcome}
      isOpening={isOpening}
      onUnlock={(passphrase) => {
        if (chosen !== null) void unlock(chosen, passphrase);
      }}
      onForgot={() => {
        const vault = vaults.find(({ id }) => id === chosen);
        if (vault) onForgot(vault);
      }}
    />
  );
}

/** As the shell told it when the page came, or as the last answer did. */
const erasesNow = ({ erases }: VaultEntry, left: number | undefined): VaultEntry['erases'] =>
  erases && left !== undefined ? { ...erases, left } : erases;

function Creating({ host, onOpen }: Pick<UnlockScreenProps, 'host' | 'onOpen'>): ReactElement {
  const choice = useNewPassphrase();
  const [refusal, setRefusal] = useState<Message | null>(null);
  const [isCreating, setCreating] = useState(false);

  const create = async (label: string, passphrase: string): Promise<void> => {
    setCreating(true);
    const answer = await host.ask('vault.create', { label, passphrase });
    setRefusal(vaultMessage(answer));
    if (answer.kind === 'open') onOpen();
    else setCreating(false);
  };
  return (
    <CreateVaultView
      choice={choice}
      refusal={refusal}
      isCreating={isCreating}
      onCreate={(label, passphrase) => void create(label, passphrase)}
    />
  );
}
