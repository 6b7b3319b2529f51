import * as z from 'zod';
import { groupByKey } from '#base/group.ts';
import { compareTexts, type JsonValue } from '#base/json.ts';
import { changedValues } from '../document/changed-values.ts';
import {
  authorshipAt,
  type Document,
  isItemRemoved,
  itemIdsBelow,
  readValueAt,
  valueAt,
} from '../document/document.ts';
import { type PathValue, pathOf } from '../document/op.ts';
import { compareWritten, writePositionAt } from '../document/written-order.ts';
import { type DeviceId, DocumentId, LogId } from '../ids.ts';
import { SealedValue, SealRole } from '../path-rules/sealed-value.ts';
import { countPeople, type PeopleCount } from '../privacy/cell-suppression.ts';
import {
  ConsentSubject,
  IssuedCertificate,
  type ParticipantCard,
  ParticipantCode,
  ParticipantConsent,
  ParticipantFunction,
} from './participant.ts';

/** Largest number of participants of one workshop, removed ones included. */
export const maximumParticipants = 1_000;

/** Shared fields of a participant (docs/requirements.md C2). The personal ones are on a `ParticipantCard`. */
export interface Participant {
  readonly id: string;
  /** Empty while it is unknown. */
  readonly code: string;
  readonly institution: string;
  /** Entry of the register of institutions; null for a typed one. */
  readonly institutionRef: string | null;
  readonly institutionType: string | null;
  readonly function: ParticipantFunction | null;
  /** Whether the institution confirmed the nomination. */
  readonly isNominated: boolean;
  readonly consents: ParticipantConsents;
  /** Null before it is issued, and once it is withdrawn. */
  readonly certificate: IssuedCertificate | null;
  readonly withdrawnCertificate: IssuedCertificate | null;
  /** Encrypted name and e-mail address; null before the programme has a key. */
  readonly sealedName: SealedValue | null;
  readonly sealedEmail: SealedValue | null;
  readonly isRemoved: boolean;
}

/** Answer to each question of consent; null while it was not asked. */
export type ParticipantConsents = Readonly<Record<ConsentSubject, ParticipantConsent | null>>;

export const noConsents: ParticipantConsents = { 'follow-up': null, photo: null, list: null };

const participantsPrefix = 'participants';

/** Participants of a workshop by their code; removed ones are left out. */
export const readParticipants = (workshop: Document | undefined): readonly Participant[] =>
  readAllParticipants(workshop).filter(({ isRemoved }) => !isRemoved);

/** Number of participants of each type of institution. */
export function countParticipantsByType(
  participants: readonly Participant[],
): ReadonlyMap<string, PeopleCount> {
  const byType = groupByKey(participants, ({ institutionType }) => institutionType);
  return new Map(
    [...byType].flatMap(([type, members]) => (type === null ? [] : [[type, countPeople(members)] as const])),
  );
}

/** Participants of documents that were read; a document never changes, and several parts of a screen ask. */
const participantsOf = new WeakMap<Document, readonly Participant[]>();

/** Participants of a workshop by their code, with removed ones; of one code, the first written first. */
export function readAllParticipants(workshop: Document | undefined): readonly Participant[] {
  if (workshop === undefined) return [];
  const knownParticipants = participantsOf.get(workshop);
  if (knownParticipants !== undefined) return knownParticipants;
  const participants = itemIdsBelow(workshop, participantsPrefix)
    .map((id) => readParticipant(workshop, id))
    .sort(
      (a, b) =>
        compareTexts(a.code, b.code) ||
        compareWritten(writePositionAt(workshop, codePathOf(a)), writePositionAt(workshop, codePathOf(b))),
    );
  participantsOf.set(workshop, participants);
  return participants;
}

const codePathOf = ({ id }: Pick<Participant, 'id'>): string => `${participantsPrefix}/${id}/code`;

function readParticipant(workshop: Document, id: string): Participant {
  const at = (name: string): string => `${participantsPrefix}/${id}/${name}`;
  const textAt = (name: string): string => {
    const value = valueAt(workshop, at(name));
    return typeof value === 'string' ? value : '';
  };
  const consentTo = (consentSubject: ConsentSubject): ParticipantConsent | null =>
    readOptional(workshop, at(`consents/${consentSubject}`), ParticipantConsent);
  const certificate = readOptional(workshop, at('certificate'), IssuedCertificate);
  const isWithdrawn = certificate?.withdrawn !== undefined;
  return {
    id,
    code: textAt('code'),
    institution: textAt('institution'),
    institutionRef: textAt('institution-ref') || null,
    institutionType: textAt('institution-type') || null,
    function: readOptional(workshop, at('function'), ParticipantFunction),
    isNominated: valueAt(workshop, at('nominated')) === true,
    consents: {
      'follow-up': consentTo('follow-up'),
      photo: consentTo('photo'),
      list: consentTo('list'),
    },
    certificate: isWithdrawn ? null : certificate,
    withdrawnCertificate: isWithdrawn ? certificate : null,
    sealedName: readOptional(workshop, at('name'), SealedValue),
    sealedEmail: readOptional(workshop, at('email'), SealedValue),
    isRemoved: isItemRemoved(workshop, `${participantsPrefix}/${id}`),
  };
}

