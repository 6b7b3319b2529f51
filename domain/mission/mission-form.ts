/** Fields of a mission that headquarters fills in, in the rows of their form. */
export const missionFormRows = [
  'title',
  'country',
  ['from', 'to'],
  ['mode', 'place'],
  'purpose',
  'status',
] as const;

export const missionFormPaths = missionFormRows.flat();
export type MissionFormPath = (typeof missionFormPaths)[number];

/** Form of a new mission. */
export const emptyMissionForm = {
  title: '',
  country: null,
  from: null,
  to: null,
  mode: null,
  place: '',
  purpose: '',
  status: null,
} satisfies { readonly [path in MissionFormPath]: '' | null };

/** Fields that the lead of a mission prepares, in the rows of their form. */
export const preparationRows = ['title', ['place', 'mode'], 'purpose'] as const;
