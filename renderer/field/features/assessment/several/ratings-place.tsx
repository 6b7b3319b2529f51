import { Users } from 'lucide-react';
import { useMemo, useRef, type ReactElement } from 'react';
import { readAnswers, readScreening } from '#domain/assessment/read-answer.ts';
import { reliabilityIn } from '#domain/assessment/read-several.ts';
import { askedOf } from '#domain/instrument/applicability.ts';
import type { LogId } from '#domain/ids.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { defaultModel, type Indicator, type MaturityModel } from '#domain/instrument/maturity-model.ts';
import { maturityModelOf } from '#domain/instrument/needs-assessment.ts';
import { permitsDecisions } from '#domain/people/write-mode.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { SplitColumns } from '#renderer/ui/split-columns.tsx';
import { AssessmentActions } from '../assessment-actions.tsx';
import { AssessmentFrame } from '../assessment-frame.tsx';
import { assessmentFactsOf } from '../assessment-facts.ts';
import { BlindCard } from './blind-card.tsx';
import { ComparedCard } from './compared-card.tsx';
import type { RatingDrafts } from './use-rating-drafts.ts';
import { isOpenTo, type RatedQuestion, ratedQuestions } from './ratings-list.ts';
import { RatingsListView } from './ratings-list-view.tsx';
import { ReliabilityView } from './reliability-view.tsx';
import { useRatingsKeys } from './use-ratings-keys.ts';
import { useTeam } from './use-team.ts';
import '../assessment.css';
import './several.css';

interface RatingsPlaceProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  /** Null for the one that Fieldbook brings along. */
  readonly instrument: Instrument | null;
  readonly drafts: RatingDrafts;
}

/** Independent ratings of one assessment: made without seeing others, compared, and decided on by the lead. */
export function RatingsPlace({ log, open, instrument, drafts }: RatingsPlaceProps): ReactElement {
  const say = useSay();
  const { route, remember, session } = useField();
  const { document, answer } = open;
  const mode = useWriteMode()(answer.roles, answer.document);
  const facts = assessmentFactsOf(document, answer, mode, true);
  const team = useTeam(answer.people);
  const person = session.enrolled?.person ?? null;
  const model = useMemo(() => (instrument ? maturityModelOf(instrument) : defaultModel), [instrument]);
  const indicators = useMemo(() => askedIndicators(model, open), [model, open]);
  const isLead = mode === 'open' && permitsDecisions(answer.roles, answer.document);
  const rater = mode === 'open' ? person : null;
  const questions = useMemo(
    () => inOrder(ratedQuestions({ document, people: answer.people }, indicators, rater, isLead)),
    [document, answer.people, indicators, rater, isLead],
  );
  const middle = useRef<HTMLDivElement>(null);

  const asked = route.screen === 'assessment' ? route.question : undefined;
  const { current, goTo } = useRatingsKeys(questions, asked, middle, (question) => {
    if (route.screen === 'assessment') remember({ ...route, question });
  });
  const indicator = indicators.find(({ id }) => id === current?.id);
  const reliability = reliabilityIn(
    document,
    indicators.map(({ id }) => id),
  );
  return (
    <AssessmentFrame
      log={log}
      open={open}
      facts={facts}
      place="ratings"
      actions={<AssessmentActions facts={facts} open={open} />}
    >
      <SplitColumns
        label={say('several.place')}
        scrollRef={middle}
        start={{
          title: say('several.list'),
          content: <RatingsListView questions={questions} current={current?.id ?? null} onGo={goTo} />,
        }}
        end={{
          title: say('several.reliability.title'),
          content: (
            <div className="assess-context">
              <ReliabilityView reliability={reliability} rated={questions.length} />
            </div>
          ),
        }}
      >
        <div className="several-page">
          <Banner meaning="info" isQuiet>
            {say('assessment.doNotRecord')}
          </Banner>
          {current && indicator ? (
            isOpenTo(current.stands) ? (
              <ComparedCard
                key={current.id}
                open={open}
                indicator={indicator}
                stands={current.stands}
                team={team}
                isLead={isLead}
                drafts={drafts.decisions}
              />
            ) : (
              person !== null && (
                <BlindCard
                  key={current.id}
                  open={open}
                  indicator={indicator}
                  person={person}
                  drafts={drafts.ratings}
                />
              )
            )
          ) : (
            <EmptyState icon={Users} title={say('several.empty.title')}>
              {say('several.empty.text')}
            </EmptyState>
          )}
        </div>
      </SplitColumns>
    </AssessmentFrame>
  );
}

/** The indicators that are asked of this institution, in order. */
function askedIndicators(model: MaturityModel | null, { document }: OpenDocument): readonly Indicator[] {
  if (model === null) return [];
  const screening = readScreening(document, model);
  const answers = readAnswers(document, model);
  return model.dimensions
    .flatMap(({ indicators }) => indicators)
    .filter((indicator) => askedOf(indicator, screening, answers).kind === 'asked');
}

/** What this person has to decide first, then what they are to rate, then the rest. */
function inOrder(questions: readonly RatedQuestion[]): readonly RatedQuestion[] {
  const of = (test: (stands: RatedQuestion['stands']) => boolean): readonly RatedQuestion[] =>
    questions.filter(({ stands }) => test(stands));
  return [
    ...of((stands) => stands === 'toDecide'),
    ...of((stands) => stands === 'toRate'),
    ...of((stands) => stands !== 'toDecide' && stands !== 'toRate'),
  ];
}
