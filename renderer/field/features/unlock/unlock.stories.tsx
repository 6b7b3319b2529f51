import type { ReactElement, ReactNode } from 'react';
import type { PassphraseChoice } from '#renderer/field/parts/passphrase-fields.tsx';
import { keptPassphraseChoice, samplePassphraseChoice } from '#renderer/field/parts/sample-passphrase.ts';
import { type Message, useLanguage, useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { CreateVaultView } from './create-vault-view.tsx';
import { UnlockFrameView } from './unlock-frame-view.tsx';
import { UnlockVaultView, type VaultChoice } from './unlock-vault-view.tsx';

export const about: StoriesAbout = { title: 'Unlock', layout: 'page' };

const nothing = (): void => undefined;
const one: readonly VaultChoice[] = [{ id: 'a', label: 'Assessor', header: 'whole', erases: null }];
const several: readonly VaultChoice[] = [
  ...one,
  { id: 'b', label: 'مدرّبة', header: 'whole', erases: null },
  { id: 'c', label: '', header: 'damaged', erases: null },
  { id: 'd', label: '', header: 'missing', erases: null },
  { id: 'e', label: 'Trainer', header: 'later', erases: null },
];

const erasing = (left: number): readonly VaultChoice[] =>
  one.map((vault) => ({ ...vault, erases: { after: 20, left } }));

export const OneVault = (): ReactElement => <Unlock vaults={one} chosen="a" />;

export const SeveralVaults = (): ReactElement => <Unlock vaults={several} chosen={null} />;

export const WrongPassphrase = (): ReactElement => (
  <Unlock vaults={several} chosen="a" outcome={{ key: 'vault.wrong' }} secondsLeft={8} />
);

export const TryAgain = (): ReactElement => (
  <Unlock vaults={one} chosen="a" outcome={{ key: 'vault.wrong' }} />
);

export const ErasesItself = (): ReactElement => <Unlock vaults={erasing(20)} chosen="a" />;

export const ErasesItselfAfterWrong = (): ReactElement => (
  <Unlock
    vaults={erasing(12)}
    chosen="a"
    outcome={{ key: 'vault.wrong.left', values: { left: 12 } }}
    secondsLeft={128}
  />
);

export const ErasesItselfSoon = (): ReactElement => <Unlock vaults={erasing(3)} chosen="a" />;

export const ErasesItselfAtTheNext = (): ReactElement => (
  <Unlock vaults={erasing(1)} chosen="a" outcome={{ key: 'vault.wrong.left', values: { left: 1 } }} />
);

export const HeaderDamaged = (): ReactElement => <Unlock vaults={several} chosen="c" />;

export const HeaderMissing = (): ReactElement => <Unlock vaults={several} chosen="d" />;

export const HeaderOfLaterVersion = (): ReactElement => <Unlock vaults={several} chosen="e" />;

export const NoKeychain = (): ReactElement => (
  <Unlock vaults={one} chosen="a" outcome={{ key: 'vault.refused.keychain' }} />
);

export const Opening = (): ReactElement => <Unlock vaults={one} chosen="a" isOpening />;

export const NewVault = (): ReactElement => <Create />;

export const NewVaultBesidePlainData = (): ReactElement => <Create refusedPlain />;

export const OwnPassphrase = (): ReactElement => (
  <Create
    choice={samplePassphraseChoice({ chosen: { kind: 'own', typed: 'reeds along the river' }, strength: 3 })}
  />
);

/** The word lists are loading. */
export const OwnPassphraseBegun = (): ReactElement => (
  <Create choice={samplePassphraseChoice({ chosen: { kind: 'own', typed: 'reeds along' } })} />
);

export const WeakPassphrase = (): ReactElement => (
  <Create
    choice={samplePassphraseChoice({ chosen: { kind: 'own', typed: 'password12345' }, strength: 0 })}
    refusal={{ key: 'vault.refused.weak' }}
  />
);

export const NoRoom = (): ReactElement => <Create refusal={{ key: 'vault.refused.full' }} />;

export const Creating = (): ReactElement => <Create choice={keptPassphraseChoice} isCreating />;

interface UnlockProps {
  readonly vaults: readonly VaultChoice[];
  readonly chosen: string | null;
  readonly outcome?: Message;
  readonly secondsLeft?: number;
  readonly isOpening?: boolean;
}

function Unlock({ vaults, chosen, outcome, secondsLeft = 0, isOpening = false }: UnlockProps): ReactElement {
  const translate = useTranslate();
  return (
    <Framed isNew={false} otherWay={<Button kind="quiet">{translate('vault.new')}</Button>}>
      <UnlockVaultView
        vaults={vaults}
        chosen={chosen}
        onChoose={nothing}
        secondsLeft={secondsLeft}
        outcome={outcome ?? null}
        isOpening={isOpening}
        onUnlock={nothing}
        onForgot={nothing}
      />
    </Framed>
  );
}

interface CreateProps {
  readonly choice?: PassphraseChoice;
  readonly refusal?: Message;
  readonly isCreating?: boolean;
  readonly refusedPlain?: boolean;
}

function Create(props: CreateProps): ReactElement {
  return (
    <Framed isNew refusedPlain={props.refusedPlain ?? false}>
      <CreateVaultView
        choice={props.choice ?? samplePassphraseChoice()}
        refusal={props.refusal ?? null}
        isCreating={props.isCreating ?? false}
        onCreate={nothing}
      />
    </Framed>
  );
}

interface FramedProps {
  readonly isNew: boolean;
  readonly refusedPlain?: boolean;
  readonly otherWay?: ReactNode;
  readonly children: ReactNode;
}

function Framed({ isNew, refusedPlain = false, otherWay, children }: FramedProps): ReactElement {
  const translate = useTranslate();
  return (
    <UnlockFrameView
      title={translate(isNew ? 'vault.new.title' : 'vault.title')}
      intro={translate(isNew ? 'vault.new.intro' : 'vault.intro')}
      keychain="none"
      refusedPlain={refusedPlain}
      language={useLanguage()}
      onLanguage={nothing}
      otherWay={otherWay}
    >
      {children}
    </UnlockFrameView>
  );
}
