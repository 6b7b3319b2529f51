import type { ReactElement, ReactNode } from 'react';
import { languageFacts, ScreenLanguage } from '#renderer/i18n/language.ts';
import { useTranslate, useFormat } from '#renderer/i18n/use-translate.ts';
import { ScreenTheme, screenThemeLabels, type TextSize, textSizes } from '#renderer/ui/appearance.ts';
import { FactList } from '#renderer/ui/marks/fact-list.tsx';
import { PageSection, ScreenPage } from '#renderer/ui/layout/screen-page.tsx';
import { Select } from '#renderer/ui/fields/select.tsx';
import { TextLink } from '#renderer/ui/button.tsx';
import './settings.css';

export interface AppearanceSettings {
  readonly language: ScreenLanguage;
  readonly theme: ScreenTheme;
  readonly textSize: TextSize;
}

export interface EnrolledDeviceFacts {
  readonly device: string;
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
  const say = useTranslate();
  const format = useFormat();
  return (
    <ScreenPage width="reading">
      <PageSection title={say('settings.looks.title')} description={say('settings.looks.description')}>
        <div className="settings-choices">
          <Select
            label={say('ui.language')}
            options={ScreenLanguage.options.map((id) => ({ id, label: languageFacts[id].ownName }))}
            value={looks.language}
            onChange={(language) => onChoose({ language })}
          />
          <Select
            label={say('ui.theme')}
            options={ScreenTheme.options.map((id) => ({ id, label: say(screenThemeLabels[id]) }))}
            value={looks.theme}
            onChange={(theme) => onChoose({ theme })}
          />
          <Select
            label={say('ui.textSize')}
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
          title={say('settings.device.title')}
          description={say('settings.device.description')}
          action={<TextLink href={colleaguesHref}>{say('colleague.title')}</TextLink>}
        >
          <FactList
            facts={[
              { term: say('settings.device.person'), value: <bdi>{device.person}</bdi> },
              { term: say('settings.device.server'), value: <bdi>{`${device.server} · ${device.url}`}</bdi> },
              { term: say('settings.device.id'), value: <code dir="ltr">{device.device}</code> },
            ]}
          />
        </PageSection>
      )}
      {about && (
        <PageSection title={say('settings.about.title')}>
          <FactList
            facts={[
              { term: say('settings.about.version'), value: about.version },
              {
                term: say('settings.about.runtime'),
                value: <bdi>{`${about.runtime} · ${about.platform}`}</bdi>,
              },
            ]}
          />
        </PageSection>
      )}
    </ScreenPage>
  );
}
