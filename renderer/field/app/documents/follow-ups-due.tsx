import type { ReactElement } from 'react';
import { valueAt } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { followUpTimeOf } from '#domain/workshop/learning/workshop-answers.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { useStoreQuery } from '../session/field-services.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { localNoonMs } from '#renderer/field/parts/local-days.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import type { DocumentSummary } from '#renderer/store/store-api.ts';
import { Banner, localDayOf, TextLink, useNowMs } from '#renderer/ui';

interface FollowUpsDueProps {
  readonly log: LogId;
  readonly records: readonly DocumentSummary[];
}

/** Follow-up surveys of a mission's workshops that are due or late. */
export function FollowUpsDue({ log, records }: FollowUpsDueProps): ReactElement {
  const today = localDayOf(useNowMs());
  return (
    <>
      {records.map(({ doc, kind, facts }) => {
        const to = facts['to'];
        const time = kind === workshopKind && typeof to === 'string' ? followUpTimeOf(to, today) : null;
        if (time === null || time.state === 'early') return null;
        return <FollowUpDue key={doc} log={log} doc={doc} until={time.to} state={time.state} />;
      })}
    </>
  );
}

interface FollowUpDueProps {
  readonly log: LogId;
  readonly doc: DocumentSummary['doc'];
  readonly until: string;
  readonly state: 'due' | 'late';
}

/** One survey; nothing once somebody ended it. */
function FollowUpDue({ log, doc, until, state }: FollowUpDueProps): ReactElement | null {
  const translate = useTranslate();
  const format = useFormat();
  const found = useStoreQuery('document', { log, doc });
  if (found.kind === 'loading' || found.answer === null) return null;
  const { document } = found.answer;
  if (typeof valueAt(document, 'follow-up-ended-on') === 'string') return null;
  const title = valueAt(document, 'title');
  return (
    <Banner meaning="wait" title={translate('learning.followUp.title')}>
      <TextLink href={fieldAddressOf({ screen: 'workshop', log, doc, section: 'evaluation' })}>
        {typeof title === 'string' && title !== '' ? title : translate('workshop.untitled')}
      </TextLink>
      {' · '}
      {translate(state === 'due' ? 'learning.followUp.due' : 'learning.followUp.late', {
        to: format.date(localNoonMs(until)),
      })}
    </Banner>
  );
}
