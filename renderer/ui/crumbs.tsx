import { Fragment, type ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { TextLink } from './text-link.tsx';
import './crumbs.css';

export interface Crumb {
  readonly label: string;
  readonly href?: string | undefined;
  readonly onPress?: (() => void) | undefined;
}

/** Where the title stands in the whole. A crumb without a way to go is plain text. */
export function Crumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }): ReactElement | null {
  const say = useSay();
  if (crumbs.length === 0) return null;

  return (
    <nav className="fb-crumbs" aria-label={say('frame.crumbs.label')}>
      {crumbs.map(({ label, href, onPress }, place) => (
        <Fragment key={`${place} ${label}`}>
          {place > 0 && <span aria-hidden="true">·</span>}
          {href === undefined && !onPress ? (
            <bdi>{label}</bdi>
          ) : (
            <TextLink href={href} onPress={onPress}>
              <bdi>{label}</bdi>
            </TextLink>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
