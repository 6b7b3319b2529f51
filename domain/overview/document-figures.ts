import * as z from 'zod';
import { AssessmentType, EvidenceStrength, type MaturityLevel } from '../assessment/assessment.ts';
import { readIndicatorAnswers, readScreeningAnswers } from '../assessment/read-answer.ts';
import { type Document, plainTextAt, valueAt } from '../document/document.ts';
import { DocumentKind } from '../document/op.ts';
import { DocumentId } from '../ids.ts';
import { readNationalLevel } from '../mission/mission.ts';
import { entryOfKind } from '../path-rules/path-classes.ts';
import { type PlanItem, readPlanItems } from '../plan/action-plan.ts';
import { openMilestonesOf } from '../plan/plan-figures.ts';
import { indicatorsOfModel } from '../report/report-sources.ts';
import { countedAnswerOf, resolveApplicability } from '../scoring/applicability.ts';
import { type MaturityModel, maturityModelRef } from '../scoring/maturity-model.ts';
import { type ScoringPolicy } from '../scoring/scoring-policy.ts';
import { testResultsOf } from '../workshop/learning/test-sheets.ts';
import type { DuePlanItem } from './due-work.ts';

/** Raise it whenever the same document gets other figures: stored figures are then computed again. */
export const documentFiguresVersion = 5;

/** Figures of each kind that has some. */
const figuresByKind: { readonly [kind in keyof FiguresByKind]: FiguresOf<FiguresByKind[kind]> } = {
  mission: (document) => ({ national: nationalLevelsOf(document) }),
  assessment: assessmentFiguresOf,
  workshop: workshopFiguresOf,
  'action-plan': planFiguresOf,
};

/** Kinds of documents with figures. */
export const documentKindsWithFigures: readonly DocumentKind[] = Object.keys(figuresByKind).map((kind) =>
  DocumentKind.parse(kind),
);

/**
 * Result of an indicator as one character. A digit is a rating, `p` level 1 as a rule proposes it. `.` is blank, `?`
 * answered without a level. `n` does not apply by an answer, `-` by a rule or the type of institution.
 */
type RatingMark = string;

/** Levels of an assessment's indicators, in the order of its instrument. */
export interface RatingLine {
  /** A `RatingMark` for each indicator. */
  readonly marks: string;
  /** Strongest evidence behind each, as the digit of E0 to E4. */
  readonly evidence: string;
}

/** Figures of one assessment, from which overviews of a State are computed. */
export interface AssessmentFigures extends RatingLine {
  readonly instrument: string;
  readonly type: AssessmentType | null;
  readonly referenceDate: string | null;
  readonly follows: DocumentId | null;
  readonly institution: string;
  /** Code of the institution type; empty where none was given. */
  readonly institutionType: string;
}

/** Results of a workshop's test; null where fewer people answered twice than a figure may be about. */
export interface LearningFigures {
  readonly paired: number;
  readonly meanBefore: number;
  readonly meanAfter: number;
  readonly meanGain: number;
}

export interface WorkshopFigures {
  readonly from: string | null;
  readonly to: string | null;
  readonly learning: LearningFigures | null;
  /** Somebody ended its follow-up survey. */
  readonly isSurveyEnded: boolean;
}

/** Item of a plan without its long texts. */
export type PlanItemFigures = Pick<
  PlanItem,
  'id' | 'title' | 'lead' | 'dimension' | 'from' | 'to' | 'agreedTo' | 'status' | 'assessment'
>;

interface PlanFigures {
  readonly items: readonly (PlanItemFigures & Pick<DuePlanItem, 'milestones'>)[];
}

/** Levels that a lead assessor decided for the whole State, by indicator (docs/requirements.md B6.8). */
interface MissionFigures {
  readonly national: Readonly<Record<string, MaturityLevel>>;
}

/** Form of the figures of each kind that has some. */
export interface FiguresByKind {
  readonly mission: MissionFigures;
  readonly assessment: AssessmentFigures;
  readonly workshop: WorkshopFigures;
  readonly 'action-plan': PlanFigures;
}

type DocumentFigures = FiguresByKind[keyof FiguresByKind];

/** Computes the figures of a document of one kind. */
type FiguresOf<Figures> = (document: Document, scoredModel: ScoredModel | null) => Figures;

/**
 * Compute the figures of a document; null for a kind without any.
 * @param scoredModel instrument of an assessment; null where it is not here, or rates nothing
 */
export function figuresOfDocument(
  document: Document,
  scoredModel: ScoredModel | null,
): DocumentFigures | null {
  const figuresOf = entryOfKind<FiguresOf<DocumentFigures> | null>(figuresByKind, document.kind, null);
  return figuresOf === null ? null : figuresOf(document, scoredModel);
}

