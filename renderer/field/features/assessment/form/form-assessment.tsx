import { type ReactElement, type ReactNode, useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import { isAnswerContested } from '#domain/assessment/answer-conflict.ts';
import { directAssigneeOf } from '#domain/assessment/question-assignee.ts';
import { calculationsToRecord } from '#domain/assessment/recorded-calculations.ts';
import type { LogId } from '#domain/ids.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { findUncheckedTexts } from '#domain/privacy/find-unchecked-texts.ts';
import { maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { freeTextQuestionIds, placedNodes } from '#forms/model/placed-nodes.ts';
import { type OpenDocument, useDeviceNames } from '#renderer/field/app/documents/use-document.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { FormProvider } from '#renderer/form/form-context.ts';
import { FormSectionPage } from '#renderer/form/form-nodes.tsx';
import { type FormSection, formSectionTitle } from '#renderer/form/form-sections.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import { LanguageSwitchView } from '#renderer/form/language-switch-view.tsx';
import { type PageLink, type SectionListLine, SectionListView } from '#renderer/form/section-list-view.tsx';
import { useTranslate } from '#renderer/i18n';
import { SplitColumns } from '#renderer/ui';
import { choiceForKey } from '../answering/question-model.ts';
import { QuestionSearchView } from '../answering/question-search-view.tsx';
import { useAnswerNotice } from '../answering/use-assessment-handlers.ts';
import { AssessmentActions } from '../assessment-actions.tsx';
import { assessmentFactsOf } from '../assessment-facts.ts';
import { AssessmentFrame } from '../assessment-frame.tsx';
import { AssessmentNoticeView, DoNotRecordLine, DoNotRecordNotice } from '../assessment-frame-view.tsx';
import { teamMemberName } from '../assignment/assessment-team.ts';
import { AssignDialog } from '../assignment/assign-dialog.tsx';
import { useAssessmentTeam, useKnownNames } from '../assignment/use-assessment-team.ts';
import { openEndsOf } from '../open-work.ts';
import { useUnsentComments } from '../question-context/question-comments.tsx';
import { VersionNotice } from '../upgrade/version-upgrade.tsx';
import { answerConflictCandidates } from './answer-conflict-view.tsx';
import type { AnswerWriter } from './answer-writer.ts';
import { FormContextColumn } from './form-context-column.tsx';
import { FormIndicatorsContext, useFormIndicators } from './form-indicators.tsx';
import { FormSearchResultsView } from './form-search-results-view.tsx';
import { DeviceNamesContext, useFormHandlers } from './use-form-handlers.tsx';
import { useFormKeys } from './use-form-keys.ts';
import { type FormNavigation, useFormNavigation } from './use-form-navigation.ts';
import {
  conflictingStopKeys,
  markedQuestionsOf,
  parkedAnswerLines,
  privacyHitStopKeys,
  useFormOverview,
  useFormSearch,
} from './use-form-overview.ts';

/** Shown language of the form. */
function useFormLanguage(formSession: FormSession): string {
  const subscribe = useCallback((listener: () => void) => formSession.onAnyChange(listener), [formSession]);
  return useSyncExternalStore(subscribe, () => formSession.form.language());
}

interface FormAssessmentProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly instrument: Instrument;
  readonly session: FormSession;
  readonly writer: AnswerWriter;
}

/** Assessment with any instrument in three columns: its sections, the questions of one, and their context. */
export function FormAssessment({
  log,
  open,
  instrument,
  session,
  writer,
}: FormAssessmentProps): ReactElement {
  const translate = useTranslate();
  const { document, queryResult, choose } = open;
  const middle = useRef<HTMLDivElement>(null);
  const facts = assessmentFactsOf(
    document,
    queryResult,
    writeModeOf(queryResult.roles, queryResult.document),
    true,
  );
  const isReadOnly = facts.mode !== 'open';
  const names = useDeviceNames(queryResult.people);
  const unsentComments = useUnsentComments(choose);
  const language = useFormLanguage(session);
  const maturityModel = useMemo(() => maturityModelOf(instrument), [instrument]);
  const found = useQuestionMarks(queryResult, instrument);
  const { contested, marked, named, toCheck, freeTexts } = found;
  const assessmentTeam = useAssessmentTeam(queryResult);
  const navigation = useFormNavigation(session, middle);
  const formOverview = useFormOverview(session, navigation.sections, { contested, marked, named });
  const formSearch = useFormSearch(session, document, formOverview, contested, marked);
  const formHandlers = useFormHandlers({ session, writer, freeTexts, isReadOnly, navigation });
  const ratings = useFormIndicators(log, open, instrument, names);
  const tellAnswer = useAnswerNotice();

  const openQuestion = (key: string): void => {
    const formQuestion = formOverview.asked.get(key);
    formSearch.clear();
    if (formQuestion) navigation.goTo(formQuestion);
  };
  useFormKeys(middle, {
    session,
    isReadOnly: isReadOnly || formSearch.found !== null,
    answer: formHandlers.answer,
    onStep: navigation.onStep,
    onSection: navigation.onSection,
    onKeep: (at) => {
      const formQuestion = session.current;
      const kept =
        formQuestion &&
        !isReadOnly &&
        answerConflictCandidates(writer.document, writer.pathOf(formQuestion.address), writer.device)[at];
      if (!formQuestion || !kept) return false;
      formHandlers.keep(formQuestion, kept);
      tellAnswer(formQuestion.definition.qid, 'kept');
      return true;
    },
    onRate: (indicator, key) => {
      const ratingChoice = isAnswerContested(writer.document, indicator) ? undefined : choiceForKey(key);
      if (ratings && ratingChoice) {
        ratings.acts.onChoose(indicator, ratingChoice);
        tellAnswer(indicator, ratingChoice);
      }
      return ratings !== null && ratingChoice !== undefined;
    },
    onEscape: () => {
      if (formSearch.found) formSearch.clear();
      return formSearch.found !== null;
    },
  });

  return (
    <AssessmentFrame
      log={log}
      open={open}
      facts={facts}
      actions={
        <>
          <LanguageSwitchView
            languages={instrument.languages}
            language={language}
            onChange={(next) => session.setLanguage(next)}
          />
          <AssessmentActions
            facts={facts}
            open={open}
            openEnds={openEndsOf(document, maturityModel, formOverview.counts, toCheck)}
            onAsk={() => session.markChecked()}
            toRecord={() => calculationsToRecord(session.form, instrument, queryResult.document)}
          />
        </>
      }
    >
      <SplitColumns
        label={translate('assessment.questions')}
        scrollRef={middle}
        start={{
          title: translate('form.sections'),
          content: (
            <FormSections
              open={open}
              lines={formOverview.lines}
              navigation={navigation}
              team={assessmentTeam}
              isReadOnly={isReadOnly}
              onGo={(key) => {
                formSearch.clear();
                navigation.goToSection(key);
              }}
            />
          ),
        }}
        end={{
          title: translate('assessment.context'),
          content: (
            <FormContextColumn
              log={log}
              document={document}
              session={session}
              writer={writer}
              overview={formOverview}
              parked={found.parked}
              names={names}
              unsent={facts.mode === 'open' || facts.mode === 'comments' ? unsentComments : undefined}
              onGo={openQuestion}
              ratings={ratings}
              isReadOnly={isReadOnly}
              open={open}
              team={assessmentTeam}
              placed={found.placed}
            />
          ),
        }}
      >
        <QuestionSearchView
          text={formSearch.text}
          filter={formSearch.filter}
          counts={formOverview.counts}
          onText={formSearch.setText}
          onFilter={formSearch.setFilter}
          onSubmit={() => formSearch.found?.[0] && openQuestion(formSearch.found[0].key)}
        />
        {formSearch.found ? (
          <FormSearchResultsView found={formSearch.found} onOpen={openQuestion} onClose={formSearch.clear} />
        ) : (
          navigation.section && (
            <FormIndicatorsContext value={ratings}>
              <DeviceNamesContext value={names}>
                <FormProvider value={formHandlers}>
                  <ShownSection navigation={navigation} section={navigation.section}>
                    <AssessmentNoticeView mode={facts.mode} otherInstrument={null} held={facts.held} />
                    {!isReadOnly && <VersionNotice open={open} instrument={instrument} language={language} />}
                    {facts.status === 'draft' ? (
                      <DoNotRecordNotice status={facts.status} />
                    ) : (
                      <DoNotRecordLine />
                    )}
                  </ShownSection>
                </FormProvider>
              </DeviceNamesContext>
            </FormIndicatorsContext>
          )
        )}
      </SplitColumns>
    </AssessmentFrame>
  );
}

/** Marks of the questions of a record: conflicts, parked answers, the reader's own marks, and texts to check. */
function useQuestionMarks({ document, people }: OpenDocument['queryResult'], instrument: Instrument) {
  const personId = useFieldServices().session.enrolled?.person ?? null;
  const roster = useKnownNames(people);
  const contested = useMemo(() => conflictingStopKeys(document), [document]);
  const parked = useMemo(() => parkedAnswerLines(document, instrument), [document, instrument]);
  const freeTexts = useMemo(() => freeTextQuestionIds(instrument), [instrument]);
  const toCheck = useMemo(
    () => findUncheckedTexts(document, roster, freeTexts),
    [document, roster, freeTexts],
  );
  const named = useMemo(() => privacyHitStopKeys(toCheck), [toCheck]);
  const placed = useMemo(() => placedNodes(instrument), [instrument]);
  const marked = useMemo(() => markedQuestionsOf(document, personId, placed), [document, personId, placed]);
  return { contested, parked, freeTexts, toCheck, named, placed, marked };
}

interface FormSectionsProps {
  readonly open: OpenDocument;
  readonly lines: readonly SectionListLine[];
  readonly navigation: FormNavigation;
  readonly team: ReturnType<typeof useAssessmentTeam>;
  readonly isReadOnly: boolean;
  readonly onGo: (section: string) => void;
}

/** Sections of the form with the persons who are asked for them, and the way to ask. */
function FormSections({ open, lines, navigation, team, isReadOnly, onGo }: FormSectionsProps): ReactElement {
  const translate = useTranslate();
  const personFor = (section: string) => directAssigneeOf(open.document, section);
  return (
    <SectionListView
      lines={lines.map((sectionLine) => ({
        ...sectionLine,
        assignee: teamMemberName(team, personFor(sectionLine.key)),
      }))}
      foot={
        !isReadOnly && (
          <AssignDialog
            choose={open.choose}
            team={team}
            subjects={navigation.sections
              .filter(({ node }) => node !== null)
              .map((formSection) => ({
                id: formSection.key,
                label: formSectionTitle(formSection, translate('form.section.loose')),
                person: personFor(formSection.key),
              }))}
          />
        )
      }
      current={navigation.section?.key ?? ''}
      onGo={onGo}
    />
  );
}

interface ShownSectionProps {
  readonly navigation: FormNavigation;
  readonly section: FormSection;
  /** Notices over the questions. */
  readonly children: ReactNode;
}

/** Questions of the section that is open, with links to the sections beside it. */
function ShownSection({ navigation, section, children }: ShownSectionProps): ReactElement {
  const translate = useTranslate();
  const titleOf = (formSection: FormSection): string =>
    formSectionTitle(formSection, translate('form.section.loose'));
  const linkTo = (by: 1 | -1): PageLink | null => {
    const beside = navigation.beside(by);
    return beside ? { title: titleOf(beside), onGo: () => navigation.goToSection(beside.key) } : null;
  };
  return (
    <FormSectionPage
      section={section}
      title={titleOf(section)}
      notice={children}
      previous={linkTo(-1)}
      next={linkTo(1)}
    />
  );
}
