import { type Document, plainTextAt } from '#domain/document/document.ts';
import { halfDayBlocksOf } from '#domain/workshop/session-times.ts';
import type { ParticipantCard } from '#domain/workshop/participant.ts';
import { readParticipants } from '#domain/workshop/register.ts';
import { languageFacts, type ScreenLanguage, type Translate } from '#renderer/i18n';
import type { SignInSheet } from '#renderer/report/sign-in/sign-in-sheet.ts';

/** Sheet of a workshop with the names that this laptop has; without a name the code stands alone. */
export function signInSheetOf(
  workshop: Document,
  cards: readonly Pick<ParticipantCard, 'id' | 'name'>[],
  language: ScreenLanguage,
  translate: Translate,
): SignInSheet {
  const nameById = new Map(cards.map(({ id, name }) => [id, name]));
  const title = plainTextAt(workshop, 'title') || translate('workshop.untitled');
  return {
    language,
    direction: languageFacts[language].direction,
    title,
    note: translate('register.signIn.paper'),
    head: [
      translate('path.participant.code'),
      translate('register.name'),
      translate('path.institution.name'),
    ],
    blocks: halfDayBlocksOf(workshop).map(
      ({ day, half }) =>
        `${translate('value.sessionDay', { day })} ${translate(half === 'am' ? 'attendance.morning' : 'attendance.afternoon')}`,
    ),
    rows: readParticipants(workshop).map(({ id, code, institution }) => [
      code,
      nameById.get(id) ?? '',
      institution,
    ]),
  };
}
