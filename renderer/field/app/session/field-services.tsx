import { createContext, type ReactElement, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { withEqualParts } from '#base/json.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { QuestionSet } from '#domain/workshop/learning/questionnaire.ts';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import type { QueryName, StoreApi, StoreQueries, StoreSession } from '#renderer/store/api/store-api.ts';
import type { TextDrafts } from '../drafts/text-drafts.ts';
import { isTextField } from '../undo/focused-text.ts';
import type { UnsavedInputTracker } from './unsaved-input-tracker.ts';

/** Questions that participants of a workshop answer at the kiosk. */
export interface KioskTask {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly set: QuestionSet;
}

/** Services that every screen of the field app uses. */
interface FieldServices {
  readonly store: StoreApi;
  readonly host: Host;
  readonly session: StoreSession;
  readonly route: FieldRoute;
  /** Go to a screen; unsaved typing is saved on the way out (`useDraft`). */
  readonly navigate: (fieldRoute: FieldRoute) => void;
  /** Give the laptop to participants, until the trainer ends it. */
  readonly openKiosk: (kioskTask: KioskTask) => void;
  /** Note the position within this screen in the address, without navigation: a reload comes back to it. */
  readonly remember: (fieldRoute: FieldRoute) => void;
  /**
   * Call back when the window hides or closes, to save; a closing window waits for the promise. Returns the
   * way to stop.
   */
  readonly onFlush: (flush: () => Promise<void>) => () => void;
  /** Fields report gathered keystrokes before they are written (`useDraft`), for the status bar. */
  readonly unsaved: UnsavedInputTracker;
  /** Texts that no record has yet; fields keep theirs by themselves. */
  readonly drafts: TextDrafts;
}

const FieldServicesContext = createContext<FieldServices | undefined>(undefined);

interface FieldServicesProviderProps {
  readonly field: FieldServices;
  readonly children: ReactNode;
}

/** Provider of store, host and route for the screens; once, in `app/`. Tests give fakes. */
export function FieldServicesProvider({ field, children }: FieldServicesProviderProps): ReactElement {
  return <FieldServicesContext value={field}>{children}</FieldServicesContext>;
}

/** Services of this screen. Throws without a `FieldServicesProvider`. */
export function useFieldServices(): FieldServices {
  const fieldServices = use(FieldServicesContext);
  if (!fieldServices) throw new Error('useFieldServices needs a FieldServicesProvider above it');
  return fieldServices;
}

/** State of an answer: loading until the worker has answered, then the latest answer. */
export type StoreQueryResult<A> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'present'; readonly answer: A };

/** Answer a query of the store, now and whenever the answer changes. */
export const useStoreQuery = <Q extends QueryName>(
  query: Q,
  ask: StoreQueries[Q]['ask'],
): StoreQueryResult<StoreQueries[Q]['answer']> => useQueryOfStore(useFieldServices().store, query, ask);

/** The same above the `FieldServicesProvider`, with the store as an argument. */
export const useQueryOfStore = <Q extends QueryName>(
  storeApi: StoreApi,
  query: Q,
  ask: StoreQueries[Q]['ask'],
): StoreQueryResult<StoreQueries[Q]['answer']> => useAnswerPart(storeApi, query, ask, wholeAnswer);

/**
 * Part of an answer. While it stays equal, nothing is drawn again, however often the rest of the answer changes.
 * @param partOf One constant function.
 */
export const useStoreQueryPart = <Q extends QueryName, Part>(
  query: Q,
  ask: StoreQueries[Q]['ask'],
  partOf: (answer: StoreQueries[Q]['answer']) => Part,
): StoreQueryResult<Part> => useAnswerPart(useFieldServices().store, query, ask, partOf);

/**
 * The same for a whole record: while a person types, an answer waits for a pause. Each few letters are saved, and none
 * of them has to draw the page around the field.
 */
export const useStoreQueryAtPause = <Q extends QueryName>(
  query: Q,
  ask: StoreQueries[Q]['ask'],
): StoreQueryResult<StoreQueries[Q]['answer']> =>
  useAnswerPart(useFieldServices().store, query, ask, wholeAnswer, true);

const wholeAnswer = <A,>(answer: A): A => answer;

/**
 * Called when an answer for the record on the screen is drawn: the status is drawn in the same frame. `isPause`: nobody
 * types.
 */
export const AnswerDrawnContext = createContext<(isPause: boolean) => void>(() => undefined);

