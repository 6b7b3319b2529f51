import { type ReactElement, useId, useState } from 'react';
import { isolateDirection, languageFacts, useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { Button, Card, CollapsedLine, LevelChip, ListEntry, Pill, RelativeTime } from '#renderer/ui';
import { FieldRemarkView } from '../comments/field-remark-view.tsx';
import { QuestionCommentsView } from '../comments/review-comments-view.tsx';
import type { RecordSources } from '../record-sources.ts';
import { AboveEvidenceView } from '../workflow/above-evidence-view.tsx';
import type { DimensionReading, QuestionReading } from './assessment-reading.ts';
import { HeldChangesView } from './held-changes-view.tsx';
import { RegisterConflictView } from './register-conflict-view.tsx';
import './question-view.css';
import '../record.css';
import './rating-answer.css';
import { ChevronDown, ChevronUp } from 'lucide-react';
import type { EvidenceItem } from '#domain/assessment/read-answer.ts';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { ChangeListView } from '../timeline/change-list-view.tsx';
import { arrivalsBelowPath } from '../timeline/record-history.ts';
import { WriterView } from '../timeline/writer-view.tsx';
import './question-history.css';

interface DimensionViewProps {
  readonly reading: DimensionReading;
  readonly sources: RecordSources;
}

/** The questions of one dimension on one page, as the assessor has them. */
export function DimensionView({ reading, sources }: DimensionViewProps): ReactElement {
  const translate = useTranslate();
  const { dimension, questions } = reading;
  const notAsked = questions.filter(
    ({ asked, lastWrite }) => asked.kind === 'otherType' && lastWrite === null,
  );
  return (
    <div className="console-dimension">
      <header>
        <h2 className="console-part-title" dir="auto">
          <span className="console-dimension-code">{dimension.code}</span> {dimension.title}
        </h2>
        <p dir="auto">{dimension.purpose}</p>
      </header>
      {questions
        .filter((question) => !notAsked.includes(question))
        .map((questionReading) => (
          <QuestionOrReasonView
            key={questionReading.indicator.id}
            question={questionReading}
            sources={sources}
          />
        ))}
      {notAsked.length > 0 && (
        <CollapsedLine>
          {translate('console.question.otherType', {
            count: notAsked.length,
            questions: notAsked.map(({ indicator }) => indicator.id).join(', '),
          })}
        </CollapsedLine>
      )}
    </div>
  );
}

interface QuestionOrReasonViewProps {
  readonly question: QuestionReading;
  readonly sources: RecordSources;
}

/** Hidden question in one line with its reason; recorded content of it stays visible. */
export function QuestionOrReasonView({ question, sources }: QuestionOrReasonViewProps): ReactElement {
  const translate = useTranslate();
  const { asked, indicator, lastWrite } = question;
  const isHidden = asked.kind === 'skipped' || asked.kind === 'otherType';
  if (!isHidden) return <QuestionView question={question} sources={sources} />;
  return (
    <>
      <CollapsedLine>
        <b className="fb-numbers">{indicator.id}</b> <bdi>{indicator.title}</bdi>
        {' · '}
        {asked.kind === 'skipped' ? <bdi>{asked.why.note}</bdi> : translate('console.question.otherTypeOne')}
      </CollapsedLine>
      {lastWrite !== null && <QuestionView question={question} sources={sources} />}
    </>
  );
}

interface QuestionHistoryViewProps {
  readonly question: QuestionReading;
  readonly sources: RecordSources;
}

/** Last writer of a question; all changes of it on demand, beside the question. */
function QuestionHistoryView({ question, sources }: QuestionHistoryViewProps): ReactElement | null {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const { lastWrite, indicator } = question;
  if (lastWrite === null) return null;

  return (
    <footer className="console-question-foot">
      <div>
        <span>
          {translate('console.question.last')} <WriterView device={lastWrite.device} names={sources.names} />
          {' · '}
          <RelativeTime atMs={lastWrite.atMs} show="moment" />
        </span>
        <Button
          kind="quiet"
          icon={isOpen ? ChevronUp : ChevronDown}
          label={translate(isOpen ? 'console.question.hideHistory' : 'console.question.showHistory', {
            question: indicator.id,
          })}
          onPress={() => setIsOpen(!isOpen)}
        >
          {translate('console.part.history')}
        </Button>
      </div>
      {isOpen && <QuestionChanges question={question} sources={sources} />}
    </footer>
  );
}

function QuestionChanges({ question, sources }: QuestionHistoryViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const titleId = useId();
  const { history, names, labelOf } = sources;
  if (history.kind === 'loading') return <p className="console-quiet">{translate('console.loading')}</p>;
  if (history.kind === 'failed') return <p className="console-quiet">{translate(history.title)}</p>;
  return (
    <section aria-labelledby={titleId} className="console-question-changes">
      <h4 className="fb-hidden" id={titleId}>
        {translate('console.question.historyOf', { question: question.indicator.id })}
      </h4>
      {arrivalsBelowPath(history.arrivals, `answers/${question.indicator.id}/`).map((packArrival) => (
        <div key={packArrival.place}>
          <p className="console-question-arrival">
            <WriterView device={packArrival.device} names={names} />
            {' · '}
            {translate('console.history.place', { place: format.number(packArrival.place) })}
          </p>
          <ChangeListView changes={packArrival.changes} labelOf={labelOf} showsSubject={false} />
        </div>
      ))}
    </section>
  );
}

/** Evidence of a rating. Nothing without any: a note has the strength E0. */
function EvidenceListView({ evidence }: { readonly evidence: readonly EvidenceItem[] }): ReactElement | null {
  const translate = useTranslate();
  const format = useFormat();
  const { direction } = languageFacts[useLanguage()];
  if (evidence.length === 0) return null;
  return (
    <div className="console-evidence" role="group" aria-label={translate('path.evidence')}>
      {evidence.map(({ id, title, date, holder, kind, strength, mark }) => (
        <ListEntry
          key={id}
          isBoxed
          lead={<b className="console-strength">{strength}</b>}
          meta={[
            translate(valueLabels.evidenceKind[kind]),
            ...(date === null ? [] : [format.date(localNoonMs(date))]),
            ...(holder === '' ? [] : [isolateDirection(holder, direction)]),
            translate(valueLabels.evidenceStrength[strength]),
            ...(mark === 'C' ? [] : [translate(valueLabels.confidentiality[mark])]),
          ].join(' · ')}
        >
          {title === '' ? translate('value.untitled') : title}
        </ListEntry>
      ))}
    </div>
  );
}

/** Answer: the level with its descriptor, or the reason why there is none; then the rationale. */
function RatingAnswerView({ question }: { readonly question: QuestionReading }): ReactElement {
  const translate = useTranslate();
  const { answer, asked, rationale, confidence, indicator } = question;
  return (
    <div className="console-answer">
      {answer.level !== undefined && (
        <div className="console-answer-level">
          <LevelChip level={answer.level} />
          <p dir="auto">{indicator.levels[answer.level - 1]}</p>
        </div>
      )}
      {answer.level === undefined && asked.kind === 'proposed' && (
        <p className="console-answer-none">{translate('console.answer.proposed', { level: asked.level })}</p>
      )}
      {answer.level === undefined && asked.kind !== 'proposed' && (
        <p className="console-answer-none">{translate(valueLabels.answerStatus[answer.state])}</p>
      )}
      {rationale !== '' && (
        <blockquote>
          <span className="fb-hidden">{translate('path.rationale')}: </span>
          {/* Its own letters decide its direction, not the words before it. */}
          <div className="fb-own-direction" dir="auto">
            {rationale}
          </div>
        </blockquote>
      )}
      {confidence !== null && (
        <p className="console-answer-note">
          {translate('value.confidence.labelled', {
            confidence: translate(valueLabels.confidence[confidence]),
          })}
        </p>
      )}
    </div>
  );
}

interface QuestionViewProps {
  readonly question: QuestionReading;
  readonly sources: RecordSources;
}

/** One question with all of its content; to read, not to change. */
function QuestionView({ question, sources }: QuestionViewProps): ReactElement {
  const translate = useTranslate();
  const { indicator, contested, held, comments } = question;
  const { names, labelOf } = sources;
  return (
    <Card label={`${indicator.id} ${indicator.title}`} question={indicator.id}>
      <h3 className="console-question-title" dir="auto">
        <span className="console-code">{indicator.id}</span>
        {indicator.title}
        {indicator.gate && <Pill text={translate('value.gate')} meaning="accent" />}
      </h3>
      <p className="console-question-text" dir="auto">
        {indicator.question}
      </p>
      <div className="console-question-body">
        <RatingAnswerView question={question} />
        {contested.map((registerConflict) => (
          <RegisterConflictView
            key={registerConflict.path}
            contested={registerConflict}
            what={translate(labelOf(registerConflict.path).what)}
            names={names}
          />
        ))}
        {held.length > 0 && (
          <HeldChangesView changes={held} whatOf={(path) => translate(labelOf(path).what)} names={names} />
        )}
        {question.aboveEvidence !== null && (
          <AboveEvidenceView
            rating={question.aboveEvidence}
            name={indicator.id}
            names={names}
            service={sources.reviewing?.service ?? null}
          />
        )}
        <EvidenceListView evidence={question.evidence} />
        {comments.map((fieldRemark) => (
          <FieldRemarkView
            key={fieldRemark.id}
            comment={fieldRemark}
            names={names}
            service={sources.reviewing?.service ?? null}
          />
        ))}
        <QuestionCommentsView question={indicator.id} sources={sources} />
      </div>
      <QuestionHistoryView question={question} sources={sources} />
    </Card>
  );
}
