import { Download, PackageOpen } from 'lucide-react';
import type { ReactElement } from 'react';
import type { InstrumentVersionChange } from '#domain/assessment/change-instrument.ts';
import type { ParkedAnswer } from '#domain/assessment/parked-answers.ts';
import { localizedTextIn } from '#forms/model/instrument.ts';
import { DifferenceView } from '#renderer/form/difference-view.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, Dialog, ListEntry, PageSection } from '#renderer/ui';

interface VersionUpgradeDialogViewProps {
  readonly version: string;
  /** Null while the newer version is not read yet, or is missing. */
  readonly plan: InstrumentVersionChange | null;
  readonly isMissing: boolean;
  readonly language: string;
  readonly problem: Message | null;
  readonly onChange: () => void;
  readonly onExport: () => void;
  readonly onClose: () => void;
}

/**
 * Question before an assessment goes to a newer version: the differences, and answers that would lose their
 * question.
 */
export function VersionUpgradeDialogView(props: VersionUpgradeDialogViewProps): ReactElement {
  const { version, plan, isMissing, language, problem, onChange, onExport, onClose } = props;
  const translate = useTranslate();
  return (
    <Dialog
      title={translate('version.change.title', { version })}
      isOpen
      onClose={onClose}
      width="l"
      actions={
        <>
          <Button kind="primary" isDisabled={plan === null} onPress={onChange}>
            {translate('version.change', { version })}
          </Button>
          <Button onPress={onClose}>{translate('version.stay')}</Button>
        </>
      }
    >
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {isMissing && <Banner meaning="wait">{translate('version.missing')}</Banner>}
      {plan !== null && (
        <>
          <p>{translate('version.change.text')}</p>
          <ParkedAnswersView parked={plan.parked} language={language} onExport={onExport} />
          <DifferenceView difference={plan.difference} language={language} />
        </>
      )}
    </Dialog>
  );
}

/** More are not listed here: the export has them all. */
const maximumListedAnswers = 20;

interface ParkedAnswersViewProps {
  readonly parked: readonly ParkedAnswer[];
  readonly language: string;
  readonly onExport: () => void;
}

function ParkedAnswersView({ parked, language, onExport }: ParkedAnswersViewProps): ReactElement {
  const translate = useTranslate();
  if (parked.length === 0) return <Banner meaning="good">{translate('version.parked.none')}</Banner>;
  return (
    <PageSection
      title={translate('version.parked', { count: parked.length })}
      description={translate('version.parked.text')}
      action={
        <Button icon={Download} onPress={onExport}>
          {translate('version.parked.export')}
        </Button>
      }
    >
      {parked.slice(0, maximumListedAnswers).map((parkedAnswer) => (
        <ListEntry
          key={parkedAnswer.path}
          lead={<PackageOpen className="fb-icon" aria-hidden />}
          meta={<bdi>{parkedAnswerName(parkedAnswer, language)}</bdi>}
        >
          {parkedAnswerText(parkedAnswer)}
        </ListEntry>
      ))}
      {parked.length > maximumListedAnswers && (
        <p>{translate('version.parked.more', { count: parked.length - maximumListedAnswers })}</p>
      )}
    </PageSection>
  );
}

/**
 * Name of an answer's former question, which this version does not have: its label, or its id where that is
 * unknown.
 */
const parkedAnswerName = ({ question, qid }: ParkedAnswer, language: string): string =>
  question === null ? qid : (localizedTextIn(question.label ?? undefined, language) ?? question.name);

const parkedAnswerText = ({ value }: ParkedAnswer): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** All such answers as a file, with the register of each. */
export const parkedAnswersText = (parkedAnswers: readonly ParkedAnswer[], language: string): string =>
  JSON.stringify(
    parkedAnswers.map((parkedAnswer) => ({
      question: parkedAnswerName(parkedAnswer, language),
      name: parkedAnswer.question?.name ?? null,
      qid: parkedAnswer.qid,
      row: parkedAnswer.instance,
      register: parkedAnswer.path,
      value: parkedAnswer.value,
    })),
    null,
    2,
  );