function planFiguresOf(plan: Document): PlanFigures {
  return {
    items: readPlanItems(plan).map((planItem) => ({
      ...planItemFiguresOf(planItem),
      milestones: openMilestonesOf(planItem),
    })),
  };
}

/** An instrument of assessments, with its numbers. */
export interface ScoredModel {
  readonly model: MaturityModel;
  readonly policy: ScoringPolicy;
}

/** Compute the figures of an assessment. Without its instrument it has no rating line, and only lists show it. */
export function assessmentFiguresOf(document: Document, scoredModel: ScoredModel | null): AssessmentFigures {
  const type =
    scoredModel === null ? undefined : valueAt(document, `screening/${scoredModel.policy.typeQuestion}`);
  return {
    instrument:
      scoredModel === null ? plainTextAt(document, 'instrument') : maturityModelRef(scoredModel.model),
    type: AssessmentType.safeParse(valueAt(document, 'type')).data ?? null,
    referenceDate: dayAt(document, 'reference-date'),
    follows: DocumentId.safeParse(valueAt(document, 'follows')).data ?? null,
    institution: plainTextAt(document, 'institution/name').trim(),
    institutionType: typeof type === 'string' ? type : plainTextAt(document, 'institution/type'),
    ...(scoredModel === null ? { marks: '', evidence: '' } : ratingLineOf(document, scoredModel.model)),
  };
}

const dayAt = (document: Document, path: string): string | null =>
  z.iso.date().safeParse(valueAt(document, path)).data ?? null;

/** Write the results of an assessment as a line, by the same rules as its scores. */
function ratingLineOf(document: Document, maturityModel: MaturityModel): RatingLine {
  const screeningByQuestion = readScreeningAnswers(document, maturityModel);
  const indicatorAnswers = readIndicatorAnswers(document, maturityModel);
  let marks = '';
  let evidence = '';
  for (const indicator of indicatorsOfModel(maturityModel)) {
    const indicatorAnswer = indicatorAnswers[indicator.id];
    const counted = countedAnswerOf(indicator, screeningByQuestion, indicatorAnswers);
    const { kind } = resolveApplicability(indicator, screeningByQuestion, indicatorAnswers);
    marks += markOf(kind, indicatorAnswer?.state ?? 'blank', counted?.level ?? null);
    evidence += String(EvidenceStrength.options.indexOf(counted?.evidence ?? 'E0'));
  }
  return { marks, evidence };
}

function markOf(
  asked: ReturnType<typeof resolveApplicability>['kind'],
  answerStatus: 'rated' | 'na' | 'ne' | 'declined' | 'blank',
  maturityLevel: MaturityLevel | null,
): RatingMark {
  if (asked === 'otherType' || asked === 'skipped') return '-';
  if (asked === 'proposed') return 'p';
  if (answerStatus === 'na') return 'n';
  if (answerStatus === 'blank') return '.';
  return answerStatus === 'rated' && maturityLevel !== null ? String(maturityLevel) : '?';
}

function workshopFiguresOf(workshop: Document): WorkshopFigures {
  const testResults = testResultsOf(workshop);
  return {
    from: dayAt(workshop, 'from'),
    to: dayAt(workshop, 'to'),
    isSurveyEnded: typeof valueAt(workshop, 'follow-up-ended-on') === 'string',
    // Withheld results keep no count either: no table shows a small number of people.
    learning:
      testResults.withheld === true
        ? null
        : {
            paired: testResults.paired,
            meanBefore: testResults.meanBefore,
            meanAfter: testResults.meanAfter,
            meanGain: testResults.meanGain,
          },
  };
}

const planItemFiguresOf = (planItem: PlanItem): PlanItemFigures => ({
  id: planItem.id,
  title: planItem.title,
  lead: planItem.lead.trim(),
  dimension: planItem.dimension,
  from: planItem.from,
  to: planItem.to,
  agreedTo: planItem.agreedTo,
  status: planItem.status,
  assessment: planItem.assessment,
});

const nationalPrefix = 'national/';

function nationalLevelsOf(mission: Document): MissionFigures['national'] {
  const levels: Record<string, MaturityLevel> = {};
  for (const path of Object.keys(mission.registers)) {
    if (!path.startsWith(nationalPrefix)) continue;
    const indicator = path.slice(nationalPrefix.length);
    const decided = readNationalLevel(mission, indicator);
    if (decided !== null) levels[indicator] = decided.level;
  }
  return levels;
}
