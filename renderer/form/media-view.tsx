import { ImageOff } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';

/** A file that the form's author put beside a label or a choice. */
export interface ShownMedia {
  readonly kind: 'image' | 'audio' | 'video';
  readonly name: string;
  /** Null: it did not come with the form. */
  readonly address: string | null;
}

/** Shows what is there, and says what is not. */
export function MediaView({
  media,
  about,
}: {
  readonly media: readonly ShownMedia[];
  readonly about: string;
}): ReactElement | null {
  const say = useSay();
  if (media.length === 0) return null;
  return (
    <div className="form-media">
      {media.map(({ kind, name, address }) => {
        if (address === null)
          return (
            <p key={name} className="form-media-missing">
              <ImageOff className="fb-icon" aria-hidden /> {say('form.media.missing', { name })}
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
