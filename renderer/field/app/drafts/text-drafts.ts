import { v7 } from 'uuid';
import {
  type DraftKey,
  type DraftState,
  maximumDraftLength,
  TextDraftId,
  type TextDraftInput,
} from '#domain/draft/text-draft.ts';
import type { StoreApi } from '#renderer/store/api/store-api.ts';
import { readOnce } from '../session/field-services.tsx';
import type { FlushSignal } from '../session/flush-signal.ts';
import type { UnsavedInputTracker } from '../session/unsaved-input-tracker.ts';

/** Text that no record has yet, as the page shows it. */
export interface KeptDraft {
  readonly id: TextDraftId;
  readonly key: DraftKey;
  readonly address: string;
  readonly label: string;
  readonly text: string;
  readonly state: DraftState;
  readonly excess: number;
  readonly changedAtMs: number;
}

/** Part of a draft that its field knows. A part that is left out stays as it was. */
type DraftContent = Pick<KeptDraft, 'text' | 'state'> &
  Partial<Pick<KeptDraft, 'label' | 'excess' | 'address'>>;

/**
 * Texts that a person typed and that no record has yet: half-written, too long, refused. Each is in the encrypted store
 * within 300 ms of a letter, and stays until the person saves or discards it.
 */
export interface TextDrafts {
  readonly find: (draftKey: DraftKey) => KeptDraft | null;
  /** All drafts, the oldest first; the same array until one comes, goes or changes its state. */
  readonly list: () => readonly KeptDraft[];
  /** Call back when the list changes; returns a function that stops it. */
  readonly onChange: (react: () => void) => () => void;
  readonly keep: (draftKey: DraftKey, draftContent: DraftContent) => void;
  /** The text is saved elsewhere, or the person discarded it. */
  readonly forget: (draftKey: DraftKey) => void;
  /** Name that a field has on the screen, for a text that is refused once the field is gone. */
  readonly name: (draftKey: DraftKey, label: string) => void;
  /** Write all that is not on the disk yet. */
  readonly flush: () => Promise<void>;
  readonly stop: () => void;
}

interface TextDraftsDependencies {
  readonly store: StoreApi;
  readonly unsaved: UnsavedInputTracker;
  readonly onFlush: FlushSignal['onFlush'];
  readonly nowMs: () => number;
}

/** Longest time in ms that a first letter waits (D1). */
const keystrokeBatchMs = 300;
/** A whole text is written each time. So a text beyond 30,000 letters is written less often, down to once in this time. */
const longestBatchMs = 10_000;
const lettersPerMs = 100;

const keyOf = ({ log, doc, part }: DraftKey): string => `${log} ${doc ?? ''} ${part}`;

/** One draft with the state of its writing. */
interface DraftEntry {
  readonly draft: KeptDraft;
  /** On the way to the disk, or there. */
  isStored: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
  writtenAtMs: number;
  /** Tell the page that it is on the disk. */
  end: (() => void) | undefined;
}

