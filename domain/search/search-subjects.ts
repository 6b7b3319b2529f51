import { institutionFactsOf } from '../assessment/assessment-summary.ts';
import { type Document, plainTextAt } from '../document/document.ts';
import { type Path, pathOf } from '../document/op.ts';
import type { PersonId } from '../ids.ts';
import type { KindSearch } from '../kinds/kind-descriptor.ts';
import { recordedInstitutionOf } from '../programme/institutions.ts';
import { isNonAttributed } from '../workshop/session-entry.ts';

/** Place of a found text in its record. */
export interface SearchSubject {
  /** Code of its question, or title of its session or plan item; empty for the record itself. A search finds it too. */
  readonly subject: string;
  /** Question, session or item to open; null for the record itself. */
  readonly target: string | null;
}

/** Text of a record that people wrote, with its place. */
export interface SearchedText extends SearchSubject {
  readonly path: Path;
  readonly text: string;
}

/** Institution in a text of a record. A search finds the record by its other names in the register too. */
export interface SearchedInstitution extends Omit<SearchedText, 'text'> {
  /** Id in the register; null for a name that was typed. */
  readonly ref: string | null;
  readonly name: string;
}

/** Person who searches, and facts that are not in the record. */
export interface SearchReader {
  /** Null while nobody is enrolled. */
  readonly person: PersonId | null;
  /** Questions of its form that are answered in words. */
  readonly written: ReadonlySet<string>;
}

const recordItself: SearchSubject = { subject: '', target: null };

const questionSubject = (code: string): SearchSubject => ({
  subject: code,
  target: code === '' ? null : code,
});

/** Found texts of missions. */
export const missionSearch: KindSearch = {
  isShown: () => true,
  subjectOf: (_, [area = '', indicator = '']) =>
    area === 'national' ? questionSubject(indicator) : recordItself,
  institutionsIn: null,
};

/** Found texts of assessments. */
export const assessmentSearch: KindSearch = {
  isShown: (_, path, { person, written }) => {
    const [area, id = '', third, fourth, fifth] = path.split('/');
    if (area === 'second-ratings') return third === person;
    if (area !== 'answers') return true;
    // Codes of choices and figures are no words.
    if (third === 'value') return written.has(id);
    return fifth !== 'value' || third === 'evidence' || written.has(fourth ?? '');
  },
  subjectOf: (document, [area = '', id = '', third = '', fourth = '', fifth]) => {
    switch (area) {
      case 'answers':
        return fifth === 'value' && third !== 'evidence'
          ? { subject: fourth, target: `${third}~${fourth}` }
          : questionSubject(id);
      case 'second-ratings':
      case 'consolidations':
      case 'targets':
      case 'priorities':
        return questionSubject(id);
      case 'comments':
      case 'state-comments':
        return questionSubject(plainTextAt(document, `${area}/${id}/about`));
      case 'review':
        return id === 'points' || id === 'replies'
          ? questionSubject(plainTextAt(document, `review/points/${third}/about`))
          : recordItself;
      default:
        return recordItself;
    }
  },
  institutionsIn: (document) => {
    const { ref, name } = recordedInstitutionOf(institutionFactsOf(document), null);
    return [{ path: institutionNamePath, ...recordItself, ref, name }];
  },
};

const institutionNamePath = pathOf('institution', 'name');

/** Found texts of workshops. Speakers of a session without attribution stay hidden. */
export const workshopSearch: KindSearch = {
  isShown: (document, path) => {
    const [area, id = '', field] = path.split('/');
    const isSpeaker = area === 'entries' && (field === 'speaker' || field === 'institution');
    return !isSpeaker || !isNonAttributed(document, sessionOfEntry(document, id));
  },
  subjectOf: (document, [area = '', id = '']) => {
    if (area === 'sessions') return sessionSubject(document, id);
    return area === 'entries' ? sessionSubject(document, sessionOfEntry(document, id)) : recordItself;
  },
  institutionsIn: (_, searchedTexts) =>
    searchedTexts
      .filter(({ path }) => /^entries\/[^/]+\/institution$/.test(path))
      .map(({ text, ...searchSubject }) => ({ ...searchSubject, ref: null, name: text })),
};

const sessionOfEntry = (document: Document, entry: string): string =>
  plainTextAt(document, `entries/${entry}/session`);

const sessionSubject = (document: Document, session: string): SearchSubject => ({
  subject: plainTextAt(document, `sessions/${session}/title`),
  target: session === '' ? null : session,
});

/** Found texts of action plans. */
export const planSearch: KindSearch = {
  isShown: () => true,
  subjectOf: (document, [area = '', item = '']) =>
    area === 'items' ? { subject: plainTextAt(document, `items/${item}/title`), target: item } : recordItself,
  institutionsIn: null,
};
