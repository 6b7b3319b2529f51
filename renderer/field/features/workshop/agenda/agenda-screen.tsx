import { Info, ListTree, Printer } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { readLearningObjectives, type WorkshopSession } from '#domain/workshop/workshop.ts';
import { DocumentFields } from '#renderer/field/app/documents/document-fields.tsx';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useTranslate } from '#renderer/i18n';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { Button, SplitColumns } from '#renderer/ui';
import { SessionList, SessionPage } from '../session-page.tsx';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { WorkshopReadOnlyBannerView } from '../workshop-read-only-banner-view.tsx';
import { WorkshopTextChecks } from '../workshop-text-checks.tsx';
import { type AgendaSession, shownAgendaOf } from './agenda-facts.ts';
import { PrintAgenda } from './print-agenda.tsx';
import { SessionDetailsView } from './session-details-view.tsx';
import { WorkshopAgenda } from './workshop-agenda.tsx';
import { WorkshopDetails } from './workshop-details.tsx';

/** Agenda of a workshop, or one of its sessions with notes. */
export function AgendaScreen(props: WorkshopSectionProps): ReactElement {
  const { queryResult, session } = props;
  const { change } = useChangeRecord(queryResult.log, queryResult.document);
  const isSession = shownAgendaOf(queryResult.document).sessions.some(({ id }) => id === session);
  return (
    <WorkshopTextChecks queryResult={queryResult} change={change}>
      {isSession && session !== undefined ? (
        <SessionScreen of={props} current={session} />
      ) : (
        <WholeAgendaScreen of={props} />
      )}
    </WorkshopTextChecks>
  );
}

function WholeAgendaScreen({ of }: { readonly of: WorkshopSectionProps }): ReactElement {
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const { queryResult } = of;
  const { log, document } = queryResult;
  const writeMode = writeModeOf(queryResult.roles, document);
  const isReadOnly = writeMode !== 'open';
  const { sessions, days, shown } = shownAgendaOf(document);
  const [current, setCurrent] = useState<string | null>(null);
  const [isPrinting, setIsPrinting] = useState(false);
  const session = sessions.find(({ id }) => id === current);
  const shownSession = shown.flatMap((day) => day.sessions).find(({ id }) => id === current);
  return (
    <WorkshopFrame
      of={of}
      actions={
        sessions.length > 0 && (
          <Button icon={Printer} onPress={() => setIsPrinting(true)}>
            {translate('workshop.print.title')}
          </Button>
        )
      }
    >
      <SplitColumns
        label={translate('workshop.section.agenda')}
        end={{
          title: translate(session ? 'workshop.session.details' : 'workshop.facts.title'),
          content:
            session && shownSession ? (
              <>
                <div className="ww-back">
                  <Button kind="quiet" icon={Info} onPress={() => setCurrent(null)}>
                    {translate('workshop.facts.title')}
                  </Button>
                </div>
                <SessionDetails
                  key={session.id}
                  queryResult={queryResult}
                  session={session}
                  shown={shownSession}
                  isReadOnly={isReadOnly}
                />
              </>
            ) : (
              <WorkshopDetails queryResult={queryResult} isReadOnly={isReadOnly} />
            ),
        }}
      >
        {isReadOnly && <WorkshopReadOnlyBannerView mode={writeMode} />}
        <WorkshopAgenda
          queryResult={queryResult}
          days={days}
          shown={shown}
          isReadOnly={isReadOnly}
          onOpen={(opened) => navigate({ screen: 'workshop', log, doc: document.doc, session: opened })}
          current={current}
          onCurrent={setCurrent}
        />
      </SplitColumns>
      {isPrinting && <PrintAgenda workshop={document} onClose={() => setIsPrinting(false)} />}
    </WorkshopFrame>
  );
}

interface SessionScreenProps {
  readonly of: WorkshopSectionProps;
  readonly current: string;
}

function SessionScreen({ of, current }: SessionScreenProps): ReactElement {
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const { queryResult } = of;
  const { log, document } = queryResult;
  const { doc } = document;
  const writeMode = writeModeOf(queryResult.roles, document);
  const { sessions, shown } = shownAgendaOf(document);
  const inOrder = shown.flatMap((day) => day.sessions.filter(({ kind }) => kind === 'session'));
  const index = inOrder.findIndex(({ id }) => id === current);
  const session = sessions.find(({ id }) => id === current);
  const open = (id: string): void => navigate({ screen: 'workshop', log, doc, session: id });
  const goTo = (id: string | undefined): (() => void) | undefined =>
    id === undefined ? undefined : () => open(id);
  return (
    <WorkshopFrame
      of={of}
      part={[inOrder[index]?.number, session?.title || translate('workshop.session.untitled')]
        .join(' ')
        .trim()}
      actions={
        <Button icon={ListTree} onPress={() => navigate({ screen: 'workshop', log, doc })}>
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
        {writeMode !== 'open' && <WorkshopReadOnlyBannerView mode={writeMode} />}
        {session && (
          <SessionPage
            key={current}
            queryResult={queryResult}
            session={session}
            go={{ before: goTo(inOrder[index - 1]?.id), after: goTo(inOrder[index + 1]?.id) }}
            isReadOnly={writeMode !== 'open'}
          />
        )}
      </SplitColumns>
    </WorkshopFrame>
  );
}

interface SessionDetailsProps {
  readonly queryResult: DocumentQueryResult;
  readonly session: WorkshopSession;
  readonly shown: AgendaSession;
  readonly isReadOnly: boolean;
}

/** Plan and delivery of one session with its drafts. Give it a `key` of the session. */
function SessionDetails(props: SessionDetailsProps): ReactElement {
  const { queryResult, session, shown, isReadOnly } = props;
  const { log, document } = queryResult;
  const translate = useTranslate();
  const { change, problem } = useChangeRecord(log, document);
  return (
    <SessionDetailsView
      number={shown.number}
      title={session.title}
      kind={session.kind}
      starts={session.starts}
      followsAt={shown.time?.startsAt ?? null}
      objectives={readLearningObjectives(document)}
      chosenObjectives={session.objectives}
      isNonAttributed={session.isNonAttributed ?? valueAt(document, 'non-attribution') === true}
      refusal={problem && translate(problem)}
      fields={(sessionDetailFields) => (
        <DocumentFields
          subject={{ kind: 'workshop', below: `sessions/${session.id}` }}
          {...sessionDetailFields}
          log={log}
          document={document}
          change={change}
          isReadOnly={() => isReadOnly}
        />
      )}
      onChange={(name, value) => void change([{ path: pathOf('sessions', session.id, name), value }])}
      isReadOnly={isReadOnly}
    />
  );
}
