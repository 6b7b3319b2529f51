import type { ParticipantCard } from '#domain/workshop/participant.ts';
import { aDoc, aLog } from './sample-ids.ts';

export const participantId = (at: number): string =>
  `0192f0c1-000b-4000-8000-${String(at).padStart(12, '0')}`;

/** Personal fields of an invented participant. */
export const aParticipantCard = (part: Partial<ParticipantCard> = {}): ParticipantCard => ({
  kind: 'participant',
  id: participantId(1),
  log: aLog(1),
  doc: aDoc(2),
  name: 'Participant Marimba',
  email: 'marimba@institution.example',
  needs: 'Step-free marimba access',
  sex: 'woman',
  seniority: 'senior',
  ...part,
});
