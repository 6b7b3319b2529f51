import type { ReactElement } from 'react';
import type { Role } from '#domain/people/role.ts';
import { roleKeys } from '#renderer/console/parts/role-words.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import './signed-in-view.css';

/** Who is signed in, and where. */
export interface SignedInPerson {
  readonly name: string;
  readonly role: Role;
  readonly seesDevices: boolean;
  readonly administers: boolean;
  readonly hasSecondFactor: boolean;
  readonly server: { readonly name: string; readonly version: string };
}

/** The person's name and role, at the foot of the rail. */
export function SignedInView({ person }: { readonly person: SignedInPerson }): ReactElement {
  const say = useSay();
  return (
    <li className="console-person">
      <span className="fb-hidden">{say('console.rail.signedInAs')} </span>
      <strong>
        <bdi>{person.name}</bdi>
      </strong>
      <small>{say(roleKeys[person.role])}</small>
    </li>
  );
}
