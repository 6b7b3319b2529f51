import type { ReactElement } from 'react';
import { assignedTo, secondRatings } from '#domain/assessment/read-several.ts';
import { isRatedBy, mayRateIndependently } from './independent.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { addressOf } from '#renderer/field/app/route.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Section } from '#renderer/ui/section.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { AssigneeSelect } from './assignee-select-view.tsx';
import { RatingLinesView } from './rating-lines-view.tsx';
import { nameIn, type Team } from './team.ts';

interface TeamOfQuestionProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly question: string;
  readonly team: Team;
  readonly isReadOnly: boolean;
  /** Who is asked for the dimension or section around it. */
  readonly around: PersonId | null;
  /** Can it be rated a second time? */
  readonly isRated: boolean;
}

/** Who is asked for the question in focus, and what others rated without having seen the answer. */
export function TeamOfQuestion(props: TeamOfQuestionProps): ReactElement | null {
  const { log, open, question, team, isReadOnly, around, isRated } = props;
  const say = useSay();
  const person = useField().session.enrolled?.person ?? null;
  const { document, answer, choose } = open;
  const ratings = secondRatings(document, question);
  const own = assignedTo(document, question);
  const ofDimension = nameIn(team, own === null ? around : null);
  const mayRate =
    isRated &&
    person !== null &&
    !isReadOnly &&
    mayRateIndependently(answer, question, person) &&
    !isRatedBy(document, question, person);
  if (isReadOnly && ratings.length === 0 && own === null) return null;
  return (
    <Section kind="side" title={say('several.team.title')}>
      {!isReadOnly && (
        <AssigneeSelect
          label={say('several.team.asked')}
          description={
            ofDimension === null ? undefined : say('several.team.byDimension', { who: ofDimension })
          }
          team={team}
          person={own}
          onAssign={(chosen) => void choose([{ path: `assignments/${question}`, value: chosen }])}
        />
      )}
      <RatingLinesView
        lines={ratings.map((rating) => ({ ...rating, who: nameIn(team, rating.person) ?? '' }))}
      />
      {(mayRate || ratings.length > 0) && (
        <TextLink
          href={addressOf({ screen: 'assessment', log, doc: document.doc, place: 'ratings', question })}
        >
          {say(mayRate ? 'several.rate.open' : 'several.compare.open')}
        </TextLink>
      )}
    </Section>
  );
}
