import type { ReactElement } from 'react';
import { valueAt } from '#domain/document/document.ts';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf, parseFieldAddress } from '#renderer/field/parts/field-route.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import type { DocumentSummary } from '#renderer/store/api/store-api.ts';
import type { LastRecord, WaitingWork } from '#renderer/store/api/waiting-work-api.ts';
import { localDayOf, PageSection, ScreenPage, TextLink, useNowMs } from '#renderer/ui';
import { MyMissions, SyncActions } from './my-missions-screen.tsx';
import {
  dayMeetingsOf,
  daySessionsOf,
  dueRowsOf,
  lastQuestionLabel,
  recordNameOf,
  todayRowsOf,
  workshopsToday,
} from './today-rows.ts';
import { ContinueView, DayView, DueEntryView, DueView, ForYouView, TodayColumns } from './today-view.tsx';

/** Home: the record to go on with, work that waits for this person, the sessions and meetings of today, missions. */
export function TodayScreen(): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const nowMs = useNowMs();
  return (
    <ScreenFrame
      title={translate('today.title')}
      crumbs={[{ label: format.date(nowMs) }]}
      actions={<SyncActions />}
    >
      <ScreenPage>
        <TodayPage />
      </ScreenPage>
    </ScreenFrame>
  );
}

function TodayPage(): ReactElement | null {
  const translate = useTranslate();
  const work = useStoreQuery('waitingWork', null);
  const { conflicts } = useFrameFacts();
  const institutionNames = useInstitutionNames();
  const { session } = useFieldServices();
  const nowMs = useNowMs();
  const today = localDayOf(nowMs);
  if (work.kind === 'loading') return null;
  const { last, workshops, meetings } = work.result;
  const presentWorkshops = workshopsToday(workshops, today);
  const hasDay = presentWorkshops.length > 0 || meetings.some(({ day }) => day === today);
  return (
    <TodayColumns
      day={
        hasDay ? (
          <>
            {presentWorkshops.map((workshop) => (
              <WorkshopDay key={workshop.doc} workshop={workshop} />
            ))}
            <MeetingsDay meetings={meetings} today={today} />
          </>
        ) : null
      }
    >
      {last && <Continue last={last} />}
      <ForYouView rows={todayRowsOf(work.result, conflicts, institutionNames.nameOf)} />
      <DueView
        entries={dueRowsOf(work.result, today, (log) => session.roles[log] ?? [], institutionNames).map(
          (dueWorkRow) => (
            <DueEntryView
              key={`${dueWorkRow.work.kind} ${dueWorkRow.work.doc} ${dueWorkRow.work.part}`}
              {...dueWorkRow}
            />
          ),
        )}
      />
      <PageSection title={translate('frame.rail.missions')}>
        <MyMissions />
      </PageSection>
    </TodayColumns>
  );
}

function Continue({ last }: { readonly last: LastRecord }): ReactElement {
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const { summary, address, atMs } = last;
  const { nameOf } = useInstitutionNames();
  const name = recordNameOf(summary, nameOf);
  return (
    <ContinueView
      name={name === '' ? translate('today.untitled') : name}
      question={lastQuestionLabel(last)}
      atMs={atMs}
      onContinue={() => navigate(parseFieldAddress(address))}
    />
  );
}

/** Sessions of a workshop of today. */
function WorkshopDay({ workshop }: { readonly workshop: DocumentSummary }): ReactElement | null {
  const { log, doc, title, facts } = workshop;
  const translate = useTranslate();
  const nowMs = useNowMs();
  const queryResult = useStoreQuery('document', { log, doc });
  const from = facts['from'];
  if (queryResult.kind === 'loading' || queryResult.result === null || typeof from !== 'string') return null;
  const { document } = queryResult.result;
  const name = valueAt(document, 'title');
  const entries = daySessionsOf(document, from, nowMs);
  const now = entries.find(({ phase }) => phase === 'now');
  const workshopRoute = { screen: 'workshop', log, doc } as const;
  return (
    <DayView
      title={typeof name === 'string' && name !== '' ? name : title || translate('workshop.untitled')}
      entries={entries}
      hrefOf={({ id }) => fieldAddressOf({ ...workshopRoute, section: 'notes', session: id })}
      nowLinks={
        now && (
          <p className="today-now-links">
            <TextLink href={fieldAddressOf({ ...workshopRoute, section: 'notes', session: now.id })}>
              {translate('note.tab')}
            </TextLink>
            <TextLink href={fieldAddressOf({ ...workshopRoute, section: 'attendance' })}>
              {translate('attendance.section')}
            </TextLink>
          </p>
        )
      }
    />
  );
}

interface MeetingsDayProps {
  readonly meetings: WaitingWork['meetings'];
  readonly today: string;
}

/** Meetings of today. */
function MeetingsDay({ meetings, today }: MeetingsDayProps): ReactElement {
  const translate = useTranslate();
  const nowMs = useNowMs();
  const entries = dayMeetingsOf(meetings, today, nowMs);
  const logOf = new Map(entries.map(({ id, log }) => [id, log]));
  return (
    <DayView
      title={translate('today.meetings')}
      entries={entries}
      hrefOf={({ id }) => {
        const log = logOf.get(id);
        return fieldAddressOf(
          log === undefined ? { screen: 'missions' } : { screen: 'mission', log, tab: 'overview' },
        );
      }}
    />
  );
}
