/** Texts of the page „Fristenrechner“ and of the picture of a period. */
export const deadlineTexts = {
	title: 'Fristenrechner',
	lead: 'Wann endet eine Frist der Bauleitplanung? Der Rechner nennt den letzten Tag und erklärt jeden Schritt mit dem Paragrafen.',
	formHeading: 'Frist wählen',
	kind: 'Art der Frist',
	kinds: {
		publication: 'Veröffentlichung im Internet, Öffentlichkeit (§ 3 Abs. 2 BauGB)',
		toeb: 'Stellungnahme einer Behörde (§ 4 Abs. 2 BauGB)',
		ruege215: 'Rüge von Fehlern nach Inkrafttreten (§ 215 BauGB)'
	},
	land: 'Land',
	landHint: 'Die gesetzlichen Feiertage sind je Land verschieden.',
	start: 'Tag, an dem die Frist anfängt',
	startHint:
		'Veröffentlichung: der erste Tag. Behörde: der Tag, an dem sie die Aufforderung erhalten hat. Rüge: der Tag der Bekanntmachung.',
	submit: 'Frist berechnen',
	refused: 'Das lässt sich nicht berechnen',
	result: (end: string) => `Die Frist endet am ${end} um 24 Uhr.`,
	resultLength: (days: number) => `Das sind ${days} Tage, vom ersten gezählten bis zum letzten.`,
	noticeDay: (day: string) => `Die Bekanntmachung muss spätestens am ${day} erscheinen, also vor dem ersten Tag der Veröffentlichung (§ 3 Abs. 2 Satz 4 BauGB).`,
	stepsHeading: 'So wird gerechnet',
	hintsHeading: 'Wäre eine längere Frist angemessen?',
	hintsLead: 'Aus einem wichtigen Grund kann die Gemeinde länger veröffentlichen. Dafür spricht hier:',
	calendarHeading: 'Die Frist im Kalender',
	calendarOfYear: 'Gezeigt sind die Monate, in denen die Frist anfängt und endet.',
	listHeading: 'Die wichtigen Tage',
	weekdays: ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'],
	weekdayNames: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
	marks: {
		start: 'Beginn',
		monthEnd: 'ein Monat ist um',
		min30End: '30. Tag',
		legalEnd: 'Ende nach dem Gesetz',
		end: 'letzter Tag der Frist'
	},
	startNotCounted: 'zählt nicht mit',
	legend: { inside: 'zählt zur Frist', off: 'Wochenende oder Feiertag', start: 'Beginn', end: 'letzter Tag' },
	basisHeading: 'Was der Rechner nicht weiß',
	basis: (law: string) =>
		`Gerechnet wird nach dem ${law} und mit den Feiertagen des ganzen Landes. Feiertage, die nur in einzelnen Gemeinden gelten, und Verkürzungen nach § 4a Abs. 3 BauGB sind nicht berücksichtigt. Maßgeblich ist immer die Bekanntmachung der Gemeinde.`,
	holidaySource: 'Feiertage: date-holidays, CC BY-SA 3.0',
	api: 'Schnittstelle für andere Systeme'
};
