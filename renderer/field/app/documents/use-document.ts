import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { JsonValue } from '#base/json.ts';
import { unreachable } from '#base/result.ts';
import { epochTimestamp } from '#domain/clock/hlc.ts';
import { type Document, dotsAt, type Register } from '#domain/document/document.ts';
import { type Dot, deviceOfDot, numberOfDot, Path, type PathValue } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { HoldReason } from '#domain/kinds/admit-op.ts';
import type { LeaveRefusal } from '#domain/privacy/leave-device.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import type {
  DocumentQueryResult,
  PeopleByDevice,
  RegisterWrite,
  StoreApi,
  WriteOptions,
  WriteResult,
} from '#renderer/store/api/store-api.ts';
import { useFieldServices, useStoreQueryAtPause } from '../session/field-services.tsx';
import { useDocumentPart, useEqualParts } from './use-stable-values.ts';

/** Names of the people behind each device, as this person would call them: oneself is "You". */
export function useDeviceNames(peopleByDevice: PeopleByDevice): Readonly<Record<DeviceId, string>> {
  const translate = useTranslate();
  const { device } = useFieldServices().session;
  return useMemo(() => {
    // Keys of the record are devices; Object.entries forgets that.
    const named = (Object.entries(peopleByDevice) as [DeviceId, PeopleByDevice[DeviceId]][]).map(
      ([deviceId, person]) => [deviceId, person?.name ?? ''] as const,
    );
    return { ...Object.fromEntries(named), [device]: translate('assessment.you') };
  }, [peopleByDevice, device, translate]);
}

/** Chosen value that is not on the disk yet; shown at once, so that a key press never waits. */
interface PendingValue {
  readonly value: JsonValue;
  /** Identity of the choice that made it: choosing 2, 3 and 2 again are three. */
  readonly choice: object;
  /** The dots seen when it was chosen. */
  readonly over: readonly Dot[];
  /** Once it is saved: its own dot, and the heads that the store showed at that moment. */
  readonly saved: null | { readonly dot: Dot; readonly shown: string };
}

export type PendingValues = ReadonlyMap<Path, PendingValue>;

/** Dots of a register as one text, to tell whether the store has answered again. */
export const shownHeadsKey = (document: Document | undefined, path: Path): string =>
  dotsAt(document, path).join(' ');

/**
 * Pending values that the store's result does not show yet. Results come in order and may be late. A result with an
 * earlier head of this device is from before the save, since a write replaces own heads (M1b).
 */
export function unconfirmedValues(pendingValues: PendingValues, document: Document): PendingValues {
  const isWaiting = ([path, { saved }]: [Path, PendingValue]): boolean => {
    if (saved === null) return true;
    const heads = dotsAt(document, path);
    if (heads.includes(saved.dot)) return false;
    return saved.shown === shownHeadsKey(document, path) || heads.some((dot) => isEarlierDot(dot, saved.dot));
  };
  return new Map([...pendingValues].filter(isWaiting));
}

const isEarlierDot = (dot: Dot, than: Dot): boolean =>
  deviceOfDot(dot) === deviceOfDot(than) && numberOfDot(dot) < numberOfDot(than);

/**
 * The document with its pending values. Its heads are for showing only: a write replaces the dots of `over`.
 */
export function withPendingValues(document: Document, pendingPathValues: readonly PathValue[]): Document {
  if (pendingPathValues.length === 0) return document;
  const registers: Record<Path, Register> = { ...document.registers };
  for (const { path, value } of pendingPathValues) {
    registers[path] = { ...registers[path], heads: [{ dot: pendingDot, stamp: epochTimestamp, value }] };
  }
  return { ...document, registers };
}

// The greatest number that a dot may have: no device comes to it.
const pendingDot = `${'0'.repeat(32)}.999999999999999` as Dot;

/** A value for a register, as a screen chooses it. */
export interface ChosenValue {
  readonly path: string;
  readonly value: JsonValue;
}

/** Reason why a choice was not kept. */
export type ChoiceProblem = Exclude<WriteOutcome, { kind: 'saved' }>;

export interface OpenDocument {
  readonly kind: 'present';
  /** Document with the pending values, for showing. */
  readonly document: Document;
  readonly queryResult: DocumentQueryResult;
  /**
   * Choose values, all or none, over those that the person sees now. They show at once; a refusal takes them
   * back.
   */
  readonly choose: (chosenValues: readonly ChosenValue[]) => Promise<WriteOutcome>;
  /** By path, until something is chosen there again. */
  readonly problems: ReadonlyMap<string, ChoiceProblem>;
}

