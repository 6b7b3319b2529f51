import {
  CircleHelp,
  KeyRound,
  ListChecks,
  type LucideIcon,
  ShieldAlert,
  SquareParking,
  Star,
} from 'lucide-react';
import { type SessionEntry, SessionEntryType } from '#domain/workshop/session-entry.ts';
import type { Translate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import type { SelectOption } from '#renderer/ui';

/** Icon of each type of note. */
export const entryTypeIcons: { readonly [T in SessionEntryType]: LucideIcon } = {
  'key-point': KeyRound,
  question: CircleHelp,
  'agreed-action': ListChecks,
  'parking-lot': SquareParking,
  risk: ShieldAlert,
  'good-practice': Star,
};

/** Types of notes by name, in the order of their keys. */
export const entryTypeOptions = (translate: Translate): readonly SelectOption<SessionEntryType>[] =>
  SessionEntryType.options.map((id) => ({ id, label: translate(valueLabels.entryType[id]) }));

/** Session of the agenda as a heading of notes, `2.3 Options`. */
export interface NotedSession {
  readonly id: string;
  readonly number: string;
  readonly title: string;
}

/** Name of a session; of the workshop as a whole for an unknown one. */
export function sessionNameOf(
  notedSessions: readonly NotedSession[],
  id: string,
  translate: Translate,
): string {
  const notedSession = notedSessions.find((one) => one.id === id);
  if (notedSession === undefined) return translate('entry.whole');
  return `${notedSession.number} ${notedSession.title || translate('workshop.session.untitled')}`.trim();
}

/** Notes with the names that the register of institutions has now, as their cards and the search show them. */
export const withPresentInstitutions = (
  sessionEntries: readonly SessionEntry[],
  nameOf: (typed: string) => string,
): readonly SessionEntry[] =>
  sessionEntries.map((entry) =>
    entry.institution === '' ? entry : { ...entry, institution: nameOf(entry.institution) },
  );
