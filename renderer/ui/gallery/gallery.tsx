import { useEffect, useLayoutEffect, useState, type ReactElement } from 'react';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { I18nProvider } from '#renderer/i18n';
import { applyAppearance } from '../appearance.ts';
import { ClockProvider, createStoppedClock } from '../screen-clock.tsx';
import { NoticesProvider } from '../overlays/notices.tsx';
import { type GalleryChoice, readGalleryChoice, writeGalleryChoice } from './gallery-choice.ts';
import { GallerySwitches } from './gallery-switches.tsx';
import { galleryNowMs } from './sample.ts';
import { registeredStories, type RegisteredStory } from './story-registry.ts';
import './gallery.css';

const galleryClock = createStoppedClock(galleryNowMs);

/** Every state of every view, in any language, theme and text size. */
export function Gallery(): ReactElement {
  const [choice, setChoice] = useState<GalleryChoice>(() => readGalleryChoice(location.search));
  const shown = registeredStories.filter(({ id, group }) => choice.story === id || choice.story === group);
  const choose = (next: GalleryChoice): void => {
    history.replaceState(null, '', writeGalleryChoice(next));
    setChoice(next);
  };

  // A walk through all groups goes from address to address in one document: each load costs the whole kit.
  useEffect(() => {
    const follow = (): void => setChoice(readGalleryChoice(location.search));
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);

  useLayoutEffect(() => {
    applyAppearance(document, { theme: choice.theme, textSize: choice.text });
  }, [choice.theme, choice.text]);

  return (
    <I18nProvider speech={messageSetByLanguage[choice.language]} timeZone="UTC">
      <ClockProvider clock={galleryClock}>
        <NoticesProvider>
          {choice.bare ? (
            <GalleryStories stories={shown} isBare />
          ) : (
            <div className="gallery">
              <GallerySwitches choice={choice} onChoose={choose} />
              <GalleryStories stories={shown} />
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

function GalleryStories({ stories: shown, isBare = false }: GalleryStoriesProps): ReactElement {
  return (
    <div className="gallery-stories" data-bare={isBare || undefined}>
      {shown.map(({ id, name, layout, Story }) => (
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
