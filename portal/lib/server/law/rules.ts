/**
 * The periods that the portal knows, as data. How the end of a rule is found is in periods.ts; a new rule is an entry here
 * (README.md beside this file says how).
 */

/** Version of the law that the rules follow; it is stored with every period. */
export const LAW_VERSION = 'BauGB in der Fassung des Gesetzes vom 20. Dezember 2023';

export const DEADLINE_KINDS = ['publication', 'toeb', 'ruege215', 'shortened'] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

export interface DeadlineRule {
	title: string;
	/** Whether the first day counts (§ 187 (2) BGB: the period begins with the day) or not (§ 187 (1): it begins with an event in the day). */
	countsFirstDay: boolean;
	/** Length in months of the calendar; null: given in days by the municipality. */
	months: number | null;
	/** The period is never shorter than so many days. */
	minimumDays: number | null;
	/** Paragraph of the length. */
	lengthLaw: string;
	/** Paragraph that allows to extend it; null: nobody can. */
	extensionLaw: string | null;
	/** What happens on the first day; `{day}` is the day. */
	beginning: string;
	/** What the end means for people. */
	meaning: string;
}

export const DEADLINE_RULES: Record<DeadlineKind, DeadlineRule> = {
	publication: {
		title: 'Veröffentlichung im Internet',
		countsFirstDay: true,
		months: 1,
		minimumDays: 30,
		lengthLaw: '§ 3 Abs. 2 Satz 1 BauGB',
		extensionLaw: '§ 3 Abs. 2 Satz 1 BauGB',
		beginning: 'Die Veröffentlichung beginnt am {day} um 0 Uhr.',
		meaning: 'Stellungnahmen, die bis dahin eingehen, sind fristgerecht.'
	},
	toeb: {
		title: 'Beteiligung der Behörden und sonstigen Träger öffentlicher Belange',
		countsFirstDay: false,
		months: 1,
		minimumDays: 30,
		lengthLaw: '§ 4 Abs. 2 Satz 3 BauGB',
		extensionLaw: '§ 4 Abs. 2 Satz 3 BauGB',
		beginning: 'Die Behörde hat die Aufforderung am {day} erhalten.',
		meaning: 'Stellungnahmen der Behörde, die bis dahin eingehen, sind fristgerecht.'
	},
	ruege215: {
		title: 'Rüge von Fehlern nach § 215 BauGB',
		countsFirstDay: false,
		months: 12,
		minimumDays: null,
		lengthLaw: '§ 215 Abs. 1 BauGB',
		extensionLaw: null,
		beginning: 'Der Plan ist am {day} bekannt gemacht worden.',
		meaning: 'Danach sind die Fehler, die § 215 Abs. 1 BauGB nennt, unbeachtlich, wenn niemand sie schriftlich gerügt hat.'
	},
	shortened: {
		title: 'Erneute Veröffentlichung mit verkürzter Frist',
		countsFirstDay: true,
		months: null,
		minimumDays: null,
		lengthLaw: '§ 4a Abs. 3 Satz 3 BauGB',
		extensionLaw: '§ 4a Abs. 3 Satz 3 BauGB',
		beginning: 'Die erneute Veröffentlichung beginnt am {day} um 0 Uhr.',
		meaning: 'Stellungnahmen, die bis dahin eingehen, sind fristgerecht.'
	}
};

/** Below so many days a court has called a shortened period too short (VGH Mannheim on 12 days): the portal advises against it. */
export const SHORTENED_ADVICE_DAYS = 14;
