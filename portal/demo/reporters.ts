import type { CategoryField, ReporterSettings } from '../lib/server/reports/types.ts';

export interface DemoBody {
	key: string;
	name: string;
	level: 'amt' | 'gemeinde' | 'kreis' | 'land';
	email: string;
	isDefault?: boolean;
	/** Codes of categories that it is responsible for, everywhere. */
	categories?: string[];
}

export interface DemoCategory {
	code: string;
	name: string;
	group: string;
	icon: string;
	description?: string;
	hint?: string;
	keywords?: string[];
	kind?: 'problem' | 'idea' | 'praise';
	fields?: CategoryField[];
	visibility?: 'public' | 'private';
	moderation?: 'hidden' | 'pin' | 'open';
	contact?: 'optional' | 'email';
	photo?: 'none' | 'optional' | 'required';
	duplicateDistance?: number;
	responseDays?: number;
	supportThreshold?: number;
}

export interface DemoReporter {
	tenant: string;
	slug: string;
	name: string;
	intro: string;
	icon: string;
	settings: Partial<ReporterSettings>;
	categories: DemoCategory[];
}

const field = (code: string, label: string, type: CategoryField['type'], more: Partial<CategoryField> = {}): CategoryField => ({
	code,
	label,
	type,
	required: false,
	help: '',
	values: [],
	...more
});
const choices = (...names: string[]): CategoryField['values'] =>
	names.map((name) => ({ key: name.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss').replace(/[^a-z0-9]+/g, '-'), name }));
const DANGER = (stop: string) =>
	field('gefahr', 'Besteht Gefahr für Menschen?', 'singlevaluelist', { required: true, values: [{ key: 'nein', name: 'Nein' }, { key: 'ja', name: 'Ja, jetzt', stop }] });

const OFFICE_HOURS = {
	days: { mo: [{ from: '09:00', to: '16:00' }], tu: [{ from: '09:00', to: '18:00' }], we: [{ from: '09:00', to: '12:00' }], th: [{ from: '09:00', to: '16:00' }], fr: [{ from: '09:00', to: '12:00' }], sa: [], su: [] },
	messageOutside: 'Das Rathaus ist gerade geschlossen. Ihre Meldung sehen wir uns am nächsten Arbeitstag an.'
};

const street: DemoCategory[] = [
	{ code: 'SCHLAGLOCH', name: 'Schlagloch oder Straßenschaden', group: 'Straßen und Wege', icon: 'road', keywords: ['Loch', 'Asphalt', 'Pflaster', 'Gehweg'], responseDays: 14,
		fields: [field('tiefe', 'Wie tief ungefähr? (cm)', 'number'), field('wo', 'Wo genau?', 'multivaluelist', { values: choices('Fahrbahn', 'Gehweg', 'Radweg', 'Parkstreifen') })] },
	{ code: 'LATERNE', name: 'Laterne defekt', group: 'Straßen und Wege', icon: 'lamp', keywords: ['Licht', 'dunkel', 'Beleuchtung', 'Straßenlampe'], responseDays: 10, duplicateDistance: 60,
		hint: 'Die Nummer steht auf einem kleinen Schild am Mast.', fields: [field('nummer', 'Nummer am Mast', 'string'), field('seit', 'Seit wann?', 'datetime'), field('art', 'Was ist mit der Laterne?', 'singlevaluelist', { values: choices('Ganz dunkel', 'Flackert', 'Mast beschädigt') })] },
	{ code: 'AMPEL', name: 'Ampel gestört', group: 'Straßen und Wege', icon: 'traffic', keywords: ['Lichtsignal', 'Signalanlage'], responseDays: 2,
		fields: [DANGER('Bitte rufen Sie die Polizei: 110. Bei Verletzten: Notfall 112.'), field('richtung', 'Für welche Fahrtrichtung?', 'string')] },
	{ code: 'SCHILD', name: 'Verkehrszeichen beschädigt', group: 'Straßen und Wege', icon: 'sign', keywords: ['Straßenschild', 'verdreht'], responseDays: 21 },
	{ code: 'WINTER', name: 'Winterdienst', group: 'Straßen und Wege', icon: 'winter', keywords: ['Glätte', 'Schnee', 'Eis'], responseDays: 1, fields: [DANGER('Bei einem Unfall: Notfall 112.')] }
];
const green: DemoCategory[] = [
	{ code: 'BAUM', name: 'Baum oder Ast', group: 'Grün und Spielplätze', icon: 'tree', keywords: ['Äste', 'Sturm', 'Hecke'], responseDays: 14,
		fields: [DANGER('Bei umgestürzten Bäumen auf der Straße: Notfall 112.'), field('hinweis', 'Zwischen März und September dürfen Hecken nur gepflegt, nicht gerodet werden (§ 39 BNatSchG).', 'notice')] },
	{ code: 'SPIELPLATZ', name: 'Spielplatz', group: 'Grün und Spielplätze', icon: 'playground', keywords: ['Rutsche', 'Schaukel', 'Sand'], responseDays: 5,
		fields: [field('geraet', 'Welches Gerät?', 'singlevaluelist', { values: choices('Rutsche', 'Schaukel', 'Klettergerüst', 'Wippe', 'Sandkasten', 'Seilbahn', 'Etwas anderes') })] },
	{ code: 'BANK', name: 'Bank oder Papierkorb', group: 'Grün und Spielplätze', icon: 'bench', keywords: ['Sitzbank', 'Mülleimer', 'Abfallkorb'], responseDays: 28 }
];
const order: DemoCategory[] = [
	{ code: 'GRAFFITI', name: 'Graffiti', group: 'Ordnung und Sauberkeit', icon: 'graffiti', keywords: ['Schmiererei', 'Farbe'], photo: 'required', responseDays: 21, moderation: 'hidden' },
	{ code: 'FAHRZEUG', name: 'Abgestelltes Schrottfahrzeug', group: 'Ordnung und Sauberkeit', icon: 'car', keywords: ['Autowrack', 'ohne Kennzeichen'], visibility: 'private', responseDays: 30,
		fields: [field('beschreibung', 'Farbe und Typ', 'text', { required: true })] },
	{ code: 'WASSER', name: 'Wasser und Kanal', group: 'Ordnung und Sauberkeit', icon: 'water', keywords: ['Gully', 'Brunnen', 'Überschwemmung', 'Kanaldeckel'], responseDays: 7 },
	{ code: 'IDEE', name: 'Idee für die Stadt', group: 'Ideen und Lob', icon: 'idea', kind: 'idea', keywords: ['Vorschlag', 'Wunsch'], responseDays: 90, supportThreshold: 20, contact: 'email', duplicateDistance: 500 },
	{ code: 'LOB', name: 'Lob', group: 'Ideen und Lob', icon: 'praise', kind: 'praise', keywords: ['Danke'], photo: 'none', responseDays: 30, moderation: 'hidden' }
];

/** What is on offer: two tenants with three reporters each for another purpose. Every name is invented. */
export function demoReporters(): DemoReporter[] {
	return [
		{ tenant: 'musterlinden', slug: 'maengelmelder', name: 'Mängelmelder', icon: 'report', intro: 'Schäden an Straßen, Wegen, Grünanlagen und Spielplätzen der Stadt Musterlinden.',
			settings: { openingHours: OFFICE_HOURS }, categories: [...street, ...green, ...order] },
		{ tenant: 'musterlinden', slug: 'radwege', name: 'Radwege', icon: 'bike', intro: 'Was beim Radfahren stört oder gefährlich ist: Belag, Hindernisse, Wegweiser, Ampeln.',
			settings: { releaseAfterDays: 3 },
			categories: [
				{ code: 'RAD-BELAG', name: 'Belag oder Kante', group: 'Radweg', icon: 'bike', keywords: ['Wurzel', 'Bordstein', 'Asphalt'], responseDays: 28 },
				{ code: 'RAD-HINDERNIS', name: 'Hindernis', group: 'Radweg', icon: 'bike', keywords: ['Poller', 'Scherben', 'Hecke', 'zugeparkt'], responseDays: 7, fields: [field('art', 'Was liegt im Weg?', 'multivaluelist', { required: true, values: choices('Scherben', 'Äste', 'Baustelle', 'Parkendes Fahrzeug', 'Etwas anderes') })] },
				{ code: 'RAD-SCHILD', name: 'Wegweiser für Radfahrende', group: 'Radweg', icon: 'sign', responseDays: 42, keywords: ['Schild', 'Knoten'] }
			] },
		{ tenant: 'auenfelde', slug: 'maengelmelder', name: 'Mängelmelder', icon: 'report', intro: 'Schäden im Gemeindegebiet Auenfelde. Das Bauamt antwortet in der Regel innerhalb von zwei Wochen.',
			settings: { acceptance: 'afterConfirmation' },
			categories: [
				{ code: 'WEG', name: 'Straße oder Weg', group: 'Gemeinde', icon: 'road', keywords: ['Schlagloch', 'Feldweg'], responseDays: 21 },
				{ code: 'LICHT', name: 'Beleuchtung', group: 'Gemeinde', icon: 'lamp', keywords: ['Laterne'], responseDays: 14, fields: [field('seit', 'Seit wann?', 'datetime')] },
				{ code: 'GRABEN', name: 'Graben oder Bach', group: 'Gemeinde', icon: 'water', keywords: ['Hochwasser', 'Durchlass'], responseDays: 14 }
			] },
		{ tenant: 'auenfelde', slug: 'wildmuell', name: 'Wildmüll', icon: 'trash', intro: 'Abfall in Wald und Flur. Bitte nichts anfassen: Es kann giftig sein.',
			settings: {},
			categories: [
				{ code: 'HAUSMUELL', name: 'Hausmüll und Sperrmüll', group: 'Abfall', icon: 'trash', keywords: ['Säcke', 'Möbel', 'Matratze'], photo: 'required', responseDays: 7,
					fields: [field('menge', 'Wie viel ungefähr?', 'singlevaluelist', { required: true, values: choices('Eine Tüte', 'Ein Kofferraum', 'Ein Anhänger', 'Mehr') })] },
				{ code: 'BAUSCHUTT', name: 'Bauschutt', group: 'Abfall', icon: 'trash', keywords: ['Ziegel', 'Asbest'], responseDays: 14 },
				{ code: 'REIFEN', name: 'Reifen', group: 'Abfall', icon: 'trash', responseDays: 14, fields: [field('anzahl', 'Wie viele?', 'number', { required: true })] },
				{ code: 'GEFAHR', name: 'Öl, Farbe, Chemikalien', group: 'Abfall', icon: 'trash', keywords: ['Kanister', 'giftig'], responseDays: 2,
					fields: [DANGER('Bitte halten Sie Abstand und rufen Sie die Feuerwehr: Notfall 112.')] }
			] }
	];
}

/** Offices and other administrations, by tenant. */
export const DEMO_BODIES: Record<string, DemoBody[]> = {
	musterlinden: [
		{ key: 'buergerbuero', name: 'Bürgerbüro Musterlinden', level: 'gemeinde', email: 'buergerbuero@musterlinden.example', isDefault: true },
		{ key: 'tiefbau', name: 'Tiefbauamt', level: 'amt', email: 'tiefbau@musterlinden.example', categories: ['SCHLAGLOCH', 'LATERNE', 'AMPEL', 'SCHILD', 'WASSER', 'RAD-BELAG', 'RAD-SCHILD'] },
		{ key: 'bauhof', name: 'Städtischer Bauhof', level: 'amt', email: 'bauhof@musterlinden.example', categories: ['WINTER', 'BANK', 'GRAFFITI', 'RAD-HINDERNIS'] },
		{ key: 'gruen', name: 'Grünflächenamt', level: 'amt', email: 'gruen@musterlinden.example', categories: ['BAUM', 'SPIELPLATZ'] },
		{ key: 'ordnung', name: 'Ordnungsamt', level: 'amt', email: 'ordnung@musterlinden.example', categories: ['FAHRZEUG'] },
		{ key: 'kreis', name: 'Straßenmeisterei Musterkreis', level: 'kreis', email: 'strassen@musterkreis.example' }
	],
	auenfelde: [
		{ key: 'bauamt', name: 'Bauamt Auenfelde', level: 'gemeinde', email: 'bauamt@auenfelde.example', isDefault: true },
		{ key: 'abfall', name: 'Abfallwirtschaft Musterkreis', level: 'kreis', email: 'abfall@musterkreis.example', categories: ['HAUSMUELL', 'BAUSCHUTT', 'REIFEN'] },
		{ key: 'umwelt', name: 'Umweltamt Musterkreis', level: 'kreis', email: 'umwelt@musterkreis.example', categories: ['GEFAHR'] }
	]
};
