import { useMemo } from 'react';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useTranslate } from '#renderer/i18n';
import type { PeopleByDevice } from '#renderer/store/store-api.ts';
import type { AssessmentTeam, TeamMember } from './assessment-team.ts';

/** Names that this laptop knows, and that no text of an assessment should hold. */
export const useKnownNames = (people: PeopleByDevice): readonly string[] =>
  useMemo(() => [...new Set(Object.values(people).map(({ name }) => name))], [people]);

/** People who work on this mission. Oneself first; one person may have several laptops. */
export function useAssessmentTeam(people: PeopleByDevice): AssessmentTeam {
  const translate = useTranslate();
  const own = useFieldServices().session.enrolled?.person;
  return useMemo(() => {
    const others = new Map<string, TeamMember>();
    for (const { person, name } of Object.values(people))
      if (person !== own) others.set(person, { person, name });
    const sorted = [...others.values()].toSorted((a, b) => a.name.localeCompare(b.name));
    return own === undefined ? sorted : [{ person: own, name: translate('assessment.you') }, ...sorted];
  }, [people, own, translate]);
}