const noPendingValues: PendingValues = new Map();
const noChoiceProblems: ReadonlyMap<string, ChoiceProblem> = new Map();

/** Read a document, now, and choose values in it. Text fields use `useDraft` beside it. */
export function useDocument(
  logId: LogId,
  doc: DocumentId,
): { readonly kind: 'loading' | 'absent' } | OpenDocument {
  const queryResult = useStoreQueryAtPause('document', { log: logId, doc });
  const documentResult = queryResult.kind === 'present' ? queryResult.result : null;
  const writeRegisters = useWriteRegisters(logId);
  const [pendingValues, setPending] = useState(noPendingValues);
  const [problems, setProblems] = useState(noChoiceProblems);
  const waitingPendingValues = useMemo(
    () => (documentResult ? unconfirmedValues(pendingValues, documentResult.document) : noPendingValues),
    [documentResult, pendingValues],
  );
  // A value that is saved meanwhile shows the same.
  const shownPaths = useEqualParts(
    Array.from(waitingPendingValues, ([path, { value }]) => ({ path, value })),
  );
  const storedDocument = documentResult?.document;
  const document = useMemo(
    () => (storedDocument ? withPendingValues(storedDocument, shownPaths) : null),
    [storedDocument, shownPaths],
  );

  // Values on the screen at the moment of a choice, which can come between two renders.
  const seen = useRef({ queryResult: documentResult, waiting: waitingPendingValues });
  useLayoutEffect(() => {
    seen.current = { queryResult: documentResult, waiting: waitingPendingValues };
  });

  const choose = useCallback(
    async (chosenValues: readonly ChosenValue[]): Promise<WriteOutcome> => {
      const shownDocument = seen.current.queryResult?.document;
      if (!shownDocument) throw new Error('Nothing can be chosen in a document that is not there');
      const chosen = chosenValues.map(({ path: text, value }) => {
        const path = Path.parse(text);
        return { path, value, over: seen.current.waiting.get(path)?.over ?? dotsAt(shownDocument, path) };
      });
      const now = new Map([
        ...seen.current.waiting,
        ...chosen.map(({ path, ...rest }) => [path, { ...rest, choice: chosenValues, saved: null }] as const),
      ]);
      seen.current = { ...seen.current, waiting: now };
      setPending(now);

      const outcome = await writeRegisters(
        chosen.map((one) => ({ doc: shownDocument.doc, kind: shownDocument.kind, ...one })),
      );
      setProblems((before) => withWriteOutcome(before, chosen, outcome));
      setPending((previousPendingValues) =>
        confirmPendingValues(
          previousPendingValues,
          chosenValues,
          outcome,
          seen.current.queryResult?.document,
        ),
      );
      return outcome;
    },
    [writeRegisters, setPending, setProblems],
  );

  const { kind } = queryResult;
  return useMemo(() => {
    if (kind === 'loading') return { kind: 'loading' };
    if (!documentResult || !document) return { kind: 'absent' };
    return { kind: 'present', document, queryResult: documentResult, choose, problems };
  }, [kind, document, documentResult, choose, problems]);
}

/**
 * The same record without its answers, for readers of everything else: status, rights, comments. It stays the same
 * object while only answers change.
 */
export function useWithoutAnswers(openDocument: OpenDocument): OpenDocument {
  const document = useDocumentPart(openDocument.document, isNoAnswer);
  const savedDocument = useDocumentPart(openDocument.queryResult.document, isNoAnswer);
  return useEqualParts({
    ...openDocument,
    document,
    queryResult: { ...openDocument.queryResult, document: savedDocument },
  });
}

const isNoAnswer = (path: string): boolean => !path.startsWith('answers/');

function withWriteOutcome(
  before: ReadonlyMap<string, ChoiceProblem>,
  chosenValues: readonly ChosenValue[],
  outcome: WriteOutcome,
): ReadonlyMap<string, ChoiceProblem> {
  if (outcome.kind === 'saved' && !chosenValues.some(({ path }) => before.has(path))) return before;
  const next = new Map(before);
  for (const { path } of chosenValues) {
    if (outcome.kind === 'saved') next.delete(path);
    else next.set(path, outcome);
  }
  return next;
}

/** A later choice at the same path stays pending. */
function confirmPendingValues(
  previousPendingValues: PendingValues,
  chosenValues: readonly ChosenValue[],
  outcome: WriteOutcome,
  document: Document | undefined,
): PendingValues {
  const next = new Map(previousPendingValues);
  for (const [at, { path: text }] of chosenValues.entries()) {
    const path = Path.parse(text);
    const pendingValue = next.get(path);
    if (pendingValue?.choice !== chosenValues) continue;
    const dot = outcome.kind === 'saved' ? outcome.dots[at] : undefined;
    if (dot === undefined) next.delete(path);
    else next.set(path, { ...pendingValue, saved: { dot, shown: shownHeadsKey(document, path) } });
  }
  return next;
}

