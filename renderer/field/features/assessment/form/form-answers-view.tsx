import { Download, EyeOff, Lock, PackageOpen } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  ListEntry,
  NavList,
  PageSection,
  Pill,
  SortableTable,
  KeyHint,
  RelativeTime,
} from '#renderer/ui';
import type { DeviceId } from '#domain/ids.ts';
import { areJsonEqual, type JsonValue } from '#base/json.ts';
import type { QuestionHit } from '#domain/search/question-search.ts';
import { HitText } from '#renderer/field/parts/marked-text.tsx';
import { compareTimestamps } from '#domain/clock/hlc.ts';
import { type Document, type Head, hasConflict } from '#domain/document/document.ts';
import { deviceOfDot, type Dot, type Path } from '#domain/document/op.ts';

interface UnopenedAnswersViewProps {
  readonly why: 'absent' | 'damaged' | 'broken';
  readonly instrument: string;
  /** Problems of the form, in the words of its checks. */
  readonly problems: readonly string[];
  readonly answers: readonly AnswerLine[];
}

const unopenedReasonKeys: Readonly<Record<UnopenedAnswersViewProps['why'], MessageKey>> = {
  absent: 'form.unopened.absent',
  damaged: 'form.unopened.damaged',
  broken: 'form.unopened.broken',
};

/** Answers of an assessment without its questions, by their paths. */
export function UnopenedAnswersView({
  why,
  instrument,
  problems,
  answers,
}: UnopenedAnswersViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <Banner meaning="wait" icon={Lock} title={translate('form.unopened.title')}>
        {translate(unopenedReasonKeys[why], { instrument })}
        {problems.length > 0 && (
          <ul>
            {problems.slice(0, 20).map((problem) => (
              <li key={problem} dir="auto">
                {problem}
              </li>
            ))}
          </ul>
        )}
      </Banner>
      <SortableTable
        label={translate('form.unopened.answers')}
        rows={answers}
        rowId={({ key }) => key}
        empty={<p className="assess-prompt">{translate('form.unopened.none')}</p>}
        columns={[
          { id: 'place', title: translate('form.unopened.place'), cell: ({ name }) => <bdi>{name}</bdi> },
          { id: 'value', title: translate('form.unopened.value'), cell: ({ value }) => <bdi>{value}</bdi> },
        ]}
      />
    </>
  );
}

interface FormSearchResultsViewProps {
  readonly found: readonly FoundFormQuestion[];
  readonly onOpen: (key: string) => void;
  readonly onClose: () => void;
}

/** Found questions of all sections; each opens in its place. */
export function FormSearchResultsView({ found, onOpen, onClose }: FormSearchResultsViewProps): ReactElement {
  const translate = useTranslate();
  const title = translate('assessment.search.found', { count: found.length });
  return (
    <PageSection title={title} action={<Button onPress={onClose}>{translate('form.search.close')}</Button>}>
      <NavList
        label={title}
        current={null}
        onGo={onOpen}
        items={found.map(({ key, title: question, answer, hit, hasConflict }) => ({
          id: key,
          title: question,
          note: hit ? <HitText hit={hit} /> : answer || translate('value.answerStatus.blank'),
          end: hasConflict && <Pill text={translate('frame.rail.conflicts')} meaning="bad" />,
        }))}
      />
    </PageSection>
  );
}

/** Found question. */
export interface FoundFormQuestion {
  readonly key: string;
  readonly title: string;
  readonly answer: string;
  /** Text beside the answer in which words were found. */
  readonly hit?: QuestionHit | null;
  readonly hasConflict: boolean;
}

/** Question to check, in its place. */
export interface QuestionToCheck {
  readonly key: string;
  readonly question: string;
  readonly why: string;
}

/** An answer that is kept and not asked for: hidden by a skip rule, or without a question in this version. */
export interface AnswerLine {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

interface FormAnswersOverviewViewProps {
  readonly toCheck: readonly QuestionToCheck[];
  /** Number of required questions without an answer, beside those to check. */
  readonly missing: number;
  readonly hidden: readonly AnswerLine[];
  readonly parked: readonly AnswerLine[];
  readonly onGo: (key: string) => void;
  /** Save the answers as a file. */
  readonly onSave: () => void;
}

/** Limit of the list: work begins at the first ones. */
const maximumListedQuestions = 50;

/** Overview of the whole form: questions to check, and kept answers that are not asked for. */
export function FormAnswersOverviewView({
  toCheck,
  missing,
  hidden,
  parked,
  onGo,
  onSave,
}: FormAnswersOverviewViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <PageSection kind="side" title={translate('form.check.title', { count: toCheck.length })}>
        {toCheck.length === 0 ? (
          <p className="assess-prompt">{translate('form.check.none', { count: missing })}</p>
        ) : (
          <NavList
            label={translate('form.check.title', { count: toCheck.length })}
            current={null}
            onGo={onGo}
            items={toCheck
              .slice(0, maximumListedQuestions)
              .map(({ key, question, why }) => ({ id: key, title: question, note: why }))}
          />
        )}
        {toCheck.length > maximumListedQuestions && (
          <p className="assess-prompt">
            {translate('form.check.more', { count: toCheck.length - maximumListedQuestions })}
          </p>
        )}
      </PageSection>
      {hidden.length > 0 && (
        <AnswerLineList
          title={translate('form.hidden.title', { count: hidden.length })}
          text={translate('form.hidden.text')}
          answers={hidden}
          icon={<EyeOff className="fb-icon" aria-hidden />}
        />
      )}
      {parked.length > 0 && (
        <AnswerLineList
          title={translate('form.parked.title', { count: parked.length })}
          text={translate('form.parked.text')}
          answers={parked}
          icon={<PackageOpen className="fb-icon" aria-hidden />}
        />
      )}
      <PageSection kind="side" title={translate('form.save.title')}>
        <p className="assess-prompt">{translate('form.save.text')}</p>
        <Button icon={Download} onPress={onSave}>
          {translate('form.save.do')}
        </Button>
      </PageSection>
    </>
  );
}

