import { numbered, size, type Workload } from './filled.ts';
import { between, prose, type Random, seededRandom } from './random.ts';

/** One change of one field. `pair`: another device changes the same field at the same time. */
export interface Edit {
  readonly device: number;
  readonly kind: 'assessment' | 'workshop';
  readonly id: string;
  readonly path: readonly string[];
  readonly value: string | number;
  /** When a person would have made it; only the floor needs it, ours are stamped when they are written. */
  readonly atMs: number;
  readonly pair?: number;
}

/** E: changes by five devices that are offline. All fields but those of the pairs are changed by one device only. */
export interface Edits {
  readonly byDevice: readonly (readonly Edit[])[];
  readonly all: readonly Edit[];
}

type Untimed = Omit<Edit, 'atMs'>;
type Place = Pick<Edit, 'kind' | 'id' | 'path'>;

export function makeEdits(workload: Workload): Edits {
  const random = seededRandom(424_242);
  const scale = workload.assessments.length / size.assessments;
  const pairs = Math.round(size.conflictPairs * scale);
  const each = Math.floor(Math.round(size.edits * scale) / size.devices);
  const owners = new Map<string, number | 'pair'>();
  const byDevice: Untimed[][] = Array.from({ length: size.devices }, () => []);

  for (let made = 0; made < pairs; ) {
    const place = pickPlace(random, workload);
    if (place.kind !== 'assessment' || place.path[2] === 'score' || owners.has(keyOf(place))) continue;
    owners.set(keyOf(place), 'pair');
    const one = made % size.devices;
    const other = (made + 1 + (Math.floor(made / size.devices) % (size.devices - 1))) % size.devices;
    for (const device of [one, other])
      byDevice[device]?.push({
        device,
        ...place,
        value: `D${device} ${prose(random, between(random, 40, 200))}`,
        pair: made,
      });
    made += 1;
  }
  byDevice.forEach((edits, device) => {
    while (edits.length < each) {
      const place = pickPlace(random, workload);
      const owner = owners.get(keyOf(place));
      if (owner !== undefined && owner !== device) continue;
      owners.set(keyOf(place), device);
      edits.push({ device, ...place, value: newValue(random, place.path) });
    }
  });
  const timed = byDevice.map((edits, device) => {
    shuffle(random, edits);
    return edits.map((edit, at) => ({
      ...edit,
      atMs: 1_717_200_000_000 + at * 30_000 + device * 1_000 + between(random, 0, 20_000),
    }));
  });
  return { byDevice: timed, all: timed.flat() };
}

/** One change of a field on a device that rests. */
export function singleEdit(workload: Workload, which: number): Edit {
  const random = seededRandom(9_000 + which);
  const { assessments } = workload;
  const id = assessments[between(random, 0, assessments.length - 1)]?.id ?? '';
  const path = ['answers', numbered('i', between(random, 1, size.indicators)), 'evidence'];
  return {
    device: 0,
    kind: 'assessment',
    id,
    path,
    value: prose(random, 120),
    atMs: 1_718_000_000_000 + which,
  };
}

export const keyOf = ({ id, path }: Pick<Edit, 'id' | 'path'>): string => `${id}/${path.join('.')}`;

function pickPlace(random: Random, { assessments, workshops }: Workload): Place {
  const dice = random();
  if (dice < 0.92 || workshops.length === 0) {
    const id = assessments[between(random, 0, assessments.length - 1)]?.id ?? '';
    const indicator = numbered('i', between(random, 1, size.indicators));
    const field = dice < 0.45 ? 'score' : dice < 0.7 ? 'evidence' : 'comment';
    return { kind: 'assessment', id, path: ['answers', indicator, field] };
  }
  const id = workshops[between(random, 0, workshops.length - 1)]?.id ?? '';
  if (dice < 0.98)
    return {
      kind: 'workshop',
      id,
      path: ['attendance', numbered('p', between(random, 1, size.attendance)), 'present'],
    };
  if (dice < 0.99)
    return {
      kind: 'workshop',
      id,
      path: ['sessions', numbered('s', between(random, 1, size.sessions)), 'title'],
    };
  return { kind: 'workshop', id, path: ['notes'] };
}

function newValue(random: Random, path: readonly string[]): string | number {
  switch (path.at(-1)) {
    case 'score':
      return between(random, 0, 4);
    case 'present':
      return between(random, 0, 1);
    case 'evidence':
      return prose(random, between(random, 40, 200));
    case 'comment':
      return prose(random, between(random, 0, 400));
    case 'title':
      return prose(random, between(random, 20, 60));
    default:
      return prose(random, between(random, 1_900, 2_100));
  }
}

function shuffle(random: Random, edits: Untimed[]): void {
  for (let at = edits.length - 1; at > 0; at--) {
    const other = between(random, 0, at);
    const [one, two] = [edits[at], edits[other]];
    if (one === undefined || two === undefined) continue;
    edits[at] = two;
    edits[other] = one;
  }
}
