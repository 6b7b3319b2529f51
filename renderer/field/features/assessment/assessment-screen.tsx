import { type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { readEvidenceLibrary } from '#domain/assessment/evidence-library.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { findUncheckedTexts } from '#domain/privacy/find-unchecked-texts.ts';
import { defaultMaturityModel, maturityModelRef } from '#domain/scoring/maturity-model.ts';
import { maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { useTextChecks } from '#renderer/field/app/documents/checked-text-field.tsx';
import {
  type OpenDocument,
  useDeviceNames,
  useDocument,
  useWithoutAnswers,
} from '#renderer/field/app/documents/use-document.ts';
import { useInstrument } from '#renderer/field/app/documents/use-instrument.ts';
import { NotFoundScreen, ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useTranslate } from '#renderer/i18n';
import { type TextChecks, TextChecksContext } from '#renderer/records/text-checks.ts';
import {
  assessmentModelOf,
  countByQuestionFilter,
  matchesQuestionFilter,
  type QuestionFilter,
  searchableQuestions,
} from './answering/assessment-model.ts';
import { MaturityAssessment } from './answering/maturity-assessment.tsx';
import { assessmentFactsOf } from './assessment-facts.ts';
import { AssessmentFrame } from './assessment-frame.tsx';
import { AssessmentNoticeView } from './assessment-frame-view.tsx';
import { useKnownNames } from './assignment/use-assessment-team.ts';
import { EvidenceLibraryView } from './evidence/evidence-library-view.tsx';
import { useEvidenceDialogs } from './evidence/use-evidence-dialogs.tsx';
import { FindingsScreen, PublishedInstrumentFindings } from './findings/findings-screen.tsx';
import { FormAssessmentScreen, UnopenedForm } from './form/form-assessment-screen.tsx';
import { IndependentRatingsScreen } from './independent-ratings/independent-ratings-screen.tsx';
import { useRatingDrafts } from './independent-ratings/rating-cards.tsx';
import { type OpenEnds, openEndsOf } from './open-work.ts';
import { evidenceEntryOf } from './question-context/evidence-with-writers.ts';
import { AssessmentReviewScreen } from './review/assessment-review-screen.tsx';

/** Checks of the texts of this assessment, against the names of the team and confirmed texts. */
function useAssessmentTextChecks({ document, queryResult, choose }: OpenDocument): TextChecks {
  const writeMode = useMemo(() => writeModeOf(queryResult.roles, queryResult.document), [queryResult]);
  const names = useKnownNames(queryResult.people);
  const mayConfirm = writeMode === 'open' || writeMode === 'comments';
  return useTextChecks({ document, names, confirm: mayConfirm ? choose : null });
}

/** Open work in an assessment with the built-in instrument. */
function openEndsWithFirstOf(document: Document, roster: readonly string[]): OpenEnds {
  const model = assessmentModelOf(document, defaultMaturityModel);
  const toCheck = findUncheckedTexts(document, roster);
  const foundQuestions = searchableQuestions(model, { person: null, toCheck });
  const first = (questionFilter: QuestionFilter) => {
    const foundQuestion = foundQuestions.find((question) => matchesQuestionFilter(question, questionFilter));
    return foundQuestion && { [questionFilter]: foundQuestion.id };
  };
  return {
    ...openEndsOf(document, defaultMaturityModel, countByQuestionFilter(foundQuestions), toCheck),
    first: { ...first('unanswered'), ...first('flagged'), ...first('conflicts') },
  };
}

interface AssessmentScreenProps {
  readonly log: LogId;
  readonly doc: DocumentId;
}

/** One assessment, with the instrument that it was begun with. */
export function AssessmentScreen({ log, doc }: AssessmentScreenProps): ReactElement {
  const open = useDocument(log, doc);
  switch (open.kind) {
    case 'loading':
      return <LoadingAssessmentScreen />;
    case 'absent':
      return <NotFoundScreen />;
    case 'present':
      return (
        <WithTextChecks open={open}>
          <WithAssessmentInstrument log={log} open={open} />
        </WithTextChecks>
      );
  }
}

/** Every text of it is checked for personal data (docs/requirements.md E). */
function WithTextChecks({
  open,
  children,
}: {
  readonly open: OpenDocument;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <TextChecksContext value={useAssessmentTextChecks(useWithoutAnswers(open))}>{children}</TextChecksContext>
  );
}

/** The built-in maturity model has its own screen; any other instrument is a form. */
function WithAssessmentInstrument({
  log,
  open,
}: {
  readonly log: LogId;
  readonly open: OpenDocument;
}): ReactElement {
  const ref = valueAt(open.document, 'instrument');
  const isBuiltIn = typeof ref !== 'string' || ref === '' || ref === maturityModelRef(defaultMaturityModel);
  return isBuiltIn ? (
    <AssessmentTabSwitch log={log} open={open} instrument={null}>
      <MaturityAssessment log={log} open={open} />
    </AssessmentTabSwitch>
  ) : (
    <WithPublishedInstrument log={log} open={open} instrumentRef={ref} />
  );
}

interface WithPublishedInstrumentProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly instrumentRef: string;
}

function WithPublishedInstrument({
  log,
  open,
  instrumentRef: ref,
}: WithPublishedInstrumentProps): ReactElement {
  const foundInstrument = useInstrument(ref);
  switch (foundInstrument.kind) {
    case 'loading':
      return <LoadingAssessmentScreen />;
    case 'here':
      return (
        <AssessmentTabSwitch log={log} open={open} instrument={foundInstrument.instrument}>
          <FormAssessmentScreen log={log} open={open} instrument={foundInstrument.instrument} />
        </AssessmentTabSwitch>
      );
    case 'absent':
    case 'damaged':
      return <UnopenedForm log={log} open={open} why={{ kind: foundInstrument.kind }} />;
  }
}

interface AssessmentTabSwitchProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  /** Null for the built-in one. */
  readonly instrument: Instrument | null;
  /** Its questions. */
  readonly children: ReactNode;
}

