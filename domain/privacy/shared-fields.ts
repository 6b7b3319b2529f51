import type { KnownKind } from '../people/path-class.ts';

/** Who is outside the programme's missions and gets a part of their records (domain.md E, rule 5). */
export type Audience = 'donor' | 'state' | 'partner';

type SharedFields = Readonly<Record<string, readonly Audience[]>>;

const nobody: readonly Audience[] = [];
const everybody: readonly Audience[] = ['donor', 'state', 'partner'];
const state: readonly Audience[] = ['state'];
const donorAndState: readonly Audience[] = ['donor', 'state'];
const donorAndPartner: readonly Audience[] = ['donor', 'partner'];
const stateAndPartner: readonly Audience[] = ['state', 'partner'];

/**
 * Who may be shown each family of paths of each kind; the patterns are those of the kind's schema, every one of them. A
 * field that is shared is shared only where its record and its item are (`sharedWith`): a State never sees another's
 * records, a partner no item of others.
 */
export const sharedFields: Readonly<Record<KnownKind, SharedFields>> = {
  mission: {
    title: everybody,
    country: everybody,
    from: everybody,
    to: everybody,
    status: everybody,
    'team/**': nobody,
    'erased/*': nobody,
    'exports/*': nobody,
    removed: everybody,
  },
  assessment: {
    // A title may name the institution: a donor sees that there is an assessment, and how far it is.
    title: stateAndPartner,
    mission: everybody,
    instrument: donorAndState,
    'instrument-before': nobody,
    type: everybody,
    'reference-date': state,
    follows: donorAndState,
    'version-reason': state,
    'institution/**': stateAndPartner,
    'screening/*': state,
    'answers/*/state': state,
    'answers/*/na-reason': state,
    'answers/*/level': state,
    'answers/*/rationale': state,
    'answers/*/confidence': state,
    'answers/*/override': state,
    'answers/*/variation': state,
    'answers/*/evidence/**': state,
    'answers/*/value': state,
    'answers/*/*/order': state,
    'answers/*/*/parent': state,
    'answers/*/*/removed': state,
    'answers/*/*/*/value': state,
    'calculated/*/*': state,
    'comments/**': nobody,
    'text-checks/*': nobody,
    'assignments/*': nobody,
    // One assessor's rating; the State sees what was decided in the end.
    'second-ratings/*/*': nobody,
    'consolidations/*': state,
    'findings/*/text': stateAndPartner,
    'findings/*/kind': stateAndPartner,
    'findings/*/about': stateAndPartner,
    'findings/*/mark': stateAndPartner,
    'findings/*/order': stateAndPartner,
    'findings/*/removed': stateAndPartner,
    'targets/*': state,
    'priorities/*/ownership': state,
    'priorities/*/feasibility': state,
    'priorities/*/alignment': state,
    'priorities/*/override': state,
    'recommendations/*/text': stateAndPartner,
    'recommendations/*/addressee': stateAndPartner,
    'recommendations/*/about': stateAndPartner,
    'recommendations/*/findings': stateAndPartner,
    'recommendations/*/horizon': stateAndPartner,
    'recommendations/*/expected-level': stateAndPartner,
    'recommendations/*/measures': stateAndPartner,
    'recommendations/*/training-reason': stateAndPartner,
    'recommendations/*/status': stateAndPartner,
    'recommendations/*/order': stateAndPartner,
    'recommendations/*/removed': stateAndPartner,
    'review/points/*/about': nobody,
    'review/points/*/text': nobody,
    'review/points/*/round': nobody,
    'review/points/*/settled': nobody,
    'review/points/*/removed': nobody,
    'review/points/*/mark': nobody,
    'review/replies/*/text': nobody,
    'review/replies/*/mended': nobody,
    'review/returns/*': nobody,
    'review/approval': nobody,
    'review/superseded': nobody,
    'sign-off/adviser': nobody,
    'periods/shared-on': donorAndState,
    'periods/comments-until': state,
    'periods/final-on': donorAndState,
    'periods/progress-note-due': donorAndState,
    'periods/follow-up-from': donorAndState,
    'state-comments/*/about': state,
    'state-comments/*/from': state,
    'state-comments/*/on': state,
    'state-comments/*/text': state,
    'state-comments/*/response': state,
    'state-comments/*/removed': state,
    status: everybody,
    'notes/*': nobody,
    removed: everybody,
  },
  workshop: {
    title: donorAndState,
    mission: donorAndState,
    template: donorAndState,
    from: donorAndState,
    to: donorAndState,
    status: donorAndState,
    'sessions/*/notes': nobody,
    'sessions/*/title': donorAndState,
    'sessions/*/order': donorAndState,
    'sessions/*/minutes': donorAndState,
    'sessions/*/method': donorAndState,
    'sessions/*/output': donorAndState,
    'sessions/*/day': donorAndState,
    'sessions/*/removed': donorAndState,
    // Counted by headquarters, with the minimum cell (small-cells.ts).
    'attendance/**': nobody,
    removed: donorAndState,
  },
  instrument: {
    title: everybody,
    id: everybody,
    version: everybody,
    languages: everybody,
    questions: everybody,
    hash: everybody,
    parts: everybody,
    'content/*': everybody,
    status: everybody,
  },
  'action-plan': {
    title: everybody,
    mission: everybody,
    'items/*/title': everybody,
    // What it rests on: with it a donor would know whose rating is low.
    'items/*/assessment': stateAndPartner,
    'items/*/recommendation': stateAndPartner,
    'items/*/dimension': everybody,
    'items/*/lead': everybody,
    'items/*/supporting': everybody,
    'items/*/counterpart': stateAndPartner,
    'items/*/funding-line': donorAndPartner,
    'items/*/from': everybody,
    'items/*/to': everybody,
    'items/*/milestones': stateAndPartner,
    'items/*/logframe': donorAndPartner,
    'items/*/status': everybody,
    'items/*/status-reason': stateAndPartner,
    'items/*/order': everybody,
    'items/*/removed': everybody,
    'text-checks/*': nobody,
    removed: everybody,
  },
  // What is shared is shared out of a mission.
  programme: { 'ends-on': nobody },
};

/** What a donor sees as well where the State agrees: the ratings, with the institution that they are of. */
export const sharedIfStateAgrees: SharedFields = {
  title: ['donor'],
  'institution/**': ['donor'],
  'answers/*/state': ['donor'],
  'answers/*/level': ['donor'],
  'consolidations/*': ['donor'],
  'targets/*': ['donor'],
};
