import { ListTree } from 'lucide-react';
import type { ReactElement } from 'react';
import { type Document, valueAt } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useWriteMode } from '#renderer/field/app/documents/use-write-registers.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { NotFoundScreen, ScreenFrame, useMissionCrumbs } from '#renderer/field/app/frame/screen-frame.tsx';
import { useStoreQuery } from '#renderer/field/app/session/use-store-query.ts';
import { useTranslate } from '#renderer/i18n';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { Button, SplitColumns } from '#renderer/ui';
import { WorkshopAgenda } from './workshop-agenda.tsx';
import { shownAgendaOf } from './agenda-facts.ts';
import { WorkshopDetailsView, WorkshopReadOnlyBannerView } from './workshop-details-view.tsx';
import { SessionList, SessionPage } from './session-page.tsx';
import { pathOf } from '#domain/document/path.ts';
import { offeredStatuses } from '#domain/people/permit.ts';
import { totalSessionMinutes } from '#domain/workshop/workshop-agenda.ts';
import { readWorkshopSessions } from '#domain/workshop/workshop.ts';
import { WorkshopStatus } from '#domain/workshop/workshop-schema.ts';
import {
  editedTextOf,
  editedValueOf,
  useDraft,
  useValueDraft,
} from '#renderer/field/app/documents/use-draft.ts';
import { dayNotation } from './notations.ts';
import { useChangeWorkshop } from './use-change-workshop.ts';

interface WorkshopDetailsProps {
  readonly answer: DocumentQueryAnswer;
  readonly isReadOnly: boolean;
}

/** Side column of a workshop with its drafts. */
function WorkshopDetails({ answer, isReadOnly }: WorkshopDetailsProps): ReactElement {
  const { log, document } = answer;
  const { change } = useChangeWorkshop(log, document);
  const sessions = readWorkshopSessions(document);
  const status = WorkshopStatus.safeParse(valueAt(document, 'status'));
  return (
    <WorkshopDetailsView
      title={editedTextOf(useDraft(log, document, 'title'))}
      from={editedValueOf(useValueDraft(log, document, 'from', dayNotation), 'workshop.day.wrong')}
      to={editedValueOf(useValueDraft(log, document, 'to', dayNotation), 'workshop.day.wrong')}
      statuses={offeredStatuses(answer.roles, document, WorkshopStatus.options)}
      status={status.success ? status.data : null}
      onStatus={(next) => void change([{ path: pathOf('status'), value: next }])}
      counts={{
        sessions: sessions.length,
        minutes: totalSessionMinutes(sessions),
        withNotes: sessions.filter(({ notes }) => notes !== undefined).length,
      }}
      isReadOnly={isReadOnly}
    />
  );
}

interface WorkshopScreenProps {
  readonly log: LogId;
  readonly doc: DocumentId;
  /** Session with open notes; without it the agenda is shown. */
  readonly session?: string | undefined;
}

/** One workshop: its agenda, or one of its sessions with notes. */
export function WorkshopScreen({ log, doc, session }: WorkshopScreenProps): ReactElement {
  const found = useStoreQuery('document', { log, doc });
  const crumbs = useMissionCrumbs(log, 'workshops');
  if (found.kind === 'loading')
    return (
      <ScreenFrame title="" crumbs={crumbs}>
        {null}
      </ScreenFrame>
    );
  if (found.answer === null) return <NotFoundScreen />;
  const isSession = shownAgendaOf(found.answer.document).sessions.some(({ id }) => id === session);
  return isSession && session !== undefined ? (
    <SessionScreen answer={found.answer} current={session} />
  ) : (
    <AgendaScreen answer={found.answer} />
  );
}

function AgendaScreen({ answer }: { readonly answer: DocumentQueryAnswer }): ReactElement {
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const { log, document } = answer;
  const mode = useWriteMode()(answer.roles, document);
  const isReadOnly = mode !== 'open';
  const { days, shown } = shownAgendaOf(document);
  return (
    <ScreenFrame title={useWorkshopTitle(document)} crumbs={useMissionCrumbs(log, 'workshops')}>
      <SplitColumns
        label={translate('workshop.agenda.label')}
        end={{
          title: translate('workshop.facts.title'),
          content: <WorkshopDetails answer={answer} isReadOnly={isReadOnly} />,
        }}
      >
        {isReadOnly && <WorkshopReadOnlyBannerView mode={mode} />}
        <WorkshopAgenda
          answer={answer}
          days={days}
          shown={shown}
          isReadOnly={isReadOnly}
          onOpen={(session) => navigate({ screen: 'workshop', log, doc: document.doc, session })}
        />
      </SplitColumns>
    </ScreenFrame>
  );
}

interface SessionScreenProps {
  readonly answer: DocumentQueryAnswer;
  readonly current: string;
}

function SessionScreen({ answer, current }: SessionScreenProps): ReactElement {
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const { log, document } = answer;
  const { doc } = document;
  const mode = useWriteMode()(answer.roles, document);
  const { sessions, shown } = shownAgendaOf(document);
  const inOrder = shown.flatMap((day) => day.sessions);
  const place = inOrder.findIndex(({ id }) => id === current);
  const session = sessions.find(({ id }) => id === current);
  const open = (id: string): void => navigate({ screen: 'workshop', log, doc, session: id });
  const goTo = (id: string | undefined): (() => void) | undefined =>
    id === undefined ? undefined : () => open(id);
  const agenda = { screen: 'workshop', log, doc } as const;
  return (
    <ScreenFrame
      title={[inOrder[place]?.number, session?.title || translate('workshop.session.untitled')]
        .join(' ')
        .trim()}
      crumbs={[
        ...useMissionCrumbs(log, 'workshops'),
        { label: useWorkshopTitle(document), href: fieldAddressOf(agenda) },
      ]}
      actions={
        <Button icon={ListTree} onPress={() => navigate(agenda)}>
          {translate('workshop.session.whole')}
        </Button>
      }
    >
      <SplitColumns
        label={translate('path.session.notes')}
        start={{
          title: translate('path.sessions'),
          content: <SessionList days={shown} current={current} onOpen={open} />,
        }}
      >
        {mode !== 'open' && <WorkshopReadOnlyBannerView mode={mode} />}
        {session && (
          <SessionPage
            key={current}
            answer={answer}
            session={session}
            go={{ before: goTo(inOrder[place - 1]?.id), after: goTo(inOrder[place + 1]?.id) }}
            isReadOnly={mode !== 'open'}
          />
        )}
      </SplitColumns>
    </ScreenFrame>
  );
}

/** Title of the workshop; a placeholder without one. */
function useWorkshopTitle(document: Document): string {
  const translate = useTranslate();
  const title = valueAt(document, 'title');
  return typeof title === 'string' && title !== '' ? title : translate('workshop.untitled');
}
