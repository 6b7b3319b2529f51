import {
  noConsents,
  type ParticipantConsents,
  type ParticipantDraft,
  type ParticipantFields,
} from '#domain/workshop/register.ts';
import type { RegisterRow } from './register-facts.ts';

/** Values of the form of a participant: the shared ones by the last part of their paths, then those of the card. */
export type ParticipantFormValues = Pick<ParticipantFields, 'institution' | 'function'> &
  ParticipantDraft['personal'] & {
    /** Entry of the register of institutions; null for a typed institution. */
    readonly 'institution-ref': string | null;
    readonly 'institution-type': string | null;
    readonly nominated: boolean;
    readonly consents: ParticipantConsents;
  };

/** Values of a row of the register. */
export const participantFormValuesOf = ({ participant, card }: RegisterRow): ParticipantFormValues => ({
  institution: participant.institution,
  'institution-ref': participant.institutionRef,
  'institution-type': participant.institutionType,
  function: participant.function ?? emptyParticipantForm.function,
  nominated: participant.isNominated,
  consents: participant.consents,
  name: card?.name ?? '',
  email: card?.email ?? '',
  needs: card?.needs ?? '',
  sex: card?.sex ?? 'not-stated',
  seniority: card?.seniority ?? 'not-stated',
});

/** Values that the form of a new participant begins with. */
export const emptyParticipantForm: ParticipantFormValues = {
  institution: '',
  'institution-ref': null,
  'institution-type': null,
  function: 'other',
  nominated: false,
  consents: noConsents,
  name: '',
  email: '',
  needs: '',
  sex: 'not-stated',
  seniority: 'not-stated',
};

/** Draft of a participant from the values of the form. */
export const participantDraftOf = ({
  institution,
  'institution-ref': institutionRef,
  'institution-type': institutionType,
  function: group,
  nominated: isNominated,
  consents,
  ...personal
}: ParticipantFormValues): ParticipantDraft => ({
  fields: { institution, institutionRef, institutionType, function: group, isNominated, consents },
  personal,
});
