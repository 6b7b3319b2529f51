import { useMemo, useRef, type ReactElement } from 'react';
import { calculationsToRecord } from '#domain/assessment/recorded-calculations.ts';
import { assignedTo } from '#domain/assessment/read-several.ts';
import { textsToCheck } from '#domain/assessment/texts-to-check.ts';
import type { LogId } from '#domain/ids.ts';
import { placedNodes } from '#domain/instrument/difference/placed-nodes.ts';
import { freeTextQuestions } from '#domain/instrument/free-text-questions.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useNames } from '#renderer/field/app/use-names.ts';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { FormProvider } from '#renderer/form/form-context.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import { LanguageSwitchView } from '#renderer/form/language-switch-view.tsx';
import { SectionListView } from '#renderer/form/section-list-view.tsx';
import { SectionPage } from '#renderer/form/section-page.tsx';
import { sectionTitle } from '#renderer/form/section-title.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { SplitColumns } from '#renderer/ui/split-columns.tsx';
import { AssessmentActions } from '../assessment-actions.tsx';
import { assessmentFactsOf } from '../assessment-facts.ts';
import { AssessmentFrame } from '../assessment-frame.tsx';
import { NoticeView } from '../notice-view.tsx';
import { choiceOfKey } from '../rating.ts';
import { SearchView } from '../search-view.tsx';
import { Assign } from '../several/assign.tsx';
import { nameIn } from '../several/team.ts';
import { useTeam } from '../several/use-team.ts';
import { VersionNotice } from '../version/version-notice.tsx';
import { useRoster } from '../use-roster.ts';
import { useUnsentComments } from '../use-unsent-comments.ts';
import type { AnswerWriter } from './answer-writer.ts';
import { NamesContext } from './beside-answer.tsx';
import { contestedAnswer } from './contested-answer.ts';
import { FormContextColumn } from './form-context-column.tsx';
import { contestedKeys, namedKeys } from './form-facts.ts';
import { RatingsContext } from './indicator-card.tsx';
import { markedQuestions } from './marked-questions.ts';
import { FormResultsView } from './form-results-view.tsx';
import { parkedIn } from './kept-answers.ts';
import { useFormKeys } from './use-form-keys.ts';
import { useFormOverview } from './use-form-overview.ts';
import { useFormPlace } from './use-form-place.ts';
import { useFormSearch } from './use-form-search.ts';
import { useRatings } from './use-ratings.ts';
import { useFormUse } from './use-form-use.tsx';
import { useSessionLanguage } from './use-session-language.ts';

interface OpenFormProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly instrument: Instrument;
  readonly session: FormSession;
  readonly writer: AnswerWriter;
}

