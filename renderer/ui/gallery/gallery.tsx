import { type ReactElement, useEffect, useLayoutEffect, useState } from 'react';
import { I18nProvider, languageFacts, ScreenLanguage } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { applyAppearance, ScreenTheme, TextSize, textSizes } from '../appearance.ts';
import { NoticesProvider } from '../overlays/notices.tsx';
import { ClockProvider, createStoppedClock } from '../screen-clock.tsx';
import { galleryNowMs } from './sample.ts';
import { type RegisteredStory, registeredStories } from './story-registry.ts';
import './gallery.css';
import * as z from 'zod';
import { TextLink } from '../text-link.tsx';

/** Choice of the gallery. It is in the address, so that a photograph can be asked for by address alone. */
const GalleryChoice = z.object({
  /** A group ("Button") or one story ("Button/Primary"). */
  story: z.string().optional(),
  language: ScreenLanguage.catch('en'),
  theme: ScreenTheme.catch('system'),
  text: z.coerce.number().pipe(TextSize).catch(100),
  /** Without the gallery's own list and switches: for photographs and checks. */
  bare: z.literal('yes').optional().catch(undefined),
});
type GalleryChoice = z.infer<typeof GalleryChoice>;

/** Read the choice from an address; an invalid part becomes the default. */
function readGalleryChoice(search: string): GalleryChoice {
  return GalleryChoice.parse(Object.fromEntries(new URLSearchParams(search)));
}

/** The address of a choice. */
function writeGalleryChoice(galleryChoice: GalleryChoice): string {
  const entries = Object.entries(galleryChoice).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `?${new URLSearchParams(entries).toString()}`;
}

const galleryClock = createStoppedClock(galleryNowMs);

/** Every state of every view, in any language, theme and text size. */
export function Gallery(): ReactElement {
  const [galleryChoice, setChoice] = useState<GalleryChoice>(() => readGalleryChoice(location.search));
  const shownStories = registeredStories.filter(
    ({ id, group }) => galleryChoice.story === id || galleryChoice.story === group,
  );
  const choose = (nextGalleryChoice: GalleryChoice): void => {
    history.replaceState(null, '', writeGalleryChoice(nextGalleryChoice));
    setChoice(nextGalleryChoice);
  };

  // A walk through all groups goes from address to address in one document: each load costs the whole kit.
  useEffect(() => {
    const follow = (): void => setChoice(readGalleryChoice(location.search));
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);

  useLayoutEffect(() => {
    applyAppearance(document, { theme: galleryChoice.theme, textSize: galleryChoice.text });
  }, [galleryChoice.theme, galleryChoice.text]);

  return (
    <I18nProvider speech={messageSetByLanguage[galleryChoice.language]} timeZone="UTC">
      <ClockProvider clock={galleryClock}>
        <NoticesProvider>
          {galleryChoice.bare ? (
            <GalleryStories stories={shownStories} isBare />
          ) : (
            <div className="gallery">
              <GallerySwitches choice={galleryChoice} onChoose={choose} />
              <GalleryStories stories={shownStories} />
            </div>
          )}
        </NoticesProvider>
      </ClockProvider>
    </I18nProvider>
  );
}

interface GalleryStoriesProps {
  readonly stories: readonly RegisteredStory[];
  readonly isBare?: boolean | undefined;
}

function GalleryStories({ stories: shownStories, isBare = false }: GalleryStoriesProps): ReactElement {
  return (
    <div className="gallery-stories" data-bare={isBare || undefined}>
      {shownStories.map(({ id, name, layout, Story }) => (
        <section key={id} className="gallery-story" data-layout={layout} aria-label={id}>
          {!isBare && <h2>{name}</h2>}
          <div className="gallery-stage">
            <Story />
          </div>
        </section>
      ))}
    </div>
  );
}

interface GallerySwitchesProps {
  readonly choice: GalleryChoice;
  readonly onChoose: (galleryChoice: GalleryChoice) => void;
}

/** List and switches of the gallery. A tool for developers: its words are not translated. */
function GallerySwitches({ choice, onChoose }: GallerySwitchesProps): ReactElement {
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
          {ScreenTheme.options.map((screenTheme) => (
            <option key={screenTheme}>{screenTheme}</option>
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
