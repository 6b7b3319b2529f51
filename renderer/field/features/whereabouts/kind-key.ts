import type { MessageKey } from '#renderer/i18n/message.ts';

/** The word for a kind of record; a kind of a newer version is a record. */
export function kindKey(kind: string): MessageKey {
  switch (kind) {
    case 'mission':
      return 'whereabouts.kind.mission';
    case 'assessment':
      return 'whereabouts.kind.assessment';
    case 'workshop':
      return 'whereabouts.kind.workshop';
    default:
      return 'whereabouts.kind.other';
  }
}
