import { PersonId } from '#domain/ids.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { Team } from './several/team.ts';

/** The two people of the stories. */
export const sampleTeamIds = {
  own: PersonId.parse('01a20edb-961d-7237-bfa9-000000000001'),
  second: PersonId.parse('01a20edb-961d-7237-bfa9-000000000002'),
} as const;

export function useSampleTeam(): Team {
  const say = useSay();
  const { second } = useSample();
  return [
    { person: sampleTeamIds.own, name: say('assessment.you') },
    { person: sampleTeamIds.second, name: second },
  ];
}
