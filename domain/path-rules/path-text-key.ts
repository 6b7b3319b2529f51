import type english from '#locales/en/path.json';

/** Keys of the labels of fields. The name of an unknown path has a value, so no field takes it. */
export type PathLabelKey = Exclude<Extract<keyof typeof english, string>, 'path.unknown'>;
