import type { Instrument } from '#domain/instrument/instrument.ts';
import type { InstrumentDifference } from '#domain/instrument/difference/difference.ts';
import type { ChosenRefusal } from './chosen-files.ts';
import type { ShownSheet } from './import-messages.ts';
import type { ListedProblem } from './sheet-problems.ts';

/** A questionnaire that was read, ready to be looked at. */
export interface ReadQuestionnaire {
  readonly file: string;
  readonly problems: readonly ListedProblem[];
  readonly sheets: readonly ShownSheet[];
  /** Null with an error among the problems. */
  readonly instrument: Instrument | null;
}

/** Why a file is not on the workbench. `slow`: it took longer than a form takes; `crashed`: more than the browser bears. */
export type UnreadReason = ChosenRefusal['kind'] | 'slow' | 'crashed';

/** What lies on the workbench. */
export type Workbench =
  | { readonly kind: 'empty' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'unread'; readonly why: UnreadReason }
  | { readonly kind: 'read'; readonly read: ReadQuestionnaire };

/** How what was read stands to what is published. */
export type Comparison =
  /** No version of this instrument is published. */
  | { readonly kind: 'first' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'compared'; readonly version: string; readonly difference: InstrumentDifference };

/** May it be published? `taken`: this version is, with another content; `same`: exactly this is. */
export type Publishable = 'yes' | 'errors' | 'same' | 'taken';
