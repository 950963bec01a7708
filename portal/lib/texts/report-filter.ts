import type { ReportFilterName } from '../forms/report-filter.ts';

/** What a parameter of an address may be, for the sentence about one that it may not. */
const allowed: Record<ReportFilterName, string> = {
	suche: 'Es darf höchstens 200 Zeichen haben.',
	status: 'Möglich sind die Kennungen der Bearbeitungsstände, zum Beispiel „in-arbeit“.',
	offen: 'Möglich sind „ja“ und „nein“.',
	melder: 'Möglich sind die Kennungen der Mängelmelder dieser Kommune.',
	kategorie: 'Möglich sind die Kennungen der Kategorien.',
	von: 'Bitte geben Sie einen Tag als JJJJ-MM-TT an.',
	bis: 'Bitte geben Sie einen Tag als JJJJ-MM-TT an.',
	geaendert_ab: 'Bitte geben Sie einen Tag als JJJJ-MM-TT an.',
	bbox: 'Bitte geben Sie vier Zahlen an: kleinste Länge, kleinste Breite, größte Länge, größte Breite (Grad).',
	ort: 'Es darf höchstens 200 Zeichen haben.',
	umkreis: 'Möglich sind 10 bis 100000 Meter.',
	mitte: 'Bitte geben Sie zwei Zahlen an: Länge, Breite (Grad).',
	gebiet: 'Möglich sind die Namen der gezeichneten Gebiete.',
	zustaendig: 'Möglich sind „keine“ und die Kennungen der zuständigen Stellen.',
	bearbeitung: 'Möglich sind „ich“, „niemand“ und die Kennungen von Konten.',
	faellig: 'Möglich sind „ueberfaellig“, „heute“ und „woche“.',
	frist: 'Möglich sind „gehalten“ und „verfehlt“.',
	freigabe: 'Möglich sind „text“, „foto“ und „ungeprueft“.',
	bestaetigt: 'Möglich sind „ja“ und „nein“.',
	sortierung: 'Möglich sind „neueste“, „aelteste“, „geaendert“, „faellig“ und „unterstuetzung“.'
};

const short = (value: string) => (value.length > 60 ? `${value.slice(0, 60)}…` : value);

/** Sentences about the filter of reports. */
export const reportFilterTexts = {
	wrongTitle: 'Ein Teil des Filters wurde nicht verstanden',
	wrong: (name: ReportFilterName, value: string) => `„${name}=${short(value)}“ gibt es nicht. ${allowed[name]}`,
	notPublic: (name: ReportFilterName) => `Nach „${name}“ kann hier nicht gefiltert werden.`,
	endsBeforeItBegins: 'Der Zeitraum endet, bevor er beginnt. „bis“ wurde nicht beachtet.',
	placeUnknown: (place: string) => `Der Ort „${short(place)}“ wurde nicht gefunden. Der Umkreis wurde nicht beachtet.`
};
