import { useMemo, useState, type ReactElement } from 'react';
import { gapsOf } from '#domain/assessment/ranked-gaps.ts';
import { conflictsOf, type Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import type { MaturityModel } from '#domain/instrument/maturity-model.ts';
import { permitsDecisions } from '#domain/people/write-mode.ts';
import { readFindings, readRecommendations } from '#domain/assessment/read-findings.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { addressOf } from '#renderer/field/app/route.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { AssessmentFrame } from '../assessment-frame.tsx';
import { assessmentFactsOf } from '../assessment-facts.ts';
import { NoticeView } from '../notice-view.tsx';
import { BandDialog } from './band-dialog.tsx';
import { ChangeSince } from './change-since.tsx';
import { codesNotation } from './codes-notation.ts';
import { FindingCard } from './finding-card.tsx';
import type { ListActs } from './finding-card-view.tsx';
import { FindingsPageView, type RemovedCard } from './findings-page-view.tsx';
import { gapRowsOf } from './gap-row.ts';
import { RecommendationCard } from './recommendation-card.tsx';
import { TargetDialog } from './target-dialog.tsx';
import { useCardFocus } from './use-card-focus.ts';
import { useFindingsActs } from './use-findings-acts.ts';
import { useGapKeys } from './use-gap-keys.ts';
import { useItemsMade } from './use-items-made.ts';
import { unknownRowsOf } from './unknown-rows.ts';

interface FindingsScreenProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly model: MaturityModel;
}

/** Findings, targets, priorities and recommendations of one assessment. */
export function FindingsScreen({ log, open, model }: FindingsScreenProps): ReactElement {
  const { navigate } = useField();
  const { document, answer, choose } = open;
  const facts = assessmentFactsOf(document, answer, useWriteMode()(answer.roles, answer.document), true);
  const isReadOnly = facts.mode !== 'open';
  const gaps = useMemo(() => gapsOf(document, model), [document, model]);
  const codes = useMemo(() => codesNotation(codesIn(model)), [model]);
  const acts = useFindingsActs(open, model, gaps);
  const focusCard = useCardFocus();
  const made = useItemsMade(log, document, model);
  const [asked, setAsked] = useState<{ readonly about: string; readonly what: 'target' | 'band' } | null>(
    null,
  );
  const gapAsked = gaps.ranked.find(({ indicator }) => indicator.id === asked?.about);
  const findings = readFindings(document);
  const recommendations = readRecommendations(document);
  const hrefOf = (question?: string): string =>
    addressOf({ screen: 'assessment', log, doc: document.doc, ...(question !== undefined && { question }) });

  const onFinding = (question: string | null): void => focusCard(acts.addFinding(question));
  const onRecommend = (question: string | null): void => focusCard(acts.addRecommendation(question));
  useGapKeys(isReadOnly ? null : { onFinding, onRecommend });

  const listActs = (list: RemovedCard['list'], id: string, text: string): ListActs => ({
    onMove: (step) => {
      focusCard(id);
      acts.onMove(list, id, step);
    },
    onRemove: () => acts.onRemove(list, id, text),
    onOpenConflicts: () => navigate({ screen: 'conflicts' }),
  });
  const card = (list: RemovedCard['list'], id: string, text: string, at: number) => ({
    log,
    saved: answer.document,
    number: at + 1,
    codes,
    conflicts: conflictsBelow(document, `${list}/${id}/`),
    isReadOnly,
    acts: listActs(list, id, text),
  });

  return (
    <AssessmentFrame log={log} open={open} facts={facts} place="findings">
      <FindingsPageView
        notice={<NoticeView mode={facts.mode} otherInstrument={null} held={facts.held} />}
        change={<ChangeSince log={log} document={document} model={model} />}
        gaps={{
          rows: gapRowsOf(gaps, document, hrefOf),
          met: gaps.met.map((gap) => ({ gap, href: hrefOf(gap.indicator.id) })),
          unknown: unknownRowsOf(gaps, model, findings, hrefOf),
          questionsHref: hrefOf(),
        }}
        findings={{
          cards: findings.map((finding, at) => (
            <FindingCard
              key={finding.id}
              {...card('findings', finding.id, finding.text, at)}
              finding={finding}
              onChoose={(part, value) => acts.onChoose('findings', finding.id, part, value)}
            />
          )),
          onAdd: isReadOnly ? undefined : () => onFinding(null),
        }}
        recommendations={{
          cards: recommendations.map((recommendation, at) => (
            <RecommendationCard
              key={recommendation.id}
              {...card('recommendations', recommendation.id, recommendation.text, at)}
              recommendation={recommendation}
              findings={findings}
              onChoose={({ part, value }) => acts.onChoose('recommendations', recommendation.id, part, value)}
              plan={made(recommendation)}
            />
          )),
          onAdd: isReadOnly ? undefined : () => onRecommend(null),
        }}
        maySetTargets={!isReadOnly && permitsDecisions(answer.roles, answer.document)}
        removed={acts.removed}
        problem={acts.problem}
        acts={{
          onFactor: acts.onFactor,
          onFinding,
          onRecommend,
          onTarget: (about) => setAsked({ about, what: 'target' }),
          onBand: (about) => setAsked({ about, what: 'band' }),
          onBringBack: acts.onBringBack,
        }}
      />
      {gapAsked && asked?.what === 'target' && (
        <TargetDialog gap={gapAsked} choose={choose} onClose={() => setAsked(null)} />
      )}
      {gapAsked && asked?.what === 'band' && (
        <BandDialog gap={gapAsked} choose={choose} onClose={() => setAsked(null)} />
      )}
    </AssessmentFrame>
  );
}

const conflictsBelow = (document: Document, prefix: string): number =>
  conflictsOf(document).filter((path) => path.startsWith(prefix)).length;

const codesIn = ({ dimensions }: MaturityModel): ReadonlySet<string> =>
  new Set(dimensions.flatMap(({ indicators }) => indicators.map(({ id }) => id)));
