import type { ReactElement } from 'react';
import { languageFacts, ScreenLanguage } from '#renderer/i18n';
import { TextSize, textSizes, ScreenTheme } from '../appearance.ts';
import { TextLink } from '../button.tsx';
import type { GalleryChoice } from './gallery-choice.ts';
import { registeredStories } from './story-registry.ts';

interface GallerySwitchesProps {
  readonly choice: GalleryChoice;
  readonly onChoose: (choice: GalleryChoice) => void;
}

/** List and switches of the gallery. A tool for developers: its words are not translated. */
export function GallerySwitches({ choice, onChoose }: GallerySwitchesProps): ReactElement {
  const groups = [...new Set(registeredStories.map(({ group }) => group))];
  return (
    <nav className="gallery-nav" lang="en" dir="ltr" aria-label="Gallery">
      <label>
        Language
        <select
          value={choice.language}
          onChange={(event) => onChoose({ ...choice, language: ScreenLanguage.parse(event.target.value) })}
        >
          {ScreenLanguage.options.map((language) => (
            <option key={language} value={language}>
              {languageFacts[language].ownName} ({languageFacts[language].direction})
            </option>
          ))}
        </select>
      </label>
      <label>
        Theme
        <select
          value={choice.theme}
          onChange={(event) => onChoose({ ...choice, theme: ScreenTheme.parse(event.target.value) })}
        >
          {ScreenTheme.options.map((theme) => (
            <option key={theme}>{theme}</option>
          ))}
        </select>
      </label>
      <label>
        Text
        <select
          value={choice.text}
          onChange={(event) => onChoose({ ...choice, text: TextSize.parse(Number(event.target.value)) })}
        >
          {textSizes.map((size) => (
            <option key={size} value={size}>
              {size} %
            </option>
          ))}
        </select>
      </label>
      <ul>
        {groups.map((group) => (
          <li key={group} aria-current={choice.story === group || undefined}>
            <TextLink onPress={() => onChoose({ ...choice, story: group })}>{group}</TextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
