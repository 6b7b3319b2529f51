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

/** State of a query: loading until the worker has answered, then the latest result. */
export type StoreQueryResult<A> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'present'; readonly result: A };

/** Answer a query of the store, now and whenever the result changes. */
export const useStoreQuery = <Q extends QueryName>(
  query: Q,
  ask: StoreQueries[Q]['ask'],
): StoreQueryResult<StoreQueries[Q]['result']> => useQueryOfStore(useFieldServices().store, query, ask);

/** The same above the `FieldServicesProvider`, with the store as an argument. */
export const useQueryOfStore = <Q extends QueryName>(
  storeApi: StoreApi,
  query: Q,
  ask: StoreQueries[Q]['ask'],
): StoreQueryResult<StoreQueries[Q]['result']> => useResultPart(storeApi, query, ask, wholeResult);

/**
 * Part of a result. While it stays equal, nothing is drawn again, however often the rest of the result changes.
 * @param partOf One constant function.
 */
export const useStoreQueryPart = <Q extends QueryName, Part>(
  query: Q,
  ask: StoreQueries[Q]['ask'],
  partOf: (result: StoreQueries[Q]['result']) => Part,
): StoreQueryResult<Part> => useResultPart(useFieldServices().store, query, ask, partOf);

/**
 * The same for a whole record: while a person types, a result waits for a pause. Each few letters are saved, and none
 * of them has to draw the page around the field.
 */
export const useStoreQueryAtPause = <Q extends QueryName>(
  query: Q,
  ask: StoreQueries[Q]['ask'],
): StoreQueryResult<StoreQueries[Q]['result']> =>
  useResultPart(useFieldServices().store, query, ask, wholeResult, true);

const wholeResult = <A,>(result: A): A => result;

/**
 * Called when a result for the record on the screen is drawn: the status is drawn in the same frame. `isPause`: nobody
 * types.
 */
export const ResultDrawnContext = createContext<(isPause: boolean) => void>(() => undefined);

function useResultPart<Q extends QueryName, Part>(
  storeApi: StoreApi,
  query: Q,
  ask: StoreQueries[Q]['ask'],
  partOf: (result: StoreQueries[Q]['result']) => Part,
  waitsForPause = false,
): StoreQueryResult<Part> {
  const askText = JSON.stringify(ask);
  const onDrawn = use(ResultDrawnContext);
  const [latestResult, setLatest] = useState<LatestResult<Part> | null>(null);

  useEffect(() => {
    let isCurrent = true;
    const typingPause = waitsForPause ? createTypingPause(document) : null;
    const sameAsk: StoreQueries[Q]['ask'] = JSON.parse(askText); // made from it two lines above, so of its type
    let taken: LatestResult<Part> | null = null;
    const take = (whole: StoreQueries[Q]['result']): boolean => {
      // Every result is a copy: its unchanged parts stay the objects of the result before.
      const result = withEqualParts(taken?.result, partOf(whole));
      if (taken !== null && Object.is(result, taken.result)) return false;
      taken = { store: storeApi, query, askText, result };
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

  // A result of an earlier query must not be taken for one of this.
  const isOurs =
    latestResult?.store === storeApi && latestResult.query === query && latestResult.askText === askText;
  const ours = isOurs ? latestResult : null;
  return useMemo(() => (ours ? { kind: 'present', result: ours.result } : { kind: 'loading' }), [ours]);
}

interface LatestResult<Part> {
  readonly store: StoreApi;
  readonly query: QueryName;
  readonly askText: string;
  readonly result: Part;
}

/** First result of a query; the watch ends with it. */
export function readOnce<Q extends QueryName>(
  storeApi: StoreApi,
  query: Q,
  ask: StoreQueries[Q]['ask'],
): Promise<StoreQueries[Q]['result']> {
  return new Promise((resolve, reject) => {
    const watching = storeApi.watch(query, ask, (result) => {
      resolve(result);
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
