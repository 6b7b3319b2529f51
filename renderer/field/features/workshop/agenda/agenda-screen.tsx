import { Info, ListTree, Printer } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useWriteMode } from '#renderer/field/app/documents/use-document.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useTranslate } from '#renderer/i18n';
import { Button, SplitColumns } from '#renderer/ui';
import { WorkshopReadOnlyBannerView } from './workshop-details-view.tsx';
import { WorkshopDetails } from './workshop-details.tsx';
import { SessionList, SessionPage } from '../session-page.tsx';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { shownAgendaOf } from './agenda-facts.ts';
import { PrintAgenda } from './print-agenda.tsx';
import { SessionDetails } from './session-details.tsx';
import { WorkshopAgenda } from './workshop-agenda.tsx';

/** Agenda of a workshop, or one of its sessions with notes. */
export function AgendaScreen(props: WorkshopSectionProps): ReactElement {
  const { answer, session } = props;
  const isSession = shownAgendaOf(answer.document).sessions.some(({ id }) => id === session);
  return isSession && session !== undefined ? (
    <SessionScreen of={props} current={session} />
  ) : (
    <WholeAgendaScreen of={props} />
  );
}

function WholeAgendaScreen({ of }: { readonly of: WorkshopSectionProps }): ReactElement {
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const { answer } = of;
  const { log, document } = answer;
  const mode = useWriteMode()(answer.roles, document);
  const isReadOnly = mode !== 'open';
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
                  answer={answer}
                  session={session}
                  shown={shownSession}
                  isReadOnly={isReadOnly}
                />
              </>
            ) : (
              <WorkshopDetails answer={answer} isReadOnly={isReadOnly} />
            ),
        }}
      >
        {isReadOnly && <WorkshopReadOnlyBannerView mode={mode} />}
        <WorkshopAgenda
          answer={answer}
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
  const { answer } = of;
  const { log, document } = answer;
  const { doc } = document;
  const mode = useWriteMode()(answer.roles, document);
  const { sessions, shown } = shownAgendaOf(document);
  const inOrder = shown.flatMap((day) => day.sessions.filter(({ kind }) => kind === 'session'));
  const place = inOrder.findIndex(({ id }) => id === current);
  const session = sessions.find(({ id }) => id === current);
  const open = (id: string): void => navigate({ screen: 'workshop', log, doc, session: id });
  const goTo = (id: string | undefined): (() => void) | undefined =>
    id === undefined ? undefined : () => open(id);
  return (
    <WorkshopFrame
      of={of}
      part={[inOrder[place]?.number, session?.title || translate('workshop.session.untitled')]
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
    </WorkshopFrame>
  );
}
