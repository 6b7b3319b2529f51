import {
  type ReactElement,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { v4 } from 'uuid';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { QuestionSet } from '#domain/workshop/learning/questionnaire.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import {
  englishMessageSet,
  I18nProvider,
  languageFacts,
  type Message,
  type ScreenLanguage,
  useLanguage,
  useMessageSet,
  useTranslate,
} from '#renderer/i18n';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { Button, useKeyPresses } from '#renderer/ui';
import { type PersonTurn, useKioskDrafts } from './kiosk-drafts.ts';
import { KioskFrameView, KioskWelcomeView } from './kiosk-frame-view.tsx';
import { KioskPerson } from './kiosk-person.tsx';
import { type KioskRun, pairingCodeOf } from './kiosk-run.ts';
import { KioskGoneView, KioskThanksView } from './kiosk-thanks-view.tsx';
import { LeaveKioskView } from './leave-kiosk-view.tsx';

interface KioskScreenProps {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly set: QuestionSet;
  /** The trainer ended the kiosk. */
  readonly onLeft: () => void;
}

/**
 * Kiosk on the trainer's laptop: one person after the other answers, and nothing else is shown. The shell closes all
 * ways out but the passphrase.
 */
export function KioskScreen({ log, doc, set, onLeft }: KioskScreenProps): ReactElement | null {
  const { host } = useFieldServices();
  const queryResult = useStoreQuery('document', { log, doc });
  useEffect(() => void host.ask('kiosk.enter', null).catch(reportError), [host]);
  const [language, setLanguage] = useState(useLanguage());
  const present = queryResult.kind === 'present' ? queryResult.result : null;
  const [lastQueryResult, setLast] = useState(present);
  if (present !== null && present !== lastQueryResult) setLast(present);
  if (queryResult.kind === 'loading') return null;
  return (
    <KioskLanguage language={language}>
      {lastQueryResult === null ? (
        <KioskGone language={language} onLanguage={setLanguage} onLeft={onLeft} />
      ) : (
        <KioskTurns
          queryResult={lastQueryResult}
          isGone={present === null}
          set={set}
          language={language}
          onLanguage={setLanguage}
          onLeft={onLeft}
        />
      )}
    </KioskLanguage>
  );
}

interface KioskLanguageProps {
  readonly language: ScreenLanguage;
  readonly children: ReactNode;
}

/** Language of the person at the kiosk; that of the trainer comes back at the end. */
function KioskLanguage({ language, children }: KioskLanguageProps): ReactElement {
  const messageSet = useMessageSet(language, englishMessageSet);
  const outer = useLanguage();
  useLayoutEffect(
    () => () => {
      document.documentElement.lang = outer;
      document.documentElement.dir = languageFacts[outer].direction;
    },
    [outer],
  );
  return <I18nProvider speech={messageSet}>{children}</I18nProvider>;
}

/** The workshop is no longer on this laptop: the trainer can end the kiosk, and nobody can begin. */
function KioskGone(props: Pick<KioskTurnsProps, 'language' | 'onLanguage' | 'onLeft'>): ReactElement {
  const { language, onLanguage, onLeft } = props;
  const translate = useTranslate();
  const [isLeaving, setLeaving] = useState(false);
  return (
    <KioskFrameView
      language={language}
      onLanguage={onLanguage}
      foot={
        <Button kind="primary" onPress={() => setLeaving(true)}>
          {translate('learning.kiosk.trainer')}
        </Button>
      }
    >
      <KioskGoneView />
      {isLeaving && <LeaveKiosk onLeft={onLeft} onClose={() => setLeaving(false)} />}
    </KioskFrameView>
  );
}

/** Time after which the thanks make room for the next person. */
const thanksMs = 20_000;

interface KioskTurnsProps {
  readonly queryResult: DocumentQueryResult;
  /** The workshop was removed meanwhile: the person in front still sends, and nobody begins. */
  readonly isGone: boolean;
  readonly set: QuestionSet;
  readonly language: ScreenLanguage;
  readonly onLanguage: (language: ScreenLanguage) => void;
  readonly onLeft: () => void;
}

