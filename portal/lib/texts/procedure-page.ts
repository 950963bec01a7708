import { formatDay, formatWeekday } from './dates.ts';
import { STATUS_TEXTS } from './landportal.ts';

/** Public pages of procedures. */
export const procedurePageTexts = {
	listTitle: 'Verfahren',
	listLead: 'Alle Planungsverfahren, die veröffentlicht sind: was läuft, was kommt und was entschieden ist.',
	listEmpty: 'Noch kein Verfahren',
	listEmptyText: 'Sobald ein Verfahren veröffentlicht ist, steht es hier.',
	number: 'Nummer',
	kind: 'Art',
	municipality: 'Ort',
	topics: 'Themen',
	status: 'Stand',
	statuses: STATUS_TEXTS,
	nowHeading: 'Was Sie jetzt tun können',
	onThisPage: 'Auf dieser Seite',
	write: 'Stellungnahme schreiben',
	aboutParticipation: 'Mehr zur Beteiligung',
	calendar: 'Frist in den Kalender',
	about: 'Worum geht es?',
	noSummary: 'Eine Beschreibung folgt. Bitte sehen Sie in die Unterlagen oder fragen Sie die Ansprechstelle.',
	easy: 'Leichte Sprache',
	timeline: 'Was passiert wann?',
	timelineLead: 'Zwei Wege laufen nebeneinander: die Beteiligung der Öffentlichkeit und die der Behörden.',
	tracks: { public: 'Öffentlichkeit', toeb: 'Behörden und Verbände', internal: 'Rat und Verwaltung' },
	states: { past: 'abgeschlossen', now: 'läuft jetzt', next: 'geplant', later: 'noch ohne Termin', skipped: 'entfällt', withdrawn: 'zurückgenommen' },
	laterHeading: 'Danach',
	round: (iteration: number) => `Durchgang ${iteration}`,
	withdrawn: (day: string, reason: string) => `Am ${formatDay(day)} zurückgenommen: ${reason}`,
	reason: (reason: string) => `Grund: ${reason}`,
	moved: (reason: string) => `Der Zeitraum wurde verschoben: ${reason}`,
	extended: (reason: string) => `Die Frist ist länger als üblich: ${reason}`,
	shortened: (reason: string) => `Die Frist ist kürzer als üblich: ${reason}`,
	changesOnly: 'Nur zu den geänderten oder ergänzten Teilen (§ 4a Abs. 3 Satz 2 BauGB).',
	restricted: 'Diese Beteiligung richtet sich an die Öffentlichkeit, die von der Änderung betroffen ist (§ 4a Abs. 3 Satz 4 BauGB).',
	changed: 'Was wurde geändert?',
	changedText: 'Der Entwurf wurde nach der letzten Beteiligung geändert. Der Vergleich zeigt jede Änderung auf der Karte und als Liste.',
	changedLink: 'Änderungen ansehen',
	plan: 'Plan',
	planLink: 'Zur Seite des Plans',
	planObjects: 'Planinhalte als Liste',
	planVersion: (version: number) => `Fassung ${version}`,
	areaHeading: 'Geltungsbereich',
	areaLabel: (title: string) => `Geltungsbereich: ${title}`,
	areaText: 'Die Karte zeigt, wo geplant wird. Eine Planzeichnung ist noch nicht veröffentlicht.',
	summaryStatement: 'Zusammenfassende Erklärung',
	summaryStatementText: 'Sie sagt, wie Umweltbelange und Stellungnahmen berücksichtigt wurden und warum dieser Plan gewählt wurde (§§ 6a, 10a BauGB).',
	permanent: 'Diese Seite und alle Unterlagen bleiben dauerhaft abrufbar (§ 6a Abs. 2, § 10a Abs. 2 BauGB).',
	environment: 'Welche Umweltinformationen gibt es?',
	environmentKinds: {
		mensch: 'Mensch und Gesundheit',
		'tiere-pflanzen': 'Tiere, Pflanzen, biologische Vielfalt',
		flaeche: 'Fläche',
		boden: 'Boden',
		wasser: 'Wasser',
		'luft-klima': 'Luft und Klima',
		landschaft: 'Landschaft',
		kultur: 'Kultur- und Sachgüter',
		wechselwirkung: 'Wechselwirkungen',
		sonstiges: 'Weitere'
	} as Record<string, string>,
	notice: 'Bekanntmachung',
	noticeLink: 'Bekanntmachung lesen',
	noticePdf: 'Bekanntmachung als PDF',
	noticeIn: (where: string, day: string | null) => `Erschienen${where ? `: ${where}` : ''}${day ? `, ${formatDay(day)}` : ''}.`,
	ways: 'So können Sie mitmachen',
	waysLead: 'Alle Wege zählen gleich. Sie müssen sich nirgends anmelden.',
	wayOnline: 'Im Portal',
	wayOnlineText: 'Text schreiben, Stellen auf der Karte zeigen, Dateien anhängen. Sie bekommen sofort eine Bestätigung.',
	wayOnlineLater: (first: string) => `Ab ${formatWeekday(first)}.`,
	places: 'Unterlagen vor Ort ansehen',
	placesLead: 'Die Unterlagen können Sie auch hier ansehen und dort Ihre Stellungnahme zur Niederschrift geben:',
	means: { paper: 'auf Papier', terminal: 'an einem Bildschirm', other: '' },
	openingHours: 'Öffnungszeiten',
	answers: 'Wer antwortet?',
	receipt: 'Schon Stellung genommen? Mit dem Code Ihrer Bestätigung sehen Sie, wie es weitergeht.',
	receiptLink: 'Code eingeben',
	share: 'Weitersagen',
	shareText: 'Adresse dieser Seite:',
	copy: 'Adresse kopieren',
	copied: 'Kopiert.',
	mail: 'Per E-Mail weitersagen',
	print: 'Drucken',
	qrAlt: 'QR-Code mit der Adresse dieser Seite',
	qrSvg: 'QR-Code als SVG',
	qrPng: 'QR-Code als PNG',
	alerts: 'Neues per E-Mail erfahren',
	alertsText: 'Wir schreiben Ihnen, wenn eine Beteiligung beginnt oder bald endet.',
	alertsLink: 'Benachrichtigungen bestellen',
	linkProcedure: 'Verfahren zu diesem Plan',
} as const;

