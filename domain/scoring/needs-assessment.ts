import * as z from 'zod';
import type {
  ChoiceList,
  GroupDefinition,
  Instrument,
  LocalizedText,
  QuestionDefinition,
} from '#forms/model/instrument.ts';
import { QuestionId } from '#forms/model/instrument.ts';
import defaultContent from './default-needs-assessment.json' with { type: 'json' };
import {
  defaultScoringPolicy,
  type Indicator,
  type IndicatorRule,
  MaturityDimension,
  MaturityModel,
  ScoringPolicy,
  type ScreeningQuestion,
} from './maturity-model.ts';

const institutionTypeListName = 'institution_types';
const institutionTypeAnswers = 'one of the institution types';
const screeningGroupId = 'screening';
const ScoringRecord = z.record(z.string(), z.json());

/**
 * Read the content of a needs assessment (domain/scoring/default-needs-assessment.json). Dimensions become groups,
 * indicators questions of their own kind, rules relevance.
 * @throws when it is malformed: content comes with the app or was checked when it was published
 */
export function readNeedsAssessment(content: unknown): Instrument {
  const model = MaturityModel.parse(content);
  const given =
    typeof content === 'object' && content !== null && 'scoring' in content ? content.scoring : {};
  const policy = ScoringPolicy.parse({ ...defaultScoringPolicy, ...(given as object) }); // parsed here, with any content
  const words = (text: string): LocalizedText => ({ [model.language]: text });
  const lists = new Map<string, ChoiceList>([[institutionTypeListName, institutionTypeList(model, words)]]);
  const screening: GroupDefinition = {
    kind: 'group',
    qid: QuestionId.parse(screeningGroupId),
    name: screeningGroupId,
    nodes: model.screening.map((question) => buildScreeningQuestion(question, lists, words)),
  };
  return {
    id: model.id,
    version: model.version,
    title: words(model.id),
    languages: [model.language],
    defaultLanguage: model.language,
    rootName: 'data',
    nodes: [screening, ...model.dimensions.map((one) => buildDimensionGroup(one, policy, words))],
    choiceLists: [...lists.values()],
    scoring: ScoringRecord.parse({ ...policy, scale: model.scale }),
    settings: {},
    source: { kind: 'content', file: `${model.id}.json` },
  };
}

/**
 * Maturity model of an instrument; null when it rates no indicators.
 * @param wanted language of its texts, where it has it; a missing text is in the instrument's own
 */
export function maturityModelOf(instrument: Instrument, wanted?: string): MaturityModel | null {
  const { scoring, defaultLanguage } = instrument;
  const language = instrumentLanguageFor(instrument, wanted);
  const say: ReadLocalizedText = (words, otherwise) =>
    words?.[language] ?? words?.[defaultLanguage] ?? otherwise;
  const groups = instrument.nodes.filter((node): node is GroupDefinition => node.kind === 'group');
  const dimensions = groups.flatMap((group) => readDimension(group, say) ?? []);
  if (scoring === undefined || dimensions.length === 0) return null;
  const screening = groups.find(({ qid }) => qid === screeningGroupId);
  const types = instrument.choiceLists.find(({ name }) => name === institutionTypeListName)?.choices ?? [];
  const model = MaturityModel.safeParse({
    id: instrument.id,
    version: instrument.version,
    language,
    scale: scoring['scale'],
    institution_types: Object.fromEntries(types.map(({ name, label }) => [name, say(label, name)])),
    screening: (screening?.nodes ?? []).flatMap((node) =>
      node.kind === 'question' ? [readScreeningQuestion(node, instrument, say)] : [],
    ),
    dimensions,
  });
  return model.success ? model.data : null;
}

/** Languages of its texts when an instrument is asked for one: that, its own, or where some are missing both. */
export function modelLanguagesOf(instrument: Instrument, wanted: string): readonly string[] {
  const { defaultLanguage } = instrument;
  const language = instrumentLanguageFor(instrument, wanted);
  const isWhole = modelLabelsOf(instrument).every((words) => words?.[language] !== undefined);
  return language === defaultLanguage || isWhole ? [language] : [language, defaultLanguage];
}

/** `es`, or in a workbook: `Español (es)`. */
const instrumentLanguageFor = (
  { languages, defaultLanguage }: Instrument,
  wanted: string | undefined,
): string => languages.find((one) => one === wanted || one.endsWith(`(${wanted})`)) ?? defaultLanguage;

