import type { ReactElement, ReactNode } from 'react';
import {
  languageFacts,
  ScreenLanguage,
  useFormat,
  useTranslate,
  type Message,
  type MessageKey,
} from '#renderer/i18n';
import {
  FactList,
  PageSection,
  ScreenPage,
  ScreenTheme,
  screenThemeLabels,
  Select,
  TextLink,
  type TextSize,
  textSizes,
  Banner,
  Button,
  Dialog,
} from '#renderer/ui';
import './settings.css';
import { Archive } from 'lucide-react';
import {
  NewPassphraseFields,
  type PassphraseChoice,
  readyPassphrase,
} from '#renderer/field/parts/passphrase-fields.tsx';

/** Reason why an update was refused, with the next step. */
const updateRefusalKeys = {
  noKey: 'settings.update.refused.noKey',
  noSignature: 'settings.update.refused.noSignature',
  malformed: 'settings.update.refused.malformed',
  wrongKey: 'settings.update.refused.wrongKey',
  otherProduct: 'settings.update.refused.otherProduct',
  otherPlatform: 'settings.update.refused.otherPlatform',
  same: 'settings.update.refused.same',
  older: 'settings.update.refused.older',
  cut: 'settings.update.refused.cut',
  tampered: 'settings.update.refused.tampered',
  failed: 'settings.update.refused.failed',
} as const satisfies Readonly<Record<string, MessageKey>>;
type AppUpdateRefusal = keyof typeof updateRefusalKeys;

interface AppearanceSettings {
  readonly language: ScreenLanguage;
  readonly theme: ScreenTheme;
  readonly textSize: TextSize;
}

interface EnrolledDeviceFacts {
  readonly device: string;
  /** Name of the laptop; null where headquarters does not give it. */
  readonly laptop: string | null;
  readonly person: string;
  readonly server: string;
  readonly url: string;
}

export interface AppVersionFacts {
  readonly version: string;
  readonly platform: string;
  readonly runtime: string;
}

interface SettingsViewProps {
  readonly looks: AppearanceSettings;
  readonly device: EnrolledDeviceFacts | null;
  readonly about: AppVersionFacts | null;
  /** Address of the page that compares colleagues' devices. */
  readonly colleaguesHref: string;
  readonly onChoose: (part: Partial<AppearanceSettings>) => void;
  /** Acts on the open vault. */
  readonly vault?: ReactNode | undefined;
}

/** Look and language of the app on this laptop, and its enrolment. */
export function SettingsView({
  looks,
  device,
  about,
  colleaguesHref,
  onChoose,
  vault,
}: SettingsViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <ScreenPage width="reading">
      <PageSection
        title={translate('settings.looks.title')}
        description={translate('settings.looks.description')}
      >
        <div className="settings-choices">
          <Select
            label={translate('ui.language')}
            options={ScreenLanguage.options.map((id) => ({ id, label: languageFacts[id].ownName }))}
            value={looks.language}
            onChange={(language) => onChoose({ language })}
          />
          <Select
            label={translate('ui.theme')}
            options={ScreenTheme.options.map((id) => ({ id, label: translate(screenThemeLabels[id]) }))}
            value={looks.theme}
            onChange={(theme) => onChoose({ theme })}
          />
          <Select
            label={translate('ui.textSize')}
            options={textSizes.map((size) => ({ id: String(size), label: format.percent(size / 100) }))}
            value={String(looks.textSize)}
            onChange={(id) => {
              const textSize = textSizes.find((size) => String(size) === id);
              if (textSize !== undefined) onChoose({ textSize });
            }}
          />
        </div>
      </PageSection>
      {vault}
      {device && (
        <PageSection
          title={translate('settings.device.title')}
          description={translate('settings.device.description')}
          action={<TextLink href={colleaguesHref}>{translate('colleague.title')}</TextLink>}
        >
          <FactList
            facts={[
              ...(device.laptop === null
                ? []
                : [{ term: translate('settings.device.laptop'), value: <bdi>{device.laptop}</bdi> }]),
              { term: translate('settings.device.person'), value: <bdi>{device.person}</bdi> },
              {
                term: translate('settings.device.server'),
                value: <bdi>{`${device.server} · ${device.url}`}</bdi>,
              },
              { term: translate('settings.device.id'), value: <code dir="ltr">{device.device}</code> },
            ]}
          />
        </PageSection>
      )}
      {about && (
        <PageSection title={translate('settings.about.title')}>
          <FactList
            facts={[
              { term: translate('settings.about.version'), value: about.version },
              {
                term: translate('settings.about.runtime'),
                value: <bdi>{`${about.runtime} · ${about.platform}`}</bdi>,
              },
            ]}
          />
        </PageSection>
      )}
    </ScreenPage>
  );
}

