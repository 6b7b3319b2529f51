import { emptyDocument } from '#domain/document/document.ts';
import { lookOfKind } from '#renderer/console/parts/kind-words.ts';
import { wordsOfPath } from '#renderer/console/parts/path-words.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { FoundPlace, NamedMissions } from './request.ts';

/** A place that was found, as people say it. */
export interface FoundWords {
  readonly record: string;
  /** The end of the record's id, which tells it from others of its kind. */
  readonly recordId: string;
  readonly mission: string;
  readonly field: string;
}

/** Says where something was found: in which record of which mission, and in which field. */
export function useFoundWords(missions: NamedMissions): (place: FoundPlace) => FoundWords {
  const say = useSay();
  return ({ log, doc, kind, path }) => {
    const { subject, what, detail } = wordsOfPath(path, emptyDocument(doc, kind), undefined);
    const field = [subject?.code ?? '', say(what), detail ?? ''].filter((part) => part !== '');
    return {
      record: say(lookOfKind(kind).one),
      recordId: doc.slice(-8),
      mission: missions.find((mission) => mission.log === log)?.title || say('console.untitled'),
      field: field.join(' · '),
    };
  };
}