/** An assessment with any instrument in three columns: its sections, the questions of one, what is known about them. */
export function OpenFormAssessment({ log, open, instrument, session, writer }: OpenFormProps): ReactElement {
  const say = useSay();
  const { document, answer, choose } = open;
  const middle = useRef<HTMLDivElement>(null);
  const facts = assessmentFactsOf(document, answer, useWriteMode()(answer.roles, answer.document), true);
  const isReadOnly = facts.mode !== 'open';
  const names = useNames(answer.people);
  const unsent = useUnsentComments(choose);
  const language = useSessionLanguage(session);
  const contested = useMemo(() => contestedKeys(answer.document), [answer.document]);
  const parked = useMemo(() => parkedIn(answer.document, instrument), [answer.document, instrument]);
  const person = useField().session.enrolled?.person ?? null;
  const roster = useRoster(answer.people);
  const freeTexts = useMemo(() => freeTextQuestions(instrument), [instrument]);
  const toCheck = useMemo(
    () => textsToCheck(answer.document, roster, freeTexts),
    [answer.document, roster, freeTexts],
  );
  const named = useMemo(() => namedKeys(toCheck), [toCheck]);
  const placed = useMemo(() => placedNodes(instrument), [instrument]);
  const marked = useMemo(
    () => markedQuestions(answer.document, person, placed),
    [answer.document, person, placed],
  );
  const team = useTeam(answer.people);
  const place = useFormPlace(session, middle);
  const overview = useFormOverview(session, place.sections, { contested, marked, named });
  const search = useFormSearch(session, overview, contested, marked);
  const form = useFormUse({ session, writer, freeTexts, isReadOnly, place });
  const ratings = useRatings(log, open, instrument, names);

  const openQuestion = (key: string): void => {
    const question = overview.asked.get(key);
    search.clear();
    if (question) place.goTo(question);
  };
  useFormKeys(middle, {
    session,
    isReadOnly: isReadOnly || search.found !== null,
    answer: form.answer,
    onStep: place.onStep,
    onSection: place.onSection,
    onKeep: (at) => {
      const question = session.current;
      const kept =
        question && !isReadOnly && contestedAnswer(writer.document, writer.pathOf(question.address))[at];
      if (!question || !kept) return false;
      form.keep(question, kept);
      return true;
    },
    onRate: (indicator, key) => {
      const choice = choiceOfKey(key);
      if (ratings && choice) ratings.acts.onChoose(indicator, choice);
      return ratings !== null && choice !== undefined;
    },
    onEscape: () => {
      if (search.found) search.clear();
      return search.found !== null;
    },
  });

  const linkTo = (by: 1 | -1) => {
    const section = place.beside(by);
    return section
      ? {
          title: sectionTitle(section, say('form.section.loose')),
          onGo: () => place.goToSection(section.key),
        }
      : null;
  };
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
            openEnds={{ ...overview.counts, toCheck }}
            onAsk={() => session.check()}
            toRecord={() => calculationsToRecord(session.form, instrument, answer.document)}
          />
        </>
      }
    >
      <SplitColumns
        label={say('assessment.questions')}
        scrollRef={middle}
        start={{
          title: say('form.sections'),
          content: (
            <SectionListView
              lines={overview.lines.map((line) => ({
                ...line,
                assignee: nameIn(team, assignedTo(document, line.key)),
              }))}
              foot={
                !isReadOnly && (
                  <Assign
                    open={open}
                    team={team}
                    subjects={place.sections.flatMap((section) =>
                      section.node === null
                        ? []
                        : [
                            {
                              id: section.key,
                              label: sectionTitle(section, say('form.section.loose')),
                            },
                          ],
                    )}
                  />
                )
              }
              current={place.section?.key ?? ''}
              onGo={(key) => {
                search.clear();
                place.goToSection(key);
              }}
            />
          ),
        }}
        end={{
          title: say('assessment.context'),
          content: (
            <FormContextColumn
              log={log}
              document={document}
              session={session}
              writer={writer}
              overview={overview}
              parked={parked}
              names={names}
              unsent={facts.mode === 'open' || facts.mode === 'comments' ? unsent : undefined}
              onGo={openQuestion}
              ratings={ratings}
              isReadOnly={isReadOnly}
              open={open}
              team={team}
              placed={placed}
            />
          ),
        }}
      >
        <SearchView
          text={search.text}
          filter={search.filter}
          counts={overview.counts}
          onText={search.setText}
          onFilter={search.setFilter}
          onSubmit={() => search.found?.[0] && openQuestion(search.found[0].key)}
        />
        {search.found ? (
          <FormResultsView found={search.found} onOpen={openQuestion} onClose={search.clear} />
        ) : (
          place.section && (
            <RatingsContext value={ratings}>
              <NamesContext value={names}>
                <FormProvider value={form}>
                  <SectionPage
                    section={place.section}
                    title={sectionTitle(place.section, say('form.section.loose'))}
                    notice={
                      <>
                        <NoticeView mode={facts.mode} otherInstrument={null} held={facts.held} />
                        {!isReadOnly && (
                          <VersionNotice open={open} instrument={instrument} language={language} />
                        )}
                        <Banner meaning="info" isQuiet>
                          {say('assessment.doNotRecord')}
                        </Banner>
                      </>
                    }
                    previous={linkTo(-1)}
                    next={linkTo(1)}
                  />
                </FormProvider>
              </NamesContext>
            </RatingsContext>
          )
        )}
      </SplitColumns>
    </AssessmentFrame>
  );
}
