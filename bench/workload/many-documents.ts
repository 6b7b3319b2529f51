import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import type { Document, Register } from '#domain/document/document.ts';
import { DocumentKind, dotOf, type Path, pathOf } from '#domain/document/op.ts';
import { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import labelled from '#tests/data/privacy-check/sentences.json' with { type: 'json' };
import { type RandomSource, randomBetween, randomProse, seededRandom } from './workload.ts';

/**
 * Number of documents on the laptop, and of answers of an assessment; each has a level, a rationale and a comment.
 * `isWritten`: texts in six languages, as people write them, with a comment on every tenth answer.
 */
export const ScaleSize = z.readonly(
  z.object({
    missions: z.number(),
    assessmentsPerMission: z.number(),
    answers: z.number(),
    isWritten: z.boolean().optional(),
  }),
);
export type ScaleSize = z.infer<typeof ScaleSize>;

const epochMs = Date.UTC(2026, 0, 5, 8);
const colleagueDevices = [1, 2, 3, 4, 5].map((at) => DeviceId.parse(`${at}`.repeat(32)));
const registersPerDocument = (answers: number): number => 4 + 3 * answers;

/** Writer of texts: of people, or of words without a meaning that compress as prose does. */
function textsOf(randomSource: RandomSource, isWritten: boolean) {
  if (!isWritten)
    return {
      rationale: () => randomProse(randomSource, randomBetween(randomSource, 40, 200)),
      comment: () => randomProse(randomSource, randomBetween(randomSource, 0, 400)),
    };
  const nameLanguage = languageOf(randomSource);
  return {
    rationale: () => writtenText(randomSource, nameLanguage),
    comment: () => (randomSource() < 0.1 ? writtenText(randomSource, nameLanguage) : ''),
  };
}

export const missionLogId = (mission: number): LogId => LogId.parse(benchUuid('a', mission, 0));
export const assessmentIdOf = (mission: number, at: number): DocumentId =>
  DocumentId.parse(benchUuid('c', mission, at));

/** The version vector of a mission's log. */
export const versionVectorOf = ({
  assessmentsPerMission,
  answers,
}: ScaleSize): Readonly<Record<DeviceId, number>> =>
  Object.fromEntries(
    colleagueDevices.map((deviceId) => [
      deviceId,
      (Math.floor(assessmentsPerMission / colleagueDevices.length) + 1) * registersPerDocument(answers),
    ]),
  );

/** A document of a mission as headquarters has it: number 0 is the mission itself, the others are assessments. */
export function missionDocumentOf(
  mission: number,
  at: number,
  { answers, isWritten = false }: ScaleSize,
): Document {
  const randomSource = seededRandom(mission * 100_003 + at);
  const deviceId = colleagueDevices[at % colleagueDevices.length] as DeviceId; // there are five
  let n = Math.floor(at / colleagueDevices.length) * registersPerDocument(answers);
  let atMs = epochMs + mission * 86_400_000 + at * 60_000;
  const registers: Record<Path, Register> = {};
  const put = (path: string, value: JsonValue): void => {
    n += 1;
    atMs += randomBetween(randomSource, 500, 5_000);
    registers[pathOf(...path.split('/'))] = {
      heads: [{ dot: dotOf(deviceId, n), stamp: [atMs, 0], value }],
    };
  };

  if (at === 0) {
    put('title', `Mission ${mission} ${randomProse(randomSource, 20)}`);
    put('from', '2026-01-05');
    return { doc: DocumentId.parse(missionLogId(mission)), kind: DocumentKind.parse('mission'), registers };
  }
  put('title', randomProse(randomSource, 30));
  put('mission', missionLogId(mission));
  put('instrument', 'fnai');
  put('institution/name', randomProse(randomSource, 24));
  const texts = textsOf(randomSource, isWritten);
  for (let number = 0; number < answers; number++) {
    const question = `D${Math.floor(number / 10) + 1}.${(number % 10) + 1}`;
    put(`answers/${question}/level`, randomBetween(randomSource, 1, 5));
    put(`answers/${question}/rationale`, texts.rationale());
    put(`comments/${question}/text`, texts.comment());
  }
  return { doc: assessmentIdOf(mission, at), kind: DocumentKind.parse('assessment'), registers };
}

const benchUuid = (letter: string, mission: number, at: number): string =>
  `0197b1a0-${mission.toString(16).padStart(4, '0')}-7${letter}00-8000-${at.toString(16).padStart(12, '0')}`;

// Texts as assessors write them, in six languages: the ordinary sentences of the labelled set, with changed words. They
// have as many different words as real records.

const ordinary = labelled.sentences.filter(({ identifiers }) => identifiers.length === 0);
const languages = ['en', 'fr', 'ar', 'es', 'ru', 'zh'] as const;
type TextLanguage = (typeof languages)[number];

const sentencesOf = (textLanguage: TextLanguage): readonly string[] =>
  ordinary.filter((one) => one.language === textLanguage).map(({ text }) => text);

const sentences: { readonly [L in TextLanguage]: readonly string[] } = {
  en: sentencesOf('en'),
  fr: sentencesOf('fr'),
  ar: sentencesOf('ar'),
  es: sentencesOf('es'),
  ru: sentencesOf('ru'),
  zh: sentencesOf('zh'),
};

/** Endings of inflected words, and of names of places and things that only a few records have. */
const endings: { readonly [L in TextLanguage]: readonly string[] } = {
  en: ['s', 'ing', 'ed', 'ness', 'ford', 'ton'],
  fr: ['s', 'ment', 'tion', 'ville', 'eur', 'ée'],
  ar: ['ات', 'ين', 'ها', 'ية', 'هم', 'نا'],
  es: ['s', 'mente', 'ción', 'ado', 'ería', 'illo'],
  ru: ['ов', 'ами', 'ого', 'ский', 'ность', 'град'],
  zh: ['市', '县', '局', '室', '所', '部'],
};

/** Language in which most of a record is written; the third language of a mission is that of its State. */
const languageOf = (randomSource: RandomSource): TextLanguage =>
  randomSource() < 0.5 ? 'en' : (languages[randomBetween(randomSource, 0, languages.length - 1)] ?? 'en');

/** One to three sentences; every twelfth word is a rare one, and some have a number of a file. */
function writtenText(randomSource: RandomSource, textLanguage: TextLanguage): string {
  const own = sentences[textLanguage];
  const parts = Array.from(
    { length: randomBetween(randomSource, 1, 3) },
    () => own[randomBetween(randomSource, 0, own.length - 1)],
  );
  const text = parts.join(' ').replaceAll(/\p{L}{4,}/gu, (word) => {
    if (randomSource() > 1 / 12) return word;
    const at = randomBetween(randomSource, 0, 5);
    return `${word.slice(0, randomBetween(randomSource, 3, word.length))}${endings[textLanguage][at] ?? ''}`;
  });
  return randomSource() < 0.1 ? `${text} (${randomBetween(randomSource, 1_000, 99_999)})` : text;
}
