import type { KindStep, ProcedureKind } from './kind.ts';
import {
	ACCELERATED, APPROVAL, DECISION, DISCONTINUED, DISCUSSION, EARLY_PUBLIC, EARLY_TOEB, IN_FORCE, PUBLICATION, RENEWED_PUBLIC, RENEWED_TOEB, REPEALED,
	SIMPLIFIED, START, TOEB, WEIGHING
} from './steps.ts';

/** The version of the law that the rules were written from; later changes must be checked before use. */
export const BAUGB_VERSION = 'BauGB in der Fassung der Bekanntmachung vom 3. November 2017, zuletzt geändert durch Gesetz vom 20. Dezember 2023';
const ROG_VERSION = 'ROG in der Fassung ab 28. September 2023; Landesrecht ist zusätzlich zu beachten';
const LAND_VERSION = 'Landesrecht; vor Verwendung zu prüfen';

const NOTHING: ProcedureKind['defaults'] = { summary: '', topics: [], contact: {}, places: [], environment: [] };
const AFTER = [RENEWED_PUBLIC, RENEWED_TOEB, WEIGHING];
const END = [IN_FORCE, DISCONTINUED, REPEALED];

const REGULAR: KindStep[] = [START, EARLY_PUBLIC, DISCUSSION, EARLY_TOEB, PUBLICATION, TOEB, ...AFTER, DECISION, APPROVAL, ...END];

/** Early steps are there, and may be left out as the paragraph says. */
const withReason = (step: KindStep, reason: typeof SIMPLIFIED): KindStep => ({ ...step, skipReasons: [reason, ...step.skipReasons], need: 'optional' });
const shorter = (reason: typeof SIMPLIFIED): KindStep[] =>
	REGULAR.map((step) => {
		if (step === EARLY_PUBLIC || step === EARLY_TOEB) return withReason(step, reason);
		// § 13 (2) S. 1 Nr. 2, 3: an adequate period for those affected, or § 3 (2) and § 4 (2).
		return step === PUBLICATION || step === TOEB ? { ...step, otherRules: ['free'] } : step;
	});

const BEBAUUNGSPLAN: ProcedureKind = {
	key: 'bebauungsplan',
	name: 'Bebauungsplan (Regelverfahren)',
	group: 'bebauungsplan',
	explanation: 'Der übliche Weg: zweistufige Beteiligung, Umweltprüfung mit Umweltbericht, Satzungsbeschluss.',
	subject: 'bebauungsplan',
	planClass: 'BP_Plan',
	law: '§§ 2 bis 4a, 8 bis 10a BauGB',
	lawVersion: BAUGB_VERSION,
	environmentalReport: 'due',
	environmentalLaw: '§ 2 Abs. 4, § 2a BauGB',
	summaryStatement: true,
	baugb: true,
	spatial: true,
	hints: [],
	dcat: { planType: 'developmentPlan', procedureType: 'regular' },
	xbeteiligung: { procedureType: '1000' },
	steps: REGULAR,
	defaults: NOTHING
};

const BEBAUUNGSPLAN_13: ProcedureKind = {
	...BEBAUUNGSPLAN,
	key: 'bebauungsplan-13',
	name: 'Bebauungsplan im vereinfachten Verfahren (§ 13)',
	explanation: 'Für Änderungen und Ergänzungen, die die Grundzüge der Planung nicht berühren: ohne frühzeitige Beteiligung und ohne Umweltbericht; darauf ist hinzuweisen.',
	law: '§ 13 BauGB',
	environmentalReport: 'none',
	environmentalLaw: '§ 13 Abs. 3 BauGB',
	summaryStatement: false,
	hints: ['without-environmental-assessment'],
	dcat: { planType: 'developmentPlan', procedureType: 'simplified' },
	xbeteiligung: { procedureType: '1100' },
	steps: shorter(SIMPLIFIED)
};

const BEBAUUNGSPLAN_13A: ProcedureKind = {
	...BEBAUUNGSPLAN_13,
	key: 'bebauungsplan-13a',
	name: 'Bebauungsplan der Innenentwicklung (§ 13a)',
	explanation:
		'Für die Wiedernutzbarmachung von Flächen, Nachverdichtung und andere Innenentwicklung: Grundfläche unter 20.000 m²; mit Vorprüfung des Einzelfalls unter 70.000 m², deren wesentliche Gründe in die Bekanntmachung gehören.',
	law: '§ 13a BauGB',
	environmentalLaw: '§ 13a Abs. 2 Nr. 1, § 13 Abs. 3 BauGB',
	hints: ['without-environmental-assessment', 'accelerated'],
	dcat: { planType: 'developmentPlan', procedureType: 'innerDevPlan' },
	xbeteiligung: { procedureType: '1200' },
	steps: shorter(ACCELERATED)
};

