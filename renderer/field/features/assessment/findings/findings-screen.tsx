import { ClipboardList } from 'lucide-react';
import { type ReactElement, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { v7 as newId } from 'uuid';
import type { JsonValue } from '#base/json.ts';
import {
  mayBecomePlanItem,
  type Recommendation,
  readFindings,
  readRecommendations,
} from '#domain/assessment/finding.ts';
import { rankGaps } from '#domain/assessment/rank-gaps.ts';
import { conflictPathsOf, type Document, dotsAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { mayDecideRatings, mayWriteAt, writeModeOf } from '#domain/kinds/permit.ts';
import { createPlanItem } from '#domain/plan/change-plan.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import { maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { useActionPlan } from '#renderer/field/app/documents/use-action-plan.ts';
import {
  type OpenDocument,
  useWriteRegisters,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { type Message, type Translate, useTranslate } from '#renderer/i18n';
import type { ValueNotation } from '#renderer/records/value-notations.ts';
import { EmptyState, localDayOf, ScreenPage, useKeyPresses } from '#renderer/ui';
import { AssessmentActions } from '../assessment-actions.tsx';
import { assessmentFactsOf } from '../assessment-facts.ts';
import { AssessmentFrame } from '../assessment-frame.tsx';
import { AssessmentNoticeView } from '../assessment-frame-view.tsx';
import type { OpenEnds } from '../open-work.ts';
import type { ListItemHandlers } from './finding-card-view.tsx';
import { FindingCard } from './finding-cards.tsx';
import { FindingsPageView, type RemovedCard } from './findings-page-view.tsx';
import { FollowUpComparison } from './follow-up-comparison.tsx';
import { PriorityBandDialog, TargetDialog } from './gap-dialogs.tsx';
import { gapRowsOf, informationGapRowsOf } from './gap-rows.ts';
import { RecommendationCard } from './recommendation-card.tsx';
import { useFindingsHandlers } from './use-findings-handlers.ts';

interface FindingsScreenProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly model: MaturityModel;
  /** Open work before it is submitted; null where only the questions can tell. */
  readonly openEnds: OpenEnds | null;
}

/** Findings, targets, priorities and recommendations of one assessment. */
export function FindingsScreen({ log, open, model, openEnds }: FindingsScreenProps): ReactElement {
  const { navigate } = useFieldServices();
  const translate = useTranslate();
  const { document, queryResult } = open;
  const facts = assessmentFactsOf(
    document,
    queryResult,
    writeModeOf(queryResult.roles, queryResult.document),
    true,
  );
  const isReadOnly = facts.mode !== 'open';
  const rankedGaps = useMemo(() => rankGaps(document, model), [document, model]);
  const codes = useMemo(() => indicatorCodesNotation(indicatorCodesOf(model)), [model]);
  const acts = useFindingsHandlers(log, open, model, rankedGaps);
  const focusCard = useCardTextFocus();
  const planItemTargets = usePlanItemTargets(log, open, model);
  const [today] = useState(() => localDayOf(Date.now()));
  const [asked, setAsked] = useState<{ readonly about: string; readonly what: 'target' | 'band' } | null>(
    null,
  );
  const gapAsked = rankedGaps.ranked.find(({ indicator }) => indicator.id === asked?.about);
  const findings = readFindings(document);
  const recommendations = readRecommendations(document);
  const hrefOf = (question?: string): string =>
    fieldAddressOf({
      screen: 'assessment',
      log,
      doc: document.doc,
      ...(question !== undefined && { question }),
    });

  const onFinding = (questions: readonly string[] | null): void => focusCard(acts.addFindings(questions));
  const onRecommend = (questions: readonly string[] | null): void =>
    focusCard(acts.addRecommendations(questions));
  useEntryKeys(isReadOnly ? null : onFinding);

  const listActs = (listName: RemovedCard['list'], id: string, text: string): ListItemHandlers => ({
    onMove: (step) => {
      focusCard(id);
      acts.onMove(listName, id, step);
    },
    onRemove: () => acts.onRemove(listName, id, text),
    onOpenConflicts: () => navigate({ screen: 'conflicts' }),
  });
  const card = (listName: RemovedCard['list'], id: string, text: string, at: number) => ({
    log,
    saved: queryResult.document,
    number: at + 1,
    codes,
    conflicts: countConflictsBelow(document, `${listName}/${id}/`),
    isReadOnly,
    acts: listActs(listName, id, text),
  });

  return (
    <AssessmentFrame
      log={log}
      open={open}
      facts={facts}
      tab="findings"
      actions={<AssessmentActions facts={facts} open={open} openEnds={openEnds ?? undefined} />}
    >
      <FindingsPageView
        notice={<AssessmentNoticeView mode={facts.mode} otherInstrument={null} held={facts.held} />}
        change={<FollowUpComparison log={log} document={document} model={model} />}
        gaps={{
          rows: gapRowsOf(rankedGaps, document, hrefOf),
          met: rankedGaps.met.map((gap) => ({ gap, href: hrefOf(gap.indicator.id) })),
          unknown: informationGapRowsOf(rankedGaps, model, findings, hrefOf),
          questionsHref: hrefOf(),
        }}
        findings={{
          cards: findings.map((finding, at) => (
            <FindingCard
              key={finding.id}
              {...card('findings', finding.id, finding.text, at)}
              finding={finding}
              onChoose={(part, value) => acts.onChoose('findings', finding.id, { [part]: value })}
            />
          )),
          onAdd: isReadOnly ? undefined : () => onFinding(null),
        }}
        recommendations={{
          cards: recommendations.map((recommendation, at) => (
            <RecommendationCard
              key={recommendation.id}
              {...card('recommendations', recommendation.id, recommendation.text, at)}
              mayMoveStatus={mayWriteAt(
                queryResult.roles,
                queryResult.document,
                `recommendations/${recommendation.id}/status`,
              )}
              recommendation={recommendation}
              findings={findings}
              wanted={wantedText(translate, model, recommendation)}
              today={today}
              onChoose={(parts) => acts.onChoose('recommendations', recommendation.id, parts)}
              plan={planItemTargets.of(recommendation)}
            />
          )),
          onAdd: isReadOnly ? undefined : () => onRecommend(null),
        }}
        maySetTargets={!isReadOnly && mayDecideRatings(queryResult.roles, queryResult.document)}
        removed={
          [...findings, ...recommendations].some(({ id }) => id === acts.removed?.id) ? null : acts.removed
        }
        problem={acts.problem ?? planItemTargets.problem}
        acts={{
          onFactor: acts.onFactor,
          onFinding,
          onRecommend,
          onTarget: (about) => setAsked({ about, what: 'target' }),
          onBand: (about) => setAsked({ about, what: 'band' }),
          onRestore: acts.onRestore,
        }}
      />
      {gapAsked && asked?.what === 'target' && (
        <TargetDialog
          log={log}
          document={queryResult.document}
          gap={gapAsked}
          onClose={() => setAsked(null)}
        />
      )}
      {gapAsked && asked?.what === 'band' && (
        <PriorityBandDialog
          log={log}
          document={queryResult.document}
          gap={gapAsked}
          onClose={() => setAsked(null)}
        />
      )}
    </AssessmentFrame>
  );
}

interface PublishedInstrumentFindingsProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly instrument: Instrument;
}

/** Findings by a published instrument; one without ratings has no gaps. */
export function PublishedInstrumentFindings({
  log,
  open,
  instrument,
}: PublishedInstrumentFindingsProps): ReactElement {
  const translate = useTranslate();
  const maturityModel = useMemo(() => maturityModelOf(instrument), [instrument]);
  const writeMode = writeModeOf(open.queryResult.roles, open.queryResult.document);
  if (maturityModel) return <FindingsScreen log={log} open={open} model={maturityModel} openEnds={null} />;
  const facts = assessmentFactsOf(open.document, open.queryResult, writeMode, true);
  return (
    <AssessmentFrame
      log={log}
      open={open}
      facts={facts}
      tab="findings"
      actions={<AssessmentActions facts={facts} open={open} />}
    >
      <ScreenPage>
        <EmptyState icon={ClipboardList} title={translate('finding.unrated.title')}>
          {translate('finding.unrated.text')}
        </EmptyState>
      </ScreenPage>
    </AssessmentFrame>
  );
}

/** Notation of indicator codes: `D5.4, D5.2`. Undefined for a code that the instrument does not have. */
function indicatorCodesNotation(known: ReadonlySet<string>): ValueNotation {
  return {
    format: (value) => (isTextList(value) ? value.join(', ') : ''),
    parse: (text) => {
      const codes = text
        .split(/[\s,;،]+/)
        .filter(Boolean)
        .map((code) => code.toLocaleUpperCase('en'));
      return codes.every((code) => known.has(code)) ? [...new Set(codes)] : undefined;
    },
  };
}

const isTextList = (value: JsonValue | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** T takes over the finding about the entry in focus; the table of gaps has keys of its own. */
function useEntryKeys(onFinding: ((questions: readonly string[]) => void) | null): void {
  useKeyPresses((key) => {
    const entry = document.activeElement?.closest('.fb-entry');
    const question = entry?.querySelector<HTMLElement>('[data-gap]')?.dataset['gap'];
    if (key !== 'Alt+t' || onFinding === null || question === undefined) return false;
    onFinding([question]);
    return true;
  });
}

type PlanItemTarget = { readonly href: string } | { readonly onMake: () => void } | null;

interface PlanItemTargets {
  readonly of: (recommendation: Recommendation) => PlanItemTarget;
  /** Why the last item was not made. */
  readonly problem: Message | null;
}

/**
 * Plan item of a recommendation, else the act that accepts it and makes the item, in one step. Null where the plan is
 * read only, or the recommendation is settled.
 */
function usePlanItemTargets(
  logId: LogId,
  { document, queryResult }: OpenDocument,
  { dimensions }: MaturityModel,
): PlanItemTargets {
  const actionPlan = useActionPlan(logId);
  const writeRegisters = useWriteRegisters(logId);
  const { navigate } = useFieldServices();
  const [problem, setProblem] = useState<Message | null>(null);
  const { doc, kind } = document;
  const of = (recommendation: Recommendation): PlanItemTarget => {
    if (actionPlan === null) return null;
    const planItem = actionPlan.items.find(
      (one) => one.assessment === doc && one.recommendation === recommendation.id,
    );
    if (planItem) return { href: fieldAddressOf({ screen: 'planItem', log: logId, item: planItem.id }) };
    const isAccepted = mayBecomePlanItem(recommendation);
    const { status } = recommendation;
    if (actionPlan.mode !== 'open' || !(isAccepted || status === 'proposed' || status === 'discussed'))
      return null;
    const about = new Set(
      recommendation.about.flatMap(
        (id) =>
          dimensions.find(({ indicators }) => indicators.some((indicator) => indicator.id === id))?.code ??
          [],
      ),
    );
    const [dimension = null, ...others] = about;
    const origin = { assessment: doc, recommendation, dimension: others.length === 0 ? dimension : null };
    const path = pathOf('recommendations', recommendation.id, 'status');
    return {
      onMake: () => {
        const id = newId();
        void writeRegisters([
          ...(isAccepted
            ? []
            : [{ doc, kind, path, value: 'accepted', over: dotsAt(queryResult.document, path) }]),
          ...actionPlan.writesOf(createPlanItem(actionPlan.items, id, origin)),
        ]).then((outcome) => {
          setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
          if (outcome.kind === 'saved') navigate({ screen: 'planItem', log: logId, item: id });
        });
      },
    };
  };
  return { of, problem };
}

/** Put the cursor into the text of a card, as soon as the card is there. */
function useCardTextFocus(): (id: string | null) => void {
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const text = document.querySelector<HTMLTextAreaElement>(
      `[data-card="${CSS.escape(wanted.current)}"] textarea`,
    );
    if (!text) return;
    wanted.current = null;
    text.focus();
    text.scrollIntoView({ block: 'center' });
  });
  return useCallback((id) => {
    wanted.current = id;
  }, []);
}

/** Level that a recommendation should bring about, in the instrument's words for its first indicator. */
function wantedText(
  translate: Translate,
  { dimensions }: MaturityModel,
  { about, expectedLevel }: Recommendation,
): string {
  const indicator = dimensions.flatMap(({ indicators }) => indicators).find(({ id }) => id === about[0]);
  const descriptor = expectedLevel === null ? undefined : indicator?.levels[expectedLevel - 1];
  return descriptor === undefined || expectedLevel === null
    ? ''
    : translate('finding.part.wanted', { level: expectedLevel, descriptor });
}

const countConflictsBelow = (document: Document, prefix: string): number =>
  conflictPathsOf(document).filter((path) => path.startsWith(prefix)).length;

const indicatorCodesOf = ({ dimensions }: MaturityModel): ReadonlySet<string> =>
  new Set(dimensions.flatMap(({ indicators }) => indicators.map(({ id }) => id)));
