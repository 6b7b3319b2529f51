import { useEffect, useLayoutEffect, useState, type ReactElement } from 'react';
import { speeches } from '#renderer/i18n/catalogues.ts';
import { I18nProvider } from '#renderer/i18n/i18n-provider.tsx';
import { applyAppearance } from '../appearance.ts';
import { ClockProvider, stoppedClock } from '../clock.tsx';
import { NoticesProvider } from '../notices.tsx';
import { type GalleryChoice, readChoice, writeChoice } from './gallery-choice.ts';
import { GallerySwitches } from './gallery-switches.tsx';
import { galleryNowMs } from './sample.ts';
import { stories, type RegisteredStory } from './story-registry.ts';
import './gallery.css';

const clock = stoppedClock(galleryNowMs);

/** Every state of every view, in any language, theme and text size. */
export function Gallery(): ReactElement {
  const [choice, setChoice] = useState<GalleryChoice>(() => readChoice(location.search));
  const shown = stories.filter(({ id, group }) => choice.story === id || choice.story === group);
  const choose = (next: GalleryChoice): void => {
    history.replaceState(null, '', writeChoice(next));
    setChoice(next);
  };

  // A walk through all groups goes from address to address in one document: each load costs the whole kit.
  useEffect(() => {
    const follow = (): void => setChoice(readChoice(location.search));
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);

  useLayoutEffect(() => {
    applyAppearance(document, { theme: choice.theme, textSize: choice.text });
  }, [choice.theme, choice.text]);

  return (
    <I18nProvider speech={speeches[choice.language]} timeZone="UTC">
      <ClockProvider clock={clock}>
        <NoticesProvider>
          {choice.bare ? (
            <Stories stories={shown} isBare />
          ) : (
            <div className="gallery">
              <GallerySwitches choice={choice} onChoose={choose} />
              <Stories stories={shown} />
            </div>
          )}
        </NoticesProvider>
      </ClockProvider>
    </I18nProvider>
  );
}

interface StoriesProps {
  readonly stories: readonly RegisteredStory[];
  readonly isBare?: boolean | undefined;
}

function Stories({ stories: shown, isBare = false }: StoriesProps): ReactElement {
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