const BEBAUUNGSPLAN_12: ProcedureKind = {
	...BEBAUUNGSPLAN,
	key: 'bebauungsplan-12',
	name: 'Vorhabenbezogener Bebauungsplan (§ 12)',
	explanation: 'Ein Vorhabenträger legt einen Vorhaben- und Erschließungsplan vor und verpflichtet sich in einem Durchführungsvertrag. Sonst wie das Regelverfahren.',
	law: '§ 12 BauGB',
	hints: ['project']
};

const FLAECHENNUTZUNGSPLAN: ProcedureKind = {
	...BEBAUUNGSPLAN,
	key: 'flaechennutzungsplan',
	name: 'Flächennutzungsplan',
	group: 'flaechennutzungsplan',
	explanation: 'Stellt für das ganze Gemeindegebiet die beabsichtigte Art der Bodennutzung dar. Er braucht die Genehmigung der höheren Verwaltungsbehörde.',
	subject: 'flaechennutzungsplan',
	planClass: 'FP_Plan',
	law: '§§ 2 bis 7 BauGB',
	environmentalLaw: '§ 2 Abs. 4, § 2a BauGB',
	hints: ['fnp'],
	dcat: { planType: 'landUsePlan', procedureType: 'regular' },
	steps: REGULAR.map((step) => {
		if (step === DECISION) return { ...step, title: 'Feststellungsbeschluss', law: '§ 6 BauGB' };
		if (step === APPROVAL) return { ...step, need: 'required', law: '§ 6 Abs. 1 BauGB' };
		if (step === IN_FORCE)
			return {
				...step,
				title: 'Wirksamkeit',
				law: '§ 6 Abs. 5, § 6a BauGB',
				explanation: 'Mit der Bekanntmachung der Genehmigung wird der Flächennutzungsplan wirksam. Er bleibt mit Begründung dauerhaft im Internet zugänglich.'
			};
		// § 3 (1) S. 3 Nr. 1 is for the Bebauungsplan only.
		if (step === EARLY_PUBLIC) return { ...step, skipReasons: step.skipReasons.slice(1) };
		return step;
	})
};

const SATZUNG_STEPS = shorter(SIMPLIFIED)
	.filter(({ key }) => key !== 'fruehzeitig-oeffentlichkeit' && key !== 'fruehzeitig-toeb' && key !== 'eroerterung' && key !== 'genehmigung')
	.map((step): KindStep => (step.key === 'beschluss' ? { ...step, law: '§ 10 Abs. 1 BauGB' } : step));

const SATZUNG_34: ProcedureKind = {
	...BEBAUUNGSPLAN_13,
	key: 'satzung-34',
	name: 'Innenbereichssatzung (§ 34)',
	group: 'satzung',
	explanation: 'Klarstellungs-, Entwicklungs- oder Ergänzungssatzung für im Zusammenhang bebaute Ortsteile.',
	subject: 'satzung',
	planClass: 'SO_Plan',
	law: '§ 34 Abs. 4 bis 6 BauGB',
	environmentalLaw: '§ 34 Abs. 6 in Verbindung mit § 13 BauGB',
	hints: [],
	dcat: { planType: 'urbanPlanningStatutes', procedureType: 'simplified' },
	xbeteiligung: { procedureType: '1000' },
	steps: SATZUNG_STEPS
};

const SATZUNG_35: ProcedureKind = {
	...SATZUNG_34,
	key: 'satzung-35',
	name: 'Außenbereichssatzung (§ 35)',
	explanation: 'Erleichtert Wohnbauten in bebauten Bereichen im Außenbereich, die nicht überwiegend landwirtschaftlich geprägt sind.',
	law: '§ 35 Abs. 6 BauGB',
	environmentalLaw: '§ 35 Abs. 6 Satz 5 in Verbindung mit § 13 BauGB'
};

const free = (steps: KindStep[], laws: Record<string, string>): KindStep[] =>
	steps.map((step) => ({ ...step, rule: step.rule === 'day' ? 'day' : 'free', otherRules: [], skipReasons: [], need: step.need, law: laws[step.key] ?? '' }));

const LANDSCHAFTSPLAN: ProcedureKind = {
	...BEBAUUNGSPLAN,
	key: 'landschaftsplan',
	name: 'Landschaftsplan',
	group: 'andere',
	explanation: 'Örtliche Ziele des Naturschutzes und der Landschaftspflege. Das Verfahren richtet sich nach dem Recht des Landes.',
	subject: 'other',
	planClass: 'LP_Plan',
	law: '§§ 9, 11 BNatSchG und Landesrecht',
	lawVersion: LAND_VERSION,
	environmentalReport: 'unknown',
	environmentalLaw: '§ 35 UVPG und Landesrecht',
	summaryStatement: false,
	baugb: false,
	dcat: { planType: 'landscapePlanning', procedureType: 'regular' },
	xbeteiligung: { procedureType: null },
	steps: free([START, EARLY_PUBLIC, EARLY_TOEB, PUBLICATION, TOEB, RENEWED_PUBLIC, RENEWED_TOEB, WEIGHING, { ...DECISION, title: 'Beschluss' }, APPROVAL, ...END], {})
};

