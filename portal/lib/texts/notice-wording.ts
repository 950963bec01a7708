import { formatDay, formatWeekday } from './dates.ts';

/** Wording of notices (Bekanntmachungen). The law gives the content; these are our words for it. */

type Case = 'nominative' | 'genitive' | 'accusative';
const NOUNS: Record<string, Record<Case, string>> = {
	bebauungsplan: { nominative: 'der Bebauungsplan', genitive: 'des Bebauungsplans', accusative: 'den Bebauungsplan' },
	'bebauungsplan-project': {
		nominative: 'der vorhabenbezogene Bebauungsplan',
		genitive: 'des vorhabenbezogenen Bebauungsplans',
		accusative: 'den vorhabenbezogenen Bebauungsplan'
	},
	flaechennutzungsplan: { nominative: 'der Flächennutzungsplan', genitive: 'des Flächennutzungsplans', accusative: 'den Flächennutzungsplan' },
	satzung: { nominative: 'die Satzung', genitive: 'der Satzung', accusative: 'die Satzung' },
	other: { nominative: 'der Plan', genitive: 'des Plans', accusative: 'den Plan' }
};
const FRAMES = {
	change: { nominative: 'die Änderung', genitive: 'der Änderung', accusative: 'die Änderung' },
	repeal: { nominative: 'die Aufhebung', genitive: 'der Aufhebung', accusative: 'die Aufhebung' }
} satisfies Record<string, Record<Case, string>>;

export interface PlanWords {
	subject: string;
	hints: readonly string[];
	title: string;
	number: string | null;
}

const PLANNING: Record<Case, string> = { nominative: 'die Planung', genitive: 'der Planung', accusative: 'die Planung' };
/** Titles often say themselves what the plan is. */
const BEGINS_WITH_NOUN = /^(?:vorhabenbezogener )?(?:bebauungsplan|flächennutzungsplan|satzung)(?= |$)/i;
const HAS_NOUN = /bebauungsplan|flächennutzungsplan|satzung/i;
/** „1. Änderung des Bebauungsplans …“ */
const BEGINS_WITH_CHANGE = /^(?:\d+\. )?(?:vereinfachte )?(?:teil)?(?:änderung|ergänzung|aufhebung|berichtigung|neuaufstellung|fortschreibung)(?= |$)/i;
const FEMININE: Record<Case, string> = { nominative: 'die', genitive: 'der', accusative: 'die' };

/** „des Bebauungsplans Nr. 7 „Lindenpark““, „der Änderung des …“ */
export function planIn(grammar: Case, plan: PlanWords): string {
	const rest = plan.title.replace(BEGINS_WITH_NOUN, '');
	if (BEGINS_WITH_CHANGE.test(plan.title)) return `${FEMININE[grammar]} ${plan.title}`;
	if (rest === plan.title && HAS_NOUN.test(plan.title)) return `${PLANNING[grammar]} ${quoted(plan.title)}`;
	const noun = NOUNS[plan.hints.includes('project') ? `${plan.subject}-project` : plan.subject] ?? NOUNS.other!;
	const frame = plan.hints.includes('repeal') ? FRAMES.repeal : plan.hints.includes('change') ? FRAMES.change : null;
	const words = frame ? `${frame[grammar]} ${noun.genitive}` : noun[grammar];
	if (rest !== plan.title) return `${words}${rest}`;
	const number = plan.number ? ` ${/^nr/i.test(plan.number) ? plan.number : `Nr. ${plan.number}`}` : '';
	return `${words}${number} ${quoted(plan.title)}`;
}
/** Quotation marks inside of a quotation are single ones. */
const quoted = (title: string) => `„${title.replace(/„/g, '‚').replace(/“/g, '‘')}“`;
/** A plan is set up; its change or repeal is begun. */
const startVerb = ({ hints }: PlanWords) => (hints.includes('change') || hints.includes('repeal') ? 'einzuleiten' : 'aufzustellen');
const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);

