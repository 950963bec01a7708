import { formatDay } from './dates.ts';

/** Words around the notice in its files. */
export const noticeFileTexts = {
	draft: 'ENTWURF – noch nicht veröffentlicht',
	replaced: 'Diese Bekanntmachung ist durch eine spätere ersetzt.',
	published: (where: string, day: string, address: string) => `Bekannt gemacht am ${formatDay(day)}: ${where}. Im Internet: ${address}`
};

/** Public page of a notice. */
export const noticePageTexts = {
	back: 'Zum Verfahren',
	published: (where: string, day: string) => `Bekannt gemacht am ${formatDay(day)}: ${where}.`,
	replaced: 'Diese Bekanntmachung gilt nicht mehr',
	replacedText: 'Sie ist durch eine spätere ersetzt.',
	toNew: 'Zur geltenden Bekanntmachung',
	renewal: 'Ersetzt eine frühere Bekanntmachung',
	renewalText: (reason: string) => `Grund: ${reason}`,
	toOld: 'Zur früheren Bekanntmachung',
	downloads: 'Herunterladen',
	pdf: 'PDF',
	docx: 'Word (DOCX)'
};

/** Editor for staff. */
export const noticeEditorTexts = {
	title: 'Bekanntmachung',
	lead: (step: string) => `Zum Schritt „${step}“. Der Text entsteht aus den Angaben des Verfahrens; was Sie ändern, ist markiert.`,
	back: 'Zum Schritt',
	saved: 'Gespeichert',
	savedText: 'Der Entwurf ist gespeichert.',
	refused: 'Das hat nicht geklappt',
	publishedTitle: 'Veröffentlicht',
	publishedText: 'Die Bekanntmachung steht im Internet und wird nicht mehr geändert.',
	outdatedTitle: 'Die veröffentlichte Bekanntmachung nennt einen anderen Zeitraum',
	outdatedText: 'Der Zeitraum des Schritts wurde nach der Veröffentlichung geändert. Bitte veröffentlichen Sie unten eine erneute Bekanntmachung mit Begründung.',
	missingTitle: 'Es fehlen noch Angaben',
	missingText: 'Diese Teile verlangt das Gesetz. Ergänzen Sie die Angaben des Schritts oder schreiben Sie den Text selbst:',
	changedCount: (count: number) => (count === 1 ? 'Ein Teil weicht vom erzeugten Text ab.' : `${count} Teile weichen vom erzeugten Text ab.`),
	versions: 'Veröffentlichte Bekanntmachungen',
	version: (where: string, day: string) => `${formatDay(day)}: ${where}`,
	inForce: 'gilt',
	replaced: 'ersetzt',
	blocks: 'Text der Bekanntmachung',
	blockTitles: { title: 'Überschrift', 'hint-electronic': 'Stellungnahmen: Übermittlung', 'hint-late': 'Stellungnahmen: Verspätung', publisher: 'Unterschrift' } as Record<string, string>,
	state: { fixed: 'aus den Daten', changed: 'geändert', missing: 'fehlt', empty: 'leer' },
	fixedHint: 'Dieser Teil kommt aus den Angaben des Schritts, damit überall dasselbe Datum steht. Ändern Sie dazu den Schritt.',
	required: 'vom Gesetz verlangt',
	edit: 'Text ändern',
	text: (heading: string) => `Text: ${heading}`,
	textHint: 'Eine leere Zeile trennt Absätze. Zeilen, die mit „- “ beginnen, werden eine Liste.',
	generatedText: 'Erzeugter Text',
	save: 'Text speichern',
	reset: 'Zurück zum erzeugten Text',
	publish: 'Bekanntmachung veröffentlichen',
	renew: 'Erneute Bekanntmachung veröffentlichen',
	publishLead: 'Die Bekanntmachung steht danach sofort im Internet und im zentralen Landesportal. Sie lässt sich nicht mehr ändern, nur durch eine neue ersetzen.',
	publishedIn: 'Wo erscheint sie?',
	publishedInHint: 'So, wie es Ihre Bekanntmachungssatzung verlangt, zum Beispiel „Amtsblatt Nr. 3“ oder „Aushang im Rathaus“.',
	publishedOn: 'An welchem Tag?',
	latest: (day: string) => `Spätestens am ${formatDay(day)}: vor dem ersten Tag der Veröffentlichung.`,
	reason: 'Warum wird sie erneuert?',
	confirm: 'Ja, jetzt veröffentlichen',
	needsDates: 'Der Schritt hat noch keinen Zeitraum. Legen Sie ihn zuerst fest.',
	toStep: 'Angaben des Schritts bearbeiten',
	downloads: 'Vorschau als Datei',
	pdf: 'PDF',
	docx: 'Word (DOCX)'
};