/** Most of these registers are unwritten: only a written one is parsed. */
const readOptional = <T>(workshop: Document | undefined, path: string, shape: z.ZodType<T>): T | null =>
  valueAt(workshop, path) === undefined ? null : readValueAt<T | null>(workshop, path, shape, null);

/** Shared fields as a person or a list gives them. */
export interface ParticipantFields {
  readonly institution: string;
  /** Entry of the register of institutions; a typed one has none. */
  readonly institutionRef?: string | null;
  readonly institutionType: string | null;
  readonly function: ParticipantFunction;
  readonly isNominated: boolean;
  readonly consents: ParticipantConsents;
}

/** Personal fields as a person or a list gives them. */
type PersonalFields = Pick<ParticipantCard, 'name' | 'email' | 'needs' | 'sex' | 'seniority'>;

/** All that the form of one participant asks. */
export interface ParticipantDraft {
  readonly fields: ParticipantFields;
  readonly personal: PersonalFields;
}

export type ParticipantProblem =
  | 'institutionMissing'
  | 'institutionTooLong'
  | 'nameTooLong'
  | 'needsTooLong'
  | 'emailMalformed'
  /** An e-mail address is kept for the follow-up alone (docs/requirements.md C2). */
  | 'emailWithoutConsent';

const maximumInstitutionLength = 400;
const maximumNameLength = 200;
const maximumNeedsLength = 2_000;
const EmailAddress = z.email().max(254);

/** Reasons why a draft cannot be saved; empty without any. */
export function checkParticipantDraft({ fields, personal }: ParticipantDraft): readonly ParticipantProblem[] {
  const email = personal.email.trim();
  return [
    ...(fields.institution.trim() === '' ? (['institutionMissing'] as const) : []),
    ...(fields.institution.length > maximumInstitutionLength ? (['institutionTooLong'] as const) : []),
    ...(personal.name.length > maximumNameLength ? (['nameTooLong'] as const) : []),
    ...(personal.needs.length > maximumNeedsLength ? (['needsTooLong'] as const) : []),
    ...(email !== '' && !EmailAddress.safeParse(email).success ? (['emailMalformed'] as const) : []),
    ...(email !== '' && fields.consents['follow-up']?.given !== true
      ? (['emailWithoutConsent'] as const)
      : []),
  ];
}

/** Writes of a new participant. The caller makes id and code. */
export const registerParticipant = (
  id: string,
  code: string,
  participantFields: ParticipantFields,
): readonly PathValue[] => [
  { path: pathOf(participantsPrefix, id, 'code'), value: ParticipantCode.parse(code) },
  ...fieldValuesOf(id, participantFields).filter(
    ({ path, value }) => value !== null || !path.endsWith('-ref'),
  ),
];

/** Writes that change a participant's shared fields: only of those that differ. */
export const editParticipant = (
  previousParticipant: Participant,
  participantFields: ParticipantFields,
): readonly PathValue[] =>
  changedValues(
    fieldValuesOf(previousParticipant.id, previousParticipant),
    fieldValuesOf(previousParticipant.id, participantFields),
  );

/** M5: a removal is a write. Marks and cards stay, and can be restored with it. */
export const removeParticipant = (id: string, isRemoved = true): readonly PathValue[] => [
  { path: pathOf(participantsPrefix, id, 'removed'), value: isRemoved },
];

/** Write of another code: of a participant with the code of another one. */
export const recodeParticipant = (id: string, code: string): readonly PathValue[] => [
  { path: pathOf(participantsPrefix, id, 'code'), value: ParticipantCode.parse(code) },
];

