import { memo, type ReactElement } from 'react';
import { readIndependentRatings } from '#domain/assessment/independent-ratings.ts';
import { directAssigneeOf } from '#domain/assessment/question-assignee.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import type { OpenDocument } from '#renderer/field/app/documents/use-document.ts';
import { useEqualParts, useStableCallback } from '#renderer/field/app/documents/use-stable-values.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useTranslate } from '#renderer/i18n';
import { PageSection, TextLink } from '#renderer/ui';
import { type AssessmentTeam, teamMemberName } from '../assignment/assessment-team.ts';
import { AssigneeSelect } from '../assignment/assign-dialog-view.tsx';
import { type RatingLine, RatingLinesView } from './rating-cards-view.tsx';
import { hasIndependentRating, mayRateIndependently } from './ratings-list.ts';

interface QuestionTeamProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly question: string;
  readonly team: AssessmentTeam;
  readonly isReadOnly: boolean;
  /** Person who is asked for the dimension or section around it. */
  readonly around: PersonId | null;
  /** Whether it can be rated a second time. */
  readonly isRated: boolean;
}

/** Person asked for the question in focus, and independent ratings of others. */
export function QuestionTeam(props: QuestionTeamProps): ReactElement | null {
  const { log, open, question, team, isReadOnly, around, isRated } = props;
  const personId = useFieldServices().session.enrolled?.person ?? null;
  const { document, queryResult, choose } = open;
  const independentRatings = readIndependentRatings(document, question);
  const ownPersonId = directAssigneeOf(document, question);
  const ofDimension = teamMemberName(team, ownPersonId === null ? around : null);
  const mayRate =
    isRated &&
    personId !== null &&
    !isReadOnly &&
    mayRateIndependently(queryResult, question, personId) &&
    !hasIndependentRating(document, question, personId);
  const facts = useEqualParts({
    own: ownPersonId,
    ofDimension,
    mayRate,
    lines: independentRatings.map((independentRating) => ({
      ...independentRating,
      who: teamMemberName(team, independentRating.person) ?? '',
    })),
    href: fieldAddressOf({ screen: 'assessment', log, doc: document.doc, tab: 'ratings', question }),
  });
  if (isReadOnly && independentRatings.length === 0 && ownPersonId === null) return null;
  return (
    <QuestionTeamSection
      question={question}
      facts={facts}
      team={team}
      isReadOnly={isReadOnly}
      choose={choose}
    />
  );
}

interface QuestionTeamSectionProps extends Pick<QuestionTeamProps, 'question' | 'team' | 'isReadOnly'> {
  readonly facts: {
    readonly own: PersonId | null;
    /** Person asked for it with its dimension. */
    readonly ofDimension: string | null;
    readonly mayRate: boolean;
    readonly lines: readonly RatingLine[];
    /** Address of the ratings beside each other. */
    readonly href: string;
  };
  readonly choose: OpenDocument['choose'];
}

/** Drawn again only when its facts change, since the list of a choice is costly. */
const QuestionTeamSection = memo(function QuestionTeamSection(props: QuestionTeamSectionProps): ReactElement {
  const { question, facts, team, isReadOnly, choose } = props;
  const { own, ofDimension, mayRate, lines, href } = facts;
  const translate = useTranslate();
  const assign = useStableCallback(
    (chosenPersonId: PersonId | null) =>
      void choose([{ path: `assignments/${question}`, value: chosenPersonId }]),
  );
  return (
    <PageSection kind="side" title={translate('several.team.title')}>
      {!isReadOnly && (
        <AssigneeSelect
          label={translate('several.team.asked')}
          description={
            ofDimension === null ? undefined : translate('several.team.byDimension', { who: ofDimension })
          }
          team={team}
          person={own}
          onAssign={assign}
        />
      )}
      <RatingLinesView lines={lines} />
      {(mayRate || lines.length > 0) && (
        <TextLink href={href}>{translate(mayRate ? 'several.rate.open' : 'several.compare.open')}</TextLink>
      )}
    </PageSection>
  );
});
