import { ok, refuse, type Result } from '#domain/base/result.ts';

/** A file as a person drops or chooses it; the browser's `File` is one. */
export interface ChosenFile {
  readonly name: string;
  readonly size: number;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
}

/** A questionnaire with the lists that it asks for by file name. */
export interface Questionnaire {
  readonly file: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly csv: Readonly<Record<string, string>>;
}

/** `none`: nothing of it is a questionnaire. `several`: one at a time. `tooLarge`: together more than `mostBytes`. */
export type ChosenRefusal = { readonly kind: 'none' | 'several' | 'tooLarge' };

/** More is no questionnaire, and a browser has to hold it several times over. */
export const mostBytes = 20 * 1024 * 1024;

const questionnaire = /\.(xlsx|xlsm|xls|xml|json)$/i;
const list = /\.csv$/i;

/** Reads what was dropped: one questionnaire and any number of lists. Pictures and other media are left where they are. */
export async function readChosen(
  files: readonly ChosenFile[],
): Promise<Result<Questionnaire, ChosenRefusal>> {
  const forms = files.filter(({ name }) => questionnaire.test(name));
  const lists = files.filter(({ name }) => list.test(name));
  // A CSV alone may be a form's survey sheet.
  const [form, ...others] = forms.length > 0 ? forms : lists;
  if (form === undefined) return refuse({ kind: 'none' });
  if (others.length > 0) return refuse({ kind: 'several' });
  const wanted = [form, ...lists.filter((one) => one !== form)];
  if (wanted.reduce((sum, { size }) => sum + size, 0) > mostBytes) return refuse({ kind: 'tooLarge' });

  const csv: Record<string, string> = {};
  for (const one of wanted.slice(1)) csv[one.name] = new TextDecoder().decode(await one.arrayBuffer());
  return ok({ file: form.name, bytes: new Uint8Array(await form.arrayBuffer()), csv });
}
