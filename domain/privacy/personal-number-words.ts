/**
 * Words in six languages that say the meaning of a number beside them. A cue stands in the characters before the number;
 * a unit or currency directly after it.
 */

const anyOf = (...parts: readonly string[]): string => parts.join('|');
const wordStart = String.raw`(?<![\p{L}\p{N}])`;
const wordEnd = String.raw`(?![\p{L}\p{N}])`;

/** A word before the number, at most some short words away. */
const cueBefore = (words: string): RegExp =>
  new RegExp(String.raw`${wordStart}(?:${words})[^\d\n]{0,26}$`, 'iu');

/** Passports, identity cards and driving licences. */
export const identityCue = cueBefore(
  anyOf(
    String.raw`passports?|passeports?|pasaportes?|паспорт\p{L}*|护照号?码?|(?:و|ب|ل)?(?:ال)?جواز(?:ات)? (?:ال)?سفر\p{L}*`,
    String.raw`(?:national |personal )?(?:identity|identification) (?:card|document|number|no)|(?:national )?ID(?: card| number| no)?`,
    String.raw`carte (?:nationale )?d['’]identité|pièce d['’]identité|CNI|NIN|titre de séjour|permis de (?:conduire|séjour)`,
    String.raw`DNI|NIE|cédula|documento de identidad|carn[eé] de conducir|licencia de conducir`,
    String.raw`удостоверени\p{L}* личности|водительск\p{L}+ удостоверени\p{L}*|СНИЛС|ИНН`,
    String.raw`身份证号?码?|驾驶证号?码?|居留证号?码?`,
    String.raw`(?:بطاقة|رقم) (?:ال)?هوية|(?:ال)?رقم (?:ال)?(?:وطني|قومي)|رخصة (?:ال)?(?:قيادة|سوق)`,
    String.raw`driv(?:er['’]?s?|ing) licen[cs]e|residence permit|social security (?:number|no)`,
  ),
);

/** Bank accounts. */
export const accountCue = cueBefore(
  anyOf(
    String.raw`(?:bank )?account (?:no|number|n°|#)|IBAN|compte(?: bancaire)? n[°ºo]|RIB`,
    String.raw`cuenta(?: bancaria)? n|счёт\p{L}*|счет\p{L}*|银行账号|账号|账户`,
    String.raw`(?:رقم )?(?:ال)?حساب(?: (?:ال)?(?:مصرفي|بنكي))?`,
  ),
);

/** Telephones. */
export const phoneCue = cueBefore(
  anyOf(
    String.raw`tele?phones?|phones?|tel|mobile|cell|call|dial|text|whats ?app|signal|telegram|viber|fax|reach(?:ed)?`,
    String.raw`téléphon\p{L}*|tél|portable|joindre|joint|appel(?:er|ez)|numéro|contacter`,
    String.raw`teléfonos?|móvil|celular|llam(?:ar|e)|тел|телефон\p{L}*|мобильн\p{L}+|звон\p{L}+|моб`,
    String.raw`(?:و|ب|ل)?(?:ال)?هاتف\p{L}*|(?:ال)?جوال\p{L}*|موبايل\p{L}*|(?:ال)?محمول\p{L}*|واتس ?اب|(?:ال)?اتصال|اتصل\p{L}*|رقمه|رقمها`,
    String.raw`电话号?码?|手机号?码?|致电|联系方式|her number|his number|contact number`,
  ),
);

/** Grants, projects, contracts, laws, resolutions. */
export const referenceCue = cueBefore(
  anyOf(
    String.raw`grants?|projects?|agreement|contracts?|resolutions?|laws?|acts?|decrees?|budget|tender|invoice|purchase order|award|standard|ISBN|ISO`,
    String.raw`subventions?|projets?|conventions?|contrats?|résolutions?|lois?|décrets?|arrêtés?|marchés?|appels? d['’]offres|facture|budget`,
    String.raw`(?:و|ب|ل)?(?:ال)?(?:منحة|مشروع|اتفاقية|عقد|قرار|قانون|مرسوم|ميزانية|مناقصة)`,
    String.raw`subvención|proyecto|convenio|contrato|resolución|ley|decreto|presupuesto|грант\p{L}*|проект\p{L}*|контракт\p{L}*|договор\p{L}*|закон\p{L}*|резолюци\p{L}+|бюджет\p{L}*`,
    String.raw`赠款|项目|合同|决议|法律|预算`,
  ),
);

/** Estimates and totals. */
export const countCue = new RegExp(
  String.raw`${wordStart}(?:${anyOf(
    String.raw`about|approximately|around|some|nearly|almost|over|under|total(?:s|led)?|population(?: of| is)?|budget(?: of| is)?|amount(?: of| is)?|sum of|estimated at|stands at|reached`,
    String.raw`environ|près de|quelque|plus de|moins de|au total|population (?:est )?de|budget (?:est )?de|montant (?:est )?de|estimée? à|atteint`,
    String.raw`unos|unas|cerca de|más de|alrededor de|población (?:es )?de|около|почти|более|свыше|всего|население`,
    String.raw`نحو|حوالي|قرابة|أكثر من|زهاء|مبلغ|بمبلغ|بلغ|يبلغ|السكان|المجموع`,
    String.raw`约|共|人口|总计|预算为|人口为`,
  )})[\s:–-]*(?:is|est|es)?\s*$`,
  'iu',
);

