import { ListTree } from 'lucide-react';
import type { ReactElement } from 'react';
import { useWriteMode } from '#renderer/field/app/documents/use-write-registers.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useTranslate } from '#renderer/i18n';
import { Button, SplitColumns } from '#renderer/ui';
import { WorkshopReadOnlyBannerView } from './workshop-details-view.tsx';
import { WorkshopDetails } from './workshop-details.tsx';
import { SessionList, SessionPage } from '../session-page.tsx';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { shownAgendaOf } from './agenda-facts.ts';
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
  const { days, shown } = shownAgendaOf(document);
  return (
    <WorkshopFrame of={of}>
      <SplitColumns
        label={translate('workshop.section.agenda')}
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
  const inOrder = shown.flatMap((day) => day.sessions);
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