function useAnswerPart<Q extends QueryName, Part>(
  storeApi: StoreApi,
  query: Q,
  ask: StoreQueries[Q]['ask'],
  partOf: (answer: StoreQueries[Q]['answer']) => Part,
  waitsForPause = false,
): StoreQueryResult<Part> {
  const askText = JSON.stringify(ask);
  const onDrawn = use(AnswerDrawnContext);
  const [latestAnswer, setLatest] = useState<LatestAnswer<Part> | null>(null);

  useEffect(() => {
    let isCurrent = true;
    const typingPause = waitsForPause ? createTypingPause(document) : null;
    const sameAsk: StoreQueries[Q]['ask'] = JSON.parse(askText); // made from it two lines above, so of its type
    let taken: LatestAnswer<Part> | null = null;
    const take = (whole: StoreQueries[Q]['answer']): boolean => {
      // Every answer is a copy: its unchanged parts stay the objects of the answer before.
      const answer = withEqualParts(taken?.answer, partOf(whole));
      if (taken !== null && Object.is(answer, taken.answer)) return false;
      taken = { store: storeApi, query, askText, answer };
      setLatest(taken);
      return true;
    };
    const watching = storeApi.watch(query, sameAsk, (whole) => {
      if (!isCurrent) return;
      if (typingPause === null) take(whole);
      else typingPause.after((isPause) => take(whole) && onDrawn(isPause));
    });
    return () => {
      isCurrent = false;
      typingPause?.stop();
      watching.then((stop) => stop(), reportError);
    };
  }, [storeApi, query, askText, partOf, waitsForPause, onDrawn]);

  // An answer to an earlier question must not be taken for one to this.
  const isOurs =
    latestAnswer?.store === storeApi && latestAnswer.query === query && latestAnswer.askText === askText;
  const ours = isOurs ? latestAnswer : null;
  return useMemo(() => (ours ? { kind: 'present', answer: ours.answer } : { kind: 'loading' }), [ours]);
}

interface LatestAnswer<Part> {
  readonly store: StoreApi;
  readonly query: QueryName;
  readonly askText: string;
  readonly answer: Part;
}

/** First answer of a query; the watch ends with it. */
export function readOnce<Q extends QueryName>(
  storeApi: StoreApi,
  query: Q,
  ask: StoreQueries[Q]['ask'],
): Promise<StoreQueries[Q]['answer']> {
  return new Promise((resolve, reject) => {
    const watching = storeApi.watch(query, ask, (answer) => {
      resolve(answer);
      watching.then((stop) => stop(), reject);
    });
    watching.catch(reject);
  });
}

/** Time in ms without a letter that is a pause. */
const typingPauseMs = 400;
/** Longest time in ms that an act waits for one. */
export const longestTypingMs = 30_000;
/** Time in ms for which a press holds back what is drawn. */
const longestPressMs = 1_000;

/** Wait for a pause in typing. */
export interface TypingPause {
  /** Act now where nobody types, else after a pause or too long a wait; a later act takes the place of one that waits. */
  readonly after: (act: (isPause: boolean) => void) => void;
  /** Drop an act that waits. */
  readonly stop: () => void;
}

/**
 * Listen to the texts of a page until `stop`. A field that is left is a pause too. While a button of the mouse or a
 * finger is down nothing acts: the pressed button would move away, and the press be lost.
 */
export function createTypingPause(page: Document): TypingPause {
  let waiting: ((isPause: boolean) => void) | null = null;
  let pauseTimer: ReturnType<typeof setTimeout> | undefined;
  let longestTimer: ReturnType<typeof setTimeout> | undefined;
  let typedAtMs = Number.NEGATIVE_INFINITY;
  let isPressed = false;
  let pressTimer: ReturnType<typeof setTimeout> | undefined;
  /** The pause came while something was pressed. */
  let isDue = false;

  const end = (isPause = true): void => {
    if (isPressed) {
      isDue = true;
      return;
    }
    clearTimeout(pauseTimer);
    clearTimeout(longestTimer);
    longestTimer = undefined;
    const act = waiting;
    waiting = null;
    act?.(isPause);
  };
  const onInput = ({ target }: Event): void => {
    if (!(target instanceof Element) || !isTextField(target)) return;
    typedAtMs = performance.now();
    if (waiting === null) return;
    clearTimeout(pauseTimer);
    pauseTimer = setTimeout(end, typingPauseMs);
  };
  const onLeave = (): void => {
    typedAtMs = Number.NEGATIVE_INFINITY;
    end();
  };
  const onPress = (): void => {
    isPressed = true;
    clearTimeout(pressTimer);
    // The page gets no event for a release outside of it.
    pressTimer = setTimeout(onRelease, longestPressMs);
  };
  const onRelease = (): void => {
    clearTimeout(pressTimer);
    isPressed = false;
    if (!isDue) return;
    isDue = false;
    // The click comes after the release.
    pauseTimer = setTimeout(end, 0);
  };
  const listeners = [
    ['input', onInput],
    ['focusout', onLeave],
    ['pointerdown', onPress],
    ['pointerup', onRelease],
    ['pointercancel', onRelease],
  ] as const;
  for (const [name, listen] of listeners) page.addEventListener(name, listen, true);

  return {
    after: (act) => {
      waiting = act;
      const leftMs = typedAtMs + typingPauseMs - performance.now();
      if (leftMs <= 0) return end();
      clearTimeout(pauseTimer);
      pauseTimer = setTimeout(end, leftMs);
      longestTimer ??= setTimeout(() => end(false), longestTypingMs);
    },
    stop: () => {
      waiting = null;
      clearTimeout(pressTimer);
      isPressed = false;
      end();
      for (const [name, listen] of listeners) page.removeEventListener(name, listen, true);
    },
  };
}
