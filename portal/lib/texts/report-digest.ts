interface Part {
	matter: 'overdue' | 'unaccepted' | 'unanswered' | 'unreleased';
	count: number;
	refs: string[];
}

const MATTERS: Record<Part['matter'], (count: number) => string> = {
	overdue: (count) => (count === 1 ? '1 Meldung ist überfällig' : `${count} Meldungen sind überfällig`),
	unaccepted: (count) => (count === 1 ? '1 Meldung hat noch niemand angenommen' : `${count} Meldungen hat noch niemand angenommen`),
	unanswered: (count) => (count === 1 ? '1 Meldung ist noch ohne Antwort' : `${count} Meldungen sind noch ohne Antwort`),
	unreleased: (count) => (count === 1 ? '1 Meldung wartet auf die redaktionelle Prüfung' : `${count} Meldungen warten auf die redaktionelle Prüfung`)
};
const ORDER = Object.keys(MATTERS) as Part['matter'][];

const lines = (parts: readonly Part[]) =>
	[...parts]
		.sort((a, b) => ORDER.indexOf(a.matter) - ORDER.indexOf(b.matter))
		.map(({ matter, count, refs }) => `- ${MATTERS[matter](count)}: ${refs.join(', ')}${count > refs.length ? ' …' : ''}`)
		.join('\n');

/** The mail of the morning: references only, so that nothing of a report leaves the portal. */
export function digestMail({ tenant, own, orphans, list, orphanList }: { tenant: string; own: readonly Part[]; orphans: readonly Part[]; list: string; orphanList: string }): {
	subject: string;
	text: string;
} {
	const overdue = own.find(({ matter }) => matter === 'overdue')?.count ?? 0;
	const parts = [
		own.length > 0 && `Das wartet auf Sie:\n${lines(own)}\n\nIhre Meldungen:\n${list}`,
		orphans.length > 0 && `Das gehört noch niemandem (weder einer Person noch einer Stelle mit E-Mail-Adresse):\n${lines(orphans)}\n\n${orphanList}`
	].filter(Boolean);
	return {
		subject: overdue > 0 ? `${tenant}: ${MATTERS.overdue(overdue)}` : `${tenant}: Meldungen warten auf Bearbeitung`,
		text: `Guten Tag,\n\n${parts.join('\n\n')}\n\nDiese Übersicht kommt werktags höchstens einmal am Tag und nur, wenn etwas wartet.\n`
	};
}