/** Turns of the persons: start, answers, thanks, and the start again. */
function KioskTurns(props: KioskTurnsProps): ReactElement {
  const { queryResult, isGone, set, language, onLanguage, onLeft } = props;
  const translate = useTranslate();
  const kioskDrafts = useKioskDrafts(queryResult.log, queryResult.document.doc, set);
  const [turn, setTurn] = useState<'welcome' | 'thanks' | PersonTurn>('welcome');
  const [isLeaving, setLeaving] = useState(false);
  // Beside the drafts, for a disk that takes none.
  const unfinished = useRef(new Map<string, PersonTurn>());
  const begin = (): void => setTurn({ sheet: v4() });
  const onGone = useCallback((sheet: string, run: KioskRun) => {
    const code = pairingCodeOf(run);
    if (code !== null && run.step !== 'code') unfinished.current.set(code, { sheet, run });
    setTurn('welcome');
  }, []);
  const resume = (code: string): boolean => {
    const keptPersonTurn = kioskDrafts.turnOf(code) ?? unfinished.current.get(code);
    if (keptPersonTurn === undefined) return false;
    unfinished.current.delete(code);
    setTurn(keptPersonTurn);
    return true;
  };

  useEffect(() => {
    if (turn !== 'thanks') return undefined;
    const timer = setTimeout(() => setTurn('welcome'), thanksMs);
    return () => clearTimeout(timer);
  }, [turn]);
  useKeyPresses((key) => {
    if (key !== 'Enter' || typeof turn === 'object' || isGone) return false;
    begin();
    return true;
  });

  if (typeof turn === 'object')
    return (
      <KioskPerson
        key={turn.sheet}
        log={queryResult.log}
        workshop={queryResult.document}
        set={set}
        sheet={turn.sheet}
        begun={turn.run}
        language={language}
        onLanguage={onLanguage}
        onKeep={kioskDrafts.keep}
        onSaved={() => {
          kioskDrafts.forget([turn.sheet]);
          setTurn('thanks');
        }}
        onGone={onGone}
        onResume={resume}
      />
    );
  if (isGone) return <KioskGone language={language} onLanguage={onLanguage} onLeft={onLeft} />;
  return (
    <KioskFrameView
      language={language}
      onLanguage={onLanguage}
      foot={
        <>
          <Button kind="quiet" onPress={() => setLeaving(true)}>
            {translate('learning.kiosk.trainer')}
          </Button>
          <Button kind="primary" onPress={begin}>
            {translate(turn === 'thanks' ? 'learning.kiosk.nextPerson' : 'learning.kiosk.begin')}
          </Button>
        </>
      }
    >
      {turn === 'thanks' ? <KioskThanksView /> : <KioskWelcomeView set={set} />}
      {isLeaving && <LeaveKiosk onLeft={onLeft} onClose={() => setLeaving(false)} />}
    </KioskFrameView>
  );
}

interface LeaveKioskProps {
  readonly onLeft: () => void;
  readonly onClose: () => void;
}

function LeaveKiosk({ onLeft, onClose }: LeaveKioskProps): ReactElement {
  const { host } = useFieldServices();
  const [problem, setProblem] = useState<Message | null>(null);
  const leave = async (passphrase: string): Promise<void> => {
    const outcome = await host.ask('kiosk.leave', { passphrase });
    if (outcome.kind === 'left') return onLeft();
    const seconds = 'waitMs' in outcome ? Math.ceil(outcome.waitMs / 1_000) : 0;
    setProblem(
      outcome.kind === 'refused'
        ? { key: 'learning.kiosk.leave.refused' }
        : { key: `learning.kiosk.leave.${outcome.kind}`, values: { seconds } },
    );
  };
  return <LeaveKioskView problem={problem} onLeave={(typed) => void leave(typed)} onClose={onClose} />;
}