/** Read all drafts of this vault, and keep them from then on. One per page: no other window writes them. */
export async function openTextDrafts(parts: TextDraftsDependencies): Promise<TextDrafts> {
  const { store, unsaved, onFlush, nowMs } = parts;
  const entries = new Map<string, DraftEntry>();
  const labels = new Map<string, string>();
  const reactions = new Set<() => void>();
  let shownKeptDrafts: readonly KeptDraft[] = [];
  /** Writes go one after the other, so that none overtakes the erasure of its row. */
  let turn: Promise<void> = Promise.resolve();

  const tell = (): void => {
    shownKeptDrafts = Array.from(entries.values(), ({ draft }) => draft);
    for (const react of reactions) react();
  };
  for (const { revision: _, log, doc, part, ...draft } of await readOnce(store, 'drafts', null))
    entries.set(keyOf({ log, doc, part }), {
      draft: { ...draft, key: { log, doc, part } },
      isStored: true,
      timer: undefined,
      writtenAtMs: 0,
      end: undefined,
    });
  tell();

  const queue = (act: () => Promise<unknown>): Promise<void> => {
    // A failed write is shown by the store for as long as it lasts; the text stays here for the next one.
    turn = turn.then(act).then(
      () => undefined,
      () => undefined,
    );
    return turn;
  };
  const write = (key: string): Promise<void> => {
    const draftEntry = entries.get(key);
    clearTimeout(draftEntry?.timer);
    if (draftEntry === undefined || draftEntry.end === undefined) return turn;
    draftEntry.timer = undefined;
    const end = draftEntry.end;
    draftEntry.end = undefined;
    draftEntry.writtenAtMs = nowMs();
    draftEntry.isStored = true;
    const { key: draftKey, ...rest } = draftEntry.draft;
    return queue(async () => {
      try {
        if (entries.get(key)?.draft.id === draftEntry.draft.id)
          await store.saveTextDraft(inputOf(draftKey, rest));
        end();
      } catch {
        // Not on the disk: tried again with the next letter or flush, and until then nothing is called saved.
        const now = entries.get(key);
        if (now?.draft.id !== draftEntry.draft.id || now.end !== undefined) end();
        else now.end = end;
      }
    });
  };

  const flush = async (): Promise<void> => {
    await Promise.all([...entries.keys()].map(write));
    await turn;
  };
  const stopFlush = onFlush(flush);
  const watching = store.watch('draftIds', null, (textDraftIds) => {
    // A mission was removed from this laptop, and its drafts with it.
    const here = new Set(textDraftIds);
    let isAny = false;
    void turn.then(() => {
      for (const [key, { draft, isStored, end }] of entries)
        if (isStored && end === undefined && !here.has(draft.id) && draft.changedAtMs < nowMs() - 1_000)
          isAny = entries.delete(key) || isAny;
      if (isAny) tell();
    });
  });

  return {
    find: (draftKey) => entries.get(keyOf(draftKey))?.draft ?? null,
    list: () => shownKeptDrafts,
    onChange: (react) => {
      reactions.add(react);
      return () => void reactions.delete(react);
    },
    keep: (draftKey, draftContent) => {
      const key = keyOf(draftKey);
      const previousDraftEntry = entries.get(key);
      const { text, state } = draftContent;
      const keptDraft: KeptDraft = {
        id: previousDraftEntry?.draft.id ?? TextDraftId.parse(v7()),
        key: draftKey,
        address: (previousDraftEntry?.draft.address || draftContent.address) ?? '',
        label: (draftContent.label ?? previousDraftEntry?.draft.label ?? labels.get(key) ?? '').slice(0, 500),
        text,
        state,
        excess: Math.min(draftContent.excess ?? 0, maximumDraftLength),
        changedAtMs: nowMs(),
      };
      if (
        previousDraftEntry &&
        previousDraftEntry.draft.text === text &&
        previousDraftEntry.draft.state === state &&
        previousDraftEntry.draft.excess === keptDraft.excess
      )
        return;
      const leftMs =
        (previousDraftEntry?.writtenAtMs ?? 0) +
        Math.min(longestBatchMs, text.length / lettersPerMs) -
        nowMs();
      entries.set(key, {
        draft: keptDraft,
        isStored: previousDraftEntry?.isStored ?? false,
        writtenAtMs: previousDraftEntry?.writtenAtMs ?? 0,
        timer:
          previousDraftEntry?.timer ?? setTimeout(() => void write(key), Math.max(keystrokeBatchMs, leftMs)),
        end: previousDraftEntry?.end ?? unsaved.begin(),
      });
      tell();
    },
    forget: (draftKey) => {
      const key = keyOf(draftKey);
      const draftEntry = entries.get(key);
      if (draftEntry === undefined) return;
      clearTimeout(draftEntry.timer);
      entries.delete(key);
      draftEntry.end?.();
      if (draftEntry.isStored) void queue(() => store.eraseTextDrafts([draftEntry.draft.id]));
      tell();
    },
    name: (draftKey, label) => void labels.set(keyOf(draftKey), label),
    flush,
    stop: () => {
      stopFlush();
      for (const { timer } of entries.values()) clearTimeout(timer);
      watching.then((stop) => stop(), reportError);
    },
  };
}

const inputOf = (
  { log, doc, part }: DraftKey,
  { id, address, label, text, state, excess }: Omit<KeptDraft, 'key'>,
): TextDraftInput => ({ id, log, doc, part, address, label, text, state, excess });