const currencyCodes =
  'USD|EUR|GBP|CHF|JPY|CNY|RMB|RUB|SAR|AED|QAR|KWD|BHD|OMR|JOD|IQD|SYP|LBP|YER|EGP|LYD|TND|DZD|MAD|MRU|SDG|XOF|XAF|F?CFA|KES|UGX|TZS|ETB|RWF|NGN|GHS|ZAR|MZN|INR|PKR|BDT|AFN|KZT|KGS|TJS|UZS|TRY|UAH|MXN|COP|ARS|BRL|CLP|PEN|PHP|IDR|MYR|THB|VND|SEK|NOK|DKK|CAD|AUD';
const multipleWords = anyOf(
  String.raw`(?:thousand|million|billion|mille|millions?|milliards?|mil|millones|тыс\.?|млн\.?|млрд\.?|миллион\p{L}*|ألف|آلاف|مليون|ملايين|مليار)\p{L}{0,2}`,
  '[万亿]',
);
const currencyWords = String.raw`(?:US )?dollars?|euros?|francs?|pounds?|sterling|dinars?|dirhams?|riyals?|shillings?|naira|rands?|roubles?|yuan|dólar(?:es)?|pesos?|libras|доллар\p{L}*|евро|рубл\p{L}*|(?:ال)?(?:دولار|يورو|دينار|ريال|ليرة|درهم|جنيه|فرنك)\p{L}{0,3}|(?:in |of )?local currency|(?:en |de )?monnaie locale|من العملة المحلية|بالعملة المحلية`;

export const currencyBefore = new RegExp(
  String.raw`(?:[$€£¥₽]|${wordStart}(?:${currencyCodes}|US|${currencyWords}))[ \u00A0\u202F]?$`,
  'u',
);
export const currencyAfter = new RegExp(
  String.raw`^[ \u00A0\u202F]?\(?(?:[$€£¥₽]|美元|欧元|元|人民币|(?:${multipleWords})|(?:(?:of|de|d['’]|en|in) ?)?(?:${currencyCodes}|${currencyWords})${wordEnd})`,
  'u',
);

/** Counted things, directly after their number or after one more word. */
export const unitAfter = new RegExp(
  String.raw`^(?:[ \u00A0\u202F]?%|[ \u00A0\u202F]?(?:人|起|名|件|次|公里|辆|户|吨|份|个|台|项)|[ \u00A0\u202F]?(?!على|في|من|عن|sur|dans|on|in|at|to|en|на|в )(?:\p{L}+ )?(?:${anyOf(
    'km|kilometres?|metres?|hectares?|ha|kg|tonnes?|tons?|MB|GB|hours?|days?|months?|years?',
    'persons?|people|inhabitants|citizens|residents|men|women|children|refugees|officers?|staff|members|travellers|passengers|victims|detainees|prisoners|voters|households',
    'cases|files|records|cards|fingerprints?|vehicles|drivers|calls|requests|documents|passports|entries|rounds|copies|complaints|reports|units|items|weapons|samples|searches|checks|transactions',
    'personnes|habitants|citoyens|résidents|hommes|femmes|enfants|réfugiés|agents|passagers|voyageurs|détenus|électeurs|ménages',
    'affaires|dossiers|fiches|cartes|empreintes|véhicules|appels|demandes|passeports|munitions|plaintes|rapports|armes|échantillons|heures|jours|mois|ans|années|kilomètres|mètres',
    'personas|habitantes|ciudadanos|casos|expedientes|registros|vehículos|llamadas|años|días|horas|kilómetros',
    String.raw`человек|жител\p{L}+|граждан|дел|записей|карточек|автомобил\p{L}+|звонков|лет|дней|часов|км`,
    String.raw`نسمة|شخص\p{L}*|مواطن\p{L}*|سكان|لاجئ\p{L}*|ضابط\p{L}*|قضية|قضايا|ملف\p{L}*|سجل\p{L}*|بطاقة|بطاقات|مركبة|مركبات|مكالمة|مكالمات|طلب\p{L}*|طلقة|كم|كيلومتر\p{L}*|سنة|سنوات|يوم\p{L}*|ساعة`,
  )})${wordEnd})`,
  'u',
);

const numberMark = String.raw`(?:n[°ºo]s?\.?|nos?\.?|nr\.?|nro\.?|n\. ?[°º]|n\.[°º]|number|numéro|núm(?:ero)?\.?|№|#|номер|رقم)`;
/** A number of a case: digits with letters, strokes and points between. */
const caseToken = String.raw`[A-Z\d][A-Z\d./-]{0,30}(?:\d|(?<=\d)[A-Z])`;

/** Case numbers with the word before them. */
export const caseNumberPattern = new RegExp(
  anyOf(
    String.raw`${wordStart}(?:case|file|docket|dossier|complaint|indictment|affaire|procédure|procès-verbal|PV|plainte|expediente|caso|causa|sumario|diligencias)\s+${numberMark}\s*:?\s*(?:(?:is|was|est)\s+)?${caseToken}`,
    String.raw`${wordStart}(?:case|docket|affaire|dossier|expediente|causa)\s+(?:[A-Z]{1,4}[/-])?\d{1,6}[/-]\d{1,6}${wordEnd}`,
    String.raw`${wordStart}(?:[Уу]головн\p{L}+ )?[Дд]ел\p{L}{0,3}\s+(?:№|номер|N)\s*${caseToken}`,
    String.raw`${wordStart}[وبل]?(?:ال)?(?:قضية|ملف|محضر|دعوى|بلاغ|شكوى)\s+(?:ال\p{L}{2,12}\s+)?(?:ذات الرقم|رقم|عدد)\s*:?\s*${caseToken}`,
    String.raw`(?:案号|案件编号|案卷号|卷宗号|案件号)[:：\s]{0,3}${caseToken}`,
    String.raw`[（(]\d{4}[）)]\p{Script=Han}{1,6}\d{0,4}\p{Script=Han}{1,4}\d{1,6}号`,
  ),
  'giu',
);
