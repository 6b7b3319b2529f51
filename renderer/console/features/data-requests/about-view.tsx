import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { About } from './request.ts';

/** What a request is about, in a word. */
export function AboutView({ about }: { readonly about: About }): ReactElement {
  const say = useSay();
  switch (about.kind) {
    case 'programme':
      return <>{say('rights.about.programme')}</>;
    case 'gone':
      return <>{say('rights.about.gone')}</>;
    case 'mission':
      return <bdi>{about.title === '' ? say('console.untitled') : about.title}</bdi>;
  }
}
