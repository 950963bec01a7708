/** Columns and words of exported tables, in the order of the columns. */
export const exportTexts = {
	columns: {
		number: 'Nummer',
		receivedAt: 'Eingang',
		late: 'Verspätet',
		origin: 'Herkunft',
		text: 'Stellungnahme',
		name: 'Name',
		address: 'Anschrift',
		email: 'E-Mail',
		emailConfirmed: 'E-Mail bestätigt',
		places: 'Orte',
		objects: 'Planinhalte',
		gmlIds: 'Kennungen der Planinhalte',
		attachments: 'Anlagen',
		digest: 'Prüfsumme (SHA-256)'
	},
	yes: 'ja',
	no: 'nein',
	origins: { web: 'Portal', staff: 'erfasst' },
	erased: '[Inhalt gelöscht]',
	sheet: 'Stellungnahmen',
	fileName: (title: string) =>
		`stellungnahmen-${
			title
				.toLowerCase()
				.replace(/[äöüß]/g, (sign) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[sign]!)
				.replace(/[^a-z0-9]+/g, '-')
				.replace(/^-|-$/g, '')
				.slice(0, 60) || 'export'
		}`
} as const;
