import type { ReactElement, ReactNode } from 'react';
import { Language, languages } from '#renderer/i18n/language.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Theme, type TextSize, textSizes } from '#renderer/ui/appearance.ts';
import { Facts } from '#renderer/ui/facts.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { themeKey } from './theme-key.ts';
import './settings.css';

export interface Looks {
  readonly language: Language;
  readonly theme: Theme;
  readonly textSize: TextSize;
}

export interface DeviceFacts {
  readonly device: string;
  readonly person: string;
  readonly server: string;
  readonly url: string;
}

export interface AboutFacts {
  readonly version: string;
  readonly platform: string;
  readonly runtime: string;
}

interface SettingsViewProps {
  readonly looks: Looks;
  readonly device: DeviceFacts | null;
  readonly about: AboutFacts | null;
  /** Where colleagues' devices are compared. */
  readonly colleaguesHref: string;
  readonly onChoose: (part: Partial<Looks>) => void;
  /** What can be done with the open vault. */
  readonly vault?: ReactNode | undefined;
}

/** How the app looks and speaks here, and what this laptop is to headquarters. */
export function SettingsView({
  looks,
  device,
  about,
  colleaguesHref,
  onChoose,
  vault,
}: SettingsViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  return (
    <Page width="reading">
      <Section title={say('settings.looks.title')} description={say('settings.looks.description')}>
        <div className="settings-choices">
          <Select
            label={say('settings.language')}
            options={Language.options.map((id) => ({ id, label: languages[id].ownName }))}
            value={looks.language}
            onChange={(language) => onChoose({ language })}
          />
          <Select
            label={say('settings.theme')}
            options={Theme.options.map((id) => ({ id, label: say(themeKey(id)) }))}
            value={looks.theme}
            onChange={(theme) => onChoose({ theme })}
          />
          <Select
            label={say('settings.textSize')}
            options={textSizes.map((size) => ({ id: String(size), label: format.percent(size / 100) }))}
            value={String(looks.textSize)}
            onChange={(id) => {
              const textSize = textSizes.find((size) => String(size) === id);
              if (textSize !== undefined) onChoose({ textSize });
            }}
          />
        </div>
      </Section>
      {vault}
      {device && (
        <Section
          title={say('settings.device.title')}
          description={say('settings.device.description')}
          action={<TextLink href={colleaguesHref}>{say('colleague.title')}</TextLink>}
        >
          <Facts
            facts={[
              { term: say('settings.device.person'), value: <bdi>{device.person}</bdi> },
              { term: say('settings.device.server'), value: <bdi>{`${device.server} · ${device.url}`}</bdi> },
              { term: say('settings.device.id'), value: <code dir="ltr">{device.device}</code> },
            ]}
          />
        </Section>
      )}
      {about && (
        <Section title={say('settings.about.title')}>
          <Facts
            facts={[
              { term: say('settings.about.version'), value: about.version },
              {
                term: say('settings.about.runtime'),
                value: <bdi>{`${about.runtime} · ${about.platform}`}</bdi>,
              },
            ]}
          />
        </Section>
      )}
    </Page>
  );
}
