export const outboxTexts = {
	title: 'Postausgang',
	lead: 'In der Demonstration werden E-Mails nicht verschickt, sondern hier angezeigt. Neueste zuerst.',
	empty: 'Noch keine E-Mail',
	emptyText: 'Wenn jemand eine Stellungnahme mit E-Mail-Adresse abgibt, erscheint hier die Eingangsbestätigung.',
	to: 'An',
	at: 'Erstellt',
	attachments: 'Anhänge',
	download: (name: string) => `${name} herunterladen`,
	states: { queued: 'wartet', sent: 'verschickt', failed: 'nicht zustellbar' } as const
};
