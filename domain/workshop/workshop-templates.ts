/** Proposed session of a template; everything can be changed afterwards. */
export interface TemplateSession {
  readonly day: number;
  readonly minutes: number;
  readonly title: string;
  readonly method: string;
  readonly output: string | null;
}

/**
 * An agenda to start a workshop from (docs/requirements.md C1). The texts become the workshop's own and may be
 * changed there.
 */
export interface WorkshopTemplate {
  readonly code: string;
  readonly title: string;
  readonly days: number;
  readonly sessions: readonly TemplateSession[];
}

const sessionOnDay =
  (day: number) =>
  (minutes: number, title: string, method: string, output: string | null): TemplateSession => ({
    day,
    minutes,
    title,
    method,
    output,
  });
const firstDaySession = sessionOnDay(1);
const secondDaySession = sessionOnDay(2);
const thirdDaySession = sessionOnDay(3);
const fourthDaySession = sessionOnDay(4);

/** W1, with the standard opening and closing and with human rights and gender as content of main sessions. */
export const nationalPolicyTemplate: WorkshopTemplate = {
  code: 'W1',
  title: 'National policy and capability planning',
  days: 4,
  sessions: [
    firstDaySession(60, 'Opening, data notice, ground rules, pre-test', 'plenary', 'baseline test'),
    firstDaySession(75, 'Who does what: mandates, coordination, oversight', 'group mapping', 'role map'),
    firstDaySession(
      90,
      'From information to a policy-level assessment: steps, limits, confidence',
      'input, exercise on a fictional State',
      'process sketch',
    ),
    firstDaySession(
      60,
      'Legality, necessity, proportionality, non-discrimination in practice',
      'case cards (fictional)',
      'safeguard checklist',
    ),
    secondDaySession(
      90,
      'Describing and prioritizing policy problems (fictional scenarios)',
      'group work',
      'ranked list',
    ),
    secondDaySession(
      90,
      'Policy options and how to compare them, with effects on women and men',
      'input, matrix',
      'options matrix',
    ),
    secondDaySession(
      75,
      'Measuring whether a measure works: indicators, baselines',
      'exercise',
      'indicator table',
    ),
    secondDaySession(45, 'Working with companies, academia and civil society', 'panel', 'contact-rule list'),
    thirdDaySession(
      120,
      'Guided capability self-assessment (instrument D3 to D6)',
      'institution groups',
      'self-ratings',
    ),
    thirdDaySession(
      60,
      'Safeguards self-assessment (D7, D8)',
      'mixed groups with oversight bodies',
      'self-ratings',
    ),
    thirdDaySession(
      90,
      'Comparing results, evidence, disagreements',
      'facilitated',
      'agreed ratings, open questions',
    ),
    fourthDaySession(
      90,
      'Choosing priorities and non-training options',
      'voting with reasons',
      'priority list',
    ),
    fourthDaySession(90, 'Drafting actions: one lead, dates, means', 'templates', 'draft action plan'),
    fourthDaySession(45, 'Presentation to senior officials', 'plenary', 'feedback'),
    fourthDaySession(60, 'Post-test, evaluation, actions, certificates', 'plenary', 'results'),
  ],
};

/** All templates of workshops. docs/requirements.md C1 gives W2 to W6 no agenda yet, only lists of topics. */
export const workshopTemplates: readonly WorkshopTemplate[] = [nationalPolicyTemplate];
