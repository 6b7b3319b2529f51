import type { ReactElement, ReactNode } from 'react';
import { languageFacts, ScreenLanguage, useFormat, useTranslate } from '#renderer/i18n';
import {
  FactList,
  PageSection,
  ScreenPage,
  ScreenTheme,
  Select,
  screenThemeLabels,
  TextLink,
  type TextSize,
  textSizes,
} from '#renderer/ui';
import './settings.css';

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
            options={ScreenLanguage.options.map((mailLanguage) => ({
              id: mailLanguage,
              label: languageFacts[mailLanguage].ownName,
            }))}
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