/** Message beside the act when a write was refused. */
export function writeRefusalMessage(outcome: Exclude<WriteOutcome, { kind: 'saved' }>): Message {
  return outcome.kind === 'failed' ? { key: 'frame.refused.failed' } : holdReasonMessage(outcome.reason);
}

/** Reason why a change was refused here, or is held at headquarters. */
function holdReasonMessage(reason: HoldReason | LeaveRefusal): Message {
  switch (reason.kind) {
    case 'unknownPath':
    case 'wrongSort':
    case 'mixedSort':
    case 'writtenOnce':
      return { key: 'frame.refused.unknownPath' };
    case 'invalidValue':
      return { key: 'frame.refused.invalidValue' };
    case 'documentFull':
      return { key: 'frame.refused.documentFull' };
    case 'registerFull':
      return { key: 'frame.refused.registerFull' };
    case 'logFull':
      return { key: 'frame.refused.logFull' };
    case 'roleMayNotWrite':
      return { key: 'frame.refused.roleMayNotWrite' };
    case 'roleMayNotFinalize':
      return { key: 'frame.refused.roleMayNotFinalize' };
    case 'roleMayNotMove':
      return { key: 'frame.refused.roleMayNotMove' };
    case 'documentIsFinal':
      return { key: 'frame.refused.documentIsFinal' };
    case 'staysOnDevice':
    case 'notSealed':
    case 'notAggregated':
    case 'notReviewed':
      return { key: 'frame.refused.staysOnDevice' };
    case 'foreignWriter':
    case 'contradictsText':
      return { key: 'frame.refused.textOfAnother' };
    case 'aheadOfText':
      return { key: 'frame.refused.textAhead' };
    case 'aheadOfValue':
      return { key: 'frame.refused.valueAhead' };
    case 'unknownKind':
    case 'otherKind':
      return { key: 'frame.refused.otherVersion' };
    default:
      return unreachable(reason);
  }
}

/** Result of a write. `failed`: the disk did not take it; the text is only on the screen. */
export type WriteOutcome = WriteResult | { readonly kind: 'failed'; readonly why: string };

/** Write to one log, all or nothing. Never rejects, so that each act can show its own refusal. */
export type WriteRegisters = (
  registerWrites: readonly RegisterWrite[],
  writeOptions?: WriteOptions,
) => Promise<WriteOutcome>;

/** Write to a log. `over` of each write: the dots that the person saw (`dotsAt`, `editableValueAt`). */
export function useWriteRegisters(logId: LogId): WriteRegisters {
  const { store, unsaved } = useFieldServices();
  return useCallback(
    async (registerWrites, writeOptions) => {
      const end = unsaved.begin();
      try {
        return await writeToLog(store, logId, registerWrites, writeOptions);
      } finally {
        end();
      }
    },
    [store, unsaved, logId],
  );
}

/**
 * The same outside a screen, for any log. The store's status also tells of a broken disk for as long as it
 * lasts.
 */
export async function writeToLog(
  storeApi: StoreApi,
  logId: LogId,
  registerWrites: readonly RegisterWrite[],
  writeOptions?: WriteOptions,
): Promise<WriteOutcome> {
  try {
    return await storeApi.write(logId, registerWrites, writeOptions);
  } catch (problem) {
    return { kind: 'failed', why: problem instanceof Error ? problem.message : String(problem) };
  }
}

/** Function that writes several values of one record, and the result of the last write. */
export interface RecordChange {
  readonly change: (pathValues: readonly PathValue[]) => Promise<boolean>;
  readonly problem: Message | null;
}

/** Write values of one record over those that the person sees there, all or none. */
export function useChangeRecord(logId: LogId, document: Document): RecordChange {
  const writeRegisters = useWriteRegisters(logId);
  const [problem, setProblem] = useState<Message | null>(null);
  const change = useCallback(
    async (pathValues: readonly PathValue[]) => {
      if (pathValues.length === 0) return true;
      const { doc, kind } = document;
      const outcome = await writeRegisters(
        pathValues.map(({ path, value }) => ({ doc, kind, path, value, over: dotsAt(document, path) })),
      );
      setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
      return outcome.kind === 'saved';
    },
    [writeRegisters, document],
  );
  return { change, problem };
}
