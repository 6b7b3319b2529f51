import { type ReactElement, useEffect, useState } from 'react';
import { useFieldPreferences } from '#renderer/field/app/session/field-preferences.tsx';
import { useNewPassphrase } from '#renderer/field/app/session/use-new-passphrase.ts';
import type { Host, HostResponse, VaultEntry } from '#renderer/host/host-contract.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import { CreateVaultView } from './create-vault-view.tsx';
import { RecoverVaultScreen, useSecondsLeft } from './recover-vault-screen.tsx';
import { type RestoreVaultInput, RestoreVaultView } from './restore-vault-view.tsx';
import { UnlockFrameView } from './unlock-frame-view.tsx';
import { UnlockVaultView, type VaultChoice } from './unlock-vault-view.tsx';
import { ErasedVaultNoticeView, RevokedVaultNoticeView } from './vault-notice-view.tsx';
import { vaultOutcomeMessage } from './vault-outcome-message.ts';

interface UnlockScreenProps {
  readonly host: Host;
  /** Vault state from the shell when the page was loaded. */
  readonly vaults: HostResponse<'vault.state'>;
  /** A vault is open now. */
  readonly onOpen: () => void;
}

/**
 * Screen that opens a vault of this laptop, or makes one. There is no store and no content while it is shown.
 */
export function UnlockScreen({ host, vaults, onOpen }: UnlockScreenProps): ReactElement {
  const translate = useTranslate();
  const { preferences, choose } = useFieldPreferences();
  const hasVaults = vaults.vaults.length > 0;
  const [way, setWay] = useState<UnlockScreenMode>(hasVaults ? 'open' : 'new');
  const [forgotten, setForgotten] = useState<VaultChoice | null>(null);
  if (forgotten)
    return (
      <RecoverVaultScreen
        host={host}
        vault={forgotten}
        keychain={vaults.keychain}
        onBack={() => setForgotten(null)}
        onOpen={onOpen}
      />
    );
  return (
    <UnlockFrameView
      title={translate(unlockTitleKeys[way])}
      intro={translate(unlockIntroKeys[way])}
      keychain={vaults.keychain}
      refusedPlain={vaults.refusedPlain}
      language={preferences.language}
      onLanguage={(language) => choose({ language })}
      otherWay={
        <>
          {way !== 'open' && hasVaults && (
            <Button kind="quiet" onPress={() => setWay('open')}>
              {translate('vault.back')}
            </Button>
          )}
          {(way === 'open' || (way === 'restore' && !hasVaults)) && (
            <Button kind="quiet" onPress={() => setWay('new')}>
              {translate('vault.new')}
            </Button>
          )}
          {way !== 'restore' && (
            <Button kind="quiet" onPress={() => setWay('restore')}>
              {translate('backup.restore')}
            </Button>
          )}
        </>
      }
    >
      <VaultNotices host={host} />
      {way === 'open' && (
        <UnlockVault host={host} vaults={vaults.vaults} onOpen={onOpen} onForgot={setForgotten} />
      )}
      {way === 'new' && <CreateVault host={host} onOpen={onOpen} />}
      {way === 'restore' && <RestoreVault host={host} onOpen={onOpen} />}
    </UnlockFrameView>
  );
}

interface RestoreVaultProps {
  readonly host: Host;
  readonly onOpen: () => void;
}

/** Make a vault from a backup and open it. */
function RestoreVault({ host, onOpen }: RestoreVaultProps): ReactElement {
  const [file, setFile] = useState<string | null>(null);
  const passphraseChoice = useNewPassphrase();
  const [refusal, setRefusal] = useState<Message | null>(null);
  const [isRestoring, setRestoring] = useState(false);

  const chooseFile = async (): Promise<void> => {
    const answer = await host.ask('backup.choose', null);
    if (answer.kind === 'cancelled') return;
    setFile(answer.name);
    setRefusal(null);
  };
  const restore = async (choice: RestoreVaultInput): Promise<void> => {
    setRestoring(true);
    setRefusal(null);
    const restoreVaultResponse = await host
      .ask('backup.restore', choice)
      .catch((): RestoreVaultResponse => ({ kind: 'refused', code: 'failed' })); // the shell has logged the reason
    setRefusal(restoreVaultMessage(restoreVaultResponse));
    if (restoreVaultResponse.kind === 'open') onOpen();
    else setRestoring(false);
  };
  return (
    <RestoreVaultView
      file={file}
      onChooseFile={() => void chooseFile()}
      choice={passphraseChoice}
      refusal={refusal}
      isRestoring={isRestoring}
      onRestore={(choice) => void restore(choice)}
    />
  );
}

type RestoreVaultResponse = HostResponse<'backup.restore'>;

/** Reason why nothing was restored, with the next step; null after success. */
function restoreVaultMessage(restoreVaultResponse: RestoreVaultResponse): Message | null {
  switch (restoreVaultResponse.kind) {
    case 'open':
      return null;
    case 'wrong':
      return { key: 'backup.restore.wrong' };
    case 'refused':
      return { key: restoreRefusalKeys[restoreVaultResponse.code] };
  }
}