const RAUMORDNUNGSPLAN: ProcedureKind = {
	...LANDSCHAFTSPLAN,
	key: 'raumordnungsplan',
	name: 'Raumordnungsplan',
	explanation: 'Landesentwicklungsplan oder Regionalplan: Unterrichtung, Veröffentlichung des Entwurfs für mindestens einen Monat, Beschluss, Genehmigung.',
	planClass: 'RP_Plan',
	law: '§§ 7 bis 11 ROG und Landesplanungsgesetz',
	lawVersion: ROG_VERSION,
	environmentalReport: 'due',
	environmentalLaw: '§ 8 ROG',
	summaryStatement: true,
	dcat: { planType: 'spatialPlan', procedureType: 'regular' },
	steps: free([START, EARLY_PUBLIC, EARLY_TOEB, PUBLICATION, TOEB, RENEWED_PUBLIC, RENEWED_TOEB, WEIGHING, { ...DECISION, title: 'Beschluss' }, APPROVAL, ...END], {
		'fruehzeitig-oeffentlichkeit': '§ 9 Abs. 1 ROG',
		'fruehzeitig-toeb': '§ 9 Abs. 1 ROG',
		veroeffentlichung: '§ 9 Abs. 2 ROG',
		toeb: '§ 9 Abs. 2 ROG',
		'erneut-oeffentlichkeit': '§ 9 Abs. 3 ROG',
		'erneut-toeb': '§ 9 Abs. 3 ROG',
		abwaegung: '§ 7 Abs. 2 ROG',
		inkraft: '§ 11 ROG'
	}).map((step) => (step.key === 'veroeffentlichung' ? { ...step, rule: 'publication', otherRules: ['free'] } : step))
};

const own = (key: string, title: string, track: KindStep['track'], rule: KindStep['rule'], given: Partial<KindStep> = {}): KindStep => ({
	...PUBLICATION,
	key,
	title,
	track,
	rule,
	need: 'optional',
	notice: track === 'public',
	law: '',
	explanation: '',
	dcat: track === 'public' ? 'publicDisclosure' : 'internal',
	xbeteiligung: '9998',
	...given
});

const FREI: ProcedureKind = {
	...LANDSCHAFTSPLAN,
	key: 'frei',
	name: 'Freies Verfahren',
	group: 'frei',
	explanation: 'Für alles andere, mit Schritten, die Sie selbst festlegen. Fristen werden nicht berechnet.',
	planClass: null,
	law: '',
	spatial: false,
	environmentalLaw: '',
	dcat: { planType: 'other', procedureType: 'unknown' },
	steps: [
		own('auftakt', 'Auftakt', 'internal', 'day', { explanation: 'Das Verfahren beginnt.' }),
		own('beteiligung', 'Beteiligung der Öffentlichkeit', 'public', 'free', { explanation: 'Jede und jeder kann sich äußern.' }),
		own('auswertung', 'Auswertung', 'internal', 'day', { effect: 'evaluation' }),
		own('entscheidung', 'Entscheidung', 'internal', 'day', { effect: 'decision' }),
		own('inkraft', 'Inkrafttreten', 'public', 'day', { effect: 'in-force', dcat: 'completed' }),
		{ ...DISCONTINUED, law: '' }
	]
};

const PLANFESTSTELLUNG: ProcedureKind = {
	...FREI,
	key: 'planfeststellung',
	name: 'Planfeststellung',
	explanation: 'Zulassung eines Vorhabens mit Auslegung der Pläne und Einwendungsfrist. Die Fristen folgen dem Fachrecht und werden hier nicht berechnet.',
	law: '§§ 72 bis 78 VwVfG und Fachrecht',
	lawVersion: 'VwVfG und Fachrecht; vor Verwendung zu prüfen',
	spatial: true,
	dcat: { planType: 'planApprovalProcedure', procedureType: 'unknown' },
	steps: [
		own('antrag', 'Antrag', 'internal', 'day', { law: '§ 73 Abs. 1 VwVfG' }),
		own('auslegung', 'Auslegung der Pläne', 'public', 'free', { law: '§ 73 Abs. 3 VwVfG', explanation: 'Die Pläne liegen aus und stehen im Internet. Einwendungen sind möglich.' }),
		own('behoerden', 'Beteiligung der Behörden', 'toeb', 'free', { law: '§ 73 Abs. 2 VwVfG', dcat: 'publicAgencies' }),
		own('eroerterungstermin', 'Erörterungstermin', 'internal', 'day', { law: '§ 73 Abs. 6 VwVfG', effect: 'evaluation', xbeteiligung: '6100' }),
		own('beschluss', 'Planfeststellungsbeschluss', 'internal', 'day', { law: '§ 74 VwVfG', effect: 'decision' }),
		{ ...DISCONTINUED, law: '' }
	]
};

