import * as z from 'zod';
import { type Document, idsBelow } from '../document/document.ts';
import { orderedIds, readAt } from '../document/read-register.ts';
import { Level } from './assessment.ts';
import {
  Alignment,
  BandOverride,
  Factor,
  FindingKind,
  Horizon,
  Ids,
  Mark,
  type Measure,
  Measures,
  RecommendationStatus,
  Target,
} from './finding.ts';

/** A short, sourced statement that follows from ratings (domain.md A1). `about` names indicators. */
export interface Finding {
  readonly id: string;
  readonly text: string;
  readonly kind: FindingKind;
  readonly about: readonly string[];
  readonly mark: Mark;
  readonly order: string;
}

/** What a person said about a gap (B6.11); null is not said yet, and counts as 0. */
export interface StatedPriority {
  readonly ownership: Factor | null;
  readonly feasibility: Factor | null;
  readonly alignment: Alignment | null;
  readonly override: BandOverride | null;
}

/** What a State or a partner could do (domain.md A1). `findings` names those that it answers. */
export interface Recommendation {
  readonly id: string;
  readonly text: string;
  readonly addressee: string;
  readonly about: readonly string[];
  readonly findings: readonly string[];
  readonly horizon: Horizon | null;
  readonly expectedLevel: Level | null;
  readonly measures: readonly Measure[];
  readonly trainingReason: string;
  readonly status: RecommendationStatus;
  readonly order: string;
}

/** Nothing said about a gap. */
export const nothingStated: StatedPriority = {
  ownership: null,
  feasibility: null,
  alignment: null,
  override: null,
};

/** The findings that are not removed, in their order. A document may hold what another version wrote: such a part has its default. */
export const readFindings = (document: Document | undefined): readonly Finding[] =>
  orderedIds(document, 'findings').map((id) => ({
    id,
    text: readAt(document, `findings/${id}/text`, Text, ''),
    kind: readAt(document, `findings/${id}/kind`, FindingKind, 'gap'),
    about: readAt(document, `findings/${id}/about`, Ids, []),
    // What nobody marked is not for everybody (domain.md E).
    mark: readAt(document, `findings/${id}/mark`, Mark, 'C'),
    order: readAt(document, `findings/${id}/order`, Text, ''),
  }));

/** The targets that were agreed or set by hand, by indicator; where there is none, the instrument's holds. */
export const readTargets = (document: Document | undefined): Readonly<Record<string, Target>> =>
  Object.fromEntries(
    idsBelow(document, 'targets').flatMap((id) => {
      const target = readAt(document, `targets/${id}`, Target.nullable(), null);
      return target === null ? [] : [[id, target] as const];
    }),
  );

/** What was said about each indicator's priority, by indicator. */
export const readPriorities = (document: Document | undefined): Readonly<Record<string, StatedPriority>> =>
  Object.fromEntries(
    idsBelow(document, 'priorities').map((id) => [
      id,
      {
        ownership: readAt(document, `priorities/${id}/ownership`, Factor.nullable(), null),
        feasibility: readAt(document, `priorities/${id}/feasibility`, Factor.nullable(), null),
        alignment: readAt(document, `priorities/${id}/alignment`, Alignment.nullable(), null),
        override: readAt(document, `priorities/${id}/override`, BandOverride.nullable(), null),
      },
    ]),
  );

/** The recommendations that are not removed, in their order. */
export const readRecommendations = (document: Document | undefined): readonly Recommendation[] =>
  orderedIds(document, 'recommendations').map((id) => {
    const at = `recommendations/${id}`;
    return {
      id,
      text: readAt(document, `${at}/text`, Text, ''),
      addressee: readAt(document, `${at}/addressee`, Text, ''),
      about: readAt(document, `${at}/about`, Ids, []),
      findings: readAt(document, `${at}/findings`, Ids, []),
      horizon: readAt(document, `${at}/horizon`, Horizon.nullable(), null),
      expectedLevel: readAt(document, `${at}/expected-level`, Level.nullable(), null),
      measures: readAt(document, `${at}/measures`, Measures, []),
      trainingReason: readAt(document, `${at}/training-reason`, Text, ''),
      status: readAt(document, `${at}/status`, RecommendationStatus, 'proposed'),
      order: readAt(document, `${at}/order`, Text, ''),
    };
  });

const Text = z.string();
