import type { ReactElement } from 'react';
import { valueAt } from '#domain/document/document.ts';
import { clockTimeOf } from '#domain/workshop/session-times.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf, parseFieldAddress } from '#renderer/field/parts/field-route.ts';
import { useTranslate } from '#renderer/i18n';
import type { LastRecord } from '#renderer/store/place-api.ts';
import type { DocumentSummary } from '#renderer/store/store-api.ts';
import { localDayOf, useNowMs } from '#renderer/ui';
import {
  dueRowsOf,
  type DueWorkRow,
  lastQuestionLabel,
  recordNameOf,
  sessionNowOf,
  todayRowsOf,
  workshopsToday,
} from './today-rows.ts';
import { ContinueView, DueEntryView, DueView, ForYouView, SessionNowView } from './today-view.tsx';

/** Work of this person that waits now, above the missions; nothing where nothing waits. */
export function Today(): ReactElement | null {
  const work = useStoreQuery('waitingWork', null);
  const { conflicts } = useFrameFacts();
  const { session } = useFieldServices();
  const today = localDayOf(useNowMs());
  if (work.kind === 'loading') return null;
  const { last, workshops } = work.answer;
  return (
    <>
      {last && <Continue last={last} />}
      <ForYouView
        rows={todayRowsOf(work.answer, conflicts)}
        sessions={workshopsToday(workshops, today).map((workshop) => (
          <SessionNow key={workshop.doc} workshop={workshop} />
        ))}
      />
      <DueView
        entries={dueRowsOf(work.answer, today, (log) => session.roles[log] ?? []).map((row) =>
          row.work.kind === 'survey' ? (
            <SurveyDue key={dueIdOf(row)} row={row} />
          ) : (
            <DueEntryView key={dueIdOf(row)} {...row} />
          ),
        )}
      />
    </>
  );
}

const dueIdOf = ({ work: { kind, doc, part } }: DueWorkRow): string => `${kind} ${doc} ${part}`;

/** Survey of one workshop; nothing once somebody ended it. */
function SurveyDue({ row }: { readonly row: DueWorkRow }): ReactElement | null {
  const { log, doc } = row.work;
  const found = useStoreQuery('document', { log, doc });
  const document = found.kind === 'present' ? found.answer?.document : undefined;
  if (document === undefined || typeof valueAt(document, 'follow-up-ended-on') === 'string') return null;
  return <DueEntryView {...row} />;
}

function Continue({ last }: { readonly last: LastRecord }): ReactElement {
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const { summary, address, atMs } = last;
  const name = recordNameOf(summary);
  return (
    <ContinueView
      name={name === '' ? translate('today.untitled') : name}
      question={lastQuestionLabel(last)}
      atMs={atMs}
      onContinue={() => navigate(parseFieldAddress(address))}
    />
  );
}

/** The session that is now or next; reads its workshop, which is one of today. */
function SessionNow({ workshop }: { readonly workshop: DocumentSummary }): ReactElement | null {
  const { log, doc, title, facts } = workshop;
  const translate = useTranslate();
  const nowMs = useNowMs();
  const found = useStoreQuery('document', { log, doc });
  const from = facts['from'];
  if (found.kind === 'loading' || found.answer === null || typeof from !== 'string') return null;
  const { document } = found.answer;
  const next = sessionNowOf(document, from, nowMs);
  if (next === null) return null;
  const name = valueAt(document, 'title');
  return (
    <SessionNowView
      workshop={typeof name === 'string' && name !== '' ? name : title || translate('workshop.untitled')}
      session={next.session.title || translate('today.untitled')}
      href={fieldAddressOf({ screen: 'workshop', log, doc, section: 'notes', session: next.session.id })}
      time={clockTimeOf(next.isNow ? next.endsAt : next.startsAt)}
      isNow={next.isNow}
    />
  );
}