const SATZUNG: ProcedureKind = { ...FREI, key: 'satzung', name: 'Andere Satzung', explanation: 'Zum Beispiel Gestaltungs-, Erhaltungs- oder Baumschutzsatzung, mit eigenen Schritten.' };

const GESETZENTWURF: ProcedureKind = {
	...FREI,
	key: 'gesetzentwurf',
	name: 'Gesetzentwurf',
	explanation: 'Anhörung zu einem Entwurf einer Rechtsvorschrift, ohne Bezug zu einer Fläche.',
	steps: [
		own('entwurf', 'Entwurf freigegeben', 'internal', 'day'),
		own('anhoerung', 'Anhörung der Öffentlichkeit', 'public', 'free', { explanation: 'Jede und jeder kann sich zum Entwurf äußern.' }),
		own('verbaende', 'Anhörung der Verbände und Behörden', 'toeb', 'free', { dcat: 'publicAgencies' }),
		own('auswertung', 'Auswertung', 'internal', 'day', { effect: 'evaluation' }),
		own('beschluss', 'Beschluss', 'internal', 'day', { effect: 'decision' }),
		own('inkraft', 'Inkrafttreten', 'public', 'day', { effect: 'in-force', dcat: 'completed' }),
		{ ...DISCONTINUED, law: '' }
	]
};

/** Plans whose procedure was over before the portal: their publication is what §§ 6a (2), 10a (2) BauGB ask for. */
const GELTENDER_PLAN: ProcedureKind = {
	...BEBAUUNGSPLAN,
	key: 'geltender-plan',
	name: 'Geltender Plan (Verfahren abgeschlossen)',
	explanation: 'Für Bebauungspläne, die schon in Kraft sind: nur das Inkrafttreten, damit der Plan mit seinen Unterlagen dauerhaft zugänglich ist.',
	law: '§ 10a Abs. 2 BauGB',
	environmentalReport: 'unknown',
	summaryStatement: false,
	baugb: false,
	steps: [{ ...DECISION, need: 'optional' }, { ...IN_FORCE, notice: false }, REPEALED]
};

/** § 1 (8) BauGB: what is said of making a plan holds for changing and repealing it. */
const change = (kind: ProcedureKind): ProcedureKind => ({
	...kind,
	key: `${kind.key}-aenderung`,
	name: `Änderung: ${kind.name}`,
	explanation: `Ein geltender Plan wird geändert oder ergänzt (§ 1 Abs. 8 BauGB). ${kind.explanation}`,
	hints: [...kind.hints, 'change'],
	dcat: { ...kind.dcat, procedureType: kind.dcat.procedureType === 'regular' ? 'revision' : kind.dcat.procedureType }
});
const repeal = (kind: ProcedureKind): ProcedureKind => ({
	...kind,
	key: `${kind.key}-aufhebung`,
	name: `Aufhebung: ${kind.name}`,
	explanation: `Ein geltender Plan wird aufgehoben (§ 1 Abs. 8 BauGB). Das Verfahren ist dasselbe wie bei der Aufstellung.`,
	hints: [...kind.hints, 'repeal'],
	steps: kind.steps
		.filter(({ key }) => key !== 'aufgehoben')
		.map((step) => (step.key === 'inkraft' ? { ...step, title: 'Aufhebung in Kraft', explanation: 'Mit der Bekanntmachung gilt der Plan nicht mehr.', effect: 'archived' } : step))
});
const withVariants = (kind: ProcedureKind): ProcedureKind[] => [kind, change(kind), repeal(kind)];

/** The portal's own kinds, in the order in which they are offered. */
export const BUILT_IN_KINDS: readonly ProcedureKind[] = [
	...withVariants(BEBAUUNGSPLAN),
	...withVariants(BEBAUUNGSPLAN_13),
	...withVariants(BEBAUUNGSPLAN_13A),
	...withVariants(BEBAUUNGSPLAN_12),
	GELTENDER_PLAN,
	...withVariants(FLAECHENNUTZUNGSPLAN),
	...withVariants(SATZUNG_34),
	...withVariants(SATZUNG_35),
	...withVariants(LANDSCHAFTSPLAN),
	...withVariants(RAUMORDNUNGSPLAN),
	FREI,
	PLANFESTSTELLUNG,
	SATZUNG,
	GESETZENTWURF
];
export const builtInKind = (key: string): ProcedureKind | undefined => BUILT_IN_KINDS.find((kind) => kind.key === key);