/** Kinds of environmental information (§ 1 (6) Nr. 7 BauGB). */
export const environmentKinds: Record<string, string> = {
	mensch: 'Mensch, Gesundheit und Bevölkerung',
	'tiere-pflanzen': 'Tiere, Pflanzen und biologische Vielfalt',
	flaeche: 'Fläche',
	boden: 'Boden',
	wasser: 'Wasser',
	'luft-klima': 'Luft und Klima',
	landschaft: 'Landschaft',
	kultur: 'Kulturgüter und sonstige Sachgüter',
	wechselwirkung: 'Wechselwirkungen zwischen den Belangen',
	sonstiges: 'Sonstige umweltbezogene Informationen'
};
const MEANS = { paper: 'Unterlagen auf Papier', terminal: 'öffentliches Lesegerät', other: 'andere Zugangsmöglichkeit' };

/** One line each: a line break would end the item. */
const list = (items: string[]) => items.map((item) => `- ${item.replace(/\s*\n\s*/g, '; ')}`).join('\n');
/** Empty parts are left out. */
const paragraphs = (...parts: (string | false | null | undefined)[]) => parts.filter(Boolean).join('\n\n');
const period = (first: string, last: string) => `von ${formatWeekday(first)} bis einschließlich ${formatWeekday(last)}`;

/** § 13a (3) S. 1 Nr. 1 BauGB. */
export interface Examination {
	on: string;
	reasons: string;
}
const examined = ({ on, reasons }: Examination) =>
	`Nach der Vorprüfung des Einzelfalls (§ 13a Abs. 1 Satz 2 Nr. 2 BauGB), abgeschlossen am ${formatDay(on)}, sind voraussichtlich keine erheblichen Umweltauswirkungen zu erwarten. Wesentliche Gründe dafür:\n${reasons}`;

export const noticeHeadings = {
	subject: 'Worum es geht',
	period: 'Veröffentlichung im Internet',
	earlyPeriod: 'Frühzeitige Beteiligung',
	otherPeriod: 'Beteiligung',
	withdrawal: 'Rücknahme',
	neighbours: 'Grenzüberschreitende Beteiligung',
	address: 'Internetadresse',
	documents: 'Diese Unterlagen sind veröffentlicht',
	environment: 'Umweltbezogene Informationen',
	hints: 'Stellungnahmen',
	access: 'Weitere Möglichkeiten der Einsicht',
	changes: 'Beschränkung auf geänderte Teile',
	restricted: 'Beschränkung auf Betroffene',
	noAssessment: 'Keine Umweltprüfung',
	accelerated: 'Beschleunigtes Verfahren',
	fnp: 'Hinweis für Vereinigungen',
	decision: 'Beschluss',
	effect: 'Inkrafttreten',
	effectFnp: 'Wirksamwerden',
	repeal: 'Aufhebung',
	inspection: 'Einsicht und Auskunft',
	compensation: 'Entschädigung',
	objections: 'Rüge von Fehlern',
	takePart: 'So können Sie sich beteiligen',
	privacy: 'Datenschutz',
	land: 'Weitere Hinweise',
	contact: 'Fragen beantwortet'
};

