import type { NamedPerson } from '#api/console-api.ts';
import { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';

/** Invented people and laptops for the console's stories and tests. */
export const fieldLaptop = DeviceId.parse('3fa219c0d4b5e6f708192a3b4c5d6e7f');
export const secondLaptop = DeviceId.parse('a1b2c3d4e5f60718293a4b5c6d7e8f90');
export const oldLaptop = DeviceId.parse('0f1e2d3c4b5a69788796a5b4c3d2e1f0');

/** Console device of the reviewer at headquarters. */
export const reviewerDevice = DeviceId.parse('9a8b7c6d5e4f30211203f4e5d6c7b8a9');

const createSampleAuthor = (digit: string, name: string): NamedPerson => ({
  person: PersonId.parse(`00000000-0000-4000-8000-00000000000${digit}`),
  name,
});
export const sampleLead = createSampleAuthor('1', 'Lead assessor');
export const sampleSecondAssessor = createSampleAuthor('2', 'Second assessor');
export const sampleTrainer = createSampleAuthor('3', 'Trainer A');

export const sampleReviewer = createSampleAuthor('9', 'Officer at headquarters');

export const samplePeople = {
  [fieldLaptop]: sampleLead,
  [secondLaptop]: sampleSecondAssessor,
  [oldLaptop]: sampleTrainer,
  [reviewerDevice]: sampleReviewer,
};
export const sampleLabels: ReadonlyMap<string, string> = new Map([
  [fieldLaptop, 'Field laptop 2'],
  [secondLaptop, 'Team laptop, blue'],
  [reviewerDevice, 'Headquarters'],
]);

export const sampleLog = LogId.parse('11111111-1111-7111-8111-111111111111');
export const otherSampleLog = LogId.parse('22222222-2222-7222-8222-222222222222');
export const sampleProgrammeLog = LogId.parse('33333333-3333-7333-8333-333333333333');
export const sampleDocumentId = (digit: number): DocumentId =>
  DocumentId.parse(`44444444-4444-7444-8444-44444444444${digit}`);

const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const minutesAgo = (minutes: number): number => galleryNowMs - minutes * minuteMs;
