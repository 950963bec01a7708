import { formatNumber } from './format.ts';
import { formatDay } from './dates.ts';

const one = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat('de-DE', { style: 'percent', maximumFractionDigits: 0 });
const reports = (count: number) => `${formatNumber(count)} ${count === 1 ? 'Meldung' : 'Meldungen'}`;

/** „3,5 Tage“, „weniger als 1 Tag“. */
export const daysText = (days: number | null): string =>
	days === null ? '–' : days < 1 ? 'weniger als 1 Tag' : `${one.format(days)} ${Math.abs(days - 1) < 0.05 ? 'Tag' : 'Tage'}`;
/** After „nach“: „3,5 Tagen“. */
const afterDays = (days: number): string => (days < 1 ? 'weniger als einem Tag' : `${one.format(days)} ${Math.abs(days - 1) < 0.05 ? 'Tag' : 'Tagen'}`);
/** „78 %“; where there is nothing to share, a dash. */
export const shareText = (part: number, whole: number): string => (whole === 0 ? '–' : percent.format(part / whole));

export const dashboardTexts = {
	title: 'Auswertung der Meldungen',
	publicTitle: 'Meldungen in Zahlen',
	lead: 'Zahlen, Bearbeitungszeiten und Schwerpunkte. Jede Zahl führt zu den Meldungen dahinter.',
	publicLead: 'Was gemeldet wurde, wie lange die Bearbeitung dauert und wo sich Meldungen häufen.',
	back: 'Meldungen',
	period: 'Zeitraum',
	periods: { '30': '30 Tage', '90': '3 Monate', '365': '12 Monate', alles: 'Gesamter Zeitraum' },
	empty: 'In diesem Zeitraum gibt es keine Meldungen.',
	emptyHint: 'Wählen Sie einen anderen Zeitraum oder setzen Sie den Filter zurück.',
	summary: 'Kurz gesagt',
	figures: {
		received: 'Eingegangen',
		period: (from: string | null, to: string | null) =>
			from ? `${formatDay(from)} bis ${to ? formatDay(to) : 'heute'}` : to ? `bis ${formatDay(to)}` : 'seit Beginn',
		open: 'Davon noch offen',
		overdue: (overdue: number) => (overdue === 0 ? 'alle innerhalb der Frist' : `${formatNumber(overdue)} länger als die Frist`),
		median: 'Die Hälfte abgeschlossen nach',
		p90: (days: number) => `neun von zehn nach ${afterDays(days)}`,
		share: 'In der Frist',
		shareHint: 'Überfällige offene zählen als nicht eingehalten.',
		hot: 'Die meisten Meldungen',
		hotHint: (count: number) => `${reports(count)} auf etwa 250 × 250 Metern`
	},
	table: 'Als Tabelle',
	csv: 'Als CSV herunterladen',
	csvOf: (title: string) => `${title} als CSV herunterladen`,
	chartWithout: 'Das Diagramm braucht JavaScript. Die Tabelle darunter enthält dieselben Zahlen.',
	charts: {
		verlauf: 'Verlauf',
		kategorien: 'Nach Kategorie',
		gebiete: 'Nach Gebiet',
		stellen: 'Nach zuständiger Stelle',
		staende: 'Nach Stand',
		zeiten: 'Bearbeitungszeit und Frist',
		alter: 'Alter der offenen Meldungen',
		schwerpunkte: 'Schwerpunkte'
	},
	hints: {
		verlauf: 'Eingegangene und abgeschlossene Meldungen dieser Auswahl.',
		kategorien: '',
		gebiete: 'Gezeichnete Gebiete können sich überschneiden; eine Meldung zählt dann in jedem.',
		stellen: '',
		staende: '',
		zeiten: 'Vom Eingang bis zum Abschluss, getrennt nach dem Stand, mit dem die Bearbeitung endete. Anteil in der Frist: ohne Meldungen, deren Frist noch läuft.',
		alter: 'Wie lange die noch offenen Meldungen schon warten.',
		schwerpunkte: 'Felder von etwa 250 Metern mit den meisten Meldungen; benannt nach der häufigsten Straße darin.'
	},
	columns: {
		name: 'Bezeichnung',
		day: { day: 'Tag', week: 'Woche ab', month: 'Monat' },
		count: 'Meldungen',
		received: 'Eingegangen',
		closed: 'Abgeschlossen',
		open: 'Offen',
		share: 'In der Frist',
		kept: 'In der Frist',
		missed: 'Nicht in der Frist',
		median: 'Hälfte bis',
		p90: '9 von 10 bis',
		age: 'Alter',
		place: 'Ort'
	},
	all: 'Alle abgeschlossenen',
	stillOpen: 'Noch offen (Alter bisher)',
	everything: 'Alle, offene mit bisherigem Alter',
	nobody: 'Niemand',
	outside: 'Außerhalb der gezeichneten Gebiete',
	unnamed: 'ohne Adresse',
	near: (street: string) => `Bei ${street}`,
	ages: (from: number, to: number | null) =>
		to === null ? `über ${from === 365 ? '1 Jahr' : `${from} Tage`}` : from === 0 ? `bis ${to} Tage` : `${from + 1} bis ${to} Tage`,
	map: 'Verteilung auf der Karte',
	mapHint: 'Je dunkler, desto mehr Meldungen. Dieselben Zahlen stehen bei den Schwerpunkten.',
	mapLegend: (most: number) => `1 bis ${formatNumber(most)} Meldungen je Feld`,
	toList: (name: string) => `Meldungen anzeigen: ${name}`,
	days: 'Tage'
};