interface AnswerLineListProps {
  readonly title: string;
  readonly text: string;
  readonly answers: readonly AnswerLine[];
  readonly icon: ReactElement;
}

function AnswerLineList({ title, text, answers, icon }: AnswerLineListProps): ReactElement {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <PageSection
      kind="side"
      title={title}
      action={
        <Button
          kind="quiet"
          label={`${translate(isOpen ? 'form.kept.hide' : 'form.kept.show')}: ${title}`}
          onPress={() => setIsOpen(!isOpen)}
        >
          {translate(isOpen ? 'form.kept.hide' : 'form.kept.show')}
        </Button>
      }
    >
      <p className="assess-prompt">{text}</p>
      {isOpen &&
        answers.slice(0, maximumListedQuestions).map(({ key, name, value }) => (
          <ListEntry key={key} lead={icon} meta={<bdi>{name}</bdi>}>
            {value}
          </ListEntry>
        ))}
    </PageSection>
  );
}

/** One of the values of an answer between which a person has to decide (M3). */
export interface AnswerCandidate {
  readonly key: Dot;
  readonly device: DeviceId;
  readonly atMs: number;
  readonly value: JsonValue;
}

/** Values of an answer with a conflict, the own one first, then the newest, equal ones once; empty without a conflict. */
export function answerConflictCandidates(
  document: Document,
  path: string,
  own: DeviceId,
): readonly AnswerCandidate[] {
  const register = document.registers[path as Path]; // reading takes any text
  if (register === undefined || !hasConflict(register)) return [];
  const rank = ({ dot }: Head): number => (deviceOfDot(dot) === own ? 0 : 1);
  const newest = register.heads.toSorted(
    (a, b) => rank(a) - rank(b) || compareTimestamps(deviceTimestampOfHead(b), deviceTimestampOfHead(a)),
  );
  return newest
    .filter(({ value }, at) => newest.findIndex((one) => areJsonEqual(one.value, value)) === at)
    .map(({ dot, stamp, value }) => ({ key: dot, device: deviceOfDot(dot), atMs: stamp[0], value }));
}

const deviceTimestampOfHead = ({ dot, stamp }: Head) => ({ stamp, device: deviceOfDot(dot) });

interface AnswerConflictViewProps {
  readonly candidates: readonly AnswerCandidate[];
  readonly names: Readonly<Record<DeviceId, string>>;
  /** A value in the words of the form. */
  readonly textOf: (candidate: AnswerCandidate) => string;
  /** Absent where nothing may be decided. */
  readonly onKeep?: ((candidate: AnswerCandidate) => void) | undefined;
}

/** Keys that keep the first or the second value of a conflict. */
const keepKeys: readonly string[] = ['1', '2'];

/** Concurrent answers (M3), beside their question. */
export function AnswerConflictView({
  candidates,
  names,
  textOf,
  onKeep,
}: AnswerConflictViewProps): ReactElement | null {
  const translate = useTranslate();
  if (candidates.length === 0) return null;
  return (
    <Banner meaning="bad" title={translate('assessment.conflict.title')}>
      {translate('assessment.conflict.text')}
      <div className="assess-candidates">
        {candidates.map((candidate, at) => {
          const who = names[candidate.device] ?? translate('assessment.unknownPerson');
          const value = textOf(candidate) || translate('value.answerStatus.blank');
          return (
            <ListEntry
              key={candidate.key}
              isBoxed
              meta={
                <>
                  <bdi>{who} · </bdi>
                  <RelativeTime atMs={candidate.atMs} show="moment" />
                </>
              }
              action={
                onKeep && (
                  <span className="assess-keep">
                    <Button
                      label={translate('assessment.conflict.keepLabel', { value, who })}
                      onPress={() => onKeep(candidate)}
                    >
                      {translate('assessment.conflict.keep')}
                    </Button>
                    {keepKeys[at] && <KeyHint keys={keepKeys[at]} />}
                  </span>
                )
              }
            >
              {value}
            </ListEntry>
          );
        })}
      </div>
    </Banner>
  );
}
