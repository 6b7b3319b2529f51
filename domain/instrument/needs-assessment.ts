import * as z from 'zod';
import defaultContent from './default-needs-assessment.json' with { type: 'json' };
import type { ChoiceList, Group, Instrument, Question, Words } from './instrument.ts';
import { Qid } from './instrument.ts';
import {
  Dimension,
  type Indicator,
  MaturityModel,
  type Rule,
  type ScreeningQuestion,
} from './maturity-model.ts';
import { defaultPolicy, ScoringPolicy } from './scoring-policy.ts';

const typesList = 'institution_types';
const ofTypes = 'one of the institution types';
const screeningGroup = 'screening';
const Scoring = z.record(z.string(), z.json());

/**
 * Reads the content of a needs assessment (`default-needs-assessment.json`): screening questions, dimensions as
 * groups, indicators as questions of their own kind, rules as relevance. Throws when it is none: content comes with
 * the app or was checked when it was published.
 */
export function readNeedsAssessment(content: unknown): Instrument {
  const model = MaturityModel.parse(content);
  const given =
    typeof content === 'object' && content !== null && 'scoring' in content ? content.scoring : {};
  const policy = ScoringPolicy.parse({ ...defaultPolicy, ...(given as object) }); // parsed here, whatever it is
  const words = (text: string): Words => ({ [model.language]: text });
  const lists = new Map<string, ChoiceList>([[typesList, typesOf(model, words)]]);
  const screening: Group = {
    kind: 'group',
    qid: Qid.parse(screeningGroup),
    name: screeningGroup,
    nodes: model.screening.map((question) => screeningQuestion(question, lists, words)),
  };
  return {
    id: model.id,
    version: model.version,
    title: words(model.id),
    languages: [model.language],
    defaultLanguage: model.language,
    rootName: 'data',
    nodes: [screening, ...model.dimensions.map((one) => dimensionGroup(one, policy, words))],
    choiceLists: [...lists.values()],
    scoring: Scoring.parse({ ...policy, scale: model.scale }),
    settings: {},
    source: { kind: 'content', file: `${model.id}.json` },
  };
}

/**
 * The maturity assessment that an instrument is; null when it rates no indicators. `wanted`: the language that it is to
 * speak where it has it; a text that it has not is in the instrument's own.
 */
export function maturityModelOf(instrument: Instrument, wanted?: string): MaturityModel | null {
  const { scoring, defaultLanguage } = instrument;
  const language = languageFor(instrument, wanted);
  const say: Say = (words, otherwise) => words?.[language] ?? words?.[defaultLanguage] ?? otherwise;
  const groups = instrument.nodes.filter((node): node is Group => node.kind === 'group');
  const dimensions = groups.flatMap((group) => dimensionOf(group, say) ?? []);
  if (scoring === undefined || dimensions.length === 0) return null;
  const screening = groups.find(({ qid }) => qid === screeningGroup);
  const types = instrument.choiceLists.find(({ name }) => name === typesList)?.choices ?? [];
  const model = MaturityModel.safeParse({
    id: instrument.id,
    version: instrument.version,
    language,
    scale: scoring['scale'],
    institution_types: Object.fromEntries(types.map(({ name, label }) => [name, say(label, name)])),
    screening: (screening?.nodes ?? []).flatMap((node) =>
      node.kind === 'question' ? [screeningOf(node, instrument, say)] : [],
    ),
    dimensions,
  });
  return model.success ? model.data : null;
}

/** The languages that its texts are in when an instrument is asked for one: that, its own, or where some are missing both. */
export function languagesSpoken(instrument: Instrument, wanted: string): readonly string[] {
  const { defaultLanguage } = instrument;
  const language = languageFor(instrument, wanted);
  const isWhole = labelsOf(instrument).every((words) => words?.[language] !== undefined);
  return language === defaultLanguage || isWhole ? [language] : [language, defaultLanguage];
}

/** `es`, or as a workbook has it: `Español (es)`. */
const languageFor = ({ languages, defaultLanguage }: Instrument, wanted: string | undefined): string =>
  languages.find((one) => one === wanted || one.endsWith(`(${wanted})`)) ?? defaultLanguage;