/** Result of choosing an update from a file. */
export type AppUpdateStatus =
  | { readonly kind: 'none' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'staged'; readonly version: string; readonly command: string | null }
  | { readonly kind: 'refused'; readonly code: AppUpdateRefusal };

interface AppUpdateViewProps {
  readonly state: AppUpdateStatus;
  readonly onChoose: () => void;
  readonly onShow: () => void;
}

/** Updates from a stick. The app checks them and says how to go on; the system installs programs. */
export function AppUpdateView({ state, onChoose, onShow }: AppUpdateViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection
      title={translate('settings.update.title')}
      description={translate('settings.update.description')}
    >
      {state.kind === 'refused' && (
        <Banner meaning="bad" title={translate('settings.update.refused')} isAnnounced>
          {translate(updateRefusalKeys[state.code])}
        </Banner>
      )}
      {state.kind === 'staged' && (
        <Banner
          meaning="good"
          title={translate('settings.update.staged', { version: state.version })}
          actions={<Button onPress={onShow}>{translate('settings.update.show')}</Button>}
          isAnnounced
        >
          <p>{translate(state.command === null ? 'settings.update.open' : 'settings.update.command')}</p>
          {state.command !== null && (
            <pre className="settings-command" dir="ltr">
              {state.command}
            </pre>
          )}
        </Banner>
      )}
      <div>
        <Button onPress={onChoose} isPending={state.kind === 'checking'}>
          {translate('settings.update.choose')}
        </Button>
      </div>
    </PageSection>
  );
}

interface MakeBackupViewProps {
  readonly choice: PassphraseChoice;
  readonly refusal: Message | null;
  readonly isMaking: boolean;
  readonly onMake: (passphrase: string) => void;
  readonly onClose: () => void;
}

/** Form of a backup's passphrase; the system's own dialog asks for the place. */
export function MakeBackupView(props: MakeBackupViewProps): ReactElement {
  const { choice, refusal, isMaking, onMake, onClose } = props;
  const translate = useTranslate();
  const passphrase = readyPassphrase(choice);
  const make = (): void => {
    if (passphrase !== null && !isMaking) onMake(passphrase);
  };
  return (
    <Dialog
      title={translate('backup.make')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            onPress={make}
            isPending={isMaking}
            isDisabled={!isMaking && passphrase === null}
          >
            {translate(isMaking ? 'backup.making' : 'backup.choosePlace')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <form
        className="settings-passphrase"
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        {refusal && (
          <Banner meaning="bad" isAnnounced>
            {translate(refusal)}
          </Banner>
        )}
        <p>{translate('backup.text')}</p>
        <NewPassphraseFields {...choice} isDisabled={isMaking} />
      </form>
    </Dialog>
  );
}

interface BackupSectionViewProps {
  /** Path of the backup that was just made. */
  readonly made: string | null;
  readonly onMake: () => void;
}

/** Button that makes a backup, and the path of the last one. */
export function BackupSectionView({ made, onMake }: BackupSectionViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection title={translate('backup.title')} description={translate('backup.description')}>
      {made !== null && (
        <Banner meaning="good" isAnnounced>
          <p>{translate('backup.made')}</p>
          <p className="settings-path">
            <code dir="ltr">{made}</code>
          </p>
        </Banner>
      )}
      <div>
        <Button icon={Archive} onPress={onMake}>
          {translate('backup.make')}
        </Button>
      </div>
    </PageSection>
  );
}