const restoreRefusalKeys = {
  notBackup: 'backup.restore.notBackup',
  newer: 'backup.restore.newer',
  damaged: 'backup.restore.damaged',
  full: 'backup.restore.full',
  failed: 'backup.restore.failed',
  weak: 'vault.refused.weak',
  label: 'vault.refused.label',
} as const;

/** Notices of vaults that are gone and of the work in them, until the person has read them. */
function VaultNotices({ host }: { readonly host: Host }): ReactElement {
  const revoked = useVaultNotices(host, revokedVaultNotices);
  const erased = useVaultNotices(host, erasedVaultNotices);
  return (
    <>
      {revoked.notices.map((notice) => (
        <RevokedVaultNoticeView key={notice.vault} notice={notice} onRead={() => revoked.read(notice)} />
      ))}
      {erased.notices.map((notice) => (
        <ErasedVaultNoticeView key={notice.vault} notice={notice} onRead={() => erased.read(notice)} />
      ))}
    </>
  );
}

/** Notices that the shell keeps, and the call that marks one as read. */
interface VaultNoticeSource<Notice> {
  readonly list: (host: Host) => Promise<readonly Notice[]>;
  readonly dismiss: (host: Host, vault: string) => Promise<unknown>;
}

const revokedVaultNotices = {
  list: (host: Host) => host.ask('orders.notices', null),
  dismiss: (host: Host, vault: string) => host.ask('orders.dismiss', { vault }),
};

const erasedVaultNotices = {
  list: (host: Host) => host.ask('erase.notices', null),
  dismiss: (host: Host, vault: string) => host.ask('erase.dismiss', { vault }),
};

function useVaultNotices<Notice extends { readonly vault: string }>(
  host: Host,
  keptSource: VaultNoticeSource<Notice>,
): { readonly notices: readonly Notice[]; readonly read: (notice: Notice) => void } {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  useEffect(() => {
    let isShown = true;
    keptSource.list(host).then((found) => {
      if (isShown) setNotices(found);
    }, reportError);
    return () => {
      isShown = false;
    };
  }, [host, keptSource]);
  const read = (notice: Notice): void => {
    keptSource.dismiss(host, notice.vault).catch(reportError);
    setNotices(notices.filter((one) => one !== notice));
  };
  return { notices, read };
}

type UnlockScreenMode = 'open' | 'new' | 'restore';

const unlockTitleKeys = {
  open: 'vault.title',
  new: 'vault.new.title',
  restore: 'backup.restore.title',
} as const;
const unlockIntroKeys = {
  open: 'vault.intro',
  new: 'vault.new.intro',
  restore: 'backup.restore.intro',
} as const;

interface UnlockVaultProps {
  readonly host: Host;
  readonly vaults: HostResponse<'vault.state'>['vaults'];
  readonly onOpen: () => void;
  readonly onForgot: (vaultChoice: VaultChoice) => void;
}

function UnlockVault({ host, vaults, onOpen, onForgot }: UnlockVaultProps): ReactElement {
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
    setOutcome(vaultOutcomeMessage(answer));
    if ('waitMs' in answer) setEndsMs({ ...endsMs, [id]: performance.now() + answer.waitMs });
    if (answer.kind === 'wrong' && answer.left !== null) setLeft({ ...left, [id]: answer.left });
    if (answer.kind === 'open') onOpen();
    else if (answer.kind !== 'erased') setOpening(false);
  };
  return (
    <UnlockVaultView
      vaults={vaults.map((vaultEntry) => ({
        ...vaultEntry,
        erases: currentSelfErasure(vaultEntry, left[vaultEntry.id]),
      }))}
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
        const vaultEntry = vaults.find(({ id }) => id === chosen);
        if (vaultEntry) onForgot(vaultEntry);
      }}
    />
  );
}

/** From the vault state when the page came, or from the last answer. */
const currentSelfErasure = ({ erases }: VaultEntry, left: number | undefined): VaultEntry['erases'] =>
  erases && left !== undefined ? { ...erases, left } : erases;

function CreateVault({ host, onOpen }: Pick<UnlockScreenProps, 'host' | 'onOpen'>): ReactElement {
  const passphraseChoice = useNewPassphrase();
  const [refusal, setRefusal] = useState<Message | null>(null);
  const [isCreating, setCreating] = useState(false);

  const create = async (label: string, passphrase: string): Promise<void> => {
    setCreating(true);
    const answer = await host.ask('vault.create', { label, passphrase });
    setRefusal(vaultOutcomeMessage(answer));
    if (answer.kind === 'open') onOpen();
    else setCreating(false);
  };
  return (
    <CreateVaultView
      choice={passphraseChoice}
      refusal={refusal}
      isCreating={isCreating}
      onCreate={(label, passphrase) => void create(label, passphrase)}
    />
  );
}
