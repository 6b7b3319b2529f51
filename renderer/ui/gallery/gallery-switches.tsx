import type { ReactElement } from 'react';
import { Language, languages } from '#renderer/i18n/language.ts';
import { TextSize, textSizes, Theme } from '../appearance.ts';
import { TextLink } from '../text-link.tsx';
import type { GalleryChoice } from './gallery-choice.ts';
import { stories } from './story-registry.ts';

interface GallerySwitchesProps {
  readonly choice: GalleryChoice;
  readonly onChoose: (choice: GalleryChoice) => void;
}

/** The gallery's own list and switches. A tool for us: its words are not translated. */
export function GallerySwitches({ choice, onChoose }: GallerySwitchesProps): ReactElement {
  const groups = [...new Set(stories.map(({ group }) => group))];
  return (
    <nav className="gallery-nav" lang="en" dir="ltr" aria-label="Gallery">
      <label>
        Language
        <select
          value={choice.language}
          onChange={(event) => onChoose({ ...choice, language: Language.parse(event.target.value) })}
        >
          {Language.options.map((language) => (
            <option key={language} value={language}>
              {languages[language].ownName} ({languages[language].direction})
            </option>
          ))}
        </select>
      </label>
      <label>
        Theme
        <select
          value={choice.theme}
          onChange={(event) => onChoose({ ...choice, theme: Theme.parse(event.target.value) })}
        >
          {Theme.options.map((theme) => (
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