export const noticeWording = {
	titles: {
		start: (plan: PlanWords) => `Bekanntmachung über den Beschluss, ${planIn('accusative', plan)} ${startVerb(plan)}`,
		early: (plan: PlanWords) => `Bekanntmachung über die frühzeitige Beteiligung der Öffentlichkeit zum Vorentwurf ${planIn('genitive', plan)}`,
		publication: (plan: PlanWords) => `Bekanntmachung über die Veröffentlichung des Entwurfs ${planIn('genitive', plan)} im Internet`,
		renewed: (plan: PlanWords) => `Bekanntmachung über die erneute Veröffentlichung des geänderten Entwurfs ${planIn('genitive', plan)} im Internet`,
		'in-force': (plan: PlanWords) =>
			plan.subject === 'flaechennutzungsplan'
				? `Bekanntmachung über die Genehmigung ${planIn('genitive', plan)}`
				: `Bekanntmachung über das Inkrafttreten ${planIn('genitive', plan)}`,
		repealed: (plan: PlanWords) => `Bekanntmachung über die Aufhebung ${planIn('genitive', { ...plan, hints: plan.hints.filter((hint) => hint !== 'repeal') })}`,
		other: (plan: PlanWords, step: string) => `Bekanntmachung zum Verfahren ${quoted(plan.title)}: ${step}`
	},
	subject: (summary: string, municipality: string) => paragraphs(municipality && `Das Gebiet liegt in ${municipality}.`, summary),

	start: (plan: PlanWords, on: string | null) =>
		`${on ? `Am ${formatWeekday(on)} wurde` : 'Es wurde'} beschlossen, ${planIn('accusative', plan)} ${startVerb(plan)}. Der Beschluss wird hiermit bekannt gemacht.`,
	early: (plan: PlanWords, first: string, last: string | null) =>
		`${last ? capital(period(first, last)) : `Ab ${formatWeekday(first)}`} unterrichten wir die Öffentlichkeit über die allgemeinen Ziele und Zwecke ${planIn('genitive', plan)}, ` +
		'über Lösungen, die sich wesentlich unterscheiden und für die Neugestaltung oder Entwicklung des Gebiets in Betracht kommen, und über die voraussichtlichen Auswirkungen der Planung.',
	takePart: (discussion: { on: string; note: string } | null) =>
		paragraphs(
			'Sie haben Gelegenheit, sich zur Planung zu äußern und sie mit uns zu erörtern. Auch Kinder und Jugendliche gehören zur Öffentlichkeit und können sich beteiligen.',
			discussion && `Die Erörterung findet am ${formatWeekday(discussion.on)} statt.${discussion.note ? ` ${discussion.note}` : ''}`
		),
	publication: (plan: PlanWords, report: boolean) =>
		`Wir veröffentlichen den Entwurf ${planIn('genitive', plan)} mit der Begründung${report ? ' einschließlich des Umweltberichts' : ''} und den nach unserer Einschätzung wesentlichen, ` +
		'bereits vorliegenden umweltbezogenen Stellungnahmen im Internet.',
	renewed: (plan: PlanWords, report: boolean) =>
		`Der Entwurf ${planIn('genitive', plan)} wurde nach der Beteiligung geändert oder ergänzt. Wir veröffentlichen ihn mit der Begründung` +
		`${report ? ' einschließlich des Umweltberichts' : ''} und den nach unserer Einschätzung wesentlichen, bereits vorliegenden umweltbezogenen Stellungnahmen erneut im Internet.`,
	duration: (first: string, last: string) => `Die Veröffentlichung dauert ${period(first, last)}.`,
	extended: (reason: string) => `Die Frist ist aus einem wichtigen Grund verlängert: ${reason}`,
	moved: (reason: string) => `Der zuvor bekannt gemachte Zeitraum gilt nicht mehr, weil er verschoben wurde: ${reason}`,
	withdrawalTitle: (plan: PlanWords, step: string) => `Bekanntmachung über die Rücknahme zum Verfahren ${quoted(plan.title)}: ${step}`,
	withdrawal: (step: string, first: string | null, last: string | null, reason: string) =>
		paragraphs(
			`Der bekannt gemachte Schritt ${quoted(step)}${first && last ? ` (${period(first, last)})` : first ? ` (${formatWeekday(first)})` : ''} findet nicht statt.`,
			`Grund: ${reason}`,
			'Findet er später statt, wird das erneut bekannt gemacht.'
		),
	neighbours: (states: string) =>
		`Die Planung kann erhebliche Auswirkungen auf Nachbarstaaten haben. Gemeinden und Behörden werden deshalb grenzüberschreitend beteiligt: ${states}.`,
	shortened: (reason: string) => `Die Frist ist angemessen verkürzt: ${reason}`,
	otherPeriod: (step: string, first: string, last: string | null) =>
		last ? `${step}: ${period(first, last)}. In dieser Zeit können Sie sich zum Vorhaben äußern.` : `${step}: ${formatWeekday(first)}.`,

	address: (procedure: string, centralPortal: string) =>
		paragraphs(
			`Alle Unterlagen und den Inhalt dieser Bekanntmachung können Sie ohne Anmeldung einsehen unter\n${procedure}`,
			`Sie sind auch über das zentrale Internetportal des Landes zugänglich:\n${centralPortal}`
		),
	planDrawing: 'Planzeichnung',
	documents: (titles: string[]) => list(titles),
	environment: (found: { kind: string; text: string }[]) =>
		found.length === 0
			? ''
			: `Folgende Arten umweltbezogener Informationen sind verfügbar:\n${list(found.map(({ kind, text }) => (text ? `${environmentKinds[kind] ?? kind}: ${text}` : (environmentKinds[kind] ?? kind))))}`,

	hintPeriod: 'Während der Dauer der Veröffentlichungsfrist können Sie Stellungnahmen abgeben.',
	hintElectronic: ({ email, post }: { email?: string; post: string }) =>
		`Stellungnahmen sollen elektronisch übermittelt werden: über das Formular auf der genannten Internetseite${email ? ` oder per E-Mail an ${email}` : ''}. ` +
		`Bei Bedarf können Sie sie auch auf anderem Weg abgeben, zum Beispiel schriftlich${post ? ` an ${post}` : ''} oder zur Niederschrift.`,
	hintLate: (plan: PlanWords) => `Nicht fristgerecht abgegebene Stellungnahmen können bei der Beschlussfassung über ${planIn('accusative', plan)} unberücksichtigt bleiben.`,
	hintAccess: (places: { name: string; address: string; openingHours: string; means: keyof typeof MEANS }[]) =>
		places.length === 0
			? ''
			: `Zusätzlich zur Veröffentlichung im Internet bestehen während der Frist diese leicht zu erreichenden Zugangsmöglichkeiten:\n${list(places.map(place))}`,
	changes: (compared: boolean) =>
		paragraphs(
			'Stellungnahmen können nur zu den geänderten oder ergänzten Teilen und ihren möglichen Auswirkungen abgegeben werden.',
			compared && 'Was geändert oder ergänzt wurde, ist auf der genannten Internetseite kenntlich gemacht.'
		),
	restricted:
		'Die Grundzüge der Planung sind nicht berührt. Deshalb werden Stellungnahmen nur von der betroffenen Öffentlichkeit sowie den berührten Behörden und sonstigen Trägern öffentlicher Belange eingeholt.',
	noAssessment: (law: string) => `Von einer Umweltprüfung wird abgesehen (${law}).`,
	accelerated: (plan: PlanWords, earlySkipped: boolean, address: string, examination: Examination | null) =>
		paragraphs(
			`${capital(planIn('nominative', plan))} wird im beschleunigten Verfahren ohne Durchführung einer Umweltprüfung aufgestellt.`,
			examination && examined(examination),
			earlySkipped && `Über die allgemeinen Ziele und Zwecke sowie die wesentlichen Auswirkungen der Planung können Sie sich unter ${address} unterrichten und sich in der Frist der Veröffentlichung äußern.`
		),
	acceleratedStart: (plan: PlanWords, address: string, examination: Examination | null) =>
		paragraphs(
			`${capital(planIn('nominative', plan))} soll im beschleunigten Verfahren ohne Durchführung einer Umweltprüfung aufgestellt werden.`,
			examination && examined(examination),
			`Über die allgemeinen Ziele und Zwecke sowie die wesentlichen Auswirkungen der Planung können Sie sich unter ${address} unterrichten; wann Sie sich dazu äußern können, steht dort und wird gesondert bekannt gemacht.`
		),
	fnp:
		'Eine Vereinigung im Sinne des § 4 Absatz 3 Satz 1 Nummer 2 des Umwelt-Rechtsbehelfsgesetzes ist in einem Rechtsbehelfsverfahren nach § 7 Absatz 2 dieses Gesetzes gemäß dessen § 7 Absatz 3 Satz 1 ' +
		'mit allen Einwendungen ausgeschlossen, die sie im Rahmen der Veröffentlichungsfrist nicht oder nicht rechtzeitig geltend gemacht hat, aber hätte geltend machen können.',

	decision: (plan: PlanWords, on: string | null) => `${capital(planIn('nominative', plan))} wurde${on ? ` am ${formatDay(on)}` : ''} als Satzung beschlossen${plan.subject === 'satzung' ? '' : ' (§ 10 Abs. 1 BauGB)'}.`,
	decisionFnp: (plan: PlanWords, decided: string | null, approved: string | null) =>
		`${capital(planIn('nominative', plan))} wurde${decided ? ` am ${formatDay(decided)}` : ''} beschlossen und${approved ? ` am ${formatDay(approved)}` : ''} von der höheren Verwaltungsbehörde genehmigt (§ 6 Abs. 1 BauGB).`,
	approved: (on: string) => `Die höhere Verwaltungsbehörde hat ihn am ${formatDay(on)} genehmigt (§ 10 Abs. 2 BauGB).`,
	effect: (plan: PlanWords, on: string | null) =>
		`Mit dieser Bekanntmachung${on ? ` am ${formatDay(on)}` : ''} tritt ${planIn('nominative', plan)} in Kraft (§ 10 Abs. 3 Satz 4 BauGB).`,
	effectFnp: (plan: PlanWords, on: string | null) =>
		`Mit dieser Bekanntmachung${on ? ` am ${formatDay(on)}` : ''} wird ${planIn('nominative', plan)} wirksam (§ 6 Abs. 5 Satz 2 BauGB).`,
	repealed: (plan: PlanWords, on: string | null) =>
		`${on ? `Am ${formatDay(on)}` : 'Mit dieser Bekanntmachung'} wird ${planIn('nominative', { ...plan, hints: plan.hints.filter((hint) => hint !== 'repeal') })} aufgehoben.`,
	inspection: (plan: PlanWords, { statement, address, where, hours }: { statement: boolean; address: string; where: string; hours: string }) =>
		paragraphs(
			`Jede Person kann ${planIn('accusative', plan)} mit der Begründung${statement ? ' und der zusammenfassenden Erklärung' : ''} einsehen und über den Inhalt Auskunft verlangen${where ? `: ${where}${hours ? ` (${hours})` : ''}` : ''}.`,
			`Die Unterlagen stehen dauerhaft im Internet und sind über das zentrale Internetportal des Landes zugänglich:\n${address}`
		),
	compensation:
		'Wem durch den Plan Vermögensnachteile nach den §§ 39 bis 42 BauGB entstanden sind, der kann Entschädigung verlangen. Der Anspruch wird fällig, wenn die Leistung schriftlich bei dem Entschädigungspflichtigen ' +
		'beantragt wird (§ 44 Abs. 3 Satz 1 und 2 BauGB). Der Anspruch erlischt, wenn dies nicht innerhalb von drei Jahren nach Ablauf des Kalenderjahres geschieht, in dem die Vermögensnachteile eingetreten sind (§ 44 Abs. 4 BauGB).',
	objections: (subject: string, publisher: string) =>
		paragraphs(
			'Unbeachtlich werden die folgenden Fehler, wenn sie nicht innerhalb eines Jahres seit dieser Bekanntmachung schriftlich gegenüber uns ' +
				`(${publisher}) geltend gemacht worden sind und dabei der Sachverhalt dargelegt ist, der die Verletzung oder den Mangel begründen soll (§ 215 Abs. 1 BauGB):\n` +
				list([
					'eine nach § 214 Abs. 1 Satz 1 Nr. 1 bis 3 BauGB beachtliche Verletzung der dort bezeichneten Verfahrens- und Formvorschriften',
					...(subject !== 'bebauungsplan'
						? []
						: ['eine unter Berücksichtigung des § 214 Abs. 2 BauGB beachtliche Verletzung der Vorschriften über das Verhältnis des Bebauungsplans und des Flächennutzungsplans']),
					'nach § 214 Abs. 3 Satz 2 BauGB beachtliche Mängel des Abwägungsvorgangs'
				]),
			subject === 'bebauungsplan' && 'Das gilt entsprechend für Fehler, die nach § 214 Abs. 2a BauGB beachtlich sind.'
		),
	privacy: (address: string) =>
		`Angaben zu Ihrer Person verarbeiten wir, um Ihre Stellungnahme zu prüfen und Ihnen das Ergebnis mitzuteilen (Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit § 3 BauGB). Mehr dazu: ${address}`,
	privacyOther: (address: string) => `Wie wir mit Angaben zu Ihrer Person umgehen, lesen Sie unter ${address}`
};

function place({ name, address, openingHours, means }: { name: string; address: string; openingHours: string; means: keyof typeof MEANS }): string {
	return [[name, address].filter(Boolean).join(', '), MEANS[means], openingHours].filter(Boolean).join('; ');
}
