import type { ReactElement } from 'react';
import type { DataRequestKind } from '#domain/privacy/data-request.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Section } from '#renderer/ui/section.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { type About, possibleKeys, type RequestLinks } from './request.ts';
import './data-requests.css';

interface PossibleViewProps {
  readonly kind: DataRequestKind;
  readonly about: About;
  readonly links: RequestLinks;
}

/** What can be done about a request, and what the program cannot do yet: nobody is to answer more than was done. */
export function PossibleView({ kind, about, links }: PossibleViewProps): ReactElement {
  const say = useSay();
  return (
    <Section title={say('rights.possible')}>
      <p className="console-rights-text">{say(possibleKeys[kind])}</p>
      <p className="console-rights-text">{say('rights.possible.where')}</p>
      <ul className="console-rights-links">
        {links.mission !== null && (
          <li>
            <TextLink href={links.mission}>{say('rights.possible.mission')}</TextLink>
          </li>
        )}
        {about.kind === 'mission' && links.mission === null && <li>{say('rights.possible.noRole')}</li>}
        <li>
          <TextLink href={links.due}>{say('rights.possible.due')}</TextLink>
        </li>
      </ul>
    </Section>
  );
}