/** Every text that `maturityModelOf` takes. */
const labelsOf = ({ nodes, choiceLists }: Instrument): readonly (Words | undefined)[] => [
  ...nodes.flatMap((node) => {
    if (node.kind !== 'group') return [];
    const inside = node.nodes.flatMap((one) => (one.kind === 'question' ? [one.label] : []));
    return node.dimension === undefined ? inside : [node.label, ...inside];
  }),
  ...(choiceLists.find(({ name }) => name === typesList)?.choices.map(({ label }) => label) ?? []),
];

/** Words of an instrument in the language that it speaks; what stands for words that it has in none. */
type Say = (words: Words | undefined, otherwise: string) => string;

type Written = (text: string) => Words;

const typesOf = (model: MaturityModel, words: Written): ChoiceList => ({
  name: typesList,
  choices: Object.entries(model.institution_types).map(([name, title]) => ({ name, label: words(title) })),
});

function screeningQuestion(
  { id, question, answers }: ScreeningQuestion,
  lists: Map<string, ChoiceList>,
  words: Written,
): Question {
  const codes = answers === ofTypes ? null : answers.split('/').map((code) => code.trim());
  const list = codes === null ? typesList : codes.join('_');
  if (codes !== null)
    lists.set(list, { name: list, choices: codes.map((name) => ({ name, label: words(name) })) });
  return {
    kind: 'question',
    qid: Qid.parse(id),
    name: id,
    type: 'select_one',
    label: words(question),
    choices: { list },
  };
}

function screeningOf(
  { name, label, choices }: Question,
  instrument: Instrument,
  say: Say,
): ScreeningQuestion {
  const list = choices !== undefined && 'list' in choices ? choices.list : '';
  const codes =
    instrument.choiceLists.find((one) => one.name === list)?.choices.map((choice) => choice.name) ?? [];
  return {
    id: name,
    question: say(label, name),
    answers: list === typesList ? ofTypes : codes.join(' / '),
  };
}

const dimensionGroup = (
  { code, title, weight, purpose, generic_levels, indicators }: Dimension,
  policy: ScoringPolicy,
  words: Written,
): Group => ({
  kind: 'group',
  qid: Qid.parse(code),
  name: code,
  label: words(title),
  dimension: { weight, purpose, genericLevels: generic_levels },
  nodes: indicators.map((indicator) => indicatorQuestion(indicator, policy, words)),
});

function indicatorQuestion(indicator: Indicator, policy: ScoringPolicy, words: Written): Question {
  const { id, title, default_target, evidence_prompt, rules, ...same } = indicator;
  return {
    kind: 'question',
    qid: Qid.parse(id),
    name: id,
    type: 'indicator',
    label: words(title),
    relevant: relevanceOf(indicator, policy.typeQuestion),
    indicator: {
      ...same,
      defaultTarget: default_target,
      evidencePrompt: evidence_prompt,
      rules: rules.map(({ kind, all, note }) => ({ kind, all: all.map((one) => [...one]), note })),
    },
  };
}

/** B4: by institution type once it is known, then by the rules that take an indicator out. */
function relevanceOf({ types, rules }: Indicator, typeQuestion: string): string {
  const type = `\${${typeQuestion}}`;
  const ofType = `(${type} = '' or selected('${types.join(' ')}', ${type}))`;
  const out = rules.filter(({ kind }) => kind === 'na_if').map((rule) => `not(${conditionOf(rule)})`);
  return [ofType, ...out].join(' and ');
}

const conditionOf = ({ all }: Rule): string =>
  all
    .map(([name, , value]) => `\${${name}} = ${typeof value === 'number' ? value : `'${value}'`}`)
    .join(' and ');

function dimensionOf({ qid, label, dimension, nodes }: Group, say: Say): Dimension | null {
  if (dimension === undefined) return null;
  return Dimension.parse({
    code: qid,
    title: say(label, qid),
    weight: dimension.weight,
    purpose: dimension.purpose,
    generic_levels: dimension.genericLevels,
    indicators: nodes.flatMap((node) => {
      if (node.kind !== 'question' || node.indicator === undefined) return [];
      const { defaultTarget, evidencePrompt, ...same } = node.indicator;
      const title = say(node.label, node.name);
      return [
        { ...same, id: node.qid, title, default_target: defaultTarget, evidence_prompt: evidencePrompt },
      ];
    }),
  });
}

/** The needs assessment that Fieldbook brings along (domain.md B), as the instrument that it is. */
export const defaultInstrument: Instrument = readNeedsAssessment(defaultContent);