const end = (day: string) => `bis einschließlich ${formatWeekday(day)}, 24 Uhr`;

/** The one sentence that says what somebody can do now, until when. */
export const nowSentences = {
	running: (last: string, changesOnly: boolean) => `Sie können ${end(last)}, Stellung nehmen${changesOnly ? ', aber nur zu den geänderten oder ergänzten Teilen' : ''}.`,
	planned: (first: string, last: string) => `Die Beteiligung beginnt am ${formatWeekday(first)}. Dann können Sie ${end(last)}, Stellung nehmen.`,
	announced: 'Das Verfahren ist angekündigt. Stellung nehmen können Sie noch nicht; der Zeitraum wird hier bekannt gegeben.',
	withdrawn: (day: string) => `Die angekündigte Beteiligung wurde am ${formatDay(day)} zurückgenommen. Stellung nehmen können Sie zurzeit nicht; ein neuer Zeitraum wird hier bekannt gegeben.`,
	ended: (last: string) => `Die Beteiligung ist seit ${formatWeekday(last)}, 24 Uhr, beendet. Nun werden die Stellungnahmen ausgewertet.`,
	evaluation: 'Die Stellungnahmen werden ausgewertet. Stellung nehmen ist zurzeit nicht möglich.',
	decision: (day: string | null) => `Der Plan ist beschlossen${day ? ` (${formatDay(day)})` : ''}. Er gilt, sobald er bekannt gemacht ist.`,
	'in-force': (day: string | null) => `Der Plan ist ${day ? `seit ${formatDay(day)} ` : ''}in Kraft. Eine Stellungnahme ist nicht mehr möglich.`,
	discontinued: (day: string | null) => `Das Verfahren wurde eingestellt${day ? ` (${formatDay(day)})` : ''}.`,
	repealed: (day: string | null) => `Der Plan wurde aufgehoben${day ? ` (${formatDay(day)})` : ''}.`,
	archived: 'Das Verfahren ist abgeschlossen.'
};

/** „1. März bis 31. März 2027“, „am 1. März 2027“ */
export function periodWords(first: string | null, last: string | null): string {
	if (!first) return '';
	return last ? `${formatDay(first)} bis einschließlich ${formatDay(last)}` : formatDay(first);
}

/** Words of the calendar file. */
export const calendarTexts = {
	summary: (title: string) => `Stellung nehmen: ${title}`,
	description: (step: string, last: string, url: string) => `${step}. Stellungnahmen sind ${end(last)}, möglich.\n\n${url}`,
	alarm: 'Die Frist zur Stellungnahme endet bald',
	file: 'termin.ics'
};

/** Subject and text for a mail to friends. */
export const shareMail = (title: string, url: string) => ({ subject: title, body: `${title}\n${url}` });
