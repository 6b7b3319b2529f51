import {
  type ChoiceDefinition,
  Instrument,
  type NodeDefinition,
  type QuestionDefinition,
  QuestionId,
} from '#forms/model/instrument.ts';

/** Words of an invented form in the three languages of the screens. */
const words = (en: string, fr: string, ar: string) => ({
  'English (en)': en,
  'French (fr)': fr,
  'Arabic (ar)': ar,
});

type Part = Omit<Partial<QuestionDefinition>, 'kind' | 'qid' | 'name'>;

const ask = (
  name: string,
  type: QuestionDefinition['type'],
  label: QuestionDefinition['label'],
  part: Part = {},
): NodeDefinition => ({
  kind: 'question',
  qid: QuestionId.parse(name),
  name,
  type,
  label,
  ...part,
});

const choice = (name: string, en: string, fr: string, ar: string): ChoiceDefinition => ({
  name,
  label: words(en, fr, ar),
});

const instrument = (nodes: readonly NodeDefinition[]): Instrument =>
  Instrument.parse({
    id: 'story',
    version: '1',
    title: words('Visit', 'Visite', 'زيارة'),
    languages: ['English (en)', 'French (fr)', 'Arabic (ar)'],
    defaultLanguage: 'English (en)',
    rootName: 'data',
    nodes,
    choiceLists: [
      {
        name: 'rooms',
        choices: [
          choice('store', 'Evidence store', 'Local des scellés', 'مخزن الأدلة'),
          choice('lab', '**Laboratory**', '**Laboratoire**', '**المختبر**'),
          choice('office', 'Office', 'Bureau', 'مكتب'),
          { ...choice('none', 'None of these', 'Aucun', 'لا شيء من ذلك'), columns: { exclusive: 'yes' } },
        ],
      },
      {
        name: 'agree',
        choices: [
          choice('1', 'Not at all', 'Pas du tout', 'لا على الإطلاق'),
          choice('2', 'Partly', 'En partie', 'جزئيًا'),
          choice('3', 'Mostly', 'En grande partie', 'في الغالب'),
          choice('4', 'Wholly', 'Entièrement', 'تمامًا'),
        ],
      },
      {
        name: 'districts',
        choices: Array.from({ length: 10_000 }, (_, at) =>
          choice(`d${at}`, `District ${at + 1}`, `District ${at + 1}`, `المنطقة ${at + 1}`),
        ),
      },
    ],
    settings: {},
  });

const text = ask('place', 'text', words('Name of the place', 'Nom du lieu', 'اسم المكان'), {
  hint: words('As it stands on the door.', 'Tel qu’il figure sur la porte.', 'كما هو مكتوب على الباب.'),
  guidance: words(
    'Write the official name, *not* an abbreviation.',
    'Écrivez le nom officiel, *pas* une abréviation.',
    'اكتب الاسم الرسمي، *لا* الاختصار.',
  ),
  required: 'true()',
});
const rooms = ask(
  'rooms',
  'select_multiple',
  words(
    'Which rooms did you see in ${place}?',
    'Quelles pièces avez-vous vues à ${place} ?',
    'أي غرف رأيت في ${place}؟',
  ),
  {
    choices: { list: 'rooms' },
  },
);
const main = ask(
  'main',
  'select_one',
  words('Which is the largest?', 'Laquelle est la plus grande ?', 'أيها الأكبر؟'),
  {
    choices: { list: 'rooms', filter: 'selected(${rooms}, name)' },
  },
);
const staff = ask(
  'staff',
  'integer',
  words('How many people work there?', 'Combien de personnes y travaillent ?', 'كم شخصًا يعمل هناك؟'),
  {
    constraint: '. < 500',
    constraintMessage: words('Fewer than 500, surely.', 'Moins de 500, sûrement.', 'أقل من 500 بالتأكيد.'),
  },
);

/** The kinds of the first tier. */
export const everyday = instrument([
  {
    kind: 'note',
    qid: QuestionId.parse('intro'),
    name: 'intro',
    label: words(
      'Before you begin:\n- ask who is **in charge**\n- _no names_ in the notes',
      'Avant de commencer :\n- demandez qui est **responsable**\n- _pas de noms_ dans les notes',
      'قبل أن تبدأ:\n- اسأل من هو **المسؤول**\n- _بلا أسماء_ في الملاحظات',
    ),
  },
  text,
  rooms,
  main,
  staff,
  ask('budget', 'decimal', words('Budget in millions', 'Budget en millions', 'الميزانية بالملايين')),
  ask('day', 'date', words('Day of the visit', 'Jour de la visite', 'يوم الزيارة')),
  ask(
    'remarks',
    'text',
    words('What else was remarkable?', 'Quoi d’autre de remarquable ?', 'ما الجدير بالذكر أيضًا؟'),
    {
      appearance: ['multiline'],
    },
  ),
  ask('perHead', 'decimal', words('Budget for each person', 'Budget par personne', 'الميزانية لكل شخص'), {
    calculation: 'round(${budget} div ${staff}, 2)',
    readOnly: 'true()',
  }),
]);

