import { useMemo } from 'react';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { People } from '#renderer/store/store-api.ts';
import type { Team, TeamMember } from './team.ts';

/** Who works on this mission? Oneself first; one person may have several laptops. */
export function useTeam(people: People): Team {
  const say = useSay();
  const own = useField().session.enrolled?.person;
  return useMemo(() => {
    const others = new Map<string, TeamMember>();
    for (const { person, name } of Object.values(people))
      if (person !== own) others.set(person, { person, name });
    const sorted = [...others.values()].toSorted((a, b) => a.name.localeCompare(b.name));
    return own === undefined ? sorted : [{ person: own, name: say('assessment.you') }, ...sorted];
  }, [people, own, say]);
}
