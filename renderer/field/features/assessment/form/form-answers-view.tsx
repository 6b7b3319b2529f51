import { Download, EyeOff, Lock, PackageOpen } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Banner, Button, ListEntry, NavList, PageSection, SortableTable } from '#renderer/ui';

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
