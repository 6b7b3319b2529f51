import { Luggage, RefreshCw } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { valueAt } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { clockTimeOf } from '#domain/workshop/session-times.ts';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { useFrameStatus } from '#renderer/field/app/frame/frame-status.ts';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import {
  useFieldServices,
  useStoreQuery,
  useStoreQueryPart,
} from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf, parseFieldAddress } from '#renderer/field/parts/field-route.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import type { DocumentSummary } from '#renderer/store/api/store-api.ts';
import type { LastRecord } from '#renderer/store/api/waiting-work-api.ts';
import { Button, localDayOf, useNowMs } from '#renderer/ui';
import { arrivingMissionsOf, missionRowsOf, waitingByMission } from './mission-rows.ts';
import { MyMissionsView } from './my-missions-view.tsx';
import { RemovedMissionsView } from './removed-missions-view.tsx';
import {
  dueRowsOf,
  lastQuestionLabel,
  recordNameOf,
  sessionNowOf,
  todayRowsOf,
  workshopsToday,
} from './today-rows.ts';
import { ContinueView, DueEntryView, DueView, ForYouView, SessionNowView } from './today-view.tsx';

/** Missions that were removed from this laptop and can be restored; nothing where none was. */
export function RemovedMissions(): ReactElement | null {
  const { store } = useFieldServices();
  const missionsResult = useStoreQuery('removedMissions', null);
  const [refusal, setRefusal] = useState<Message | null>(null);
  if (missionsResult.kind === 'loading' || missionsResult.result.length === 0) return null;
  const restore = (logId: LogId): void =>
    void store.restoreMission(logId).then(
      () => setRefusal(null),
      () => setRefusal({ key: 'travel.away.failed' }), // the reason is in the store's status, which the frame shows
    );
  return <RemovedMissionsView missions={missionsResult.result} refusal={refusal} onRestore={restore} />;
}

/** Home: my missions, open work in each, and sync. */
export function MyMissionsScreen(): ReactElement {
  const translate = useTranslate();
  const { store, session, navigate } = useFieldServices();
  const { missions } = useFrameFacts();
  const statusFacts = useFrameStatus();
  const waitingQueryResult = useStoreQueryPart('missions', null, waitingByMission);
  return (
    <ScreenFrame
      title={translate('mission.list.title')}
      actions={
        <>
          <Button icon={Luggage} onPress={() => navigate({ screen: 'travel' })}>
            {translate('travel.title')}
          </Button>
          <Button
            icon={RefreshCw}
            isPending={statusFacts?.network.kind === 'sending'}
            onPress={() => void store.syncNow()}
          >
            {translate('frame.sync.now')}
          </Button>
        </>
      }
    >
      {missions && (
        <MyMissionsView
          missions={missionRowsOf(
            missions,
            session.roles,
            waitingQueryResult.kind === 'present' ? waitingQueryResult.result : {},
          )}
          today={<Today />}
          removedMissions={<RemovedMissions />}
          arriving={arrivingMissionsOf(missions)}
          isReceiving={statusFacts?.network.kind === 'sending'}
        />
      )}
    </ScreenFrame>
  );
}

/** Work of this person that waits now, above the missions; nothing where nothing waits. */
function Today(): ReactElement | null {
  const work = useStoreQuery('waitingWork', null);
  const { conflicts } = useFrameFacts();
  const institutionNames = useInstitutionNames();
  const { session } = useFieldServices();
  const today = localDayOf(useNowMs());
  if (work.kind === 'loading') return null;
  const { last, workshops } = work.result;
  return (
    <>
      {last && <Continue last={last} />}
      <ForYouView
        rows={todayRowsOf(work.result, conflicts, institutionNames.nameOf)}
        sessions={workshopsToday(workshops, today).map((workshop) => (
          <SessionNow key={workshop.doc} workshop={workshop} />
        ))}
      />
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
    </>
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

/** The session that is now or next; reads its workshop, which is one of today. */
function SessionNow({ workshop }: { readonly workshop: DocumentSummary }): ReactElement | null {
  const { log, doc, title, facts } = workshop;
  const translate = useTranslate();
  const nowMs = useNowMs();
  const queryResult = useStoreQuery('document', { log, doc });
  const from = facts['from'];
  if (queryResult.kind === 'loading' || queryResult.result === null || typeof from !== 'string') return null;
  const { document } = queryResult.result;
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
