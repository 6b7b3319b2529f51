import { type Document, plainTextAt } from '#domain/document/document.ts';
import { type CertificateLine, certificateLinesOf } from '#domain/workshop/certificates.ts';
import type { ParticipantCard } from '#domain/workshop/participant.ts';
import { createLanguageFormat, languageFacts, type ScreenLanguage, type Translate } from '#renderer/i18n';
import type { CertificateOfOne, CertificateWords } from '#renderer/report/certificate/certificate-pages.ts';

/** A line of the list, with the name that this laptop has; empty where the card is elsewhere. */
export interface NamedCertificateLine extends CertificateLine {
  readonly name: string;
  /** Number of the certificate; null before it has one, and where the name is not here. */
  readonly number: string | null;
  /** The card is on this laptop and has no name. */
  readonly isNameless: boolean;
}

/** Participants with names and attendance, by code. */
export function namedLinesOf(
  workshop: Document,
  participantCards: readonly Pick<ParticipantCard, 'id' | 'name' | 'certificate'>[],
): readonly NamedCertificateLine[] {
  const cardById = new Map(participantCards.map((card) => [card.id, card]));
  return certificateLinesOf(workshop).map((certificateLine) => {
    const card = cardById.get(certificateLine.participant.id);
    const name = (card?.name ?? '').trim();
    return {
      ...certificateLine,
      name,
      isNameless: card !== undefined && name === '',
      // A certificate of an earlier version has its number in the workshop.
      number: certificateLine.participant.certificate?.number ?? card?.certificate ?? null,
    };
  });
}

/** Ids of participants whose card on this laptop has no name. */
export const namelessIn = (certificateLines: readonly NamedCertificateLine[]): ReadonlySet<string> =>
  new Set(certificateLines.filter(({ isNameless }) => isNameless).map(({ participant }) => participant.id));

/** Lines that can be printed: issued, and with the name on this laptop. */
export const printableLinesOf = (
  certificateLines: readonly NamedCertificateLine[],
): readonly NamedCertificateLine[] =>
  certificateLines.filter(({ name, participant }) => participant.certificate !== null && name !== '');

/** Days as a language writes them; one day alone where first and last are the same. */
function periodOf(workshop: Document, day: (text: string) => string): string {
  const [from, to] = [plainTextAt(workshop, 'from'), plainTextAt(workshop, 'to')];
  const [first, last] = [from || to, to || from];
  if (first === '') return '';
  return first === last ? day(first) : `${day(first)} – ${day(last)}`;
}

/** Words of the certificates of a workshop in one language. */
export function certificateWordsOf(
  workshop: Document,
  language: ScreenLanguage,
  translate: Translate,
): CertificateWords {
  const day = dayFormatOf(language);
  const held = [periodOf(workshop, day), plainTextAt(workshop, 'place'), plainTextAt(workshop, 'host')];
  return {
    language,
    direction: languageFacts[language].direction,
    programme: plainTextAt(workshop, 'report/certificate-programme'),
    heading: translate('certificate.heading'),
    before: translate('certificate.before'),
    after: translate('certificate.after'),
    title: plainTextAt(workshop, 'title') || translate('workshop.untitled'),
    held: held.filter((part) => part.trim() !== '').join(' · '),
    limits: translate('certificate.limits'),
    issuer: plainTextAt(workshop, 'report/certificate-issuer'),
    signatory: plainTextAt(workshop, 'report/certificate-signatory'),
    signature: translate('certificate.signature'),
  };
}

/** Certificates of these lines, with number and day in the words of a language. */
export const certificatesOf = (
  certificateLines: readonly NamedCertificateLine[],
  language: ScreenLanguage,
  translate: Translate,
): readonly CertificateOfOne[] =>
  certificateLines.flatMap(({ name, number, participant: { certificate } }) =>
    certificate === null || number === null
      ? []
      : [
          {
            name,
            reference: translate('certificate.reference', {
              number,
              day: dayFormatOf(language)(certificate.on),
            }),
          },
        ],
  );

// Days have no hour, so no zone may move them.
const dayFormatOf = (language: ScreenLanguage): ((day: string) => string) => {
  const format = createLanguageFormat(language, 'UTC');
  return (day) => format.date(Date.parse(day));
};
