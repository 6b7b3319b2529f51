import { ok, type Result, refuse } from '#base/result.ts';
import type { InstrumentDifference } from '#forms/model/compare-instruments.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import type { MessageKey } from '#renderer/i18n';
import type { ListedProblem, ShownSheet } from './import-messages.ts';

/** Reason why dropped files were not read, and the next step, in a sentence. */
export const unreadFilesMessage = (why: UnreadReason): { readonly key: MessageKey } => ({
  key: unreadReasonKeys[why],
});

const unreadReasonKeys: { readonly [why in UnreadReason]: MessageKey } = {
  none: 'library.unread.none',
  several: 'library.unread.several',
  tooLarge: 'library.unread.tooLarge',
  slow: 'library.unread.slow',
  crashed: 'library.unread.crashed',
};

/** File as a person drops or chooses it; the browser's `File` is one. */
export interface ChosenFile {
  readonly name: string;
  readonly size: number;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
}

/** A questionnaire with the lists that it asks for by file name. */
interface ChosenQuestionnaire {
  readonly file: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly csv: Readonly<Record<string, string>>;
}

/** `none`: nothing of it is a questionnaire. `several`: one at a time. `tooLarge`: together more than `maximumQuestionnaireBytes`. */
type ChosenFilesRefusal = { readonly kind: 'none' | 'several' | 'tooLarge' };

/** More is no questionnaire, and a browser has to hold it several times over. */
export const maximumQuestionnaireBytes = 20 * 1024 * 1024;

const questionnairePattern = /\.(xlsx|xlsm|xls|xml|json)$/i;
const listFilePattern = /\.csv$/i;

/** Read dropped files: one questionnaire and any number of lists. Pictures and other media are ignored. */
export async function readChosenFiles(
  chosenFiles: readonly ChosenFile[],
): Promise<Result<ChosenQuestionnaire, ChosenFilesRefusal>> {
  const forms = chosenFiles.filter(({ name }) => questionnairePattern.test(name));
  const lists = chosenFiles.filter(({ name }) => listFilePattern.test(name));
  // A CSV alone may be a form's survey sheet.
  const [form, ...otherChosenFiles] = forms.length > 0 ? forms : lists;
  if (form === undefined) return refuse({ kind: 'none' });
  if (otherChosenFiles.length > 0) return refuse({ kind: 'several' });
  const wanted = [form, ...lists.filter((chosenFile) => chosenFile !== form)];
  if (wanted.reduce((sum, { size }) => sum + size, 0) > maximumQuestionnaireBytes)
    return refuse({ kind: 'tooLarge' });

  const csv: Record<string, string> = {};
  for (const chosenFile of wanted.slice(1))
    csv[chosenFile.name] = new TextDecoder().decode(await chosenFile.arrayBuffer());
  return ok({ file: form.name, bytes: new Uint8Array(await form.arrayBuffer()), csv });
}

/** Imported questionnaire, ready for review. */
export interface ReadQuestionnaire {
  readonly file: string;
  readonly problems: readonly ListedProblem[];
  readonly sheets: readonly ShownSheet[];
  /** Null with an error among the problems. */
  readonly instrument: Instrument | null;
}

/**
 * Reason why a file is not on the workbench. `slow`: it took longer than a form takes; `crashed`: too much
 * for the browser.
 */
type UnreadReason = ChosenFilesRefusal['kind'] | 'slow' | 'crashed';

/** Content of the workbench. */
export type WorkbenchState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'unread'; readonly why: UnreadReason }
  | { readonly kind: 'read'; readonly read: ReadQuestionnaire };

/** Imported questionnaire in relation to the published versions. */
export type VersionComparison =
  /** No version of this instrument is published. */
  | { readonly kind: 'first' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'compared'; readonly version: string; readonly difference: InstrumentDifference };

/** Whether it may be published. `taken`: this version is, with another content; `same`: exactly this is. */
export type PublishCheck = 'yes' | 'errors' | 'same' | 'taken';
