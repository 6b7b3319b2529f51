import { ImageOff } from 'lucide-react';
import type { ReactElement } from 'react';
import type { LocalizedMedia, LocalizedText } from '#forms/model/instrument.ts';
import { useTranslate } from '#renderer/i18n';

/** Files of a label or choice in the current language, or in one that has them. */
export function shownMediaOf(
  localizedMedia: LocalizedMedia | undefined,
  language: string,
  addressOf: (file: string) => string | null,
): readonly ShownMedia[] {
  if (!localizedMedia) return [];
  return mediaKinds.flatMap((kind): readonly ShownMedia[] => {
    const name = mediaFileIn(localizedMedia[kind], language);
    return name === undefined ? [] : [{ kind, name, address: addressOf(name) }];
  });
}

const mediaKinds = ['image', 'audio', 'video'] as const;

const mediaFileIn = (localizedText: LocalizedText | undefined, language: string): string | undefined =>
  localizedText &&
  [localizedText[language], localizedText[''], ...Object.values(localizedText)].find(
    (name) => name !== undefined && name !== '',
  );

/** File that the form's author put beside a label or a choice. */
interface ShownMedia {
  readonly kind: 'image' | 'audio' | 'video';
  readonly name: string;
  /** Null: it did not come with the form. */
  readonly address: string | null;
}

/** Show available files, and name missing ones. */
export function MediaView({
  media,
  about,
}: {
  readonly media: readonly ShownMedia[];
  readonly about: string;
}): ReactElement | null {
  const translate = useTranslate();
  if (media.length === 0) return null;
  return (
    <div className="form-media">
      {media.map(({ kind, name, address }) => {
        if (address === null)
          return (
            <p key={name} className="form-media-missing">
              <ImageOff className="fb-icon" aria-hidden /> {translate('form.media.missing', { name })}
            </p>
          );
        if (kind === 'image') return <img key={name} src={address} alt={about} />;
        return kind === 'audio' ? (
          <audio key={name} src={address} controls>
            <track kind="captions" />
          </audio>
        ) : (
          <video key={name} src={address} controls>
            <track kind="captions" />
          </video>
        );
      })}
    </div>
  );
}