function fieldValuesOf(id: string, participantFields: ParticipantFields | Participant): readonly PathValue[] {
  const at = (name: string, value: JsonValue): PathValue => ({
    path: pathOf(participantsPrefix, id, ...name.split('/')),
    value,
  });
  return [
    at('institution', participantFields.institution.trim()),
    at('institution-ref', participantFields.institutionRef ?? null),
    at('institution-type', participantFields.institutionType),
    at('function', participantFields.function),
    at('nominated', participantFields.isNominated),
    ...ConsentSubject.options.flatMap((consentSubject) => {
      const participantConsent = participantFields.consents[consentSubject];
      return participantConsent === null ? [] : [at(`consents/${consentSubject}`, { ...participantConsent })];
    }),
  ];
}

// No vowels and no look-alikes, so that a code is no word and is read out without error.
const prefixLetters = 'BCDFGHJKLMNPQRSTVWXZ23456789';
const prefixLength = 3;
/** Hexadecimal digits of a device id for one letter: three of them, so that letters are nearly even. */
const digitsPerLetter = 3;

/** Prefixes of a laptop in the order in which it takes them. */
export function codePrefixesOf(deviceId: DeviceId): readonly string[] {
  const letters = Array.from({ length: Math.floor(deviceId.length / digitsPerLetter) }, (_, at) =>
    Number.parseInt(deviceId.slice(at * digitsPerLetter, (at + 1) * digitsPerLetter), 16),
  ).map((value) => prefixLetters.charAt(value % prefixLetters.length));
  return letters
    .slice(0, letters.length - prefixLength + 1)
    .map((_, at) => letters.slice(at, at + prefixLength).join(''));
}

/**
 * Return free codes of a workshop, such as `KT7-482`. Two laptops offline have prefixes of their own, made from the
 * device's id. A prefix that another laptop used already is skipped, and no code is used twice. The number is random:
 * in the order of the list, a code and the ministry's list would name the person.
 * @param all with removed participants
 * @param random gives numbers of at least 0 and below 1
 */
export function nextParticipantCodes(
  workshop: Document | undefined,
  all: readonly Participant[],
  deviceId: DeviceId,
  count: number,
  random: () => number,
): readonly string[] {
  const prefixes = codePrefixesOf(deviceId);
  const foreign = new Set(
    all
      .filter(({ id }) => authorshipAt(workshop, `participants/${id}/code`)?.device !== deviceId)
      .map(({ code }) => prefixOf(code)),
  );
  const prefix = prefixes.find((one) => !foreign.has(one)) ?? prefixes[0] ?? 'P';
  const used = new Set(all.filter(({ code }) => prefixOf(code) === prefix).map(({ code }) => numberOf(code)));
  // Half of the numbers stay free, so that a free one is found soon.
  const [least, most] = used.size + count <= 450 ? [100, 999] : [10_000, 99_999];
  return Array.from({ length: count }, () => {
    let number = least;
    do number = least + Math.floor(random() * (most - least + 1));
    while (used.has(number));
    used.add(number);
    return `${prefix}-${number}`;
  });
}

const prefixOf = (code: string): string => code.split('-', 1)[0] ?? '';

function numberOf(code: string): number {
  const number = Number(code.split('-')[1]);
  return Number.isInteger(number) ? number : 0;
}

/**
 * Participants with the code of another one: two laptops happened to use one prefix offline. The one whose code was
 * written first keeps it, alike on all devices; these need another.
 * @param all in the order of `readAllParticipants`
 */
export function participantsWithSharedCode(all: readonly Participant[]): readonly Participant[] {
  const known = new Set<string>();
  return all.filter(({ code }) => {
    const isShared = code !== '' && known.has(code);
    known.add(code);
    return isShared;
  });
}

/**
 * Encrypted names or addresses of a workshop, as a file for the role that has the key. It has no text that anybody
 * else can read beside codes and certificates.
 */
export const SealedRegister = z.readonly(
  z.object({
    fieldbookSealedRegister: z.literal(1),
    to: SealRole,
    log: LogId,
    workshop: DocumentId,
    values: z.readonly(
      z.array(
        z.readonly(
          z.object({
            code: z.string().max(20),
            certificate: IssuedCertificate.nullable(),
            sealed: SealedValue,
          }),
        ),
      ),
    ),
  }),
);
export type SealedRegister = z.infer<typeof SealedRegister>;

/** Sealed register of a workshop for a role, by code. Removed participants and values that were erased are in none. */
export const sealedRegisterOf = (log: LogId, workshop: Document, to: SealRole): SealedRegister => ({
  fieldbookSealedRegister: 1,
  to,
  log,
  workshop: workshop.doc,
  values: readParticipants(workshop).flatMap(({ code, certificate, sealedName, sealedEmail }) => {
    const sealedValue = to === 'certificate-desk' ? sealedName : sealedEmail;
    return sealedValue?.to === to ? [{ code, certificate, sealed: sealedValue }] : [];
  }),
});
