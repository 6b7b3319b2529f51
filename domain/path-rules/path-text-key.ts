import type english from '#locales/en/path.json';

type PathTextKey = Extract<keyof typeof english, string>;

/** Keys of the helps under fields of forms. */
export type PathHelpKey = Extract<PathTextKey, `${string}.help`>;

/** Keys of the labels of fields. The name of an unknown path has a value, so no field takes it. */
export type PathLabelKey = Exclude<PathTextKey, PathHelpKey | 'path.unknown'>;