/** The kinds of the second tier. */
export const further = instrument([
  ask('begin', 'time', words('When did it begin?', 'Quand cela a-t-il commencé ?', 'متى بدأ؟')),
  ask('moment', 'dateTime', words('When did you leave?', 'Quand êtes-vous parti ?', 'متى غادرت؟')),
  ask('since', 'date', words('In use since', 'En service depuis', 'قيد الاستخدام منذ'), {
    appearance: ['month-year'],
  }),
  ask('where', 'geopoint', words('Where is it?', 'Où est-ce ?', 'أين يقع؟')),
  ask('score', 'range', words('How sure are you?', 'À quel point êtes-vous sûr ?', 'ما مدى تأكدك؟'), {
    parameters: { start: '0', end: '10', step: '1' },
  }),
  ask('order', 'rank', words('What matters most?', 'Qu’est-ce qui compte le plus ?', 'ما الأهم؟'), {
    choices: { list: 'agree' },
  }),
  ask('trust', 'select_one', words('They were open with us', 'Ils ont été ouverts', 'كانوا منفتحين معنا'), {
    choices: { list: 'agree' },
    appearance: ['likert'],
  }),
  {
    kind: 'group',
    qid: QuestionId.parse('table'),
    name: 'table',
    label: words('How far do these hold?', 'Dans quelle mesure ?', 'إلى أي مدى يصح ذلك؟'),
    appearance: ['field-list'],
    nodes: [
      ask('t1', 'select_one', words('Rules are written down', 'Les règles sont écrites', 'القواعد مكتوبة'), {
        choices: { list: 'agree' },
        appearance: ['list-nolabel'],
      }),
      ask('t2', 'select_one', words('People know them', 'Elles sont connues', 'الناس يعرفونها'), {
        choices: { list: 'agree' },
        appearance: ['list-nolabel'],
      }),
    ],
  },
  ask('district', 'select_one', words('District', 'District', 'المنطقة'), {
    choices: { list: 'districts' },
    appearance: ['minimal', 'autocomplete'],
  }),
  ask('visited', 'select_multiple', words('Districts visited', 'Districts visités', 'المناطق التي زرتها'), {
    choices: { list: 'districts' },
  }),
  ask('photo', 'image', words('A picture of the door', 'Une photo de la porte', 'صورة للباب')),
  ask(
    'read',
    'acknowledge',
    words('I have read the notice aloud', 'J’ai lu l’avis à haute voix', 'قرأت الإشعار بصوت عالٍ'),
  ),
  ask('code', 'barcode', words('Code on the label', 'Code sur l’étiquette', 'الرمز على الملصق')),
]);

/** A repeat in a repeat. */
export const household = instrument([
  {
    kind: 'repeat',
    qid: QuestionId.parse('unit'),
    name: 'unit',
    label: words('Unit', 'Unité', 'وحدة'),
    nodes: [
      ask('unitName', 'text', words('Name of the unit', 'Nom de l’unité', 'اسم الوحدة')),
      ask('head', 'integer', words('People', 'Personnes', 'الأشخاص')),
      {
        kind: 'repeat',
        qid: QuestionId.parse('device'),
        name: 'device',
        label: words('Device', 'Appareil', 'جهاز'),
        nodes: [ask('model', 'text', words('Model', 'Modèle', 'الطراز'))],
      },
    ],
  },
]);

/** A whole form: two sections, the second with rows. */
export const visit = instrument([
  {
    kind: 'group',
    qid: QuestionId.parse('site'),
    name: 'site',
    label: words('The place', 'Le lieu', 'المكان'),
    nodes: everyday.nodes,
  },
  ...household.nodes,
]);

/** Labels of a malicious author: all of it is text. */
export const hostile = instrument([
  ask('evil', 'text', {
    'English (en)':
      '<img src=x onerror=alert(1)> <script>alert(2)</script> [press](javascript:alert(3)) <svg onload=alert(4)> **bold** and <b>bold</b>',
  }),
]);
