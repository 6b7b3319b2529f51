import { useMemo } from 'react';
import type { PersonId } from '#domain/ids.ts';
import { readMissionTeam } from '#domain/mission/mission-work.ts';
import { namesOfPeople } from '#renderer/field/app/documents/checked-text-field.tsx';
import { useDocuments } from '#renderer/field/app/documents/use-documents.ts';
import { useEqualParts } from '#renderer/field/app/documents/use-stable-values.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useTranslate } from '#renderer/i18n';
import type { DocumentQueryResult, PeopleByDevice } from '#renderer/store/api/store-api.ts';
import { type AssessmentTeam, ratingDevicesOf, type TeamMember, teamPartOf } from './assessment-team.ts';

/** Names that this laptop knows, and that no text of an assessment should hold. */
export const useKnownNames = (peopleByDevice: PeopleByDevice): readonly string[] =>
  useMemo(() => namesOfPeople(peopleByDevice), [peopleByDevice]);

/** People who work on this mission. Oneself first; one person may have several laptops. */
export function useAssessmentTeam({ log, document, people }: DocumentQueryResult): AssessmentTeam {
  const translate = useTranslate();
  const ownPersonId = useFieldServices().session.enrolled?.person;
  const frameMission = useFrameFacts().missions?.find((one) => one.log === log);
  const found = useDocuments(frameMission === undefined ? [] : [{ log, doc: frameMission.doc }]);
  const listedMembers = useEqualParts(readMissionTeam(frameMission && found.get(frameMission.doc)?.document));
  const raters = useEqualParts(
    useMemo(
      () => ratingDevicesOf(document).flatMap((device) => people[device]?.person ?? []),
      [document, people],
    ),
  );
  return useMemo(() => {
    const memberOf = (personId: PersonId, name: string): TeamMember => ({
      person: personId,
      name,
      part:
        personId === ownPersonId ? 'rates' : teamPartOf(personId, listedMembers, raters.includes(personId)),
    });
    const others = new Map<string, TeamMember>();
    for (const { person, name } of Object.values(people))
      if (person !== ownPersonId) others.set(person, memberOf(person, name));
    const sorted = [...others.values()].toSorted((a, b) => a.name.localeCompare(b.name));
    return ownPersonId === undefined
      ? sorted
      : [memberOf(ownPersonId, translate('assessment.you')), ...sorted];
  }, [people, ownPersonId, translate, listedMembers, raters]);
}