/** Every text that `maturityModelOf` reads. */
const modelLabelsOf = ({ nodes, choiceLists }: Instrument): readonly (LocalizedText | undefined)[] => [
  ...nodes.flatMap((node) => {
    if (node.kind !== 'group') return [];
    const inside = node.nodes.flatMap((one) => (one.kind === 'question' ? [one.label] : []));
    return node.dimension === undefined ? inside : [node.label, ...inside];
  }),
  ...(choiceLists.find(({ name }) => name === institutionTypeListName)?.choices.map(({ label }) => label) ??
    []),
];

/** Text of an instrument in its chosen language; the fallback where it has none. */
type ReadLocalizedText = (words: LocalizedText | undefined, otherwise: string) => string;

type WriteLocalizedText = (text: string) => LocalizedText;

const institutionTypeList = (model: MaturityModel, words: WriteLocalizedText): ChoiceList => ({
  name: institutionTypeListName,
  choices: Object.entries(model.institution_types).map(([name, title]) => ({ name, label: words(title) })),
});

function buildScreeningQuestion(
  { id, question, answers }: ScreeningQuestion,
  lists: Map<string, ChoiceList>,
  words: WriteLocalizedText,
): QuestionDefinition {
  const codes = answers === institutionTypeAnswers ? null : answers.split('/').map((code) => code.trim());
  const list = codes === null ? institutionTypeListName : codes.join('_');
  if (codes !== null)
    lists.set(list, { name: list, choices: codes.map((name) => ({ name, label: words(name) })) });
  return {
    kind: 'question',
    qid: QuestionId.parse(id),
    name: id,
    type: 'select_one',
    label: words(question),
    choices: { list },
  };
}

function readScreeningQuestion(
  { name, label, choices }: QuestionDefinition,
  instrument: Instrument,
  say: ReadLocalizedText,
): ScreeningQuestion {
  const list = choices !== undefined && 'list' in choices ? choices.list : '';
  const codes =
    instrument.choiceLists.find((one) => one.name === list)?.choices.map((choice) => choice.name) ?? [];
  return {
    id: name,
    question: say(label, name),
    answers: list === institutionTypeListName ? institutionTypeAnswers : codes.join(' / '),
  };
}

const buildDimensionGroup = (
  { code, title, weight, purpose, generic_levels, indicators }: MaturityDimension,
  policy: ScoringPolicy,
  words: WriteLocalizedText,
): GroupDefinition => ({
  kind: 'group',
  qid: QuestionId.parse(code),
  name: code,
  label: words(title),
  dimension: { weight, purpose, genericLevels: generic_levels },
  nodes: indicators.map((indicator) => buildIndicatorQuestion(indicator, policy, words)),
});

function buildIndicatorQuestion(
  indicator: Indicator,
  policy: ScoringPolicy,
  words: WriteLocalizedText,
): QuestionDefinition {
  const { id, title, default_target, evidence_prompt, rules, ...same } = indicator;
  return {
    kind: 'question',
    qid: QuestionId.parse(id),
    name: id,
    type: 'indicator',
    label: words(title),
    relevant: relevanceExpressionOf(indicator, policy.typeQuestion),
    indicator: {
      ...same,
      defaultTarget: default_target,
      evidencePrompt: evidence_prompt,
      rules: rules.map(({ kind, all, note }) => ({ kind, all: all.map((one) => [...one]), note })),
    },
  };
}

/** B4: by institution type once it is known, then by the rules that exclude an indicator. */
function relevanceExpressionOf({ types, rules }: Indicator, typeQuestion: string): string {
  const type = `\${${typeQuestion}}`;
  const ofType = `(${type} = '' or selected('${types.join(' ')}', ${type}))`;
  const out = rules
    .filter(({ kind }) => kind === 'na_if')
    .map((rule) => `not(${conditionExpressionOf(rule)})`);
  return [ofType, ...out].join(' and ');
}

const conditionExpressionOf = ({ all }: IndicatorRule): string =>
  all
    .map(([name, , value]) => `\${${name}} = ${typeof value === 'number' ? value : `'${value}'`}`)
    .join(' and ');

function readDimension(
  { qid, label, dimension, nodes }: GroupDefinition,
  say: ReadLocalizedText,
): MaturityDimension | null {
  if (dimension === undefined) return null;
  return MaturityDimension.parse({
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

/** Fieldbook's own needs assessment (docs/requirements.md B), as an instrument. */
export const defaultInstrument: Instrument = readNeedsAssessment(defaultContent);