/** The tab of the address: the questions, or another tab of the assessment. */
function AssessmentTabSwitch({ log, open, instrument, children }: AssessmentTabSwitchProps): ReactElement {
  const { route } = useFieldServices();
  const roster = useKnownNames(open.queryResult.people);
  const ratingDrafts = useRatingDrafts();
  const assessmentTab = route.screen === 'assessment' ? route.tab : undefined;
  switch (assessmentTab) {
    case undefined:
      return <>{children}</>;
    case 'findings':
      return instrument === null ? (
        <FindingsScreen
          log={log}
          open={open}
          model={defaultMaturityModel}
          openEnds={openEndsWithFirstOf(open.document, roster)}
        />
      ) : (
        <PublishedInstrumentFindings log={log} open={open} instrument={instrument} />
      );
    case 'evidence':
      return <EvidenceLibraryScreen log={log} open={open} instrument={instrument} />;
    case 'ratings':
      return <IndependentRatingsScreen log={log} open={open} instrument={instrument} drafts={ratingDrafts} />;
    case 'review':
      return (
        <AssessmentReviewScreen
          log={log}
          open={open}
          instrument={instrument}
          openEnds={instrument === null ? openEndsWithFirstOf(open.document, roster) : null}
        />
      );
  }
}

const LoadingAssessmentScreen = (): ReactElement => (
  <ScreenFrame title="">
    <span />
  </ScreenFrame>
);

interface EvidenceLibraryScreenProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  /** Null for the built-in one. */
  readonly instrument: Instrument | null;
}

/** All evidence of one assessment: each piece once, with all questions that it supports. */
function EvidenceLibraryScreen({ log, open, instrument }: EvidenceLibraryScreenProps): ReactElement {
  const translate = useTranslate();
  const { document, queryResult } = open;
  const facts = assessmentFactsOf(
    document,
    queryResult,
    writeModeOf(queryResult.roles, queryResult.document),
  );
  const names = useDeviceNames(queryResult.people);
  const nameOf = (deviceId: DeviceId): string => names[deviceId] ?? translate('assessment.unknownPerson');
  const [search, setSearch] = useState('');
  const maturityModel = instrument === null ? defaultMaturityModel : maturityModelOf(instrument);
  const { acts, dialog } = useEvidenceDialogs(open, maturityModel);
  const libraryEvidences = readEvidenceLibrary(document);
  const { mode, otherInstrument, held } = facts;
  return (
    <AssessmentFrame log={log} open={open} facts={facts} tab="evidence">
      <EvidenceLibraryView
        notice={<AssessmentNoticeView mode={mode} otherInstrument={otherInstrument} held={held} />}
        entries={libraryEvidences
          .filter(({ questions }) => questions.length > 0)
          .map((libraryEvidence) => evidenceEntryOf(libraryEvidence, nameOf))}
        removed={libraryEvidences
          .filter(({ questions }) => questions.length === 0)
          .map(({ key, item }) => ({ key, title: item.title }))}
        search={search}
        hrefOf={(question) => fieldAddressOf({ screen: 'assessment', log, doc: document.doc, question })}
        onSearch={setSearch}
        acts={mode === 'open' && maturityModel !== null ? acts : undefined}
      />
      {dialog}
    </AssessmentFrame>
  );
}
