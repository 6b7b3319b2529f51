import { type Document, dotsAt } from '#domain/document/document.ts';
import type { PathValue } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import {
  noConsents,
  type ParticipantDraft,
  type ParticipantFields,
  registerParticipant,
} from '#domain/workshop/register.ts';
import { after, anEmptyWorkshop, deviceA } from './a-workshop.ts';

/** Id of a participant for tests. */
export const participantId = (at: number): string =>
  `018f0000-0000-7000-9000-${String(at).padStart(12, '0')}`;

export const someFields = (changedParticipantFields: Partial<ParticipantFields> = {}): ParticipantFields => ({
  institution: 'Ministry of Interior',
  institutionType: 'MIN',
  function: 'policy',
  isNominated: true,
  consents: noConsents,
  ...changedParticipantFields,
});

export const aDraft = (
  participantFields: Partial<ParticipantFields> = {},
  personal: Partial<ParticipantDraft['personal']> = {},
): ParticipantDraft => ({
  fields: someFields(participantFields),
  personal: { name: '', email: '', needs: '', sex: 'not-stated', seniority: 'not-stated', ...personal },
});

let lastWrite = 1_000;

/** The document after somebody wrote these values over those that they saw. */
export const written = (
  workshop: Document,
  pathValues: readonly PathValue[],
  by: DeviceId = deviceA,
): Document =>
  after(
    workshop,
    ...pathValues.map(({ path, value }) => {
      lastWrite += 1;
      return { by, n: lastWrite, path, value, over: dotsAt(workshop, path) };
    }),
  );

/** A workshop with this many participants, coded `AAA-001` and so on. */
export const withParticipants = (
  count: number,
  participantFields: Partial<ParticipantFields> = {},
): Document =>
  Array.from({ length: count }, (_, at) => at + 1).reduce(
    (workshop, at) =>
      written(
        workshop,
        registerParticipant(
          participantId(at),
          `AAA-${String(at).padStart(3, '0')}`,
          someFields(participantFields),
        ),
      ),
    anEmptyWorkshop,
  );
