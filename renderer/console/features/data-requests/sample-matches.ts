import type { FoundMatch, FoundResponse, WaitingErasure } from '#api/data-requests-api.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { Path } from '#domain/document/op.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import {
  hourMs,
  otherSampleLog,
  sampleDocumentId,
  sampleLog,
  sampleSecondAssessor,
} from '#renderer/console/stories/sample-people.ts';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import { type ErasureControls, foundMatchId } from './request-labels.ts';

const sampleFoundMatch: FoundMatch = {
  log: sampleLog,
  doc: sampleDocumentId(1),
  kind: assessmentKind,
  path: Path.parse('answers/D5.4/rationale'),
  on: '2026-11-12',
  stands: 'now',
  opens: true,
};

/** Found fields: in a record that may be opened, and in others of a mission without a role. */
export const sampleFoundMatches: FoundResponse = {
  places: [
    sampleFoundMatch,
    { ...sampleFoundMatch, path: Path.parse('answers/D5.4/evidence/e1/title'), stands: 'before' },
    { ...sampleFoundMatch, path: Path.parse('consolidations/D5.4') },
    { ...sampleFoundMatch, path: Path.parse('institution/type') },
    {
      ...sampleFoundMatch,
      log: otherSampleLog,
      doc: sampleDocumentId(2),
      kind: workshopKind,
      path: Path.parse('sessions/s1/notes'),
      on: null,
      opens: false,
    },
  ],
  left: 3,
};

/** Time at which the waiting erasure is done. */
const sampleWaitEndMs = galleryNowMs + 24 * hourMs;

/** Erased part of one of them, and an erasure of another one that waits. */
export const sampleErasedMatches: ErasureControls['erasedById'] = new Map(
  sampleFoundMatches.places
    .slice(0, 2)
    .map((foundMatch, at) => [
      foundMatchId(foundMatch),
      at === 0
        ? { part: 'all', count: 3, waitsUntilMs: null }
        : { part: 'past', count: 0, waitsUntilMs: sampleWaitEndMs },
    ]),
);

/** Erasure that waits. */
export const sampleWaitingErasure: WaitingErasure = {
  ...sampleFoundMatch,
  approval: '00000000-0000-4000-8000-0000000000c8',
  path: Path.parse('answers/D5.4/evidence/e1/title'),
  part: 'past',
  askedBy: sampleSecondAssessor,
  fromMs: sampleWaitEndMs,
};
